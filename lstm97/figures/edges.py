"""Where a line leaves an axis: it ends at the edge, and an arrow says where it goes.

A value outside an axis is never drawn as a point of a curve, or it would be read as a level one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import floor, inf, isfinite, isnan, log10
from typing import Any, NamedTuple

import numpy as np

from lstm97.engine.health import true_sizes
from lstm97.writing import general, minus, power, unheld

Spec = dict[str, Any]  # of Vega-Lite

_SIZE = 60.0  # of an arrow, square pixels
FEW = 3  # places where a line leaves one side of an axis that all have words
_LINE = 15  # pixels from words to those that stand farther inside


class Point(NamedTuple):
    """A place on a chart."""

    x: float
    y: float


@dataclass(frozen=True)
class Leave:
    """A stretch outside the axis: where the line ends, on which side, the farthest value there.

    ``began`` is true of a line that starts out there, and comes in to the right of its arrow.
    """

    end: Point
    side: int  # 1 above, -1 below
    farthest: float
    began: bool = False


@dataclass
class VisibleLine:
    """What is drawn of a line: its ``stretches`` inside the axis, and where it leaves."""

    stretches: list[list[Point]] = field(default_factory=list)
    leaves: list[Leave] = field(default_factory=list)


def visible(
    points: Iterable[tuple[float, float]], domain: tuple[float, float], log: bool
) -> VisibleLine:
    """A line through ``points``, cut at the edges of ``domain``; nan makes a gap.

    On a log axis sizes are drawn: the sign is dropped, and 0 lies below every axis.
    """
    drawn, before = VisibleLine(), None
    for x, value in _true_points(points) if log else points:
        if isnan(value):
            before = None
            continue
        now = Point(x, abs(value) if log else value)
        _go(drawn, before, now, domain, log)
        before = now
    return drawn


def _true_points(points: Iterable[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    places = list(points)
    sizes = true_sizes(np.array([value for _, value in places], float))
    return zip((x for x, _ in places), sizes.tolist(), strict=True)


def _go(
    drawn: VisibleLine, before: Point | None, now: Point, domain: tuple[float, float], log: bool
) -> None:
    """Add one point: inside the axis, across its edge, or outside."""
    side, came = _side(now.y, domain), None if before is None else _side(before.y, domain)
    if came is None and side == 0:
        drawn.stretches.append([now])
    elif side == 0 and came == 0:
        drawn.stretches[-1].append(now)
    elif side == 0 and before is not None and came:
        drawn.stretches.append([_crossing(now, before, _edge(came, domain), log), now])
    elif side == came:
        _farther(drawn, now.y)
    elif before is not None and came == 0:
        end = _crossing(before, now, _edge(side, domain), log)
        drawn.stretches[-1].append(end)
        drawn.leaves.append(Leave(end, side, now.y))
    else:
        first = not drawn.stretches and not drawn.leaves
        drawn.leaves.append(Leave(Point(now.x, _edge(side, domain)), side, now.y, began=first))


def _side(value: float, domain: tuple[float, float]) -> int:
    return 1 if value > domain[1] else -1 if value < domain[0] else 0


def _edge(side: int, domain: tuple[float, float]) -> float:
    return domain[1] if side > 0 else domain[0]


def _farther(drawn: VisibleLine, value: float) -> None:
    last = drawn.leaves[-1]
    if last.side * value > last.side * last.farthest:
        drawn.leaves[-1] = replace(last, farthest=value)


def _crossing(inside: Point, outside: Point, edge: float, log: bool) -> Point:
    """Where the line from one point to the other meets the edge."""
    near, far, at = inside.y, outside.y, edge
    if log:
        near, far, at = (log10(y) if y > 0 else -inf for y in (near, far, at))
    if not isfinite(far):
        return Point(outside.x, edge)
    share = (at - near) / (far - near) if far != near else 0.0
    return Point(inside.x + share * (outside.x - inside.x), edge)


def short(value: float) -> str:
    """A value in two digits as the stage writes it: 0.03, 42, 3×10⁻⁹; >10³⁰⁸ for an overflow."""
    if said := unheld(value):
        return said
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return general(value, 2) if abs(value) < 100 else f"{value:.0f}"
    exponent = floor(log10(abs(value)))
    mantissa = f"{value / 10.0**exponent:.0f}" if exponent > -300 else "1"
    if mantissa.endswith("10"):
        mantissa, exponent = mantissa[:-1], exponent + 1
    ten = f"10{power(exponent)}"
    return ten if mantissa == "1" else minus(f"{mantissa}×{ten}")


def arrows(
    leaves: Iterable[tuple[str, Leave]],
    middle: float = inf,
    *,
    worded: bool = True,
    halo: str = "",
    **mark: Any,
) -> list[Spec]:
    """Layers: an arrow where a line leaves the axis, and beside it the value that it goes on to.

    ``leaves`` come with the names of their lines; the chart's own encoding has the fields x, y and
    (for the colour, unless ``mark`` has one) name. Words stand right of an arrow, and left of those
    beyond ``middle``, so that none is cut off; farther inside, where a line comes in or the words
    of another arrow stand. A line that leaves again and again on a side has them once, where it
    goes farthest; no line has them unless ``worded``. On lines they are read by a ``halo`` of the
    page's colour.
    """
    found: list[tuple[str, Leave]] = list(leaves)
    told, layers = _with_words(found) if worded else [], []
    for side, shape in ((1, "triangle-up"), (-1, "triangle-down")):
        here = [(name, one) for name, one in found if one.side == side]
        arrow = {"type": "point", "shape": shape, "filled": True, "size": _SIZE, "opacity": 1}
        layers += _layer(here, {**arrow, "yOffset": 4 * side, **mark})
        for align, turn in (("left", 1), ("right", -1)):
            words = [
                (name, one)
                for name, one in here
                if one in told and (one.end.x > middle) == (turn < 0)
            ]
            text = {"type": "text", "align": align, "dx": 8 * turn}
            text |= {"fontSize": 12, "fontWeight": 600}
            for row, some in _rows(words).items():
                placed = {**text, "dy": (9 + _LINE * row) * side, **mark}
                around = {**placed, "stroke": halo, "strokeWidth": 4, "strokeJoin": "round"}
                for drawn in (around, placed) if halo else (placed,):
                    layers += _layer(some, drawn, text={"field": "label", "type": "nominal"})
    return layers


def _with_words(leaves: Sequence[tuple[str, Leave]]) -> list[Leave]:
    """Those that have words: of one line and side all, if they are few, else the farthest."""
    found: dict[tuple[str, int], list[Leave]] = {}
    for name, one in leaves:
        found.setdefault((name, one.side), []).append(one)
    few = [one for several in found.values() if len(several) <= FEW for one in several]
    many = [several for several in found.values() if len(several) > FEW]
    return [*few, *(max(several, key=lambda one: one.side * one.farthest) for several in many)]


def _rows(words: Iterable[tuple[str, Leave]]) -> dict[int, list[tuple[str, Leave]]]:
    """The words by how many lines they stand inside the edge: those of one place in turn."""
    rows: dict[int, list[tuple[str, Leave]]] = {}
    taken: dict[float, int] = {}
    for name, one in words:
        row = taken.get(one.end.x, 2 * one.began)
        taken[one.end.x] = row + 1
        rows.setdefault(row, []).append((name, one))
    return rows


def _layer(leaves: list[tuple[str, Leave]], mark: Spec, **more: Any) -> list[Spec]:
    records = [
        {"name": name, "x": one.end.x, "y": one.end.y, "label": short(one.farthest)}
        for name, one in leaves
    ]
    drawn = {"data": {"values": records}, "mark": mark, "encoding": {"tooltip": None, **more}}
    return [drawn] if records else []


def side_arrows(
    rows: Sequence[Mapping[str, Any]], field: str, domain: tuple[float, float], **mark: Any
) -> list[Spec]:
    """Layers for marks whose x, in ``field``, lies outside: an arrow at that edge, and words.

    Each of ``rows`` has its words in "label"; the chart's own encoding places it up and down.
    """
    layers: list[Spec] = []
    for side, shape, align in ((-1, "triangle-left", "left"), (1, "triangle-right", "right")):
        edge = _edge(side, domain)
        here = [{**row, field: edge} for row in rows if _side(row[field], domain) == side]
        arrow = {"type": "point", "shape": shape, "filled": True, "size": _SIZE, "opacity": 1}
        words = {"type": "text", "align": align, "dx": -9 * side, "fontSize": 12}
        label = {"text": {"field": "label", "type": "nominal"}}
        layers += [
            {"data": {"values": here}, "mark": {**drawn, **mark}, "encoding": encoding}
            for drawn, encoding in ((arrow, {}), ({**words, "fontWeight": 600}, label))
            if here
        ]
    return layers
