"""One weight at rest: what a single step back multiplies an error by, and sums over paths.

Both charts have fixed axes where a comparison depends on it, and colours by role.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np

from lstm97.analysis.hochreiter import single_factor
from lstm97.analysis.vanishing import peak_weight
from lstm97.engine.activations import LOGISTIC
from lstm97.figures.palette import Palette

WIDEST = 40.0  # largest weight drawn
FACTORS = (1e-3, 10.0)  # the factor's axis, logarithmic
MOST = 300  # points of a line


def hump(y: float, weight: float, words: Mapping[str, str], look: Palette) -> alt.LayerChart:
    """|f'(w y) w| of a logistic unit against w for a constant activation ``y``.

    ``words``: weight, factor (axis titles), keeps, four, here (labels of marks).
    """
    w = np.linspace(0.1, WIDEST, 400)
    x = alt.X("w:Q", title=words["weight"], scale=alt.Scale(domain=[0, WIDEST], nice=False))
    scale = alt.Scale(type="log", domain=list(FACTORS), clamp=True)
    axis = alt.Axis(
        title=words["factor"], titleAngle=0, titleAlign="left", titleAnchor="start",
        titleY=-12, titleX=0, values=[0.001, 0.01, 0.1, 1, 10], format="~g",
    )  # fmt: skip
    line = _line(x, alt.Y("f:Q", scale=scale, axis=axis), w, single_factor(w, y), look)
    top = peak_weight(y)
    marks = [
        {"w": top, "f": _at(top, y), "name": "", "role": "best"},
        {"w": weight, "f": _at(weight, y), "name": words["here"], "role": "here"},
    ]
    return alt.LayerChart(
        layer=[_safe(scale, look), *_rules(words, look), line, *_marks(marks, look)], height=340
    )


def _at(weight: float, y: float) -> float:
    return float(single_factor(np.array([weight]), y)[0])


def _line(x: alt.X, y: alt.Y, w: Any, factor: Any, look: Palette) -> alt.Chart:
    values = [{"w": float(a), "f": float(b)} for a, b in zip(w, factor, strict=True)]
    tips = [alt.Tooltip("w:Q", format=".2f"), alt.Tooltip("f:Q", format=".4f")]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_line(color=look.color("rnn"), strokeWidth=2.5)
        .encode(x, y, tooltip=tips)
    )
    return chart


def _safe(scale: alt.Scale, look: Palette) -> alt.Chart:
    """|w| below 4, where the factor is below 1 whatever y is."""
    low, high = FACTORS
    zone = alt.InlineData(values=[{"a": 0, "b": 1 / LOGISTIC.max_slope, "c": low, "d": high}])
    chart: alt.Chart = (
        alt.Chart(zone)
        .mark_rect(color=look.color("bound"), opacity=0.12)
        .encode(x="a:Q", x2="b:Q", y=alt.Y("c:Q", scale=scale), y2="d:Q")
    )
    return chart


def _rules(words: Mapping[str, str], look: Palette) -> list[alt.Chart]:
    one = alt.Chart(alt.InlineData(values=[{"f": 1.0, "w": WIDEST, "name": words["keeps"]}]))
    four = alt.Chart(
        alt.InlineData(
            values=[{"w": 1 / LOGISTIC.max_slope, "f": FACTORS[1] * 0.8, "name": words["four"]}]
        )
    )
    text: dict[str, Any] = {"color": look.muted, "fontSize": 13}
    return [
        one.mark_rule(color=look.text, strokeDash=[6, 3]).encode(y="f:Q"),
        one.mark_text(align="right", dy=-9, **text).encode(x="w:Q", y="f:Q", text="name:N"),
        four.mark_text(align="left", dx=6, baseline="top", **text).encode(
            x="w:Q", y="f:Q", text="name:N"
        ),
    ]


def _marks(marks: list[dict[str, Any]], look: Palette) -> list[alt.Chart]:
    base = alt.Chart(alt.InlineData(values=marks))
    shape = alt.Shape(
        "role:N", scale=alt.Scale(domain=["best", "here"], range=["diamond", "circle"]), legend=None
    )
    color = alt.Color(
        "role:N",
        scale=alt.Scale(domain=["best", "here"], range=[look.text, look.color("rnn")]),
        legend=None,
    )
    return [
        base.mark_point(filled=True, size=150, opacity=1).encode(
            x="w:Q", y="f:Q", shape=shape, color=color
        ),
        base.transform_filter("datum.role == 'here'")
        .mark_text(align="left", dx=12, dy=14, fontSize=14, fontWeight=600)
        .encode(x="w:Q", y="f:Q", text="name:N", color=color),
    ]


def running_sum(products: Any, words: Mapping[str, str], look: Palette) -> alt.LayerChart:
    """Paths added up one after the other, the largest first: up, then down to what is left.

    ``words``: paths, sum (axis titles), left (label of the end).
    """
    total = np.concatenate([[0.0], np.cumsum(products)])
    kept = np.unique(np.linspace(0, len(total) - 1, min(len(total), MOST)).astype(int))
    peak = int(np.count_nonzero(np.asarray(products) > 0))
    kept = np.unique(np.append(kept, peak))
    values = [{"n": int(n), "s": float(total[n])} for n in kept]
    axis = alt.Axis(
        title=words["sum"], titleAngle=0, titleAlign="left", titleAnchor="start", titleY=-12,
        titleX=0, format=".2~e", tickCount=5,
    )  # fmt: skip
    x = alt.X("n:Q", title=words["paths"], axis=alt.Axis(tickMinStep=1, format="d", grid=False))
    base = alt.Chart(alt.InlineData(values=values))
    line = base.mark_line(color=look.color("error"), strokeWidth=2.5, interpolate="linear").encode(
        x, alt.Y("s:Q", axis=axis), tooltip=["n:Q", alt.Tooltip("s:Q", format=".4e")]
    )
    end = alt.Chart(alt.InlineData(values=[{**values[-1], "name": words["left"]}]))
    zero = alt.Chart(alt.InlineData(values=[{"s": 0}])).mark_rule(color=look.muted).encode(y="s:Q")
    return alt.LayerChart(
        layer=[
            zero,
            line,
            end.mark_point(filled=True, size=130, opacity=1, color=look.color("rnn")).encode(
                x="n:Q", y="s:Q"
            ),
            end.mark_text(
                align="right", dx=-8, dy=-12, fontSize=13, fontWeight=600, color=look.color("rnn")
            ).encode(x="n:Q", y="s:Q", text="name:N"),
        ],
        height=260,
    )
