"""What is run beside the paper's rows: printed conditions, readings, other set-ups, baselines.

A variation starts from the same random numbers as its row and sees the same sequences.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lstm97.engine import rnn
from lstm97.paper.data.paper_rows import PAPER_ROWS
from lstm97.paper.data.readings import OPEN
from lstm97.paper.data.row import Kind, MethodName, Row

CLOSE = {"3a-1": 0, "3a-2": 0, "3b-1": 5, "3b-2": 5}  # rows to guess: mistakes allowed in 256


def _vary(row: Row, name: str, readings: tuple[str, ...], **changes: Any) -> Row:
    """A variation; another set-up if any of its readings goes against the text."""
    kind: Kind = "reading" if set(OPEN).issuperset(readings) else "set-up"
    fields: dict[str, Any] = {"kind": kind, **changes}
    slug = f"{row.slug}-{name}"
    return replace(row, slug=slug, beside=row.paper_row, readings=readings, **fields)


def _reber_literal(row: Row) -> Row:
    """Experiment 1 as the text has it: g in [-2, 2], h in [-1, 1], every error taught."""
    readings = ("step-updates", "next-symbol", "repeated-strings")
    spec = replace(row.spec, g="g", h="h")
    return replace(row, spec=spec, tolerance=0.0, readings=readings)


def _reber_variations(paper: Row) -> list[Row]:
    """Readings of Experiment 1 that were tried, after a sweep of initial weights and biases."""
    row = _reber_literal(paper)
    step, end = ("step-updates", "next-symbol"), ("sequence-updates", "next-symbol")
    biased: dict[str, Any] = {
        "spec": replace(row.spec, bias=("in", "out", "c", "k")),
        "method": "at-string-end",
    }
    tried: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        "sequence": ({"method": "at-string-end"}, end),
        "distinct": ({"distinct": True}, (*step, "distinct-strings")),
        "swapped": ({"spec": replace(row.spec, g="h", h="g")}, (*step, "swapped-ranges")),
        "tolerant": (
            {"tolerance": 0.2},
            (*row.readings, "tolerated-error"),
        ),
        "wide": ({"scale": 1.0}, (*step, "wide-start")),
        "biased": (biased, (*end, "all-biased")),
        "biased-doubled": (biased | {"rate": 2 * row.rate}, (*end, "all-biased", "doubled-error")),
        "biased-wide": (biased | {"scale": 1.0}, (*end, "all-biased", "wide-start")),
    }
    return [
        _vary(row, name, readings, limit=60_000, **changes)
        for name, (changes, readings) in tried.items()
    ]


def _legal_targets(paper: Row) -> list[Row]:
    """Experiment 1 with every symbol that may come next as target, and what else was tried."""
    row, rest = _reber_literal(paper), ("legal-symbols", "repeated-strings")
    step, end = ("step-updates", *rest), ("sequence-updates", *rest)
    swapped: dict[str, Any] = {"spec": replace(row.spec, g="h", h="g")}
    biased: dict[str, Any] = {"spec": replace(row.spec, bias=("in", "out", "c", "k"))}
    tolerant: dict[str, Any] = {"tolerance": 0.2}
    tried: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        "": ({}, step),
        "-sequence": ({"method": "at-string-end"}, end),
        "-swapped": (swapped, (*step, "swapped-ranges")),
        "-tolerant": (tolerant, (*step, "tolerated-error")),
        "-swapped-tolerant": (swapped | tolerant, (*step, "swapped-ranges", "tolerated-error")),
        "-biased": (biased | {"method": "at-string-end"}, (*end, "all-biased")),
    }
    return [
        _vary(row, f"legal{name}", readings, limit=30_000, all_legal=True, **changes)
        for name, (changes, readings) in tried.items()
    ]


def _reber_literals() -> list[Row]:
    literal = [_reber_literal(PAPER_ROWS[f"1-{number}"]) for number in range(1, 6)]
    return [_vary(row, "literal", row.readings, kind="printed") for row in literal]


def _noise_free_variations() -> list[Row]:
    """Readings of Experiment 2 under which the state is calm when the cell is added."""
    regular, irregular = PAPER_ROWS["2a"], PAPER_ROWS["2b"]
    closed: dict[str, Any] = {"biases": {"net_in": (-3.0,)}}
    tolerant: dict[str, Any] = {"tolerance": 0.2}
    end: dict[str, Any] = {"only_last": True}
    doubled: dict[str, Any] = {"rate": 2 * regular.rate}
    centred: dict[str, Any] = {"spec": replace(regular.spec, g="g")}
    calm = ("doubled-error", "closed-gate")
    tried: list[tuple[Row, str, tuple[str, ...], dict[str, Any]]] = [
        (regular, "doubled-closed", calm, doubled | closed),
        (regular, "tolerant", (*calm, "tolerated-sum"), doubled | closed | tolerant),
        (irregular, "end", ("end-only",), end),
        (irregular, "end-closed", ("end-only", "closed-gate"), end | closed),
        (irregular, "end-doubled-closed", ("end-only", *calm), end | doubled | closed),
        (
            irregular,
            "end-doubled-centred",
            ("end-only", *calm, "centred-g"),
            end | doubled | closed | centred,
        ),
        (
            irregular,
            "end-tolerant",
            ("end-only", *calm, "tolerated-sum"),
            end | doubled | closed | tolerant,
        ),
    ]
    return [
        _vary(replace(row, limit=60_000), name, (*row.readings, *readings), **changes)
        for row, name, readings, changes in tried
    ]


def _calm(row: Row) -> Row:
    """Cells that hear nothing constant, so that nothing adds up over the lag (3b, 4, 6b)."""
    unbiased = tuple(kind for kind in row.spec.bias if kind != "c")
    spec = replace(row.spec, gates_fed_back=False, bias=unbiased)
    return _vary(row, "calm", (*row.readings, "nothing-constant"), spec=spec)


def _double_error(row: Row) -> Row:
    """The factor 2 of (16)-(18), which (19) lacks: it acts as twice the learning rate."""
    return _vary(row, "doubled", (*row.readings, "doubled-error"), rate=2 * row.rate)


def _without_feedback(row: Row, method: MethodName = "unfed") -> Row:
    """Cells and gates that listen to inputs alone (2c; or, where cells are calm, 4)."""
    spec = replace(row.spec, recurrent=False, gates_fed_back=False)
    return _vary(row, "unfed", (*row.readings, "nothing-fed-back"), spec=spec, method=method)


def _calm_variations() -> list[Row]:
    """3b, 4 and 6b with calm cells, and 4 with calm cells that do not hear themselves either."""
    calm = [_calm(PAPER_ROWS[f"4-{number}"]) for number in range(1, 4)]
    order = _calm(PAPER_ROWS["6b"])
    return [
        _calm(PAPER_ROWS["3b-3"]),
        order,
        _double_error(order),
        *calm,
        *(replace(_without_feedback(row, "engine"), slug=f"{row.beside}-unfed") for row in calm),
    ]


def _three_signals() -> Row:
    """3b at T = 1000 with the N of Table 4's third row; Table 5 prints 1 there."""
    row = PAPER_ROWS["3b-3"]
    parameters = {**row.parameters, "signal": 3}
    return _vary(row, "three", (*row.readings, "three-signals"), parameters=parameters)


def _output_variations() -> list[Row]:
    """Experiments 4 and 5 as printed, with logistic outputs; 5 with random gate biases alone."""
    product = PAPER_ROWS["5"]
    random: dict[str, Any] = {"biases": {}}
    return [
        *(_logistic(PAPER_ROWS[f"4-{number}"], "average-error") for number in range(1, 4)),
        _vary(product, "random", ("linear-output", "random-gates", "first-pair"), **random),
        _logistic(product, "random-gates", **random),
    ]


def _logistic(row: Row, reading: str, **changes: Any) -> Row:
    spec = replace(row.spec, output="logistic")
    readings = ("logistic-output", "first-pair", reading)
    return _vary(row, "logistic", readings, spec=spec, kind="printed", **changes)


def _quiz_variations() -> list[Row]:
    """Experiment 3 with a test set that stays the same, and with two tests in a row to pass."""
    rows = [PAPER_ROWS[slug] for slug in ("3a-1", "3a-2", "3b-1", "3b-2", "3c-1", "3c-2")]
    return [
        variation
        for row in rows
        for kept in [tuple(one for one in row.readings if one != "fresh-quiz")]
        for variation in (
            _vary(row, "fixed", (*kept, "fixed-quiz"), quiz="fixed"),
            _vary(row, "twice", (*row.readings, "two-passes"), passes=2),
        )
    ]


def _baselines() -> list[Row]:
    """The same tasks and criteria for the full gradient, a plain net, and guesswork.

    The plain net has as many sequences as the LSTM's own limit.
    """
    rows = []
    for slug, limit in (("6a", 100_000), ("4-1", 150_000)):
        row = PAPER_ROWS[slug]
        full = _vary(row, "full", row.readings, method="full", limit=limit)
        spec = rnn.Spec(row.spec.inputs, row.spec.outputs, 8, output=row.spec.output)
        changes: dict[str, Any] = {"spec": spec, "biases": {}, "rate": 0.05}
        rows += [full, _vary(row, "rnn", ("plain-net",), method="full", **changes)]
    rows += [_guess(PAPER_ROWS[slug], allowed) for slug, allowed in CLOSE.items()]
    return [replace(row, kind="baseline") for row in rows]


def _guess(row: Row, allowed: int) -> Row:
    return _vary(
        row,
        "guess",
        ("guessed-net",),
        method="guess",
        spec=rnn.Spec(1, 1, 3, activation="logistic"),
        biases={},
        scale=100.0,
        rate=0.0,
        milestones=row.milestones[:1],
        limit=1_000_000,
        most_wrong=allowed,
    )


VARIATIONS: dict[str, Row] = {
    row.slug: row
    for row in (
        *_reber_literals(),
        *_reber_variations(PAPER_ROWS["1-5"]),
        *_reber_variations(PAPER_ROWS["1-4"]),
        *(row for slug in ("1-5", "1-4") for row in _legal_targets(PAPER_ROWS[slug])),
        _legal_targets(PAPER_ROWS["1-3"])[0],
        *_noise_free_variations(),
        *(_double_error(PAPER_ROWS[slug]) for slug in ("2c-1", "6b")),
        *(_without_feedback(PAPER_ROWS[f"2c-{number}"]) for number in range(1, 8)),
        *(
            replace(_without_feedback(PAPER_ROWS[f"2c-{number}"]), limit=2_000_000)
            for number in (8, 9)
        ),
        *_calm_variations(),
        _three_signals(),
        *_output_variations(),
        *_quiz_variations(),
        *_baselines(),
    )
}
