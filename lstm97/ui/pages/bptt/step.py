"""One gradient step of the little net: every weight before and after, and what E does.

Whether a step is too large is measured by taking it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from lstm97.analysis.foundations.one_step import GradientStep, one_step
from lstm97.engine import errorflow
from lstm97.engine.params import sgd
from lstm97.figures.foundations.one_step import way_chart, weights_chart
from lstm97.figures.scenes.unrolling import signed
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import change, general, in_brackets
from lstm97.ui.base.text import listed, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.bptt import code
from lstm97.ui.pages.bptt.net import PAGE, SETTINGS, NetValues, run

NAMES = ("v", "w", "u")
EQUATIONS = (
    Equation(
        "gradient",
        r"\role{\frac{\partial E}{\partial w}} = \sum_{t=1}^{T} \vartheta(t)\,y(t-1)",
        "",
        errorflow.gradient,
        r"outer_sum",
        "error",
    ),
    Equation(
        "step",
        r"\role{w \leftarrow w - \alpha\,\frac{\partial E}{\partial w}}",
        "17",
        sgd,
        r"weight - ",
        "signal",
    ),
)


def measure(values: NetValues) -> GradientStep:
    """The step that the settings ask for."""
    return one_step(run(values), values.rate)


def judge(found: GradientStep) -> Judgement:
    """Whether the loss fell, rose, or stayed."""
    start, end = change(*found.losses)
    values = {"rate": general(found.rate), "start": start, "end": end}
    return Judgement(frozenset({found.outcome}), values, manner(found))


def manner(found: GradientStep) -> str:
    """What the step did: the predicate behind the sentences."""
    return "past" if found.outcome == "falls" and found.past else found.outcome


def picture(view: View[GradientStep, NetValues]) -> None:
    """Every weight before and after; the loss along the way once it may be told."""
    found, look = view.run, current_palette()
    left, right = st.columns([3, 2])
    with left:
        words = {name: t(f"{PAGE}.way.{name}") for name in ("rate", "loss", "before", "after")}
        chart = way_chart(found, words, look, told=view.revealed)
        alt = t(f"{PAGE}.way.alt") if view.revealed else t(f"{PAGE}.way.hidden")
        draw(chart, key=f"{PAGE}/way", alt=alt, height="stretch")
    with right:
        chart = weights_chart(NAMES, found.before, found.after, sums(found), look)
        draw(chart, key=f"{PAGE}/weights", alt=listed(sums(found)), height="stretch")


def sums(found: GradientStep) -> list[str]:
    """Each weight's step as it is done on paper."""
    rows = zip(NAMES, found.before, found.slopes, found.after, strict=True)
    rate = general(found.rate)
    return [
        f"{name}: {signed(a)} − {rate}·{in_brackets(signed(float(g)))} = {signed(b)}"
        for name, a, g, b in rows
    ]


def readings(view: View[GradientStep, NetValues]) -> list[Reading]:
    """The loss before and after."""
    start, end = change(*view.run.losses)
    return [Reading(t(f"{PAGE}.way.before"), start), Reading(t(f"{PAGE}.way.after"), end)]


def notice(view: View[GradientStep, NetValues]) -> str:
    """What became of E, and why."""
    found = view.run
    if manner(found) == "still":
        return prose(PAGE, "notice-still")
    start, end = change(*found.losses)
    facts: dict[str, Any] = {"rate": general(found.rate), "start": start, "end": end}
    return prose(PAGE, f"notice-{manner(found)}", **facts)


def _words(view: View[GradientStep, NetValues]) -> None:
    found = view.run
    heads = [t(f"{PAGE}.step.{name}") for name in ("weight", "before", "slope", "after")]
    rows = [
        dict(zip(heads, (name, *(signed(float(one), 5) for one in numbers)), strict=True))
        for name, *numbers in zip(NAMES, found.before, found.slopes, found.after, strict=True)
    ]
    start, end = change(*found.losses, digits=4)
    said = t(f"{PAGE}.step.summary", rate=general(found.rate), start=start, end=end)
    lesson.words_and_rows(said, rows)


BENCH = Bench[GradientStep, NetValues](
    settings=SETTINGS,
    tab="step",
    controls=("rate", "w", "d", "every"),
    more=("T", "vin", "u", "seed"),
    presets=("small", "right", "large"),
    measure=measure,
    picture=picture,
    question=Question("step", ("falls", "rises", "still"), judge),
    code=code.step,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    intro="intro-step",
    takeaway="takeaway-step",
    drawers=(
        how_to_read(PAGE, "how-to-read-step"),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, EQUATIONS),
    ),
)
