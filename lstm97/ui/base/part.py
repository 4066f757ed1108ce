"""A part of a page that is drawn again by itself when the reader moves something in it.

A class of sixty shares one processor and every element costs it time, so a run sends only what a
control changes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar

import streamlit as st

from lstm97.ui.base.errors import boundary
from lstm97.ui.base.text import settle_language

AHEAD = 0.05  # seconds; measured: enough for a stage, and it costs the server nothing

_WHOLE = "part/whole"
_is_open: ContextVar[bool] = ContextVar("opened", default=False)


def part(page: str, body: Callable[[], None], alone: Callable[[], bool] = lambda: True) -> None:
    """Run ``body`` as a part of ``page``, in a box of its own.

    Where what has changed in it shows in other parts too, it is not ``alone``, and the whole page
    is drawn.
    """
    one = _Part(page, body, alone)
    st.fragment(lambda: one.draw())()


def whole() -> None:
    """The whole page is to be drawn, not a part alone (call it from a callback)."""
    st.session_state[_WHOLE] = True


def picture_first() -> None:
    """Let the browser draw what has been sent before it is given more to draw."""
    time.sleep(AHEAD)


def give_way() -> bool:
    """A place in long computing at which it ends if the reader has left, or has moved something.

    Streamlit looks for that whenever an element is sent or the session is read; mere computing does
    neither. It ends the script by an exception of its own; else the answer is False: go on.
    """
    _ = _WHOLE in st.session_state
    return False


def begin() -> None:
    """A run of the whole page begins."""
    st.session_state[_WHOLE] = False


def drawer(label: str, icon: str, key: str, draw: Callable[[], object]) -> bool:
    """Something that a reader may open; only then is what is in it drawn, or even computed.

    Returns whether it is open.
    """
    box = st.expander(label, icon=f":material/{icon}:", key=key, on_change="rerun")
    if box.open:
        before = _is_open.set(True)
        try:
            with box:
                draw()
        finally:
            _is_open.reset(before)
    return bool(box.open)


def in_drawer() -> bool:
    """True for what is drawn because a reader has opened it."""
    return _is_open.get()


class _Part:
    """What a part does when the page is drawn, and when it alone is drawn again."""

    def __init__(self, page: str, body: Callable[[], None], alone: Callable[[], bool]) -> None:
        self._page, self._body, self._alone, self._drawn = page, body, alone, False

    def draw(self) -> None:
        if st.session_state.get(_WHOLE) or (self._drawn and not self._alone()):
            st.rerun()
        self._drawn = True
        settle_language()
        with boundary(self._page):
            self._body()
