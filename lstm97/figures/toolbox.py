"""Figures of the maths toolbox: bars of factors, eigenvalues on the plane, a noisy line.

Axes are fixed, so that what moves when a slider moves is the mathematics and not the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.palette import Palette

PLANE = 2.2  # half the side of the complex plane that is drawn
GUTTER = 52  # pixels for the y axis, the same in charts that stand below each other
LOUDEST = 2.5  # largest factor, and largest value of a noisy line, that is drawn


def factor_bars(factors: Array, words: Mapping[str, str], look: Palette) -> alt.LayerChart:
    """One bar a step, |factor|, and the line at 1. ``words``: step, factor."""
    values = [
        {"k": k + 1, "f": min(abs(float(f)), LOUDEST), "size": float(f)}
        for k, f in enumerate(factors)
    ]
    x = alt.X("k:O", title=words["step"], axis=_sparse(len(factors)))
    y = alt.Y("f:Q", scale=alt.Scale(domain=[0, LOUDEST]), axis=_axis(words["factor"]))
    tips = [alt.Tooltip("k:O", title=words["step"]), alt.Tooltip("size:Q", format=".3f")]
    bars = _inline(values).mark_bar(color=look.color("signal")).encode(x, y, tooltip=tips)
    one = _inline([{"f": 1.0}]).mark_rule(color=look.text, strokeDash=[6, 3]).encode(y="f:Q")
    return alt.LayerChart(layer=[bars, one], height=230)


def product_line(running: Array, words: Mapping[str, str], look: Palette) -> alt.LayerChart:
    """The product from each step to the end, |product| on the fixed log axis of errors.

    ``words``: step, product.
    """
    low, high = 1e-16, 1e2
    sizes = np.abs(running)
    values = [
        {"k": k + 1, "p": float(np.clip(size, low, high)), "size": float(size)}
        for k, size in enumerate(sizes)
    ]
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    axis = _axis(words["product"], values=[1e-16, 1e-12, 1e-8, 1e-4, 1], format=".0e")
    base = _inline(values).encode(
        alt.X("k:O", title=words["step"], axis=_sparse(len(sizes))),
        alt.Y("p:Q", scale=scale, axis=axis),
        tooltip=[alt.Tooltip("k:O", title=words["step"]), alt.Tooltip("size:Q", format=".3e")],
    )
    line = base.mark_line(color=look.color("error"), strokeWidth=2.5)
    dots = base.mark_point(color=look.color("error"), filled=True, size=30, opacity=1)
    return alt.LayerChart(layer=[line, dots], height=320)


def plane(eigenvalues: Array, words: Mapping[str, str], look: Palette) -> alt.LayerChart:
    """Eigenvalues on the complex plane with the unit circle. ``words``: real, imaginary."""
    turn = np.linspace(0, 2 * np.pi, 121)
    circle = [
        {"x": float(a), "y": float(b), "o": n}
        for n, (a, b) in enumerate(zip(np.cos(turn), np.sin(turn), strict=True))
    ]
    points = [
        {
            "x": float(np.clip(one.real, -PLANE, PLANE)),
            "y": float(np.clip(one.imag, -PLANE, PLANE)),
            "size": f"{abs(one):.3f}",
        }
        for one in np.asarray(eigenvalues, complex)
    ]
    scale = alt.Scale(domain=[-PLANE, PLANE], nice=False)
    x = alt.X("x:Q", title=words["real"], scale=scale, axis=alt.Axis(tickCount=5))
    y = alt.Y("y:Q", scale=scale, axis=_axis(words["imaginary"]))
    ring = _inline(circle).mark_line(color=look.text, strokeDash=[6, 3]).encode(x, y, order="o:Q")
    dots = (
        _inline(points)
        .mark_point(filled=True, size=170, opacity=1, color=look.color("rnn"))
        .encode(x, y, tooltip=[alt.Tooltip("size:N", title="|λ|")])
    )
    names = (
        _inline(points)
        .mark_text(align="left", dx=11, dy=-9, color=look.color("rnn"), fontSize=13)
        .encode(x, y, text="size:N")
    )
    return alt.LayerChart(layer=[ring, dots, names], height=382, width=330)


def noisy_line(
    line: Array, signal: int, threshold: float, words: Mapping[str, str], look: Palette
) -> alt.LayerChart:
    """One sequence: the signal, the noise, and the noise beyond the threshold.

    ``words``: step, value, signal, noise, beyond (legend).
    """
    kinds = [words["signal"], words["noise"], words["beyond"]]
    values = [
        {
            "t": t + 1,
            "x": float(np.clip(x, -LOUDEST, LOUDEST)),
            "kind": kinds[0 if t < signal else 1 + (abs(x) > threshold)],
        }
        for t, x in enumerate(line)
    ]
    colors = [look.color("cell"), look.color("neutral"), look.color("error")]
    color = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=colors),
        legend=alt.Legend(title=None, orient="bottom", labelLimit=400),
    )
    bars = (
        _inline(values)
        .mark_bar()
        .encode(
            alt.X("t:O", title=words["step"], axis=_sparse(len(line))),
            alt.Y("x:Q", scale=alt.Scale(domain=[-LOUDEST, LOUDEST]), axis=_axis(words["value"])),
            color,
            tooltip=["t:O", alt.Tooltip("x:Q", format=".2f"), "kind:N"],
        )
    )
    rules = (
        _inline([{"x": threshold}, {"x": -threshold}])
        .mark_rule(color=look.text, strokeDash=[6, 3])
        .encode(y="x:Q")
    )
    return alt.LayerChart(layer=[bars, rules], height=300)


def histogram(
    noise: Array, deviation: float, threshold: float, words: Mapping[str, str], look: Palette
) -> alt.LayerChart:
    """How often each value of the noise occurs, with the Gaussian over it.

    ``words``: value, share, measured, gaussian (legend).
    """
    edges = np.linspace(-LOUDEST, LOUDEST, 51)
    width = edges[1] - edges[0]
    counts, _ = np.histogram(noise, edges)
    density = counts / len(noise) / width
    middle = (edges[:-1] + edges[1:]) / 2
    bell = np.exp(-0.5 * (middle / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
    x = alt.X("x:Q", title=words["value"], scale=alt.Scale(domain=[-LOUDEST, LOUDEST]))
    bars = (
        _inline(
            [
                {"x": float(a), "b": float(a + width), "y": float(d)}
                for a, d in zip(edges[:-1], density, strict=True)
            ]
        )
        .mark_rect(color=look.color("neutral"), opacity=0.6)
        .encode(x=x, x2="b:Q", y=alt.Y("y:Q", axis=_axis(words["share"])), y2=alt.datum(0))
    )
    line = (
        _inline([{"x": float(a), "y": float(b)} for a, b in zip(middle, bell, strict=True)])
        .mark_line(color=look.color("signal"), strokeWidth=2.5)
        .encode(x=x, y="y:Q")
    )
    rules = (
        _inline([{"x": threshold}, {"x": -threshold}])
        .mark_rule(color=look.text, strokeDash=[6, 3])
        .encode(x="x:Q")
    )
    return alt.LayerChart(layer=[bars, line, rules], height=300)


def _inline(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=values))


def _axis(title: str, **more: Any) -> alt.Axis:
    return alt.Axis(
        title=title, titleAngle=0, titleAlign="left", titleAnchor="start", titleY=-12, titleX=0,
        minExtent=GUTTER, maxExtent=GUTTER, **more,
    )  # fmt: skip


def _sparse(count: int) -> alt.Axis:
    """About ten labels on an axis of whole steps."""
    every = max(1, round(count / 10))
    return alt.Axis(values=[1, *range(every, count + 1, every)], labelAngle=0, grid=False)
