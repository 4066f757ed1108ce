"""The teacher's own window: what to say at the stage that is on the wall, and the time.

It follows the wall through the browser, and turns it; nothing of that goes through the server but
which stage to write about.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lstm97.folders import ASSETS
from lstm97.ui.base.text import t
from lstm97.ui.lesson.plan import PLANS, USUAL
from lstm97.ui.lesson.wall import course
from lstm97.ui.pages.classroom.view import PAGE, say

WORDS = ("behind", "ahead", "on_time", "waiting", "next", "before", "reveal", "play", "clock")


def window(numbers: Mapping[str, Mapping[str, str]]) -> None:
    """The clock, the way on, and the notes of the stage on the wall."""
    words = {word: t(f"{PAGE}.notes.{word}") for word in WORDS}
    plans = {str(minutes): course(stages) for minutes, stages in PLANS.items()}
    found = _window(
        data={"plans": plans, "words": words},
        key="teacher/window",
        on_stage_change=lambda: None,
    )
    minutes, number = _on_the_wall(found.stage)
    stages = PLANS[minutes]
    if number is None:
        return
    stage = stages[number]
    st.subheader(t(f"{PAGE}.stage.{stage.page}.name"), anchor=False)
    say(stage, numbers[stage.page])
    if number + 1 < len(stages):
        following = stages[number + 1]
        st.caption(t(f"{PAGE}.notes.then", title=t(f"{PAGE}.stage.{following.page}.name")))


def _on_the_wall(said: object) -> tuple[int, int | None]:
    """Which plan is projected and which of its stages, from 0; None for a page beside it."""
    lesson, _, number = str(said or "").partition("/")
    minutes = int(lesson) if lesson in map(str, PLANS) else USUAL
    known = number.isdecimal() and int(number) < len(PLANS[minutes])
    return minutes, int(number) if known else None


_window = st.components.v2.component(
    "teacher_window",
    html="<section></section>",
    css=(ASSETS / "frame" / "notes.css").read_text(encoding="utf-8"),
    js=(ASSETS / "frame" / "notes.js").read_text(encoding="utf-8"),
)
