"""Which room this teacher leads: known to the session, and kept by the browser in a cookie.

A session ends when a laptop sleeps or the server is started again; the cookie brings the room back.
The secret is in no address and on no page.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import streamlit as st

from lstm97.folders import asset
from lstm97.room import rooms
from lstm97.room.database import Trouble
from lstm97.room.pace import Pace
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Key
from lstm97.ui.room.data import database
from lstm97.ui.room.routes.incoming import LEADS
from lstm97.ui.room.routes.server import serving

COOKIE = "lstm97_room"
_KEY, _ARRIVAL, _REFUSAL = "room/key", "room/reached", "room/refused"
_OVER, _HOLD = "room/over", "room/held"
_openings = Pace(burst=30, rate=1 / 60)  # rooms of one address: a school has many teachers


def key() -> Key | None:
    """The room that this teacher leads, or None; free for everybody else."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _from_browser()
    found: Key | None = st.session_state[_KEY]
    return found


def open_room() -> None:
    """Open a room, unless there is one (call it from a callback)."""
    place = str(st.context.ip_address or "")
    try:
        if _openings.wait(place):
            raise Refusal("slow-down")
        if key() is None:
            _openings.spend(place)
            st.session_state[_KEY] = rooms.open_room(database())
    except Refusal as refusal:
        st.session_state[_REFUSAL] = refusal.reason
    except Trouble:
        st.session_state[_REFUSAL] = "unreachable"


def close_room() -> None:
    """Close it, with all that is in it (call it from a callback)."""
    mine = key()
    if mine is not None and attempt(rooms.end, mine.code):
        forget()


def press(act: Callable[..., object], *given: object) -> None:
    """What a button does with the database."""
    attempt(act, *given)


def attempt(act: Callable[..., object], *given: object) -> bool:
    """Do something with the database (from a callback); what is refused is said on the page."""
    try:
        act(database(), *given)
    except Refusal as refusal:
        st.session_state[_REFUSAL] = refusal.reason
    except Trouble:
        st.session_state[_REFUSAL] = "unreachable"
    else:
        return True
    return False


def forget() -> None:
    """This session leads no room any more, for the room is over."""
    mine = key()
    if mine is not None:
        st.session_state[_OVER] = mine.code
    st.session_state[_KEY] = None


def refusal() -> str:
    """Why a room could not be opened a moment ago; "" if nothing was refused."""
    return str(st.session_state.pop(_REFUSAL, ""))


def has_refusal() -> bool:
    """Whether `refusal` has something to say."""
    return bool(st.session_state.get(_REFUSAL))


def keep() -> None:
    """Let the browser keep the room, and ask whether phones reach the server's own routes.

    A room that another tab of this browser has opened is this tab's, too.
    """
    mine = key()
    kept = f"{mine.code}.{mine.secret}" if mine else ""
    ping = urljoin(base(), "room/ping") if serving() else ""
    over = st.session_state.get(_OVER, "")
    found = _keeper(
        data={"name": COOKIE, "value": kept, "over": over, "ping": ping},
        key="room/keeper",
        on_reached_change=lambda: None,
        on_held_change=lambda: None,
    )
    if found.reached:
        st.session_state[_ARRIVAL] = found.reached == "yes"
    if mine is None and found.held:
        _share(str(found.held))


def _share(cookie: str) -> None:
    """Lead the room of another tab, if it is one."""
    if st.session_state.get(_HOLD) == cookie:
        return
    st.session_state[_HOLD] = cookie
    if (found := _key_of(cookie)) is not None:
        st.session_state[_KEY] = found
        st.rerun()


def has_small_page() -> bool:
    """True if phones can have the small page; else a page of the app does the same."""
    return serving() and bool(st.session_state.get(_ARRIVAL, True))


def base() -> str:
    """The app's own address, with a slash at its end."""
    url = st.context.url or ""
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{url}/" if prefix and urlsplit(url).path.strip("/") == prefix else urljoin(url, ".")


def phone_address(code: str) -> str:
    """Where students go."""
    return urljoin(base(), f"room/{code}" if has_small_page() else f"room?code={code}")


def remote_address(mine: Key) -> str:
    """The teacher's own link; what stands behind the # is sent to no server."""
    return urljoin(base(), f"room/{mine.code}/remote#{mine.secret}")


def only_here(address: str) -> bool:
    """True for an address that leads a phone to itself."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


def _from_browser() -> Key | None:
    """The room of the wall's browser, or of a device that became its remote control."""
    cookies = st.context.cookies
    return _key_of(str(cookies.get(COOKIE, ""))) or _key_of(str(cookies.get(LEADS, "")))


def _key_of(cookie: str) -> Key | None:
    code, _, secret = cookie.partition(".")
    if not secret:
        return None
    try:
        found = Key(code, secret)
        rooms.teaches(database(), found)
    except (Refusal, Trouble):
        return None
    return found


_keeper = st.components.v2.component(
    "room_keeper",
    html="<span></span>",
    js=asset("room/keeper.js"),
)
