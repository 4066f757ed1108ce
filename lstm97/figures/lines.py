"""Lines over time steps, read at rest: one axis, one line for each thing measured.

A line takes colour, dash and marker from its role, so that it means the same as on the stage. The
figure is a Vega-Lite specification: what Altair would make, without its 40 ms a chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.edges import Leave, VisibleLine, arrows, visible
from lstm97.figures.legend import legend
from lstm97.figures.palette import Palette, Role
from lstm97.records import brief
from lstm97.writing import LONG

Spec = dict[str, Any]  # of Vega-Lite

ROW = 16  # pixels of a row of words at an edge
MARKERS = 12  # markers on a line, at most
ROOM = "ceil(width / 80)"  # numbers below an axis, so that the last two never touch
SHAPES = {
    "ring": "circle",
    "star": "triangle-right",
    "plus": "triangle-down",
    "triangle": "triangle-up",
}


@brief
@dataclass(frozen=True, eq=False)
class Line:
    """One line: ``values`` (T,) at x = ``first``, first + 1, ... or at the given ``x`` (T,)."""

    name: str
    values: ArrayLike
    role: Role
    first: int = 1
    x: ArrayLike | None = None


def line_chart(
    lines: Sequence[Line],
    look: Palette,
    *,
    x: str,
    y: str,
    domain: tuple[float, float] | None = None,
    log: bool = False,
    log_x: bool = False,
    across: tuple[float, float] | None = None,
    height: int = 240,
) -> Spec:
    """Lines with a legend below; ``x`` and ``y`` are axis titles, ``domain`` fixes the y axis.

    ``across`` fixes the x axis, with its numbers, where lines are still to come.

    With ``log`` sizes are drawn. A line that leaves the domain ends at its edge, where an arrow
    points on and says how far it goes; ``log_x`` is for lines whose ``x`` is positive.
    """
    encoding = {
        "x": {
            "field": "x",
            "type": "quantitative",
            "scale": _scale(across or _alone(lines, log_x), log_x),
        }
        | {"axis": _across(x, log_x, _steps(lines, across))},
        "y": {"field": "y", "type": "quantitative", "scale": _scale(domain, log)}
        | {"axis": value_axis(y, log) | (decades(domain) if log and domain else {})},
        "color": _by(lines, look, "color") | {"legend": legend() if len(lines) > 1 else None},
        "tooltip": _tips(x, y),
    }
    strokes = {
        "mark": {"type": "line", "strokeWidth": 2.2, "clip": True},
        "encoding": {"strokeDash": _by(lines, look, "dash") | {"legend": None}}
        | {"detail": {"field": "part", "type": "nominal"}},
    }
    drawn = [_visible_part(line, domain, log) for line in lines]
    values = [record for pair in zip(lines, drawn, strict=True) for record in _records(*pair)]
    layers = [strokes, _points(lines, look), *_arrows(lines, drawn, log_x, look.background)]
    return {"data": {"values": values}, "encoding": encoding, "layer": layers, "height": height}


def _points(lines: Sequence[Line], look: Palette) -> Spec:
    """A line's marker, at a few of its places."""
    return {
        "transform": [{"filter": "datum.marked"}],
        "mark": {"type": "point", "filled": True, "size": 42, "clip": True},
        "encoding": {"shape": _by(lines, look, "marker") | {"legend": None}},
    }


def _alone(lines: Sequence[Line], log_x: bool) -> tuple[float, float] | None:
    """The axis around a single place, which has none of its own."""
    places = {x for line in lines for x in _places(line)}
    if len(places) != 1 or log_x:
        return None
    return min(places) - 0.5, min(places) + 0.5


def _tips(x: str, y: str) -> list[Spec]:
    return [
        {"field": "name", "type": "nominal", "title": " "},
        {"field": "x", "type": "quantitative", "title": x},
        {"field": "y", "type": "quantitative", "title": y, "format": ".4g"},
    ]


def _arrows(
    lines: Sequence[Line], drawn: Sequence[VisibleLine], log_x: bool, halo: str
) -> list[Spec]:
    """Where lines leave the axis; words stand right of an arrow as long as there is room."""
    leaves = [
        (line.name, leave) for line, one in zip(lines, drawn, strict=True) for leave in one.leaves
    ]
    places = [x for line in lines for x in _places(line)]
    if not places:
        return arrows(leaves)
    low, high = (log10(x) if log_x else x for x in (min(places), max(places)))
    last = low + 0.75 * (high - low)
    return in_rows(leaves, 10**last if log_x else last, halo)


def in_rows(leaves: Sequence[tuple[str, Leave]], middle: float, halo: str = "") -> list[Spec]:
    """Arrows at edges whose words stand in rows, a row for each line that leaves on that side."""
    names = {side: list(dict.fromkeys(name for name, one in leaves if one.side == side))
             for side in (1, -1)}  # fmt: skip
    found: list[Spec] = []
    for side, several in names.items():
        for row, name in enumerate(several):
            own = [(who, one) for who, one in leaves if (who, one.side) == (name, side)]
            found += arrows(own, middle, halo=halo, dy=side * (9 + ROW * row))
    return found


def _across(title: str, log: bool, steps: int) -> Spec:
    """The x axis; between two of its numbers lies at least a whole step."""
    count = {"expr": ROOM if log else f"min({ROOM}, {steps})"}
    ticks: Spec = {"format": "~g", "tickCount": 6} if log else {"tickMinStep": 1}
    ticks = {"tickCount": count} | ticks
    return {"title": title, "grid": False, "titlePadding": 6, "labelPadding": 8, **ticks}


def _steps(lines: Sequence[Line], across: tuple[float, float] | None) -> int:
    """Whole steps from the first place of all to the last."""
    places = across or [x for line in lines for x in _places(line)] or [0.0]
    return max(1, int(max(places) - min(places)))


def value_axis(title: str, log: bool = False) -> Spec:
    """A y axis whose title lies flat above it."""
    axis: Spec = {"title": title, "titleAnchor": "start", "titleAngle": 0, "titleAlign": "left"}
    axis |= {"titleY": -10, "titleX": 0, "tickCount": 5}
    return axis | powers() if log else axis


def decades(domain: tuple[float, float]) -> Spec:
    """Grid and labels of a log axis at powers of ten alone, at most about eight of them."""
    low, high = (round(log10(edge)) for edge in domain)
    every = max(1, -(-(high - low) // 8))
    return numbers([10.0**power for power in range(low, high + 1) if power % every == 0])


def numbers(values: Sequence[float]) -> Spec:
    """An axis with exactly these: Vega leaves out every second of more than the count it has."""
    return {"values": list(values), "tickCount": len(values)}


def powers() -> Spec:
    """Labels as the stage writes them: 10⁻⁴, not 1e-4; between powers 2×10⁻³, 2, and a bare 0."""
    exponent = "floor(log(abs(datum.value)) / LN10 + 1e-9)"
    small = superscript(exponent)
    sign = "(datum.value < 0 ? '−' : '')"
    factor = f"format(abs(datum.value) / pow(10, {exponent}), '.2~f')"
    times = f"{factor} == '1' ? '10' + {small} : {exponent} == 0 ? {factor}"
    return {
        "labelExpr": f"datum.value == 0 ? '0' : {sign} + ({times} : {factor} + '×10' + {small})"
    }


def thousands() -> Spec:
    """Labels of whole numbers as texts write them: thousands are set apart from five digits on."""
    return {"labelExpr": f"format(datum.value, abs(datum.value) < {LONG} ? '~r' : ',~r')"}


def superscript(exponent: str) -> str:
    """Vega's expression for a whole number, itself an expression, in small raised letters."""
    written = f"'' + {exponent}"
    for plain, small in zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True):
        written = f"replace({written}, /{plain}/g, '{small}')"
    return written


def _places(line: Line) -> list[float]:
    count = len(np.asarray(line.values))
    places = np.arange(line.first, line.first + count) if line.x is None else line.x
    return [float(place) for place in np.asarray(places)]


def _visible_part(line: Line, domain: tuple[float, float] | None, log: bool) -> VisibleLine:
    """What the axis shows of a line; without a domain, all that can be drawn."""
    values = np.asarray(line.values, float)
    if domain is None:
        known = np.isfinite(values) & ((values != 0) | (not log))
        values = np.where(known, values, np.nan)
    pairs = zip(_places(line), (float(value) for value in values), strict=True)
    return visible(pairs, domain or (-np.inf, np.inf), log)


def _records(line: Line, drawn: VisibleLine) -> Iterator[dict[str, str | float | bool]]:
    places = _places(line)
    every = max(1, -(-len(places) // MARKERS))
    marked = set(places[every // 2 :: every])
    for part, stretch in enumerate(drawn.stretches):
        for place, value in stretch:
            yield {
                "name": line.name,
                "x": place,
                "y": value,
                "marked": place in marked,
                "part": part,
            }


def _scale(domain: tuple[float, float] | None, log: bool) -> Spec:
    bounds: Spec = {"domain": list(domain), "nice": False} if domain else {}
    return {"type": "log" if log else "linear", "clamp": True, **bounds}


def _by(lines: Sequence[Line], look: Palette, part: str) -> Spec:
    """The encoding of a line's name as colour, dash or marker."""
    styles = [look.styles[line.role] for line in lines]
    ranges: Spec = {
        "color": [style.color for style in styles],
        "dash": [list(style.dash) or [1, 0] for style in styles],
        "marker": [SHAPES.get(style.marker, style.marker) for style in styles],
    }
    names = [line.name for line in lines]
    return {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": ranges[part]},
    }
