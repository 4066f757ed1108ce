"""Learning on the scissors' page: does a network learn differently from the truncated gradient?

Thirty networks were taught both ways beforehand; ten others can be watched. What they have learnt
is kept in the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors.training import Course, Mark
from lstm97.figures.palette import Role
from lstm97.ui.base.curves import curves
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.link.controls import control, current
from lstm97.ui.pages.scissors.view import PAGE, SETTINGS

CLASS = 10  # networks that are taught at once, live
TICK = 0.4  # seconds between two pictures
TAUGHT = f"{PAGE}/taught"
KINDS = ("loss", "right")  # of learning curves
LEARNERS: dict[str, Role] = {"truncated": "cell", "full": "error"}
BAND = (0.1, 0.9)  # quantiles of the networks

Draw = Callable[[Mapping[str, Course]], None]
Known = dict[str, list[Mark]]


@dataclass(frozen=True, eq=False)
class Taught:
    """Networks from a first seed on that are being taught: what is to come, and what came."""

    first: int
    coming: Iterator[dict[str, Mark]]
    known: Known


def _charts() -> Draw:
    """Loss and share of right answers, to be drawn again and again with new marks."""
    names = {side: t(f"{PAGE}.learning.{side}") for side in course.SIDES}
    roles = {name: LEARNERS[side] for side, name in names.items()}
    options: dict[str, Any] = {"band": BAND, "longest": course.LONGEST, "height": 360}
    charts = curves(f"{PAGE}.learning", KINDS, roles, **options)

    def show(courses: Mapping[str, Course]) -> None:
        charts({
            kind: {names[side]: (c.sequences, getattr(c, kind)) for side, c in courses.items()}
            for kind in KINDS
        })  # fmt: skip

    return show


def learning() -> None:
    """The finished course of thirty networks, and another one to be watched."""
    if not lesson.predict(PAGE, "learn", ("cut", "same", "full")):
        return
    courses, _ = course.kept()
    _charts()(courses)
    st.caption(t(f"{PAGE}.learning.band"))
    lesson.text(_result(courses))
    _offer()
    known = _known(current(SETTINGS).first)
    if known and not live.running(PAGE):
        courses = {side: course.gathered(marks) for side, marks in known.items()}
        _charts()(courses)
        lesson.text(_result(courses))


def _result(courses: Mapping[str, Course]) -> str:
    found = outcome(courses)
    solved = found["cut"] or found["full"]
    return t(f"{PAGE}.learning.{'result' if solved else 'none'}", **found)


def outcome(courses: Mapping[str, Course]) -> dict[str, Any]:
    """Who solved the task, after how many sequences, and whether chance would do as much."""
    cut, full = courses["truncated"], courses["full"]
    less, pairs, p = course.sign_test(cut.solved, full.solved)
    return {
        "count": len(cut.solved),
        "cut": int(np.isfinite(cut.solved).sum()),
        "full": int(np.isfinite(full.solved).sum()),
        "cut_after": _median(cut.solved),
        "full_after": _median(full.solved),
        "less": less,
        "pairs": pairs,
        "p": f"{p:.2f}",
    }


def _median(solved: Any) -> str:
    finite = solved[np.isfinite(solved)]
    return whole(float(np.median(finite))) if len(finite) else "–"


def _offer() -> None:
    """Teach ten other networks here and now, both ways."""
    with st.container(border=True):
        st.markdown(t(f"{PAGE}.live.says", count=CLASS))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            with st.container(width=240):
                control(SETTINGS, "first")
            _button()


def _button() -> None:
    if live.running(PAGE):
        st.button(t(f"{PAGE}.live.stop"), key=f"{PAGE}/stop", icon=":material/stop:",
                  type="primary", on_click=live.run, args=(PAGE, False))  # fmt: skip
    else:
        st.button(t(f"{PAGE}.live.start"), key=f"{PAGE}/start", icon=":material/fitness_center:",
                  on_click=_start)  # fmt: skip


def _start() -> None:
    st.session_state.pop(TAUGHT, None)
    live.run(PAGE, True)


def _known(first: int) -> Known:
    """What was learnt in this session by the networks that start with this seed; may be empty."""
    kept: Taught | None = st.session_state.get(TAUGHT)
    return kept.known if kept and kept.first == first and kept.known["full"] else {}


def _taught(first: int) -> Taught:
    """The course that is under way, or a new one if others are to be taught."""
    kept: Taught | None = st.session_state.get(TAUGHT)
    if kept is None or kept.first != first:
        coming = course.lessons(range(first, first + CLASS))
        kept = Taught(first, coming, {side: [] for side in course.SIDES})
        st.session_state[TAUGHT] = kept
    return kept


def teach() -> None:
    """Both courses in lock-step, from where they were: a press elsewhere only interrupts them."""
    now = _taught(int(current(SETTINGS).first))
    place, show = st.empty(), _charts()

    def tell() -> None:
        if len(now.known["full"]) > 1:
            place.caption(t(f"{PAGE}.live.state", sequences=now.known["full"][-1].sequences))
            show({side: course.gathered(marks) for side, marks in now.known.items()})

    told = live.paced(TICK, tell)
    told()
    for marks in now.coming:
        for side, mark in marks.items():
            now.known[side].append(mark)
        told()
    live.run(PAGE, False)
    st.rerun()
