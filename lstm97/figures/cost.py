"""What a gradient costs, on paper and measured: two methods against size and against time.

Only ratios are drawn: seconds belong to one machine, ratios to the methods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.palette import Palette, Role


@dataclass(frozen=True, eq=False)
class Series:
    """One method or quantity: ``x`` and ``y`` (M,), as a line (on paper) or points (measured)."""

    name: str
    x: ArrayLike
    y: ArrayLike
    role: Role
    measured: bool = False


def cost_chart(
    series: Sequence[Series], words: Mapping[str, str], look: Palette, height: int = 380
) -> alt.LayerChart:
    """Both axes logarithmic; ``words``: x, y (axis titles)."""
    values = [
        {"name": one.name, "x": float(x), "y": float(y), "measured": one.measured}
        for one in series
        for x, y in zip(np.asarray(one.x), np.asarray(one.y), strict=True)
    ]
    names = [one.name for one in series]
    color = alt.Color(
        "name:N",
        scale=alt.Scale(domain=names, range=[look.color(one.role) for one in series]),
        legend=alt.Legend(title=None, orient="bottom", columns=1, labelLimit=340),
    )
    x_values = sorted({float(x) for one in series for x in np.asarray(one.x)})
    x = alt.X(
        "x:Q",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(title=words["x"], values=x_values, grid=False, format="d"),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(
            title=words["y"], titleAngle=0, titleAlign="left", titleAnchor="start",
            titleX=0, titleY=-8, values=[10.0**power for power in range(0, 8)], format="~s",
        ),
    )  # fmt: skip
    tips = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("x:Q", title=words["x"]),
        alt.Tooltip("y:Q", title=words["y"], format=",.3~g"),
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(x, y, color, tooltip=tips)
    lines = base.transform_filter("!datum.measured").mark_line(strokeWidth=2.2)
    points = base.transform_filter("datum.measured").mark_point(filled=True, size=70, opacity=1)
    shapes = ["circle", "square", "triangle-up", "diamond"]
    return alt.LayerChart(
        layer=[
            lines,
            points.encode(
                shape=alt.Shape("name:N", scale=alt.Scale(domain=names, range=shapes), legend=None)
            ),
        ],
        height=height,
    )
