"""The later parts of the page on vanishing errors: one weight, what does not help, many units.

Each draws its own controls beside its picture and says what was measured in a sentence.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from lstm97.analysis.problem import vanishing
from lstm97.analysis.problem.hochreiter import single_factor
from lstm97.analysis.problem.vanishing import Setup
from lstm97.engine.activations import LOGISTIC
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.one_weight import WIDEST, hump, running_sum
from lstm97.figures.palette import Role
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.numbers import per_cent, size, whole
from lstm97.ui.base.text import labelled, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import apply, control, current
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.vanishing_exploding.view import PAGE, SETTINGS, STOPS

MANY = 50  # steps over which a single factor is repeated
LONGEST_SWEEP = 200  # time steps for which every size of the weights is tried

_swept = wrap_pure(vanishing.mean_factors, entries=32)
_summed = wrap_pure(vanishing.path_sum, entries=32)
_updated = wrap_pure(vanishing.updates, entries=64)


def one_weight() -> None:
    """|f'(net) w| of one logistic unit against w, for an activation the reader chooses."""
    values = current(SETTINGS)
    st.header(t(f"{PAGE}.heads.one"), anchor=False)
    lesson.text(prose(PAGE, "one-weight", steepest=LOGISTIC.max_slope, four=1 / LOGISTIC.max_slope))
    picture, side = st.columns([3, 2], gap="large")
    with side:
        control(SETTINGS, "y")
        control(SETTINGS, "w")
        _factor_of(values)
    words = {name: t(f"{PAGE}.hump.{name}") for name in ("weight", "factor", "keeps", "four")}
    best = vanishing.peak_weight(values.y)
    words["best"] = t(f"{PAGE}.hump.best", w=size(best, 3), factor=size(_factor(best, values.y)))
    words["here"] = t(f"{PAGE}.hump.here", factor=size(_factor(values.w, values.y)))
    with picture:
        chart = hump(values.y, values.w, words, current_palette())
        draw(chart, key=f"{PAGE}/hump", alt=labelled(words["factor"], words["best"]))
        st.caption(words["best"])
    see_also("math-toolbox")


def _factor_of(values: Values) -> None:
    """The factor at the reader's weight, repeated, and a button that doubles the weight."""
    factor = _factor(values.w, values.y)
    slope = factor / values.w
    st.markdown(
        t(
            f"{PAGE}.one.here",
            slope=size(slope),
            factor=size(factor),
            many=MANY,
            left=size(factor**MANY),
        )
    )
    double = min(2 * values.w, WIDEST)
    slope_after = _factor(double, values.y) / double
    st.button(
        t(f"{PAGE}.one.double"),
        icon=":material/keyboard_double_arrow_up:",
        key=f"{PAGE}/double",
        on_click=apply,
        args=(SETTINGS, {"w": double}),
        disabled=double == values.w,
    )
    if double > values.w:
        st.caption(
            t(
                f"{PAGE}.one.doubled",
                weight=size(double / values.w),
                slope=size(slope_after / slope),
                factor=size(double / values.w * slope_after / slope),
            )
        )


def _factor(weight: float, y: float) -> float:
    return float(single_factor(np.array([weight]), y)[0])


def larger_weights(setup: Setup) -> None:
    """The first remedy: every size of the weights, one click away."""
    st.subheader(t(f"{PAGE}.heads.weights"), anchor=False)
    lesson.text(prose(PAGE, "larger-weights"))
    control(SETTINGS, "sweep")
    if current(SETTINGS).sweep:
        _every_size(setup)


def _every_size(setup: Setup) -> None:
    short = replace(setup, length=min(setup.length, LONGEST_SWEEP))
    lag = min(50, short.length - 1)
    counts: dict[int, Role] = {setup.units: "neutral", 1: "rnn"}
    factors = {units: _swept(replace(short, units=units), STOPS, lag) for units in counts}
    lines = [
        Line(t(f"{PAGE}.sweep.units", n=units), factors[units], role, x=STOPS)
        for units, role in counts.items()
    ]
    x, y = t(f"{PAGE}.sweep.x"), t(f"{PAGE}.sweep.y", lag=lag)
    look = current_palette()
    chart = line_chart(lines, look, x=x, y=y, domain=(1e-3, 10.0), log=True, height=330)
    draw(chart, key=f"{PAGE}/sweep", alt=y)
    best = int(factors[1].argmax())
    top = float(factors[1][best])
    verdict = f"{PAGE}.sweep.{'best' if top < 1 else 'above'}"
    lesson.text(t(verdict, w=f"{STOPS[best]:g}", factor=size(top)))
    see_also("carousel")


def larger_rate(setup: Setup) -> None:
    """The second remedy, predicted first: what ten times the learning rate changes."""
    st.subheader(t(f"{PAGE}.heads.rate"), anchor=False)
    lesson.text(prose(PAGE, "larger-rate"))
    if lesson.predict(PAGE, "rate", ("grows", "same", "shrinks")):
        _updates(current(SETTINGS), setup)


def _updates(values: Values, setup: Setup) -> None:
    slider, button = st.columns([2, 3], vertical_alignment="bottom", gap="large")
    with slider:
        control(SETTINGS, "rate")
    button.button(
        t(f"{PAGE}.rate.tenfold"),
        icon=":material/speed:",
        key=f"{PAGE}/tenfold",
        on_click=apply,
        args=(SETTINGS, {"rate": 10 * values.rate}),
        disabled=values.rate >= 100,
    )
    found = _updated(setup, values.rate)
    with st.container(horizontal=True):
        for name in ("near", "far", "ratio"):
            st.metric(t(f"{PAGE}.rate.{name}"), _shown(getattr(found, name)))
    lesson.text(t(f"{PAGE}.rate.says" if np.isfinite(found.ratio) else f"{PAGE}.rate.none"))


def _shown(value: float) -> str:
    return size(value) if np.isfinite(value) else "—"


def many_units(setup: Setup) -> None:
    """The paths of an error through several units, summed one after the other."""
    values = current(SETTINGS)
    st.header(t(f"{PAGE}.heads.many"), anchor=False)
    lesson.text(prose(PAGE, "many-units"))
    picture, side = st.columns([3, 2], gap="large")
    with side:
        control(SETTINGS, "q")
        found = _summed(setup, values.q)
        if found.q < values.q:
            st.caption(t(f"{PAGE}.many.cut", q=found.q, n=setup.units))
        st.markdown(
            t(
                f"{PAGE}.many.says",
                n=setup.units,
                q=found.q,
                u=found.u + 1,
                v=found.v + 1,
                paths=whole(len(found.products)),
                up=size(found.up),
                down=size(found.down),
                entry=size(found.entry),
            )
        )
        st.metric(t(f"{PAGE}.many.survives"), per_cent(f"{100 * found.survives:.3g}"))
    words = {name: t(f"{PAGE}.many.{name}") for name in ("paths", "sum")}
    words["left"] = t(f"{PAGE}.many.left", entry=size(found.entry))
    with picture:
        if np.isfinite(found.products).all():
            chart = running_sum(found.products, words, current_palette())
            draw(chart, key=f"{PAGE}/paths", alt=labelled(words["sum"], words["left"]))
        else:
            st.info(t(f"{PAGE}.many.overflow"))
