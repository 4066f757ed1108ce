"""Keeps the address bar and the settings of the session equal, whichever changes first.

A control changes the link; opening, editing or going back to a link changes the controls. The
browser reports its address with every run, sometimes one run late, so a link that we have just
replaced ourselves is not taken for the reader's wish, unless it is marked as one that the reader
has gone back to (see `assets/frame/browser.js`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from lstm97.ui.base.measures import PRESENT
from lstm97.ui.base.text import first_language, languages
from lstm97.ui.base.theme import presenting
from lstm97.ui.link.moves import Destination, drop_moved, way
from lstm97.ui.link.settings import (
    PRESENT_VALUES,
    VERSION,
    Link,
    Query,
    Settings,
    V,
    decode,
    encode,
)

_LATE = 0.4  # seconds in which the browser may still report the link before
WENT = "went"  # marks a link that the reader has gone back or forward to; other each time
_EMBED = ("embed", "embed_options")  # Streamlit keeps them to itself
_Plain = dict[str, list[str]]


@dataclass
class _Address:
    """What this session knows of its address bar."""

    page: str = ""
    own_link: _Plain | None = None
    past_links: list[tuple[float, _Plain]] = field(default_factory=list)
    pending: tuple[_Plain, bool] | None = None  # a link to obey, and whether the page is new
    touched: bool = False  # a control moved, so the link in this run is the old one
    ours: bool = False  # this run came of a control
    done: bool = False  # this run has written its link
    unseen: bool = False  # the link of this run does not stand in the address bar
    went: str = ""  # the last mark of a step back or forward
    came: bool = False  # the state is as a link has asked, and no control has moved since
    links: dict[str, Link[Any]] = field(default_factory=dict)  # state of each page
    entries: dict[str, Link[Any]] = field(default_factory=dict)  # what its bare address stood for


def listen() -> None:
    """Start of a run, before a word is said: the language that the link or the browser asks for.

    And whether the pages are to be projected.
    """
    query = _query()
    if _is_news(_address(), query):
        if _is_known(query, "lang"):
            st.session_state["language"] = query["lang"][-1]
        if _is_known(query, PRESENT):
            said = query[PRESENT][-1]
            st.session_state[PRESENT] = said if said != "0" else False
    st.session_state.setdefault("language", first_language())


def elsewhere(page: str) -> Destination | None:
    """Where the link leads, if what it asks of this page stands on another one now."""
    return way(page, _query())


def arrive(page: str) -> None:
    """Note where the reader is and whether the link is news; call it after `listen`."""
    here = _address()
    query = _query()
    moved = page != here.page
    news = moved or _is_news(here, query)
    if news:
        here.pending = (query, moved)
    here.went = _went() or here.went
    here.unseen = news and not moved and query != _in_sight()
    here.ours, here.touched, here.done = here.touched, False, False
    here.page = page


def settle() -> None:
    """End of a run: a page without settings gets a link too."""
    here = _address()
    if not here.done:
        _write(here, {})


def current(settings: Settings[V]) -> Link[V]:
    """The state of the page: from a link that has just arrived, else as the reader left it."""
    here = _address()
    pending, here.pending = here.pending, None
    here.ours, here.touched = here.ours or here.touched, False
    if pending or settings.page not in here.links:
        query, moved = pending or ({}, True)
        here.came = True
        here.links[settings.page] = _obey(here, settings, query, moved)
    return here.links[settings.page]


def is_touched() -> bool:
    """True from a control's move until a page asks for its state again."""
    return _address().touched


def came() -> bool:
    """True if the state is as a link has asked, False once the reader has moved a control."""
    return _address().came


def _obey(here: _Address, settings: Settings[V], query: Query, moved: bool) -> Link[V]:
    """What a link asks for. A bare one, from the menu, asks for the page as it was left."""
    page = settings.page
    query = drop_moved(page, query, settings.every)
    if not _is_bare(query):
        return decode(settings, query)
    if moved:
        here.entries[page] = here.links.get(page) or decode(settings, query)
    return here.entries.get(page) or decode(settings, query)


def keep(settings: Settings, values: dict[str, Any]) -> None:
    """A control or a preset has changed these values (call it from a callback)."""
    here = _address()
    link = here.links.get(settings.page) or Link(settings.defaults())
    cleaned = {name: settings.every[name].clean(value) for name, value in values.items()}
    here.links[settings.page] = link._replace(values=link.values.with_values(**cleaned), notices=())
    here.touched, here.came, here.pending = True, False, None


def publish(settings: Settings, link: Link) -> None:
    """Put the state of the page into the address bar."""
    _write(_address(), encode(settings, link))


def speak(lang: str) -> None:
    """The reader chooses a language (call it from a callback)."""
    here = _address()
    st.session_state["language"] = lang
    here.touched = True


def present_value() -> str:
    """How a link says that it is projected: 1, or the minutes of another plan than the usual."""
    said = str(st.session_state.get(PRESENT))
    return said if said in PRESENT_VALUES else "1"


def leave() -> None:
    """The teacher has done projecting (call it from a callback)."""
    st.session_state[PRESENT] = False
    _address().touched = True


def address(settings: Settings, link: Link) -> str:
    """The whole link that opens this state again, in this language; for readers, not projected."""
    query = {"lang": st.session_state["language"], "v": str(VERSION), **encode(settings, link)}
    return f"{st.context.url or ''}?{urlencode(query)}"


def _address() -> _Address:
    if "address" not in st.session_state:
        st.session_state["address"] = _Address()
    here: _Address = st.session_state["address"]
    return here


def _query() -> _Plain:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != WENT}


def _went() -> str:
    """The mark of a step back or forward, also of the last one while no link has been written."""
    return st.query_params.get(WENT, "")


def _in_sight() -> _Plain:
    """What stands in the address bar; a link from a page to itself leaves it as it was."""
    found = parse_qs(urlsplit(st.context.url or "").query, keep_blank_values=True)
    return {name: values for name, values in found.items() if name not in (*_EMBED, WENT)}


def _is_news(here: _Address, query: _Plain) -> bool:
    """True if the reader brought this link; False if it is ours, of this run or the last."""
    went = _went() not in ("", here.went)
    if query == here.own_link or (here.touched and not went):
        return False
    now = time.monotonic()
    return went or not any(query == old and now - when < _LATE for when, old in here.past_links)


def _is_bare(query: Query) -> bool:
    """True for a link that says nothing about settings, as the menu's links do."""
    return all(name == "v" or _is_known(query, name) for name in query)


def _is_known(query: Query, name: str) -> bool:
    """True for a link that says something to every page, and something that there is."""
    values = {"lang": languages(), PRESENT: list(PRESENT_VALUES)}.get(name, [])
    return query.get(name, [""])[-1] in values


def _write(here: _Address, query: dict[str, str]) -> None:
    lang = st.session_state["language"]
    if lang != first_language():
        query = {"lang": lang, **query}
    if presenting():
        query = {**query, PRESENT: present_value()}
    plain = {name: [value] for name, value in query.items()}
    if here.ours and plain != here.own_link and here.own_link is not None:
        here.past_links = [*here.past_links[-7:], (time.monotonic(), here.own_link)]
    here.own_link, here.done = plain, True
    if plain != _query() or here.unseen:
        here.unseen = False
        st.query_params.from_dict(query)
