"""All rows that can be run, by slug.

The slug "4-1" is the first row of Experiment 4's table under the reading that matches it best;
"4-1-logistic" is a variation with another reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lstm97.engine import rnn
from lstm97.paper.conditions import TABLE_10, TABLE_11, experiment_of
from lstm97.paper.nets import biases, net
from lstm97.paper.row import Row
from lstm97.paper.stops import Milestone, fewer_wrong, proven, st1, st2, st3


def _row(
    slug: str,
    table: str,
    task: str,
    parameters: Mapping[str, int],
    milestones: tuple[Milestone, ...],
    limit: int,
    *,
    output: str = "logistic",
    **fields: Any,
) -> Row:
    condition = TABLE_10[table]
    return Row(
        slug=slug,
        table=table,
        task=task,
        parameters=parameters,
        spec=net(condition, output=output),
        scale=TABLE_11[experiment_of(table)].scale,
        biases=biases(condition),
        rate=condition.rate,
        milestones=milestones,
        limit=limit,
        **fields,
    )


def _two_sequence() -> list[Row]:
    clean, noisy = (st1(0), st2(0, 0.01)), (st1(5), st2(5, 0.04))
    targets = (st2(0, 0.015, "done"),)
    kinds = {
        "3a": ("two-sequence", clean, ((100, 3), (100, 1), (1000, 3))),
        "3b": ("two-sequence-noise", noisy, ((100, 3), (100, 1), (1000, 1))),
        "3c": ("two-sequence-targets", targets, ((100, 3), (100, 1))),
    }
    readings = ("noise-is-variance", "fresh-quiz")
    return [
        _row(
            f"{table}-{number}",
            table,
            task,
            {"length": length, "signal": signal},
            stops,
            2_000_000 if table == "3c" or length > 100 else 500_000,
            readings=(*readings, "three-c-inputs") if table == "3c" else readings,
        )
        for table, (task, stops, settings) in kinds.items()
        for number, (length, signal) in enumerate(settings, start=1)
    ]


def _adding() -> list[Row]:
    rows = []
    for number, (length, limit) in enumerate(
        ((100, 1_000_000), (500, 2_000_000), (1000, 4_000_000)), 1
    ):
        readings = ("first-pair", "average-error")
        args = (f"4-{number}", "adding", {"length": length}, (st3(0.01),), limit)
        rows.append(_row(args[0], *args, output="identity", readings=("linear-output", *readings)))
        rows.append(
            _row(
                f"{args[0]}-logistic",
                *args,
                readings=("logistic-output", *readings),
                kind="reading",
            )
        )
    return rows


def _multiplication() -> list[Row]:
    stops = (fewer_wrong(140), fewer_wrong(13))
    shared = ("5", "multiplication", {"length": 100}, stops, 3_000_000)
    gates = {"net_in": (-3.0, -6.0)}
    readings = ("linear-output", "biased-gates", "first-pair")
    row = replace(_row("5", *shared, output="identity", readings=readings), biases=gates)
    random = replace(row, slug="5-random", biases={}, readings=("linear-output", "random-gates"))
    logistic = _row("5-logistic", *shared, readings=("logistic-output", "random-gates"))
    return [row, *(replace(other, kind="reading", beside="5") for other in (random, logistic))]


def _order() -> list[Row]:
    stop = (st3(0.1),)
    readings = ("logistic-output", "average-error")
    return [
        _row(
            "6a",
            "6a",
            "temporal-order",
            {"length": 100},
            stop,
            500_000,
            trials=20,
            readings=readings,
        ),
        _row("6b", "6b", "temporal-order-3", {"length": 100}, stop, 2_000_000, readings=readings),
    ]


def _reber() -> list[Row]:
    stop = (proven("the possible next symbols are the most active ones, in both sets"),)
    rows = []
    for number in range(1, 6):
        slug = f"1-{number}"
        row = _row(slug, slug, "embedded-reber", {}, stop, 200_000, rule="step", trials=30)
        readings = ("step-updates", "next-symbol", "repeated-strings")
        rows.append(replace(row, readings=readings, notes={"test": 0}))
    return [*rows, *_reber_variations(rows[4]), *_reber_variations(rows[3])]


def _reber_variations(row: Row) -> list[Row]:
    """Readings of Experiment 1 that were tried, after a sweep of initial weights and biases."""
    step, end = ("step-updates", "next-symbol"), ("sequence-updates", "next-symbol")
    biased: dict[str, Any] = {
        "spec": replace(row.spec, bias=("in", "out", "c", "k")),
        "rule": "sequence",
    }
    tried: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        "sequence": ({"rule": "sequence"}, end),
        "distinct": ({"notes": {"test": 0, "distinct": True}}, (*step, "distinct-strings")),
        "swapped": ({"spec": replace(row.spec, g="h", h="g")}, (*step, "swapped-ranges")),
        "wide": ({"scale": 1.0}, (*step, "wide-start")),
        "biased": (biased, (*end, "all-biased")),
        "biased-doubled": (biased | {"rate": 2 * row.rate}, (*end, "all-biased", "doubled-error")),
        "biased-wide": (biased | {"scale": 1.0}, (*end, "all-biased", "wide-start")),
    }
    sweep = replace(row, limit=60_000, kind="reading", beside=row.slug)
    return [
        replace(sweep, slug=f"{row.slug}-{name}", readings=readings, **changes)
        for name, (changes, readings) in tried.items()
    ]


def _noise_free() -> list[Row]:
    words = "error of all outputs < 0.25 on 10,000 random sequences in a row"
    rows = []
    for slug, task in (("2a", "noise-free"), ("2b", "no-regularities")):
        row = _row(slug, slug, task, {"p": 100}, (proven(words),), 100_000, rule="step", grow=500)
        row = replace(row, trials=18, notes={"test": 0}, readings=("step-updates", "cell-added"))
        rows += [row, *_noise_free_variations(row)]
    return rows


def _noise_free_variations(row: Row) -> list[Row]:
    sweep = replace(row, limit=30_000, kind="reading", beside=row.slug)
    quiet = {"test": 0, "quiet": True}
    end = ("sequence-updates", "cell-added")
    return [
        replace(
            sweep,
            slug=f"{row.slug}-quiet",
            notes=quiet,
            readings=(*row.readings, "quiet-cell"),
        ),
        replace(sweep, slug=f"{row.slug}-sequence", rule="sequence", readings=end),
        replace(
            sweep,
            slug=f"{row.slug}-sequence-quiet",
            rule="sequence",
            notes=quiet,
            readings=(*end, "quiet-cell"),
        ),
        replace(sweep, slug=f"{row.slug}-sequence-start", rule="sequence", grow=0, readings=end),
    ]


def _long_lag() -> list[Row]:
    words = "error of both outputs < 0.2 on 10,000 random sequences in a row"
    rows = []
    for number in range(1, 10):
        condition = TABLE_10[f"2c-{number}"]
        parameters = {"p": condition.inputs - 4, "q": condition.p}
        readings = ("frozen-proof", "index-range")
        slug = condition.task
        row = _row(slug, slug, "long-lag", parameters, (proven(words),), 500_000, trials=20)
        rows.append(replace(row, notes={"test": 0}, readings=readings))
    return rows


PAPERS: dict[str, Row] = {
    row.slug: row
    for row in (
        *_reber(),
        *_noise_free(),
        *_long_lag(),
        *_two_sequence(),
        *_adding(),
        *_multiplication(),
        *_order(),
    )
}


def _baselines() -> list[Row]:
    """The same tasks and criteria for the full gradient, a plain net, and guesswork."""
    rows = []
    for slug, limit in (("6a", 100_000), ("4-1", 150_000)):
        row = replace(PAPERS[slug], kind="baseline", beside=slug, limit=limit)
        plain = rnn.Spec(row.spec.inputs, row.spec.outputs, 8, output=row.spec.output)
        rows.append(replace(row, slug=f"{slug}-full", rule="full"))
        rows.append(
            replace(
                row,
                slug=f"{slug}-rnn",
                rule="full",
                spec=plain,
                biases={},
                rate=0.05,
                limit=limit // 2,
                readings=("plain-net",),
            )
        )
    for slug, allowed in (("3a-1", 0), ("3a-2", 0), ("3b-1", 5), ("3b-2", 5)):
        rows.append(_guess(PAPERS[slug], allowed))
    return rows


def _guess(row: Row, allowed: int) -> Row:
    return replace(
        row,
        slug=f"{row.slug}-guess",
        kind="baseline",
        beside=row.slug,
        rule="guess",
        spec=rnn.Spec(1, 1, 3, activation="logistic"),
        biases={},
        scale=100.0,
        rate=0.0,
        milestones=row.milestones[:1],
        limit=1_000_000,
        notes={"most_wrong": allowed},
        readings=("guessed-net",),
    )


ROWS: dict[str, Row] = PAPERS | {row.slug: row for row in _baselines()}
