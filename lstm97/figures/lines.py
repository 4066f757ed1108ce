"""Lines over time steps, read at rest: one axis, one line for each thing measured.

A line takes colour, dash and marker from its role, so that it means the same as on the stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.palette import Palette, Role

MARKERS = 12  # markers on a line, at most
SHAPES = {
    "ring": "circle",
    "star": "triangle-right",
    "plus": "triangle-down",
    "triangle": "triangle-up",
}


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
    height: int = 240,
) -> alt.LayerChart:
    """Lines with a legend on top; ``x`` and ``y`` are axis titles, ``domain`` fixes the y axis.

    With ``log`` sizes are drawn, and what leaves the domain stays at its edge; ``log_x`` is for
    lines whose ``x`` is positive.
    """
    base = alt.Chart(
        alt.InlineData(values=[record for line in lines for record in _records(line, log)])
    )
    encoding: dict[str, Any] = {
        "x": alt.X("x:Q", axis=_across(x, log_x), scale=_scale(None, log_x)),
        "y": alt.Y("y:Q", scale=_scale(domain, log), axis=_axis(y, log)),
        "color": alt.Color("name:N", scale=_by(lines, look, "color"), legend=_legend(lines)),
        "tooltip": [
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("x:Q", title=x),
            alt.Tooltip("y:Q", title=y, format=".4g"),
        ],
    }
    strokes = base.mark_line(strokeWidth=2.2, clip=True).encode(
        strokeDash=alt.StrokeDash("name:N", scale=_by(lines, look, "dash"), legend=None), **encoding
    )
    points = (
        base.transform_filter("datum.marked")
        .mark_point(filled=True, size=42, clip=True)
        .encode(
            shape=alt.Shape("name:N", scale=_by(lines, look, "marker"), legend=None), **encoding
        )
    )
    return alt.LayerChart(layer=[strokes, points], height=height)


def _records(line: Line, log: bool) -> Iterator[dict[str, str | float | bool]]:
    values = np.asarray(line.values, float)
    places = np.arange(line.first, line.first + len(values)) if line.x is None else line.x
    every = max(1, -(-len(values) // MARKERS))
    for index, (place, value) in enumerate(zip(np.asarray(places, float), values, strict=True)):
        size = abs(value) if log else value
        if np.isfinite(size) and (size > 0 or not log):
            yield {
                "name": line.name,
                "x": float(place),
                "y": float(size),
                "marked": index % every == every // 2,
            }


def _scale(domain: tuple[float, float] | None, log: bool) -> alt.Scale:
    bounds: dict[str, Any] = {"domain": list(domain), "nice": False} if domain else {}
    return alt.Scale(type="log" if log else "linear", clamp=True, **bounds)


def _across(title: str, log: bool) -> alt.Axis:
    ticks: dict[str, Any] = {"format": "~g", "tickCount": 6} if log else {"tickMinStep": 1}
    return alt.Axis(title=title, grid=False, **ticks)


def _axis(title: str, log: bool) -> alt.Axis:
    common: dict[str, Any] = {
        "title": title,
        "titleAnchor": "start",
        "titleAngle": 0,
        "titleAlign": "left",
    }
    common |= {"titleY": -10, "titleX": 0, "tickCount": 5}
    return alt.Axis(format=".0e", **common) if log else alt.Axis(**common)


def _legend(lines: Sequence[Line]) -> alt.Legend | None:
    if len(lines) < 2:
        return None
    return alt.Legend(title=None, orient="bottom", columns=1, labelLimit=400, symbolStrokeWidth=0)


def _by(lines: Sequence[Line], look: Palette, part: str) -> alt.Scale:
    """The scale from a line's name to its colour, dash or marker."""
    styles = [look.styles[line.role] for line in lines]
    ranges: dict[str, Any] = {
        "color": [style.color for style in styles],
        "dash": [list(style.dash) or [1, 0] for style in styles],
        "marker": [SHAPES.get(style.marker, style.marker) for style in styles],
    }
    return alt.Scale(domain=[line.name for line in lines], range=ranges[part])
