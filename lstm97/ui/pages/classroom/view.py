"""The teacher's page: its settings, and the lesson stage by stage as a plan to teach from."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from lstm97.analysis.quiz.worksheet import VERSIONS
from lstm97.figures.thumbnail import Thumbnail, svg
from lstm97.ui.base.fill import quote
from lstm97.ui.base.text import language, t
from lstm97.ui.base.theme import current_palette, presenting
from lstm97.ui.lesson import wall
from lstm97.ui.lesson.plan import PLANS, USUAL, LessonStage, starts
from lstm97.ui.link import controls
from lstm97.ui.link.record import Record, choice, integer, line, toggle
from lstm97.ui.link.settings import Settings

PAGE = "classroom"
PARTS = ("ask", "answers", "measured", "then")


@dataclass(frozen=True)
class ClassroomValues(Record):
    """Which tool a teacher has open, and what stands in it."""

    show: str = choice(("lesson", "room", "worksheets", "links"), "lesson")
    version: int = integer(1, VERSIONS, 1, box=True, place="placed")
    copies: int = integer(2, VERSIONS, 30, box=True, place="placed")
    minutes: str = choice(tuple(map(str, PLANS)), str(USUAL), place="placed")
    notes: bool = toggle(place="placed")
    link: str = line("", longest=1000, place="placed")


SETTINGS = Settings(PAGE, ClassroomValues)


def plan(numbers: Mapping[str, Mapping[str, str]], pictures: Mapping[str, Thumbnail]) -> None:
    """The clock, and every stage: what to project, what to ask, what to expect.

    ``numbers`` are those that each stage's page measures, by page and name; ``pictures`` are small
    ones of what will be on the wall.
    """
    stages = PLANS[int(controls.current(SETTINGS).minutes)]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        controls.control(SETTINGS, "minutes")
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            _begin(stages[0])
    st.caption(t(f"{PAGE}.plan.keys"))
    if not presenting():  # then the frame has it
        wall.clock(stages=stages)
    with st.container(key="plan", gap="small"):
        for number, (stage, start) in enumerate(zip(stages, starts(stages), strict=True), 1):
            _stage(stage, number, start, numbers[stage.page], pictures[stage.page])


def _stage(
    stage: LessonStage, number: int, start: int, numbers: Mapping[str, str], picture: Thumbnail
) -> None:
    text = f"{PAGE}.stage.{stage.page}"
    with st.container(border=True, gap=None):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            end = start + stage.minutes
            when = t(f"{PAGE}.plan.when", start=start, end=end)
            st.markdown(f"**{number} · {t(f'{text}.name')}** :gray[{when}]", width="content")
            _project(stage)
        with st.container(key=f"{PAGE}/stage/{number}", horizontal=True, gap="medium"):
            _thumbnail(stage, picture)
            with st.container(width="stretch"):
                say(stage, numbers)


def _begin(first: LessonStage) -> None:
    """The first stage on the wall, and the window that only the teacher sees."""
    st.page_link(
        first.info.file,
        label=t(f"{PAGE}.plan.begin"),
        icon=":material/slideshow:",
        query_params=first.on_a_wall,
    )
    query = urlencode({"notes": "1", "lang": language()})
    st.link_button(t(f"{PAGE}.notes.open"), f"{PAGE}?{query}", icon=":material/speaker_notes:")


def _thumbnail(stage: LessonStage, picture: Thumbnail) -> None:
    """What will be on the wall, as small as a stamp."""
    alt = t(f"{PAGE}.plan.wall", title=t(stage.info.title_key))
    drawn = b64encode(svg(picture, current_palette(), alt).encode()).decode()
    source = f"data:image/svg+xml;base64,{drawn}"
    st.html(f'<img alt="{escape(alt)}" src="{source}" width="160" height="90">', width="content")


def say(stage: LessonStage, numbers: Mapping[str, str]) -> None:
    """What to ask at a stage, what to expect, what is measured, and what then."""
    text = f"{PAGE}.stage.{stage.page}"
    lines = [t(f"{PAGE}.plan.{one}", said=quote(f"{text}.{one}", numbers)) for one in PARTS]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _project(stage: LessonStage) -> None:
    st.page_link(
        stage.info.file,
        label=t(stage.info.title_key),
        icon=f":material/{stage.info.icon}:",
        query_params=stage.on_a_wall,
        width="content",
    )
