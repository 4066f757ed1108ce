"""The second bench: one weight, its slope, and their product, the factor of a single step back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.analysis.problem.hochreiter import peak_weight, single_factor
from lstm97.engine.activations import LOGISTIC
from lstm97.figures.foundations.one_weight import WIDEST, hump
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import general, product_size, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link.controls import apply
from lstm97.ui.pages.vanishing_exploding import sentences
from lstm97.ui.pages.vanishing_exploding.conditions import PAGE, SETTINGS, VanishingValues

MANY = 50  # steps over which a single factor is repeated
SAFE = 1 / LOGISTIC.max_slope  # weights up to which the factor is below 1, whatever y is


@dataclass(frozen=True)
class Single:
    """A logistic unit that hears the constant activation ``y`` through the weight ``w``."""

    y: float
    w: float

    def factor(self, times: float = 1.0) -> float:
        """What one step back multiplies an error by, at so many times the weight."""
        return float(single_factor(np.array([times * self.w]), self.y)[0])

    def slope(self, times: float = 1.0) -> float:
        """Its slope there."""
        return self.factor(times) / (times * self.w)

    @property
    def peak(self) -> float:
        """The weight at which the factor is largest."""
        return peak_weight(self.y)


def single(values: VanishingValues) -> Single:
    """The unit that the settings describe."""
    return Single(values.y, values.w)


def judge(unit: Single) -> Judgement:
    """What the factor does as the weight grows as far as the axis goes."""
    tops = single_factor(np.linspace(0.01, WIDEST, 4000), unit.y)
    best = int(tops.argmax())
    slug = "grows" if best == len(tops) - 1 else "sinks" if best == 0 else "peak"
    at = Single(unit.y, unit.peak)
    told = {"y": general(unit.y), "w": size(at.w, 3), "top": size(at.factor())}
    told |= {"widest": general(WIDEST), "end": size(float(tops[-1]))}
    return Judgement(frozenset({slug}), told)


QUESTION = Question("hump", ("grows", "peak", "sinks"), judge)


def picture(view: View[Single]) -> None:
    """Slope and weight; after the answer their product."""
    unit = view.run
    names = ("weight", "factor", "slope", "line", "product", "keeps", "four")
    words = {name: t(f"{PAGE}.hump.{name}") for name in names}
    words["here"] = t("vanishing-exploding.hump.here", factor=size(unit.factor()))
    chart = hump(unit.y, unit.w, words, current_palette(), revealed=view.revealed)
    alt = t("vanishing-exploding.hump.alt")
    draw(chart, key=f"{PAGE}/hump", alt=alt, height="stretch")


def readings(view: View[Single]) -> list[Reading]:
    """The factor at the reader's weight, and what many such steps leave."""
    factor = view.run.factor()
    slope = t("vanishing-exploding.one.slope", slope=size(view.run.slope()))
    return [
        Reading(t("vanishing-exploding.one.factor"), size(factor), slope),
        Reading(t("vanishing-exploding.one.left", many=MANY), product_size(factor**MANY)),
    ]


def where(unit: Single) -> str:
    """Where the reader's weight stands on the hump."""
    return sentences.hump(unit.w, unit.factor(), unit.peak, SAFE)


def remarks(view: View[Single]) -> str:
    """What the factor is made of where the reader's weight stands."""
    unit, slug = view.run, where(view.run)
    known = {
        "safe": {"four": general(SAFE), "steepest": general(LOGISTIC.max_slope)},
        "above": {"factor": size(unit.factor(), 3)},
        "between": {"four": general(SAFE), "factor": size(unit.factor(), 3)},
        "past": {
            "slope": size(unit.slope(2) / unit.slope()),
            "factor": size(unit.factor(2) / unit.factor()),
        },
    }
    top = t("vanishing-exploding.one.top", w=size(unit.peak, 3))
    return prose(PAGE, f"one-{slug}", **known[slug]).strip() + f"\n- {top}"


def acts(view: View[Single]) -> None:
    """Twice the weight, in one press."""
    double = min(2 * view.run.w, WIDEST)
    st.button(
        t("vanishing-exploding.one.double"),
        icon=":material/keyboard_double_arrow_up:",
        key=f"{PAGE}/double",
        on_click=apply,
        args=(SETTINGS, {"w": double}),
        disabled=double == view.run.w,
    )
