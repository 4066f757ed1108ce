"""What the wall shows of a room: where to join, how many have answered, and what was asked.

Everything is read anew twice a second, because a remote control, another tab or another process may
have moved the room on. A reader who leads no room pays for none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlencode, urljoin

import segno
import streamlit as st

from lstm97.room import rooms
from lstm97.room.database import Trouble
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Key, Room
from lstm97.room.rounds import SHOWN
from lstm97.ui.base.text import language, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.link.address import WENT
from lstm97.ui.room import poll, session
from lstm97.ui.room.data import database
from lstm97.ui.room.routes import phrases
from lstm97.ui.room.watch import RoomState, look

_STAGE_KEY = "room/told"  # the stage that this wall has told the room


def bar(slug: str, stage: int, follow: Callable[[int], object], lesson: int) -> None:
    """Code, address and numbers at the top of the wall; ``follow`` turns the wall to a stage.

    ``stage`` is the one that this page is in the plan for a ``lesson`` of so many minutes, or -1.
    A question is on the wall only while its page is.
    """
    if not presenting():
        return
    session.keep()
    if reason := session.refusal():
        st.warning(phrases.refusal(language(), reason))
    mine = session.key()
    if mine is None:
        return
    poll.turn_to(slug)
    seen = poll.current(mine)
    if seen is None or seen.room is None:
        return st.fragment(lambda: _wait(mine), run_every=2.0)()
    if seen.room.stage not in (_stage_before(slug, seen.room), stage, -1):
        st.session_state[_STAGE_KEY] = seen.room.stage
        follow(seen.room.stage)
    st.session_state[_STAGE_KEY] = stage if stage >= 0 else seen.room.stage
    drawn = seen.pulse.revision + _say_where(mine, seen.room, st.session_state[_STAGE_KEY], lesson)
    st.fragment(lambda: _tick(mine, drawn, lesson), run_every=poll.EVERY)()
    if seen.question is not None and seen.question.question.key.startswith(poll.OWN):
        poll.own(mine, seen.question)
    return None


def _stage_before(slug: str, room: Room) -> int:
    """The stage that the room is known to have been at, or -1.

    A wall that opens at another page than the last one had has been led there by an address: it
    is the teacher who turns, and the room follows. One that opens anew where it was follows it.
    """
    led = room.wall != "" and room.wall.partition("?")[0] != slug
    return int(st.session_state.get(_STAGE_KEY, room.stage if led else -1))


def _wait(mine: Key) -> None:
    """The wall comes back by itself when the database answers again."""
    with suppress(Refusal, Trouble):
        look(database(), mine.code)
        st.rerun()


def opener() -> None:
    """A button of the wall's top row, where there is no room yet."""
    if session.key() is not None:
        return
    st.button(
        t("room.teach.open"),
        key="room/open-here",
        type="tertiary",
        icon=":material/groups:",
        on_click=session.open_room,
    )


def join(code: str, *, width: int = 190) -> None:
    """Where to join: a code to type and one to scan."""
    address = session.phone_address(code)
    image = segno.make(address, error="m").svg_data_uri(scale=4, border=2, light="white")
    st.html(f'<img alt="{t("room.wall.qr")}" src="{image}" style="width:{width}px">')
    st.markdown(t("room.wall.join", address=_short(), code=code))
    if session.only_here(address):
        st.caption(t("room.wall.only_here"))


def _short() -> str:
    """The address that is typed on a phone."""
    return urljoin(session.base(), "room").partition("//")[2]


def _tick(mine: Key, drawn: int, lesson: int) -> None:
    """A look at the room twice a second: is the page still what the room says?"""
    seen = poll.current(mine)
    if seen is None or seen.room is None:
        return
    if poll.was_lost() or _is_old(seen, drawn):
        st.rerun()
    if seen.room.wall != _here():
        _say_where(mine, seen.room, seen.room.stage, lesson)
    _line(mine, seen)


def _is_old(seen: RoomState, drawn: int) -> bool:
    """Whether the page has something to say that was not there when it was drawn."""
    return seen.pulse.revision != drawn or session.has_refusal()


def _say_where(mine: Key, room: Room, stage: int, lesson: int) -> bool:
    """Tell the room at which stage the wall is, unless it has been turned since this look at it."""
    with suppress(Refusal, Trouble):  # the wall goes on without
        return rooms.wall_at(database(), mine.code, stage, _here(), lesson, seen=room.stage)
    return False


def _here() -> str:
    """The page on the wall with its settings, for those who explore."""
    page = (st.context.url or "").rstrip("/").rpartition("/")[2]
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    kept = {name: one for name, one in query.items() if name not in ("present", "lang", WENT)}
    return f"{page}?{urlencode(kept, doseq=True)}" if kept else page


def _line(mine: Key, seen: RoomState) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="room-bar"):
        st.markdown(t("room.wall.at", address=_short(), code=mine.code), width="content")
        with st.popover(t("room.wall.how"), icon=":material/qr_code_2:"):
            join(mine.code, width=460)  # to be scanned from the last row
        numbers = {"joined": seen.pulse.voters, "answered": seen.pulse.answers}
        asked = seen.question is not None and seen.question.phase != SHOWN
        said = t("room.wall.answered", **numbers) if asked else _voters(seen)
        st.markdown(said, width="content")
        if seen.room is not None:
            _explore(mine, bool(seen.room.explore))


def _voters(seen: RoomState) -> str:
    return t("room.wall.joined", joined=seen.pulse.voters)


def _explore(mine: Key, away: bool) -> None:
    st.button(
        t("room.wall.come_back" if away else "room.wall.bring"),
        key="room/explore",
        type="tertiary",
        icon=":material/undo:" if away else ":material/travel_explore:",
        on_click=session.press,
        args=(rooms.bring, mine.code, not away),
    )
