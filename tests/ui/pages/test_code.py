"""This picture as code: what a reader takes along prints the numbers that the page shows."""

import ast
import contextlib
import io
import re

import numpy as np
import pytest
from benches import BENCHES, values_of

from lstm97.tasks.pronoun import NOUNS
from lstm97.ui.lesson.bench import View

LONGEST = 16  # lines: imports, what is set, what is printed


def fast(counts):
    return counts["matched"] + counts["faster"] + counts["more_errors"]


def tables(run):
    from lstm97.paper.show.comparison import score

    counts = score(run.everything)
    return fast(counts), counts["rows"], counts["deviates"], counts["rows"]


def answers(run):
    from lstm97.analysis.retention import answer

    asked = run.conditions
    return [
        part
        for lap in run.laps.values()
        for part in (answer(asked.task, asked.sequence, lap.trace.y_k), lap.reach.depth)
    ]


def turns(run):
    from lstm97.analysis.scissors.truncation import turn

    both = run.cutting.turn, turn(run.cutting.paper, run.cutting.full)
    return [value for one in both for value in (one.angle, one.ratio)]


def solved(run):
    for course in run.courses.values():
        needed = course.sequences_needed
        known = needed[np.isfinite(needed)]
        yield len(known)
        if len(known):
            yield float(np.median(known))


def depths(run):
    return max(layer.depth for layer in run.report.layers), run.beside.depth


def detours(run):
    return sum(
        float(np.nanmean(run.cutting.shares[edge][: max(1, run.cutting.trace.steps - 1)]))
        for edge in ("net_in", "net_out", "net_c")
    )


# Tabs that print more than numbers.
OTHERS = {"recurrent-network/sentence", "memory-cell/sentence"}


# page/tab -> what the page's run holds, and a second state of the page
MEASURED = {
    "gradient-descent/": (lambda r: (r.walk.losses[-1], r.walk.floor), {"rate": 2.0, "b": -1.5}),
    "layers/net": (lambda r: r.losses, {"rate": 5.0, "seed": 3}),
    "layers/deep": (lambda r: (r.retention, r.factor), {"act": "tanh", "layers": 7, "draw": 4}),
    "recurrent-network/unit": (
        lambda r: (r.memory.state[-1], r.memory.lasting.sum(), len(r.memory.steps)),
        {"feed": "word", "word": "error flow", "w": -1.5},
    ),
    "math-toolbox/nudge": (lambda r: (r.ratio, r.slope), {"turned": "b", "by": 0.01}),
    "math-toolbox/vector": (lambda r: r.y, {"n11": 1.5, "n21": 0.0}),
    "math-toolbox/chain": (lambda r: (r.slope, r.difference_quotient), {"act": "logistic", "q": 7}),
    "math-toolbox/power": (
        lambda r: (r.radius, r.norms[r.peak], r.norms[-1]),
        {"m21": -0.6, "m12": 0.6},
    ),
    "math-toolbox/noise": (lambda r: (r.beyond, r.by_sum), {"variance": 0.5, "T": 80}),
    "bptt/grid": (
        lambda r: ((r.nets[1:, 0] @ r.trace.gates.y_j[:-1, 0]), r.trace.loss.sum()),
        {"T": 7, "every": True, "d": -0.5},
    ),
    "bptt/step": (lambda r: r.losses, {"rate": 10.0, "w": -0.8}),
    "vanishing-exploding/flow": (
        lambda r: (r.run.largest[0], r.run.reach.depth),
        {"act": "tanh", "size": 3.9, "by": "norm", "share": 0.1},
    ),
    "vanishing-exploding/one": (lambda r: (r.factor(), r.factor() ** 50), {"y": 0.3, "w": 7.5}),
    "vanishing-exploding/weights": (
        lambda r: (r.top[1], r.top[0]),
        {"act": "tanh", "n": 3, "T": 30},
    ),
    "vanishing-exploding/rate": (
        lambda r: (r.once.ratio, r.tenfold.ratio),
        {"act": "identity", "T": 20, "rate": 0.01},
    ),
    "vanishing-exploding/explode": (
        lambda r: (r.plain.broke, r.plain.end, r.with_clipping.broke, r.with_clipping.end),
        {"loop": 0.5, "pace": 0.001, "seed": 2},
    ),
    "vanishing-exploding/many": (
        lambda r: (len(r.sum.products), r.sum.survives),
        {"n": 3, "q": 5},
    ),
    "carousel/": (
        lambda r: (r.yours.retention, r.beside[1.0].retention),
        {"f": "tanh", "w": -1.05, "T": 50},
    ),
    "memory-cell/claims": (
        lambda r: (
            r.claims.cut.retention,
            r.claims.full.retention,
            r.claims.entry[-1],
            r.claims.exit_c[0],
        ),
        {"echo": "r-m40", "seed": 5},
    ),
    "weight-conflict/tug": (
        lambda r: (r.tug.weight[r.after], r.tug.weight[-1], r.tug.loss[r.after], r.tug.loss[-1]),
        {"side": "output", "after": 12},
    ),
    "weight-conflict/all": (lambda r: (np.median(r.loss[-1]), r.loss[-1].min()), {"seed": 3}),
    "memory-cell/contest": (
        lambda r: [float(np.median(r.standings[-1].loss[side])) for side in ("rnn", "lstm97")],
        {"contest": 200, "seed": 3},
    ),
    "memory-cell/game": (
        lambda r: (r.play.score, r.play.answer[0]),
        {"inn": (2, 5), "out": (12,), "seed": 4},
    ),
    "memory-cell/learned": (
        lambda r: (r.net.score, r.net.answer[0], r.yours.score),
        {"trained": 3000, "T": 9},
    ),
    "memory-cell/blocks": (
        lambda r: (r.one.score, r.block.score),
        {"size": 3, "inn": (3,), "out": (12,)},
    ),
    "memory-cell/wires": (lambda r: (r.usual.apart, r.full.apart), {"seed": 9}),
    "memory-cell/drift": (lambda r: (r.ajar.arrives, r.yours.arrives), {"bias": -1.0}),
    "memory-cell/abuse": (lambda r: (r.free.loss[-1], r.with_bias.loss[-1]), {"ogb": "strong"}),
    "error-race/": (
        lambda r: [lap.reach.depth for lap in r.laps.values()],
        {"task": "typed", "trained": 50, "gradient": "full", "enters": "one", "step": 3},
    ),
    "scissors/cuts": (turns, {"net_in": True, "net": "untrained", "scale": 2.0}),
    "scissors/paths": (
        lambda r: (detours(r), r.cutting.carousel_share[0]),
        {"net_c": True, "length": 20},
    ),
    "scissors/learn": (solved, {"trained": 250}),
    "scissors/cost": (lambda r: (r.ratio, r.memory), {"seed": 8}),
    "experiments/classroom": (answers, {"experiment": "4", "lag": 12, "trained": 100}),
    "experiments/film": (answers, {"moment": 12_000, "sequence": 4}),
    "experiments/paper": (answers, {"experiment": "5", "sequence": 2}),
    "paper-tables/": (tables, {"table": "2"}),
    "forget-gate/dial": (
        lambda r: [
            value
            for side in ("lstm2000", "lstm97")
            for value in (r.reaches[side].depth, r.reaches[side].retention)
        ],
        {"b": 3.0, "gradient": "full", "T": 50},
    ),
    "forget-gate/stream": (
        lambda r: [
            value
            for side in ("lstm97", "lstm2000")
            for value in (r.lives[side].right.sum(), r.lives[side].drift)
        ],
        {"episodes": 7, "values": "both"},
    ),
    "your-network/reach": (depths, {"network": "trained", "T": 20, "gradient": "full"}),
    "your-network/inside": (depths, {"network": "gru", "T": 20}),
    "your-network/help": (
        lambda r: (*depths(r), max(one.depth for one in r.change.report.layers)),
        {"change": "orthogonal", "gain": 0.5, "T": 20},
    ),
    "your-network/steps": (depths, {"network": "biased", "T": 20}),
}
CASES = [(name, state) for name in MEASURED for state in ("default", "other")]


def test_every_bench_has_its_code():
    assert set(BENCHES) - OTHERS == set(MEASURED)
    assert [name for name in BENCHES if BENCHES[name].code is None] == []


@pytest.mark.parametrize("noun", ["", "horse"])
@pytest.mark.parametrize(
    ("name", "slugs"),
    [("recurrent-network/sentence", ["rnn"]), ("memory-cell/sentence", ["rnn", "lstm97"])],
)
def test_the_code_of_a_sentence_says_how_often_each_kind_is_right_and_what_it_answers(
    name, slugs, noun
):
    values = values_of(BENCHES[name], **({"noun": noun} if noun else {}))
    run, said = BENCHES[name].measure(values), " ".join(printed(BENCHES[name].code(values)))
    assert [word for word in said.split() if word in run.readers] == slugs
    for slug in slugs:
        one = run.readers[slug]
        median, answers_ = re.search(rf"{slug} (\S+) \[(.*?)\]", said).groups()
        assert float(median) == one.median
        assert NOUNS[np.argmax([float(word) for word in answers_.split()])] == one.answer


def asked(name, state="default"):
    """The settings of a bench, as they are at first or in its second state."""
    return values_of(BENCHES[name], **(MEASURED[name][1] if state == "other" else {}))


def printed(code):
    """What code prints, word by word; it may use nothing that a name begins with _ ."""
    tree = ast.parse(code)
    names = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
              for alias in node.names]  # fmt: skip
    assert not [one for one in names if one.startswith("_")]
    assert len(code.strip().splitlines()) <= LONGEST
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(tree, "code", "exec"), {})
    return said.getvalue().split()


def same(word, value):
    """Whether a printed word says a number that was measured; an answer in words, to the letter."""
    if isinstance(value, str):
        return word == value
    return float(word) == pytest.approx(float(value), rel=1e-12, abs=0, nan_ok=True)


@pytest.mark.parametrize(("name", "state"), CASES)
def test_the_code_prints_what_the_page_has_measured(name, state):
    bench, values = BENCHES[name], asked(name, state)
    expected = list(MEASURED[name][0](bench.measure(values)))
    said = printed(bench.code(values))
    assert len(said) == len(expected)
    assert [(a, b) for a, b in zip(said, expected, strict=True) if not same(a, b)] == []


def test_no_code_where_nothing_is_on_screen(monkeypatch):
    from lstm97.ui.pages.experiments import code

    monkeypatch.setattr(code, "example", lambda _: None)
    bench = BENCHES["experiments/paper"]
    assert code.at_scale(asked("experiments/paper", "default")) == ""
    assert bench.code is code.at_scale


def test_the_code_of_a_solved_net_races_it():
    bench = BENCHES["error-race/"]
    values = bench.settings.defaults().with_values(networks="6a", seed=3)
    depths_ = [lap.reach.depth for lap in bench.measure(values).laps.values()]
    assert [int(one) for one in printed(bench.code(values))] == depths_


NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?(%?)")
SMALL = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def first_size(text):
    """The first number of a reading, without its sign, and half a unit of its last digit."""
    found = NUMBER.search(text.replace(",", ""))
    if not found:
        return None
    mantissa, power, percent = found.groups()
    unit = 10.0 ** int((power or "⁰").translate(SMALL)) / (100 if percent else 1)
    places = len(mantissa.partition(".")[2])
    return float(mantissa) * unit, 0.5001 * 10.0**-places * unit


@pytest.mark.parametrize("name", [name for name in MEASURED if name.split("/")[0] != "experiments"])
def test_the_large_numbers_of_the_page_are_among_those_printed(name):
    bench, values = BENCHES[name], asked(name, "default")
    view = View(values, bench.measure(values), True, page=bench.page)
    said = [abs(float(one)) for one in printed(bench.code(values))]
    for one in bench.readings(view):
        if found := first_size(one.value):
            size, half = found
            assert min(abs(value - size) for value in said) <= half
