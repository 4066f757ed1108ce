"""One lesson of 45 minutes as data: which page at which minute, opened in which state.

The clock, the plan on the teacher's page and the way from stage to stage all walk this one table.
Each stage has a page of its own, so that the page tells where the lesson is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import streamlit as st

from lstm97.ui.base.contents import BY_SLUG, PageInfo
from lstm97.ui.base.text import translate
from lstm97.ui.link.settings import PRESENT

_REACHED = "lesson/reached"


@dataclass(frozen=True)
class Stage:
    """A few minutes on one page; ``query`` is what its link says, never nothing.

    A link that says nothing would open the page as the teacher left it the day before.
    """

    page: str
    minutes: int
    query: Mapping[str, str]

    @property
    def info(self) -> PageInfo:
        return BY_SLUG[self.page]

    @property
    def projected(self) -> dict[str, str]:
        """The same link, to be projected."""
        return {**self.query, PRESENT: "1"}


STAGES = (
    Stage(
        "recurrent-network",
        5,
        {"feed": "spikes", "act": "tanh", "w": "0.6", "T": "16", "at": "2.8.14"},
    ),
    Stage("bptt", 8, {"T": "5", "w": "0.8", "d": "0.5", "every": "0"}),
    Stage("vanishing-exploding", 7, {"act": "logistic", "size": "1", "n": "8", "T": "50"}),
    Stage("carousel", 6, {"f": "identity", "w": "0.99", "T": "1000"}),
    Stage("memory-cell", 7, {"T": "12", "seed": "1"}),
    Stage("error-race", 7, {"task": "temporal-order", "length": "100", "gradient": "truncated"}),
    Stage("myths", 5, {"show": "never-vanish"}),
)
MINUTES = sum(stage.minutes for stage in STAGES)
STARTS = tuple(accumulate((stage.minutes for stage in STAGES[:-1]), initial=0))


def titles(lang: str) -> list[str]:
    """The name of every stage, in a language."""
    return [translate(lang, stage.info.title_key) for stage in STAGES]


def at(slug: str) -> int | None:
    """The number of the stage, from 0, that is taught on this page; None for other pages."""
    return next((n for n, stage in enumerate(STAGES) if stage.page == slug), None)


def reach(slug: str) -> int:
    """The stage that the lesson is in, now that the teacher is on this page."""
    here = at(slug)
    if here is not None:
        st.session_state[_REACHED] = here
    return int(st.session_state.get(_REACHED, 0))
