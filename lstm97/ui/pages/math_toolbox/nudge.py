"""A partial derivative one can nudge: turn one knob of a neuron, hold the other, read the loss."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.foundations.descent import Fit, fit
from lstm97.analysis.foundations.nudging import FLAT, NUDGES, KnobNudge, nudge_knob
from lstm97.figures.foundations.nudge import along_chart, ratio_chart
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import general, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, asked_picture, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.math_toolbox import code
from lstm97.ui.pages.math_toolbox.tools import (
    NUDGES as CASES,
)
from lstm97.ui.pages.math_toolbox.tools import (
    PAGE,
    SETTINGS,
    ToolValues,
    row,
)

POINTS = fit("tanh", 1)  # what the neuron has to fit
EQUATION = Equation(
    "partial",
    r"\role{\frac{\partial E}{\partial w}} = \lim_{\Delta \to 0} "
    r"\frac{E(w + \Delta, b) - E(w, b)}{\Delta}",
    "",
    Fit.gradient,
    r"error = |error @",
    "error",
)


def measure(values: ToolValues) -> KnobNudge:
    """The nudge that the settings ask for."""
    point = np.array([values.w, values.bias])
    return nudge_knob(POINTS, point, ("w", "b").index(values.turned), values.by)


def judge(found: KnobNudge) -> Judgement:
    """What the ratio does as the nudge shrinks a hundredfold, from a tenth to a thousandth."""
    tenth, last = (float(found.ratios[NUDGES.index(by)]) for by in (0.1, 0.001))
    right = set()
    if abs(last - found.slope) <= 0.05 * max(abs(found.slope), 0.1):
        right.add("settles")
    if abs(found.slope) < FLAT:
        right.add("zero")
    return Judgement(frozenset(right), {"tenth": size(tenth, 3), "last": size(last, 3)})


def manner(found: KnobNudge) -> str:
    """Which way the loss goes when the knob is turned up a little."""
    if abs(found.slope) < FLAT:
        return "flat"
    return "up" if found.slope > 0 else "down"


def picture(view: View[KnobNudge, ToolValues]) -> None:
    """The loss along the knob with the nudge; beside it the ratio, alone until the answer."""
    found, values, look = view.run, view.values, current_palette()
    (_, before), (_, after) = found.here, found.there
    words = {name: t(f"{PAGE}.nudge.{name}") for name in ("loss", "by", "ratio")}
    words |= {
        "knob": values.turned,
        "run": f"Δ = {general(values.by)}",
        "rise": f"ΔE = {general(after - before, 3)}",
        "slope": t(f"{PAGE}.nudge.slope", slope=size(found.slope, 3)),
    }
    left, right = st.columns([3, 2])
    with left:
        chart = along_chart(found, words, look)
        draw(chart, key=f"{PAGE}/along", alt=summary(view), height="stretch")
    with right, asked_picture():
        chart = ratio_chart(found, values.by, words, look, told=view.revealed)
        draw(chart, key=f"{PAGE}/ratio", alt=words["ratio"], height="stretch")


def summary(view: View[KnobNudge, ToolValues]) -> str:
    """The nudge in words."""
    found, values = view.run, view.values
    return t(
        f"{PAGE}.nudge.summary",
        knob=values.turned,
        by=general(values.by),
        before=size(found.here[1], 3),
        change=size(found.there[1] - found.here[1], 3),
        ratio=size(found.ratio, 3),
    )


def readings(view: View[KnobNudge, ToolValues]) -> list[Reading]:
    """The ratio of this nudge, and where it settles."""
    found = view.run
    return [
        Reading(t(f"{PAGE}.nudge.now"), size(found.ratio, 3)),
        Reading(t(f"{PAGE}.nudge.where"), size(found.slope, 3)),
    ]


def notice(view: View[KnobNudge, ToolValues]) -> str:
    """Which way E goes, and so which way to turn the knob."""
    said = manner(view.run)
    facts = {"knob": view.values.turned, "slope": size(view.run.slope, 3)}
    return prose(PAGE, f"nudge-{said}", **facts)


def _words(view: View[KnobNudge, ToolValues]) -> None:
    rows = [
        row("nudge", ("by", "ratio"), (general(by), ratio))
        for by, ratio in zip(NUDGES, view.run.ratios, strict=True)
    ]
    lesson.words_and_rows(summary(view), rows)


BENCH = Bench[KnobNudge, ToolValues](
    settings=SETTINGS,
    tab="nudge",
    controls=("turned", "by", "w", "bias"),
    more=(),
    presets=tuple(CASES),
    measure=measure,
    picture=picture,
    question=Question("settle", ("tenth", "settles", "zero"), judge),
    code=code.nudge,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    intro="nudge",
    takeaway="nudge-takeaway",
    drawers=(
        how_to_read(PAGE, "nudge-how"),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, (EQUATION,), early=True),
    ),
)
