"""What is around a page that is projected: the lesson's clock, and one click to the next stage.

It stands in the place of the menu; a reader who is not projecting never pays for it.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from lstm97.folders import ROOT
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import listed, t
from lstm97.ui.lesson.plan import MINUTES, STAGES, STARTS, at, reach
from lstm97.ui.link import address

TEACHER = BY_SLUG["classroom"]
Sides = Literal["distribute", "right"]
# Streamlit has one size of letters for all sessions; every size on a page follows this one, but
# for the stage's, whose canvas is measured in pixels.
LETTERS = """<style>
:root { font-size: clamp(17px, 12px + 0.75vw, 30px) !important; --above: 6.6rem; }
@media (min-width: 1000px) { :root { --enlarged: 1.4; } }
@media (min-width: 1600px) { :root { --enlarged: 2; } } /* its smallest letters, 12 px, are 24 */
</style>"""


def letters() -> None:
    """Letters that can be read from the last row."""
    st.html(LETTERS)


def place(slug: str) -> str:
    """The stage of the lesson that is on the wall."""
    here = at(slug)
    if here is None:
        return t("classroom.present.beside")
    return t("classroom.present.stage", number=here + 1, of=len(STAGES))


def leave_button() -> None:
    """Back to the page with its menu and its prose."""
    st.button(
        t("classroom.present.leave"),
        key="present/leave",
        icon=":material/close:",
        type="tertiary",
        on_click=address.leave,
    )


def clock(slug: str = "") -> None:
    """The lesson as a line of stages, and how much of it is over; kept by the browser."""
    here = at(slug)
    names = [t(stage.info.title_key) for stage in STAGES]
    words = {name: t(f"classroom.clock.{name}") for name in ("start", "again", "none")}
    words["passed"] = t("classroom.clock.passed", minutes=MINUTES)
    words["short"] = t("classroom.clock.short")
    stretches = listed(
        t("classroom.clock.stage", name=name, start=start, end=start + stage.minutes)
        for name, start, stage in zip(names, STARTS, STAGES, strict=True)
    )
    words["summary"] = t("classroom.clock.summary", listed=stretches)
    stages = [
        {"name": name, "minutes": one.minutes} for name, one in zip(names, STAGES, strict=True)
    ]
    data = {"stages": stages, "at": -1 if here is None else here, "words": words}
    _clock(data=data, key="present/clock")


def steps(slug: str) -> None:
    """Links to the stage before and the one after, or back to the lesson from beside it."""
    now, inside = reach(slug), at(slug) is not None
    sides: Sides = "distribute" if now or not inside else "right"
    with st.container(
        horizontal=True, horizontal_alignment=sides, vertical_alignment="center", width="content"
    ):
        if not inside:
            _to(now, "back", "undo")
            return
        if now:
            _to(now - 1, "before", "arrow_back")
        if now + 1 < len(STAGES):
            _to(now + 1, "next", "arrow_forward")
        else:
            label = t("classroom.present.end")
            st.page_link(TEACHER.file, label=label, icon=":material/school:")


def _to(number: int, how: str, icon: str) -> None:
    stage = STAGES[number]
    label = t(f"classroom.present.{how}", number=number + 1, title=t(stage.info.title_key))
    st.page_link(
        stage.info.file,
        label=label,
        icon=f":material/{icon}:",
        query_params=stage.projected,
    )


_clock = st.components.v2.component(
    "lesson_clock",
    html="<section></section>",
    css=(ROOT / "assets" / "frame" / "clock.css").read_text(encoding="utf-8"),
    js=(ROOT / "assets" / "frame" / "clock.js").read_text(encoding="utf-8"),
)
