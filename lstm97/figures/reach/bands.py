"""Errors against steps back on a page: a line and a band for each layer, on the lesson's axis.

Time runs to the right, as everywhere, so steps back are counted from the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.engine.activations import Array
from lstm97.figures.edges import VisibleLine, arrows, visible
from lstm97.figures.layers import layer, number, word
from lstm97.figures.legend import legend
from lstm97.figures.lines import ROOM, Spec, powers, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.figures.stage.lanes import Say
from lstm97.figures.stage.scene import ERROR_DOMAIN
from lstm97.records import brief

MOST = 160  # points of a line
DASHES = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3])  # of the first layer, the second, ...
GHOSTS = ([3, 5], [1, 3], [8, 5], [8, 4, 1, 4])  # the same of a run before
PALE = 0.45
HEIGHT = 420
PAGE = "your-network.chart"


@brief
@dataclass(frozen=True, eq=False)
class Band:
    """One line, (T,) by steps back q = 0..T-1, and the band around it where there is one.

    ``layer`` (0, 1, ...) tells layers of one network apart, ``depth`` is marked on the line, and a
    ``ghost`` is drawn pale: the run before.
    """

    name: str
    role: Role
    median: Array
    low: Array | None = None
    high: Array | None = None
    layer: int = 0
    depth: int | None = None
    ghost: bool = False


def band_chart(bands: Sequence[Band], say: Say, look: Palette) -> Spec:
    """Sizes of errors on the fixed logarithmic axis, with the effective depth of each line.

    A line that leaves the axis ends at its edge, where an arrow says how far it goes.
    """
    steps = max(len(band.median) for band in bands)
    drawn = [_visible_part(band) for band in bands]
    sizes = {"type": "log", "domain": list(ERROR_DOMAIN), "nice": False}
    colors = [look.color(band.role) for band in bands]
    return {
        "encoding": {
            "x": _back(steps, say),
            "y": number("y", scale=sizes, axis=value_axis(say(f"{PAGE}.size")) | powers()),
            "color": _by_name(bands, colors) | {"legend": _key()},
        },
        "layer": [
            _areas(bands),
            _lines(bands, drawn, say),
            *_depths(bands, look),
            *_leaving(bands, drawn, steps),
        ],
        "height": HEIGHT,
    }


def share_chart(bands: Sequence[Band], say: Say, look: Palette) -> Spec:
    """Shares from 0 to 1 against steps back; of a band only the median is drawn."""
    steps = max(len(band.median) for band in bands)
    records = [
        {"x": -int(q), "q": int(q), "y": float(band.median[q]), "name": band.name}
        for band in bands
        for q in places(len(band.median))
        if np.isfinite(band.median[q])
    ]
    styles = [look.styles[band.role] for band in bands]
    dashes = [list(style.dash) or [1, 0] for style in styles]
    tips = [word("name", title=" "), number("q", title=say(f"{PAGE}.back"))]
    tips += [number("y", title=say(f"{PAGE}.share"), format=".1%")]
    whole = {"domain": [0, 1], "nice": False}
    return layer(
        records,
        {"type": "line", "strokeWidth": 2.2},
        x=_back(steps, say),
        y=number("y", scale=whole, axis=value_axis(say(f"{PAGE}.share")) | {"format": "%"}),
        color=_by_name(bands, [style.color for style in styles]) | {"legend": _key()},
        strokeDash=_by_name(bands, dashes) | {"legend": _key()},
        tooltip=tips,
    ) | {"height": HEIGHT}


def _back(steps: int, say: Say) -> Spec:
    """Steps back, counted from the right."""
    across = {"title": say(f"{PAGE}.back"), "grid": False, "titlePadding": 6, "labelPadding": 8}
    across |= {"tickCount": {"expr": ROOM}, "tickMinStep": 1, "format": "d"}
    across |= {"labelExpr": "format(abs(datum.value), 'd')"}
    return number("x", scale={"domain": [-max(1, steps - 1), 0], "nice": False}, axis=across)


def _key() -> Spec:
    return legend() | {"symbolType": "stroke", "symbolStrokeWidth": 3, "symbolSize": 500}


def places(steps: int) -> NDArray[np.intp]:
    """Steps back that are drawn: all of them, or `MOST` evenly spaced ones."""
    return np.unique(np.linspace(0, steps - 1, min(steps, MOST)).round().astype(np.intp))


def _visible_part(band: Band) -> VisibleLine:
    points = ((-float(q), float(band.median[q])) for q in places(len(band.median)))
    return visible(points, ERROR_DOMAIN, log=True)


def _areas(bands: Sequence[Band]) -> Spec:
    """Bands, cut off at the edges of the axis."""
    low, high = ERROR_DOMAIN
    records = []
    for band in bands:
        if band.low is None or band.high is None or band.ghost:
            continue
        for q in places(len(band.median)):
            below, above = float(band.low[q]), float(band.high[q])
            if above >= low and below <= high:
                ends = {"y": max(below, low), "top": min(above, high)}
                records.append({"x": -int(q), "name": band.name, **ends})
    mark = {"type": "area", "opacity": 0.16, "clip": True}
    return layer(records, mark, y2={"field": "top"})


def _lines(bands: Sequence[Band], drawn: Sequence[VisibleLine], say: Say) -> Spec:
    records = [
        {"x": point.x, "q": -point.x, "y": point.y, "name": band.name, "part": part}
        for band, line in zip(bands, drawn, strict=True)
        for part, stretch in enumerate(line.stretches)
        for point in stretch
    ]
    tips = [
        word("name", title=" "),
        number("q", title=say(f"{PAGE}.back"), format=".0f"),
        number("y", title=say(f"{PAGE}.size"), format=".3g"),
    ]
    return layer(
        records,
        {"type": "line", "strokeWidth": 2.4, "clip": True},
        strokeDash=_by_name(bands, [_dash(band) for band in bands]) | {"legend": _key()},
        opacity=_by_name(bands, [PALE if band.ghost else 1 for band in bands]) | {"legend": None},
        detail=word("part"),
        tooltip=tips,
    )


def _leaving(bands: Sequence[Band], drawn: Sequence[VisibleLine], steps: int) -> list[Spec]:
    """Where lines leave the axis; what they go on to stands in rows, left of what is drawn.

    Of two or more, that of the line which leaves first stands on its right: no line crosses it.
    A ghost has an arrow alone.
    """
    edge, late = -0.85 * (steps - 1), -0.3 * (steps - 1)
    found: list[Spec] = []
    rows = {1: 0, -1: 0}
    shown = [line for band, line in zip(bands, drawn, strict=True) if not band.ghost]
    ends = {side: [one.end.x for line in shown for one in line.leaves if one.side == side]
            for side in rows}  # fmt: skip
    for band, line in zip(bands, drawn, strict=True):
        for one in line.leaves:
            if band.ghost:
                found += arrows([(band.name, one)], worded=False, opacity=PALE)
                continue
            free: dict[str, Any] = {"align": "right", "dx": -8} if one.end.x > edge else {}
            if len(ends[one.side]) > 1 and _first(one.end.x, ends[one.side]) and one.end.x < late:
                found += arrows([(band.name, one)], align="left", dx=15, dy=one.side * 9)
                continue
            free["dy"] = one.side * (9 + 15 * rows[one.side])
            found += arrows([(band.name, one)], **free)
            rows[one.side] += 1
    return found


def _first(x: float, ends: list[float]) -> bool:
    """Whether a line that ends at ``x`` leaves the axis before all others, steps back."""
    return x == max(ends) and ends.count(x) == 1


def _dash(band: Band) -> list[int]:
    dashes = GHOSTS if band.ghost else DASHES
    return dashes[band.layer % len(dashes)]


def _by_name(bands: Sequence[Band], values: Sequence[Any]) -> Spec:
    return word("name", scale={"domain": [band.name for band in bands], "range": list(values)})


def _depths(bands: Sequence[Band], look: Palette) -> list[Spec]:
    """The effective depth of each line, marked where it is."""
    low, high = ERROR_DOMAIN
    found: list[Spec] = []
    plain = {"color": {"value": look.text}, "tooltip": None}
    dot = {"type": "point", "shape": "diamond", "size": 90, "filled": True, "opacity": 1}
    marked = [(float(band.median[band.depth]), band.depth, len(band.median))
              for band in bands if band.depth is not None]  # fmt: skip
    longest = max(len(band.median) for band in bands)
    marked = sorted(one for one in marked if low <= one[0] <= high)
    for rank, (value, depth, steps) in enumerate(marked):
        place = {"x": -depth, "y": value, "text": str(depth)}
        edge = depth == steps - 1  # half of it would be cut off, and of one at the right as well
        below = rank < len(marked) // 2  # of two that lie close neither number stands on the other
        text = {"type": "text", "dy": 15 if below else -13, "fontSize": 14}
        align = "left" if edge else "right" if depth < 0.02 * longest else "center"
        text |= {"fontWeight": 600, "align": align, "dx": 4 * edge}
        found += [layer([place], dot, **plain)]
        found += [layer([place], text, **plain, text=word("text"))]
    return found
