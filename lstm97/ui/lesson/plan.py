"""Lessons of 20, 45 and 90 minutes as data: which page at which minute, opened in which state.

The clock, the plan on the teacher's page and the way from stage to stage all walk these tables.
Each stage has a page of its own, so that the page tells where the lesson is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import streamlit as st

from lstm97.ui.base.contents import BY_SLUG, PageInfo
from lstm97.ui.base.measures import PRESENT
from lstm97.ui.base.text import translate
from lstm97.ui.link.address import present_value

_PROGRESS = "lesson/reached"
USUAL = 45  # minutes


@dataclass(frozen=True)
class LessonStage:
    """A few minutes of the lesson on one page; ``query`` is what its link says, never nothing.

    A link that says nothing would open the page as the teacher left it the day before.
    """

    page: str
    minutes: int
    query: Mapping[str, str]
    lesson: int = 45  # minutes of its plan

    @property
    def info(self) -> PageInfo:
        return BY_SLUG[self.page]

    @property
    def on_a_wall(self) -> dict[str, str]:
        """The same link, to be projected."""
        return {**self.query, PRESENT: "1" if self.lesson == USUAL else str(self.lesson)}


LESSON_STAGES = (
    LessonStage(
        "recurrent-network",
        5,
        {"feed": "spikes", "act": "tanh", "w": "0.6", "T": "16", "at": "2.8.14"},
    ),
    LessonStage("bptt", 8, {"T": "5", "w": "0.8", "d": "0.5", "every": "0"}),
    LessonStage("vanishing-exploding", 7, {"act": "logistic", "size": "1", "n": "8", "T": "50"}),
    LessonStage("carousel", 6, {"f": "identity", "w": "0.99", "T": "1000"}),
    LessonStage("memory-cell", 7, {"T": "12", "seed": "1"}),
    LessonStage(
        "error-race", 7, {"task": "temporal-order", "length": "100", "gradient": "truncated"}
    ),
    LessonStage("myths", 5, {"show": "never-vanish"}),
)


def _lesson(**minutes: int) -> tuple[LessonStage, ...]:
    """Some of the usual stages, with other minutes; pages by their names in Python."""
    usual = {stage.page: stage for stage in LESSON_STAGES}
    named = {name.replace("_", "-"): count for name, count in minutes.items()}
    lesson = sum(named.values())
    return tuple(replace(usual[page], minutes=of, lesson=lesson) for page, of in named.items())


PLANS = {
    20: _lesson(recurrent_network=3, vanishing_exploding=5, carousel=4, error_race=5, myths=3),
    USUAL: LESSON_STAGES,
    90: _lesson(recurrent_network=10, bptt=16, vanishing_exploding=14, carousel=12,
                memory_cell=14, error_race=14, myths=10),
}  # fmt: skip


def starts(stages: Sequence[LessonStage]) -> list[int]:
    """The minute at which each stage begins."""
    return list(accumulate((stage.minutes for stage in stages[:-1]), initial=0))


def minutes() -> int:
    """How long the lesson that is projected lasts; the usual one where nothing is."""
    said = present_value()
    return int(said) if said not in ("0", "1") else USUAL


def current_plan() -> tuple[LessonStage, ...]:
    """The plan of that lesson."""
    return PLANS[minutes()]


def titles(lang: str) -> dict[str, list[str]]:
    """The name of every stage of each plan, by its minutes, in a language."""
    return {
        str(minutes): [translate(lang, stage.info.title_key) for stage in stages]
        for minutes, stages in PLANS.items()
    }


def at(slug: str) -> int | None:
    """The number of the stage, from 0, that is taught on this page; None for other pages."""
    return next((n for n, stage in enumerate(current_plan()) if stage.page == slug), None)


def reach(slug: str) -> int:
    """The stage that the lesson is in, now that the teacher is on this page."""
    here = at(slug)
    if here is not None:
        st.session_state[_PROGRESS] = here
    return min(int(st.session_state.get(_PROGRESS, 0)), len(current_plan()) - 1)
