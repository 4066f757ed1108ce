"""The three benches of the maths toolbox, which share one shape.

Each asks for a prediction, then shows its picture beside the few controls that change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.foundations import toolbox
from lstm97.analysis.foundations.toolbox import READABLE, Chain, Noise, Powers
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.toolbox import factor_bars, histogram, noisy_line, plane, product_line
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import factor, latex, minus, per_cent, size
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import apply, control, current
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.math_toolbox.view import CHAINS, MATRICES, NOISES, PAGE, SETTINGS

POWERS = 60  # of the matrix, as far as they are drawn
NORMS = (1e-4, 1e4)  # the axis of a power's size

_chain = wrap_pure(toolbox.chain, entries=64)
_powers = wrap_pure(toolbox.powers, entries=64)
_noise = wrap_pure(toolbox.noise, entries=32)


def chain_rule() -> None:
    """The chain rule as a product of sliders."""
    values = current(SETTINGS)
    if not lesson.predict(PAGE, "fifty", ("half", "twentieth", "small", "nothing")):
        return
    _milestones("chain", CHAINS, values)
    picture, side = st.columns([5, 3], gap="large")
    with side:
        for name in ("act", "a", "b", "c", "q"):
            control(SETTINGS, name)
    found = _chain((values.a, values.b, values.c), values.act, values.q)
    words = {name: t(f"{PAGE}.chain.{name}") for name in ("step", "factor", "product")}
    with picture:
        look = current_palette()
        draw(factor_bars(found.factors, words, look), key=f"{PAGE}/factors", alt=words["factor"])
        draw(product_line(found.running, words, look), key=f"{PAGE}/product", alt=words["product"])
    _chain_told(found, values)


def _chain_told(found: Chain, values: Values) -> None:
    mean = float(np.exp(np.log(np.maximum(np.abs(found.factors), 1e-300)).mean()))
    with st.container(horizontal=True):
        st.metric(t(f"{PAGE}.chain.slope"), size(found.slope, 4))
        st.metric(t(f"{PAGE}.chain.measured"), size(found.measured, 4))
        st.metric(t(f"{PAGE}.chain.mean"), size(mean, 3))
    first = r" \cdot ".join(factor(float(one)) for one in found.factors[:3])
    dots = r" \cdots" if values.q > 3 else ""
    st.latex(rf"{first}{dots} = {latex(found.slope)}", width="content")
    readable = abs(found.slope) > READABLE
    lesson.text(t(f"{PAGE}.chain.{'agree' if readable else 'rounding'}"))
    lesson.how_to_read(PAGE, "chain-how")
    rows = [
        _row("chain", ("step", "factor", "product"), (k + 1, found.factors[k], found.running[k]))
        for k in _some(len(found.factors))
    ]
    summary = t(f"{PAGE}.chain.summary", q=values.q, slope=size(found.slope), mean=size(mean, 3))
    lesson.summary_and_table(f"{PAGE}/chain", summary, rows)


def matrix_powers() -> None:
    """Powers of a 2 x 2 matrix, against its spectral radius."""
    values = current(SETTINGS)
    if not lesson.predict(PAGE, "transient", ("dies", "grows", "same")):
        return
    _milestones("power", MATRICES, values)
    left, right = st.columns(2, gap="large")
    matrix = ((values.m11, values.m12), (values.m21, values.m22))
    found = _powers(matrix, POWERS)
    with left:
        for row in (("m11", "m12"), ("m21", "m22")):
            with st.container(horizontal=True):
                for name in row:
                    control(SETTINGS, name)
        words = {name: t(f"{PAGE}.power.{name}") for name in ("real", "imaginary")}
        chart = plane(found.eigenvalues, words, current_palette())
        draw(chart, width="content", key=f"{PAGE}/plane", alt=t(f"{PAGE}.power.plane"))
    with right:
        draw(_norms(found), key=f"{PAGE}/norms", alt=t(f"{PAGE}.power.measured"))
    _powers_told(found)


def _norms(found: Powers) -> Any:
    powers = np.arange(POWERS + 1)
    with np.errstate(over="ignore"):
        decay = found.radius**powers
    lines = [
        Line(t(f"{PAGE}.power.measured"), np.clip(found.norms, *NORMS), "rnn", first=0),
        Line(t(f"{PAGE}.power.radius_line"), np.clip(decay, *NORMS), "bound", first=0),
    ]
    x, y = t(f"{PAGE}.power.q"), t(f"{PAGE}.power.norm")
    return line_chart(lines, current_palette(), x=x, y=y, domain=NORMS, log=True, height=430)


def _powers_told(found: Powers) -> None:
    peak = float(found.norms[found.peak])
    with st.container(horizontal=True):
        st.metric(t(f"{PAGE}.power.radius"), size(found.radius, 3))
        st.metric(t(f"{PAGE}.power.peak", q=found.peak), size(peak, 3))
        st.metric(t(f"{PAGE}.power.end", q=POWERS), size(float(found.norms[-1]), 3))
    sizes = ", ".join(latex(abs(one)) for one in found.eigenvalues)
    st.latex(rf"\rho(M) = \max\,({sizes}) = {latex(found.radius)}", width="content")
    lesson.text(t(f"{PAGE}.power.{_verdict(found)}"))
    lesson.how_to_read(PAGE, "power-how")
    norms = found.norms
    rows = [
        _row(
            "power",
            ("q", "norm", "ratio"),
            (q, norms[q], norms[q] / norms[q - 1]),
        )
        for q in _some(POWERS)
        if q and norms[q - 1] > 0
    ]
    words = {"radius": size(found.radius, 3), "peak": size(peak, 3), "q": found.peak}
    lesson.summary_and_table(f"{PAGE}/power", t(f"{PAGE}.power.summary", **words), rows)


def _verdict(found: Powers) -> str:
    if found.transient:
        return "transient"
    if abs(found.radius - 1) < 1e-9:
        return "one"
    return "below" if found.radius < 1 else "above"


def gaussian_noise() -> None:
    """The noise of experiment 3."""
    values = current(SETTINGS)
    if not lesson.predict(PAGE, "beyond", ("none", "few", "ten", "half")):
        return
    _milestones("noise", NOISES, values)
    with st.container(horizontal=True, gap="medium"):
        for name in ("variance", "threshold", "signal", "T"):
            control(SETTINGS, name)
    found = _noise(values.variance, values.threshold, values.signal, values.T, values.seed)
    names = ("step", "value", "share", "signal", "noise", "beyond")
    words = {name: t(f"{PAGE}.noise.{name}") for name in names}
    look, deviation = current_palette(), sqrt(values.variance)
    left, right = st.columns([3, 2], gap="large")
    with left:
        chart = noisy_line(found.line, values.signal, values.threshold, words, look)
        draw(chart, key=f"{PAGE}/line", alt=t(f"{PAGE}.noise.line_alt"))
    with right:
        chart = histogram(found.values, deviation, values.threshold, words, look)
        draw(chart, key=f"{PAGE}/histogram", alt=t(f"{PAGE}.noise.histogram_alt"))
    _noise_told(found, values)


def _noise_told(found: Noise, values: Values) -> None:
    shown = {
        "mean": minus(f"{found.mean:.3f}"),
        "variance": f"{found.variance:.3f}",
        "deviation": f"{sqrt(found.variance):.3f}",
        "share_beyond": per_cent(f"{100 * found.beyond:.2g}"),
        "by_sum": per_cent(f"{100 * found.by_sum:.0f}"),
    }
    with st.container(horizontal=True):
        for name, text in shown.items():
            st.metric(t(f"{PAGE}.noise.{name}"), text, help=t(f"{PAGE}.noise.{name}_help"))
    root = latex(sqrt(values.variance))
    st.latex(rf"\sigma = \sqrt{{{values.variance:g}}} = {root}", width="content")
    facts = {
        "per_line": f"{found.beyond * values.T:.1f}",
        "expected": size(found.expected * values.T),
        "wrong": size(toolbox.gaussian_tail(values.threshold, values.variance) * values.T),
        "wrong_deviation": f"{values.variance:g}",
        "deviation": f"{sqrt(values.variance):.3f}",
        "threshold": f"{values.threshold:g}",
        "length": values.T,
        "by_sum": shown["by_sum"],
    }
    lesson.notice(PAGE, "noise-notice", **facts)
    lesson.how_to_read(PAGE, "noise-how")
    heads = ("what", "measured", "gaussian")
    rows = [
        _words_row(heads, (t(f"{PAGE}.noise.mean"), shown["mean"], "0")),
        _words_row(heads, (t(f"{PAGE}.noise.variance"), shown["variance"], f"{values.variance:g}")),
        _words_row(
            heads,
            (
                t(f"{PAGE}.noise.share_beyond"),
                size(found.beyond, 3),
                size(found.expected, 3),
            ),
        ),
    ]
    summary = t(f"{PAGE}.noise.summary", n=len(found.values), variance=shown["variance"])
    lesson.summary_and_table(f"{PAGE}/noise", summary, rows)


def _milestones(part: str, milestones: Mapping[str, Mapping[str, Any]], values: Values) -> None:
    """Buttons that set a workbench to a named case."""
    with st.container(horizontal=True):
        for slug, chosen in milestones.items():
            active = all(values[name] == value for name, value in chosen.items())
            st.button(
                t(f"{PAGE}.{part}.presets.{slug}"),
                key=f"{PAGE}/{part}/{slug}",
                icon=":material/check:" if active else None,
                on_click=apply,
                args=(SETTINGS, dict(chosen)),
            )


def _some(count: int) -> list[int]:
    """A dozen places, from 0, of a longer list."""
    return sorted({round(place) for place in np.linspace(0, count - 1, min(count, 12))})


def _row(part: str, heads: tuple[str, ...], numbers: tuple[Any, ...]) -> dict[str, str]:
    first, *rest = numbers
    shown = [str(first), *(size(float(number), 3) for number in rest)]
    return {t(f"{PAGE}.{part}.{head}"): text for head, text in zip(heads, shown, strict=True)}


def _words_row(heads: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    return {t(f"{PAGE}.noise.{head}"): cell for head, cell in zip(heads, cells, strict=True)}
