"""Learning on the scissors' page: does a network learn differently from the truncated gradient?

Thirty networks were taught both ways beforehand; ten others can be watched, and a link says how far
they have come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors.training import Course, Mark
from lstm97.figures.palette import Role
from lstm97.ui.base import courses as shelf
from lstm97.ui.base.curves import curves
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.link.controls import control, current
from lstm97.ui.pages.scissors.view import PAGE, SETTINGS

CLASS = 10  # networks that are taught at once, live
TICK = 0.4  # seconds between two pictures
KINDS = ("loss", "right")  # of learning curves
LEARNERS: dict[str, Role] = {"truncated": "cell", "full": "error"}
BAND = (0.1, 0.9)  # quantiles of the networks

Draw = Callable[[Mapping[str, Course]], None]
Marks = dict[str, Mark]
SHELF: shelf.Shelf[Marks] = shelf.Shelf(live.KEPT)


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
    first, asked = (int(current(SETTINGS)[name]) for name in ("first", "trained"))
    ours = training(first)
    trained = ours.granted(asked)
    _offer(ours, trained)
    if trained and not live.running(PAGE):
        own = _gathered(ours.past(trained))
        _charts()(own)
        lesson.text(_result(own))


def training(first: int) -> live.Training[Marks]:
    """`CLASS` networks from this seed on, taught both ways."""
    return live.Training(SETTINGS, first, partial(_begin, first), course.LONGEST)


def _begin(first: int) -> shelf.Course[Marks]:
    def begin() -> shelf.Course[Marks]:
        lessons = course.lessons(range(first, first + CLASS))
        steps = ((marks["full"].sequences, marks) for marks in lessons)
        return shelf.Course(steps, course.EVERY)

    return SHELF.course(first, begin)


def _gathered(past: Sequence[tuple[int, Marks]]) -> dict[str, Course]:
    return {side: course.gathered([marks[side] for _, marks in past]) for side in course.SIDES}


def _result(courses: Mapping[str, Course]) -> str:
    found = outcome(courses)
    if not (found["cut"] or found["full"]):
        return t(f"{PAGE}.learning.none", count=found["count"])
    return t(f"{PAGE}.learning.result", **found)


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


def _offer(ours: live.Training[Marks], trained: int) -> None:
    """Teach ten other networks here and now, both ways."""
    with st.container(border=True):
        st.markdown(t(f"{PAGE}.training.says", count=CLASS))
        with st.container(width=240):
            control(SETTINGS, "first")
        ours.buttons(_state(trained) if trained else "", trained, back="forget")


def _state(sequences: int) -> str:
    return t(f"{PAGE}.training.state", sequences=whole(sequences))


def teach() -> None:
    """Both courses in lock-step, from where they were: a press elsewhere only interrupts them."""
    place, show = st.empty(), _charts()

    def draw(past: Sequence[tuple[int, Marks]]) -> None:
        if len(past) > 1:
            show(_gathered(past))

    ours = training(int(current(SETTINGS).first))
    ours.watch(place, lambda sequences, _: _state(sequences), (TICK, draw))
