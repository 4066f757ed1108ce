"""What surrounds a projected page: the lesson's clock, and links to the stages before and after.

It takes the place of the menu and costs a reader who is not projecting nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lstm97.folders import ASSETS, asset
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import language, listed, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.lesson.plan import LessonStage, at, current_plan, reach, starts
from lstm97.ui.link import address

TEACHER = BY_SLUG["classroom"]
STYLE = ASSETS / "frame" / "wall.css"


def letters() -> None:
    """Letters that can be read from the last row, and what stands where on a wall."""
    st.html(STYLE)


def keys() -> None:
    """The wall by keys, see `assets/frame/wall.js`."""
    query = urlencode({"notes": "1", "lang": language()})
    _keys(data={"notes": f"{TEACHER.slug}?{query}"}, key="wall-keys")


def leave_button() -> None:
    """Back to the page with its menu and its prose."""
    st.button(
        t("classroom.present.leave"),
        key="present/leave",
        icon=":material/close:",
        type="tertiary",
        on_click=address.leave,
    )


def clock(slug: str = "", stages: Sequence[LessonStage] | None = None) -> None:
    """The lesson as a line of stages, and how much of it is over; kept by the browser."""
    stages, here = stages or current_plan(), at(slug)
    data = {**course(stages), "at": -1 if here is None else here, "wall": presenting()}
    _clock(data=data, key="present/clock")


def course(stages: Sequence[LessonStage]) -> dict[str, Any]:
    """A plan as the browser gets it: its stages and the clock's words."""
    names, minutes = [t(one.info.title_key) for one in stages], sum(one.minutes for one in stages)
    words = {name: t(f"classroom.clock.{name}") for name in ("start", "again", "short", "running")}
    words |= {name: t(f"classroom.clock.{name}", minutes=minutes) for name in ("passed", "none")}
    stretches = listed(
        t("classroom.clock.stage", name=name, start=start, end=start + stage.minutes)
        for name, start, stage in zip(names, starts(stages), stages, strict=True)
    )
    words["summary"] = t("classroom.clock.summary", listed=stretches)
    parts = zip(names, stages, strict=True)
    return {
        "stages": [{"name": name, "minutes": one.minutes} for name, one in parts],
        "lesson": minutes,
        "words": words,
    }


def steps(slug: str) -> None:
    """Links to the stage before and the one after, or back to the lesson from beside it."""
    now, inside = reach(slug), at(slug) is not None
    if not inside:
        return _to(now, _stage_name("back", now), "undo", place="back")
    if now:
        _to(now - 1, t("classroom.present.before", number=now), "arrow_back", place="before")
    if now + 1 < len(current_plan()):
        return _to(now + 1, _stage_name("next", now + 1), "arrow_forward", place="next")
    with st.container(key="wall-next", width="content"):
        st.page_link(TEACHER.file, label=t("classroom.present.end"), icon=":material/school:")
    return None


def _stage_name(how: str, number: int) -> str:
    title = t(current_plan()[number].info.title_key)
    return t(f"classroom.present.{how}", number=number + 1, title=title)


def _to(number: int, label: str, icon: str, *, place: str) -> None:
    stage = current_plan()[number]
    with st.container(key=f"wall-{place}", width="content"):
        st.page_link(
            stage.info.file,
            label=label,
            icon=f":material/{icon}:",
            query_params=stage.on_a_wall,
        )


_keys = st.components.v2.component(
    "wall_keys",
    html="<span></span>",
    js=asset("frame/wall.js"),
)
_clock = st.components.v2.component(
    "lesson_clock",
    html="<section></section>",
    css=asset("frame/clock.css"),
    js=asset("frame/clock.js"),
)
