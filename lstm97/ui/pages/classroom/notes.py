"""The teacher's own window: what to say at the stage that is on the wall, and the time.

It follows the wall through the browser, and turns it; nothing of that goes through the server but
which stage to write about. On a second device, opened from the remote control of the class's room,
it follows and turns the wall through the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

import streamlit as st

from lstm97.folders import asset
from lstm97.room import rooms, rounds
from lstm97.room.database import Trouble
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Key
from lstm97.room.rounds import REVEALED
from lstm97.ui.base.text import t
from lstm97.ui.lesson.plan import PLANS, USUAL
from lstm97.ui.lesson.wall import course
from lstm97.ui.pages.classroom.view import PAGE, say
from lstm97.ui.room import session
from lstm97.ui.room.data import database

_PLAN = "teacher/plan"  # the page that the wall showed, and in which plan
EVERY = 1.0  # seconds between two looks at the room
WORDS = ("behind", "ahead", "on_time", "waiting", "next", "before", "reveal", "play", "clock")


class WallPosition(NamedTuple):
    """Where the wall of a room is: in which plan, and at which of its stages, from 0."""

    minutes: int
    number: int


def window(numbers: Mapping[str, Mapping[str, str]]) -> None:
    """The clock, the way on, and the notes of the stage on the wall."""
    words = {word: t(f"{PAGE}.notes.{word}") for word in WORDS}
    plans = {str(minutes): course(stages) for minutes, stages in PLANS.items()}
    mine = session.key()
    room = None if mine is None else _room(mine)
    led = {"lesson": room.minutes, "at": room.number} if room else None
    found = _window(
        data={"plans": plans, "words": words, "room": led},
        key="teacher/window",
        on_stage_change=lambda: None,
        on_act_change=lambda: _act(mine, room, st.session_state["teacher/window"].act),
    )
    if mine is not None:
        st.fragment(lambda: _tick(mine, room), run_every=EVERY)()
    minutes, number = _on_the_wall(found.stage or _as_written_by_a_wall(room))
    stages = PLANS[minutes]
    if number is None:
        if found.stage:  # a wall that has left the lesson, and none that has yet to come
            st.markdown(t(f"{PAGE}.notes.beside"))
        return
    stage = stages[number]
    st.subheader(t(f"{PAGE}.stage.{stage.page}.name"), anchor=False)
    say(stage, numbers[stage.page])
    if number + 1 < len(stages):
        following = stages[number + 1]
        st.caption(t(f"{PAGE}.notes.then", title=t(f"{PAGE}.stage.{following.page}.name")))


def _room(mine: Key) -> WallPosition | None:
    """Where the wall of the room is; None for one that is gone or does not answer."""
    try:
        room = rooms.find(database(), mine.code)
    except (Refusal, Trouble):
        return None
    return WallPosition(_plan(urlsplit(room.wall).path, room.stage), room.stage)


def _plan(page: str, number: int) -> int:
    """The plan that has this page at this stage; while a wall turns, the one that it had before."""
    before, minutes = st.session_state.get(_PLAN, ("", USUAL))
    if page != before:
        usual = sorted(PLANS, key=lambda one: one != USUAL)
        minutes = next((one for one in usual if _page(one, number) == page), minutes)
        st.session_state[_PLAN] = page, minutes
    return int(minutes)


def _as_written_by_a_wall(room: WallPosition | None) -> str:
    """The same as the browser of a wall writes it."""
    return f"{room.minutes}/{room.number}" if room else ""


def _page(minutes: int, number: int) -> str:
    """The page of a stage; "" for none of the plan."""
    stages = PLANS[minutes]
    return stages[number].page if 0 <= number < len(stages) else ""


def _tick(mine: Key, drawn: WallPosition | None) -> None:
    """A look at the room each second: has the wall been turned?"""
    if _room(mine) != drawn:
        st.rerun()


def _act(mine: Key | None, room: WallPosition | None, act: object) -> None:
    """What is pressed on a second device (from a callback)."""
    if mine is None or room is None:
        return
    to = room.number + {"n": 1, "p": -1}.get(str(act), 0)
    try:
        if act == "r":
            asked = rounds.on_wall(database(), mine.code)[1]
            if asked is not None and asked.phase != REVEALED:
                rounds.step(database(), mine.code, asked.question.key, "reveal")
        elif to != room.number and _page(room.minutes, to):
            rooms.turn_to(database(), mine.code, to)
    except (Refusal, Trouble):
        return  # the room is gone or does not answer; the next look says so


def _on_the_wall(said: object) -> tuple[int, int | None]:
    """Which plan is projected and which of its stages, from 0; None for a page beside it."""
    lesson, _, number = str(said or "").partition("/")
    minutes = int(lesson) if lesson in map(str, PLANS) else USUAL
    known = number.isdecimal() and int(number) < len(PLANS[minutes])
    return minutes, int(number) if known else None


_window = st.components.v2.component(
    "teacher_window",
    html="<section></section>",
    css=asset("frame/notes.css"),
    js=asset("frame/notes.js"),
)
