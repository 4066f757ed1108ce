"""The second bench: by which way an error came, in one step and on the whole way."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.scissors import truncation as scissors
from lstm97.figures.legend import with_rows
from lstm97.figures.scenes.scissors import PATHS, WAYS, shares_chart
from lstm97.ui.base.charts import draw
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.numbers import share
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.scissors import sentences
from lstm97.ui.pages.scissors.conditions import PAGE, CutRun, ScissorsValues
from lstm97.ui.pages.scissors.cuts import small


def judge(run: CutRun) -> Judgement:
    """How much of what arrives at the first step has never left the carousel."""
    slug = sentences.carousel_share(run.cutting)
    right = frozenset() if slug == "nothing" else frozenset({slug})
    told = {"stayed": _carousel_share(run), "detour": small(scissors.detour(run.cutting))}
    cancels = sentences.ways(run.cutting) == "cancel"
    return Judgement(right, told, why="cancel" if cancels else "stays")


QUESTION = Question("stayed", ("most", "part", "little"), judge)


def _carousel_share(run: CutRun) -> str:
    first = float(run.cutting.carousel_share[0])
    return (
        share(first, sentences.MOST, sentences.LEAST)
        if np.isfinite(first)
        else t("scissors.readings.nothing")
    )


def picture(view: View[CutRun, ScissorsValues]) -> None:
    """Side by side: the ways of each step, and, after the answer, of the whole way."""
    cutting, look = view.run.cutting, current_palette()
    words = {word: t(f"{PAGE}.words.{word}") for word in ("time", "share")}
    names = {path: t(f"{PAGE}.paths.{path}") for path in PATHS}
    whole = {path: t(f"{PAGE}.whole.{path}") for path in WAYS}
    unknown = np.full(len(cutting.carousel_share), np.nan)
    known = cutting.carousel_share if view.revealed else unknown
    charts = {
        "step": shares_chart(cutting.shares, PATHS, names, words, look, 300),
        "way": shares_chart({"stayed": known, "left": 1 - known}, WAYS, whole, words, look, 300),
    }
    for column, (name, chart) in zip(st.columns(2), charts.items(), strict=True):
        with column:
            st.markdown(t(f"{PAGE}.shares.{name}.head"))
            alt = t(f"{PAGE}.shares.{name}.alt")
            same = with_rows(chart, len(PATHS))
            draw(same, key=f"{PAGE}/{name}", alt=alt, height="stretch")


def readings(view: View[CutRun, ScissorsValues]) -> list[Reading]:
    """A step's detours, and what never left the carousel."""
    return [
        Reading(t("scissors.readings.detour"), small(scissors.detour(view.run.cutting))),
        Reading(t("scissors.readings.stayed"), _carousel_share(view.run)),
    ]


def remarks(view: View[CutRun, ScissorsValues]) -> str:
    """What single steps and the whole way have to do with each other."""
    slug = sentences.ways(view.run.cutting)
    told = {"detour": small(scissors.detour(view.run.cutting)), "stayed": _carousel_share(view.run)}
    told |= {"steps": str(view.run.cutting.trace.steps - 1)}
    return quote_prose(PAGE, f"ways-{slug}", told)
