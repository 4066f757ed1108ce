"""Many learners at once: the middle one as a line and most of them as a band around it.

As in `learning`, the specification never depends on the data, which is handed over beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np

from lstm97.analysis.course import Course
from lstm97.engine.activations import Array
from lstm97.figures.palette import Palette, Role

ROLES: dict[str, Role] = {"truncated": "cell", "full": "error"}
BAND = (0.1, 0.5, 0.9)  # quantiles: bottom of the band, line, top

Columns = dict[str, list[float | str]]


def spread_data(courses: Mapping[str, Course], names: Mapping[str, str], field: str) -> Columns:
    """The three quantiles of ``field`` ("loss" or "right") at each mark, side by side."""
    columns: Columns = {name: [] for name in ("sequences", "side", "low", "middle", "high")}
    for side, course in courses.items():
        values: Array = getattr(course, field)
        for place, row in zip(course.sequences, values, strict=True):
            if np.isfinite(row).any():
                low, middle, high = np.nanquantile(row, BAND)
                record: tuple[float | str, ...] = (
                    float(place),
                    names[side],
                    float(low),
                    float(middle),
                    float(high),
                )
                for name, value in zip(columns, record, strict=True):
                    columns[name].append(value)
    return columns


def spread_chart(
    names: Mapping[str, str],
    x: str,
    y: str,
    look: Palette,
    *,
    longest: int,
    log: bool = False,
) -> alt.LayerChart:
    """Median and band over sequences for each side; ``names`` by side, ``x`` and ``y`` titles."""
    scale = (
        alt.Scale(type="log", domain=[5e-4, 1], clamp=True)
        if log
        else alt.Scale(domain=[0, 1], clamp=True)
    )
    axis = alt.Axis(title=y, titleAngle=0, titleAlign="left", titleAnchor="start", titleX=0,
                    titleY=-10, tickCount=5, format="~g" if log else "%")  # fmt: skip
    looks = [look.styles[ROLES[side]] for side in names]
    color = alt.Color(
        "side:N",
        scale=alt.Scale(domain=list(names.values()), range=[one.color for one in looks]),
        legend=alt.Legend(title=None, orient="bottom", columns=1, labelLimit=340, symbolOpacity=1),
    )
    dash = alt.StrokeDash(
        "side:N",
        scale=alt.Scale(
            domain=list(names.values()), range=[list(one.dash) or [1, 0] for one in looks]
        ),
        legend=None,
    )
    places = alt.X("sequences:Q", scale=alt.Scale(domain=[0, longest]),
                   axis=alt.Axis(title=x, tickCount=5, grid=False))  # fmt: skip
    base = alt.Chart().encode(places, color)
    band = base.mark_area(opacity=0.2).encode(alt.Y("low:Q", scale=scale, axis=axis), y2="high:Q")
    line = base.mark_line(strokeWidth=2.5).encode(alt.Y("middle:Q", scale=scale, axis=axis), dash)
    return alt.LayerChart(layer=[band, line], height=360)
