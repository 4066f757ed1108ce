"""The gradient check as a picture: every weight's two gradients, one against the other.

Points on the diagonal are the proof; the axis is symmetric-logarithmic so that gradients of every
size can be told from nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor, log10

import altair as alt
import numpy as np

from lstm97.engine.gradcheck import Check
from lstm97.figures.legend import legend
from lstm97.figures.lines import numbers, powers, value_axis
from lstm97.figures.palette import Palette, Role

MOST = 300  # points drawn for each network


def check_chart(
    checks: Mapping[str, Check], roles: Mapping[str, Role], words: Mapping[str, str], look: Palette
) -> alt.LayerChart:
    """Analytic against numeric gradient; ``checks`` and ``roles`` by the network's shown name.

    ``words``: analytic, numeric, network (axis and legend titles).
    """
    points = [point for name, check in checks.items() for point in _points(name, check)]
    sizes = [abs(x) for check in checks.values() for x in check.numeric.tolist() if x]
    linear = float(np.median(sizes)) if sizes else 1.0
    ends = (abs(float(point[side])) for point in points for side in ("analytic", "numeric"))
    bound = max(ends, default=1.0) or 1.0
    scale = alt.Scale(type="symlog", constant=linear, domain=[-bound, bound])
    ticks = powers() | numbers(_powers(linear, bound))
    up = value_axis(words["analytic"]) | ticks
    diagonal = (
        alt.Chart(alt.InlineData(values=[{"x": -bound, "y": -bound}, {"x": bound, "y": bound}]))
        .mark_line(color=look.quiet, strokeDash=[4, 4])
        .encode(alt.X("x:Q", scale=scale), alt.Y("y:Q", scale=scale))
    )
    colors = [look.color(roles[name]) for name in checks]
    dots = (
        alt.Chart(alt.InlineData(values=points))
        .mark_point(filled=True, size=30, opacity=0.7)
        .encode(
            alt.X("numeric:Q", scale=scale, axis=alt.Axis(title=words["numeric"], **ticks)),
            alt.Y("analytic:Q", scale=scale, axis=alt.Axis(**up)),
            alt.Color(
                "network:N",
                scale=alt.Scale(domain=list(checks), range=colors),
                legend=alt.Legend(**legend()),
            ),
            alt.Shape("network:N", legend=None),
            [
                alt.Tooltip(f"{side}:Q", format=".6e", title=words[side])
                for side in ("analytic", "numeric")
            ],
        )
    )
    return alt.LayerChart(layer=[diagonal, dots], height=300)


def _powers(linear: float, bound: float) -> list[float]:
    """0, and on both sides three powers of ten at most, from where the axis turns logarithmic.

    Where no power lies there, the largest number of one digit.
    """
    low, high = ceil(log10(linear)), floor(log10(bound))
    every = max(1, -(-(high - low + 1) // 3))
    largest = floor(bound / 10.0**high) * 10.0**high
    sizes = [10.0**power for power in range(high, low - 1, -every)] or [largest]
    return [*(-size for size in sizes), 0.0, *reversed(sizes)]


def _points(name: str, check: Check) -> list[dict[str, str | float]]:
    kept = np.linspace(0, check.parameters - 1, min(check.parameters, MOST)).astype(int)
    return [
        {
            "network": name,
            "analytic": float(check.analytic[index]),
            "numeric": float(check.numeric[index]),
        }
        for index in kept
        if np.isfinite([check.analytic[index], check.numeric[index]]).all()
    ]
