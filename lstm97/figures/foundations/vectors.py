"""A matrix times a vector: as numbers on wires, and as an arrow that is turned and stretched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lstm97.engine.activations import Array
from lstm97.figures.foundations.wires import column, full, wire_chart
from lstm97.figures.layers import LETTERS, layer, number, round_scales, word
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette
from lstm97.writing import general

PLANE = 4.6  # half the side of the plane that is drawn: no product leaves it


def product_chart(matrix: Array, x: Array, y: Array | None, look: Palette) -> Spec:
    """Both numbers in, four weights, both numbers out; "?" where ``y`` is None."""
    out = ["?", "?"] if y is None else [_number(one) for one in y]
    sources = column(0, [_number(one) for one in x], ["x₁", "x₂"], "neutral")
    targets = column(1, out, ["y₁", "y₂"])
    texts = [[_number(one) for one in row] for row in matrix]
    return wire_chart([*sources, *targets], list(full(sources, targets, texts, "neutral")), look)


def _number(value: float) -> str:
    return general(value, 4)


def plane_chart(x: Array, y: Array | None, words: Mapping[str, str], look: Palette) -> Spec:
    """The vector and its product as arrows from the middle. ``words``: first, second, x, y."""
    across, up = round_scales(PLANE)
    ticks = {"values": [-4, -2, 0, 2, 4], "format": "d"}
    at = {
        "x": number("x", scale=across, axis={"title": words["first"], **ticks}),
        "y": number("y", scale=up, axis=value_axis(words["second"]) | ticks),
    }
    arrows = [(x, words["x"], look.color("neutral"))]
    if y is not None:
        arrows.append((y, words["y"], look.color("signal")))
    return {"layer": [one for arrow in arrows for one in _arrow(*arrow, at)], "height": 420}


def _arrow(tip: Sequence[float] | Array, name: str, color: str, at: Spec) -> list[Spec]:
    end = [{"x": float(tip[0]), "y": float(tip[1]), "zero": 0, "name": name}]
    shaft = {"type": "rule", "strokeWidth": 3, "color": color}
    dot = {"type": "point", "filled": True, "size": 130, "color": color, "opacity": 1}
    text = {
        "type": "text",
        "dx": 12,
        "dy": -12,
        "fontSize": LETTERS,
        "fontWeight": 600,
        "color": color,
    }
    return [
        layer(end, shaft, **at, x2=number("zero"), y2=number("zero")),
        layer(end, dot, **at),
        layer(end, text, **at, text=word("name")),
    ]
