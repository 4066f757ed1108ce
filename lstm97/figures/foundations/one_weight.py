"""One weight at rest: what a single step back multiplies an error by, and sums over paths.

The axes of the factor never change, so that what moves with a slider is the factor itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lstm97.analysis.problem.hochreiter import peak_weight, single_factor
from lstm97.engine.activations import LOGISTIC, Array
from lstm97.figures.edges import VisibleLine, arrows, visible
from lstm97.figures.layers import layer, number, rule, word
from lstm97.figures.lines import ROOM, ROW, Spec, decades, powers, value_axis
from lstm97.figures.palette import Palette

WIDEST = 40.0  # largest weight drawn
FACTORS = (1e-4, 1e2)  # the axis of slope, weight and factor, logarithmic
SAFE = 1 / LOGISTIC.max_slope  # up to it the factor is below 1, whatever y is
MOST = 300  # points of a line


def hump(
    y: float, weight: float, words: Mapping[str, str], look: Palette, *, revealed: bool = True
) -> Spec:
    """Slope f'(w y) and weight w of a logistic unit for a constant ``y``, and their product.

    The product, what one step back multiplies an error by, is there once ``revealed``. ``words``:
    weight, factor (axis titles), slope, product (names of lines), keeps, four, here (marks).
    """
    axis = {"title": words["weight"], "tickCount": {"expr": ROOM}}
    across = number("x", scale={"domain": [0, WIDEST]}, axis=axis)
    up = number("y", scale={"type": "log", "domain": list(FACTORS), "nice": False})
    up["axis"] = value_axis(words["factor"]) | powers() | decades(FACTORS)
    w = np.sort(np.append(np.geomspace(0.01, WIDEST, 240), weight))
    product = single_factor(w, y)
    lines = [
        _Line(words["slope"], product / w, look.color("signal"), [6, 3], place=0.6, before=True),
        _Line(words["line"], w, look.color("neutral"), [2, 3]),
    ]
    ends = _beyond(w, product / w, look.color("signal"), 0, look)
    if revealed:
        lines.append(_Line(words["product"], product, look.color("rnn"), [1, 0], 3.2, 0.75))
        ends += _marks(weight, y, words, look)
        ends += _beyond(w, product, look.color("rnn"), 1, look)
    return {
        "encoding": {"x": across, "y": up},
        "layer": [_safe(look), rule("y", [1.0], look), *_labels(words, look),
                  _stand(weight, look), *(_stroke(one, w) for one in lines),
                  *(part for one in lines for part in _name(one, w, look)), *ends],
        "height": 340,
    }  # fmt: skip


class _Line(NamedTuple):
    """A line against the weight; its name stands beside it at the share ``place`` of its length.

    On the left of a line that has another on its right: ``before``.
    """

    name: str
    values: Array
    color: str
    dash: list[int]
    thick: float = 2.0
    place: float = 0.4
    before: bool = False


def _stroke(line: _Line, w: Array) -> Spec:
    """The line, which ends where it leaves the axis."""
    records = [
        {"x": x, "y": y, "part": part, "name": line.name}
        for part, stretch in enumerate(_visible_part(w, line.values).stretches)
        for x, y in stretch
    ]
    stroke = {"type": "line", "color": line.color, "strokeWidth": line.thick}
    stroke |= {"strokeDash": line.dash, "clip": True}
    tips = [word("name", title=" "), number("x", title="w", format=".3g"),
            number("y", title=" ", format=".3g")]  # fmt: skip
    return layer(records, stroke, detail=word("part"), tooltip=tips)


def _name(line: _Line, w: Array, look: Palette) -> list[Spec]:
    """Its name, below a line that rises, above one that falls."""
    stretches = _visible_part(w, line.values).stretches
    inside = [point for stretch in stretches for point in stretch if point.x > SAFE]
    x, y = inside[int(len(inside) * line.place)]
    dy = 14 if line.values[-1] > line.values[0] else -6
    beside = {"align": "right", "dx": -8} if line.before else {"align": "left", "dx": 8}
    mark = {**beside, "dy": dy, "fontSize": 13, "color": line.color}
    return _on_plate({"x": x, "y": y, "name": line.name}, mark, look)


def _on_plate(record: Spec, mark: Spec, look: Palette) -> list[Spec]:
    """Words on a plate of background, so that no line runs through them."""
    plate = {"stroke": look.background, "strokeWidth": 5, "strokeJoin": "round", "aria": False}
    text = {"type": "text", "fontWeight": 600, **mark}
    return [layer([record], text | under, text=word("name")) for under in (plate, {})]


def _beyond(w: Array, values: Array, color: str, row: int, look: Palette) -> list[Spec]:
    """Where a line leaves the axis below: what it goes on to, in a row above the edge."""
    leaves = [("", one) for one in _visible_part(w, values).leaves]
    dy = -(9 + ROW * row)
    return arrows(leaves, 0.75 * WIDEST, color=color, halo=look.background, dy=dy)


def _visible_part(w: Array, values: Array) -> VisibleLine:
    return visible(zip(w.tolist(), values.tolist(), strict=True), FACTORS, log=True)


def _stand(weight: float, look: Palette) -> Spec:
    """Where the reader's weight is."""
    mark = {"type": "rule", "color": look.quiet, "strokeWidth": 1.2}
    return layer([{"x": weight, "y": FACTORS[0], "y2": FACTORS[1]}], mark, y2={"field": "y2"})


def _marks(weight: float, y: float, words: Mapping[str, str], look: Palette) -> list[Spec]:
    """The top of the product, and the reader's weight on it, as far as the axis has them."""
    top = _point(peak_weight(y), y)
    return [layer([top], _dot(look.text, "diamond")), *_here(_point(weight, y), words, look)]


def _point(weight: float, y: float) -> dict[str, float]:
    return {"x": weight, "y": float(single_factor(np.array([weight]), y)[0])}


def _safe(look: Palette) -> Spec:
    """|w| below 4, where the factor is below 1 whatever y is."""
    zone = {"x": 0, "x2": SAFE, "y": FACTORS[0], "y2": FACTORS[1]}
    mark = {"type": "rect", "color": look.color("bound"), "opacity": 0.14}
    return layer([zone], mark, x2={"field": "x2"}, y2={"field": "y2"})


def _labels(words: Mapping[str, str], look: Palette) -> list[Spec]:
    text = {"type": "text", "color": look.quiet, "fontSize": 13}
    one = {"x": WIDEST, "y": 1.0, "name": words["keeps"]}
    four = {"x": SAFE, "y": FACTORS[1], "name": words["four"]}
    return [
        layer([one], {**text, "align": "right", "dy": 11}, text=word("name")),
        layer([four], {**text, "align": "left", "dx": 6, "dy": 10}, text=word("name")),
    ]


def _here(point: dict[str, float], words: Mapping[str, str], look: Palette) -> list[Spec]:
    """The reader's weight, its label on the side where there is room; none beyond the axis."""
    if not FACTORS[0] <= point["y"] <= FACTORS[1]:
        return []
    left = point["x"] > WIDEST / 2
    mark = {"align": "right" if left else "left", "dx": -12 if left else 12}
    mark |= {"dy": -12 if left else 14, "fontSize": 14, "color": look.color("rnn")}
    label = _on_plate({**point, "name": words["here"]}, mark, look)
    return [*label, layer([point], _dot(look.color("rnn"), "circle"))]


def _dot(color: str, shape: str) -> Spec:
    return {
        "type": "point", "filled": True, "size": 150, "opacity": 1, "color": color, "shape": shape,
        "clip": False,
    }  # fmt: skip


def running_sum(
    products: Array, words: Mapping[str, str], look: Palette, *, revealed: bool = True
) -> Spec:
    """Paths added up one after the other, the largest first: up, then down to what is left.

    Until ``revealed`` the line ends at its top. ``words``: paths, sum (axis titles), left (label of
    the end).
    """
    total = np.concatenate([[0.0], np.cumsum(products)])
    peak = int(np.count_nonzero(products > 0))
    kept = np.unique(np.append(np.linspace(0, len(total) - 1, min(len(total), MOST)), peak))
    shown = kept.astype(int) if revealed else kept[kept <= peak].astype(int)
    records = [{"x": int(n), "y": float(total[n])} for n in shown]
    reach = 1.08 * max(float(np.abs(total).max()), float(np.abs(products).sum()) / 2) or 1.0
    whole = {"domain": [0, len(products)], "nice": False}
    axis = {"title": words["paths"], "tickMinStep": 1, "format": "d", "grid": False}
    axis |= {"tickCount": {"expr": ROOM}}
    up = {"domain": [-reach, reach], "nice": False}
    line = {"type": "line", "color": look.color("error"), "strokeWidth": 2.5}
    return {
        "encoding": {
            "x": number("x", scale=whole, axis=axis),
            "y": number("y", scale=up, axis=value_axis(words["sum"]) | powers()),
        },
        "layer": [rule("y", [0.0], look), layer(records, line),
                  *(_end(records[-1], total[-1] > 0, words["left"], look) if revealed else [])],
        "height": 320,
    }  # fmt: skip


def _end(end: dict[str, float], above: bool, name: str, look: Palette) -> list[Spec]:
    """What is left of the sum, with its number."""
    text = {"type": "text", "align": "right", "dx": -10, "dy": 20 if above else -12, "fontSize": 14}
    text |= {"fontWeight": 600, "color": look.color("rnn")}
    return [
        layer([end], _dot(look.color("rnn"), "circle")),
        layer([{**end, "name": name}], text, text=word("name")),
    ]
