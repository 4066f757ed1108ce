"""One gradient step drawn: the loss along its way, and every weight before and after.

Both axes are fixed, so that a step too large is seen to be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log10
from typing import Any

from lstm97.analysis.foundations.one_step import RATES, GradientStep
from lstm97.engine.activations import Array
from lstm97.figures.edges import Leave, arrows, visible
from lstm97.figures.layers import DASH, LETTERS, layer, number, word
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette

LOSSES = (1e-4, 1e4)  # axis of the loss
MIDDLE = (RATES[0] * RATES[1]) ** 0.5  # of the axis of learning rates
WORDS = 0.9  # powers of ten of the rate that words at an arrow take
WEIGHTS = (-4.0, 4.0)  # axis of the weights; an arrow that leaves it ends at the edge


def way_chart(found: GradientStep, words: Mapping[str, str], look: Palette, *, told: bool) -> Spec:
    """The loss where the step ends, for every learning rate; only the loss now until ``told``.

    ``words``: rate, loss (axis titles), before, after (marks).
    """
    x_axis = {"title": words["rate"], "values": [0.01, 0.1, 1, 10], "grid": False}
    x = {"scale": {"type": "log", "domain": list(RATES), "nice": False}, "axis": x_axis}
    y_scale = {"type": "log", "domain": list(LOSSES), "nice": False}
    ticks = {"values": [1e-4, 1e-2, 1, 1e2, 1e4]}
    y = {"scale": y_scale, "axis": value_axis(words["loss"], log=True) | ticks}
    at = {"x": number("x", **x), "y": number("y", **y)}
    start = found.losses[0]
    now = {"type": "rule", "strokeDash": DASH, "color": look.text}
    here = {"type": "rule", "color": look.color("signal"), "strokeWidth": 2}
    text = {
        "type": "text",
        "align": "left",
        "dx": 4,
        "dy": -8,
        "color": look.text,
        "fontSize": LETTERS,
    }
    marks = [{"x": RATES[0], "y": start, "text": words["before"]}] if inside(start, LOSSES) else []
    layers = [
        layer(marks, now, y=at["y"]),
        layer(marks, text, **at, text=word("text")),
        layer([{"x": found.rate}], here, x=at["x"]),
    ]
    if told:
        layers += _way(found, words, look, at)
    return {"layer": layers, "height": 420}


def _way(found: GradientStep, words: Mapping[str, str], look: Palette, at: Spec) -> Iterator[Spec]:
    """The curve as far as it is on the axis, and the point where the step has ended.

    Where one of the two leaves the axis an arrow says how far it goes.
    """
    color, end = look.color("error"), found.losses[1]
    line = {"type": "line", "color": color, "strokeWidth": 2.5}
    pairs = zip(found.rates.tolist(), found.way.tolist(), strict=True)
    drawn = visible(pairs, LOSSES, log=True)
    records = [
        {"x": x, "y": y, "piece": str(piece)}
        for piece, stretch in enumerate(drawn.stretches)
        for x, y in stretch
    ]
    yield layer(records, line, **at, detail=word("piece"))
    gone = [*drawn.leaves, *visible([(found.rate, end)], LOSSES, log=True).leaves]
    for leaves, worded in ((_spaced(gone), True), (gone, False)):
        for one in arrows([("", leave) for leave in leaves], MIDDLE, worded=worded, color=color):
            yield {**one, "encoding": {**at, **one["encoding"]}}
    point = {"type": "point", "filled": True, "size": 170, "color": color, "opacity": 1}
    text = {
        "type": "text",
        "align": "right",
        "dx": -8,
        "dy": 20,
        "fontSize": LETTERS,
        "color": color,
    }
    marks = [{"x": found.rate, "y": end, "text": words["after"]}] if inside(end, LOSSES) else []
    yield layer(marks, point, **at)
    plate = {"stroke": look.background, "strokeWidth": 5, "strokeJoin": "round", "aria": False}
    for under in (plate, {}):
        yield layer(marks, text | {"fontWeight": 600} | under, **at, text=word("text"))


def _spaced(leaves: Sequence[Leave]) -> list[Leave]:
    """Those that go farthest on their side, where words of two would stand on each other."""
    return [
        one
        for one in leaves
        if all(
            one is other
            or one.side != other.side
            or abs(log10(one.end.x / other.end.x)) > WORDS
            or one.side * one.farthest > other.side * other.farthest
            for other in leaves
        )
    ]


def inside(value: float, domain: tuple[float, float]) -> bool:
    """Whether an axis has a place for a value."""
    return domain[0] <= value <= domain[1]


def weights_chart(
    names: Sequence[str], before: Array, after: Array, texts: Sequence[str], look: Palette
) -> Spec:
    """A row for each weight: where it was, and an arrow to where the step has taken it.

    ``texts`` stand above the rows. A weight that began off the axis is a tip at its edge.
    """
    low, high = WEIGHTS
    records = _moves(names, before, after, texts)
    color, began = look.color("signal"), [one for one in records if one["began"]]
    at = {
        "x": number("before", scale={"domain": [low, high], "nice": False},
                    axis={"title": None, "tickCount": 5}),
        "y": word("name", sort=None, axis={"title": None, "labelFontSize": 14, "domain": False,
                                           "ticks": False}),
    }  # fmt: skip
    end = {"x": number("after"), "y": at["y"]}
    ring = {"type": "point", "size": 90, "color": color, "strokeWidth": 2, "opacity": 1}
    shaft = {"type": "rule", "color": color, "strokeWidth": 2.5}
    text = {"type": "text", "dy": -18, "fontSize": LETTERS, "color": look.text}
    return {
        "layer": [
            layer(began, ring, **at),
            layer(
                [one for one in began if one["moved"]],
                shaft,
                **at,
                x2={"field": "after"},
            ),
            *(_heads(records, right, color, end) for right in (True, False)),
            layer(records, text, x={"value": {"expr": "width / 2"}}, y=at["y"], text=word("text")),
        ],
        "height": 420,
    }


def _moves(
    names: Sequence[str], before: Array, after: Array, texts: Sequence[str]
) -> list[dict[str, Any]]:
    """A record for each weight: both its places, as far as the axis has them, and its arrow."""
    low, high = WEIGHTS
    return [
        {
            "name": name,
            "before": min(max(a, low), high),
            "after": min(max(b, low), high),
            "text": text,
            "right": b > a if inside(a, WEIGHTS) else a > high,
            "moved": abs(b - a) > 0.02 or not inside(a, WEIGHTS),
            "began": inside(a, WEIGHTS),
        }
        for name, a, b, text in zip(names, before.tolist(), after.tolist(), texts, strict=True)
    ]


def _heads(records: Sequence[Mapping[str, object]], right: bool, color: str, at: Spec) -> Spec:
    shape = "triangle-right" if right else "triangle-left"
    mark = {"type": "point", "shape": shape, "filled": True, "size": 110, "color": color}
    moved = [
        one if one["began"] else {**one, "after": one["before"]}
        for one in records
        if one["moved"] and one["right"] == right
    ]
    return layer(moved, mark | {"opacity": 1}, **at)
