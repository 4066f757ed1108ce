"""The reader's own curve, drawn before the measured one is shown, kept in the link as it was drawn.

A curve drawn first is a prediction that cannot be bent afterwards.
"""

from __future__ import annotations

import streamlit as st

from lstm97.analysis.guess import Drawing, code_of
from lstm97.ui.link import address
from lstm97.ui.link.record import Record
from lstm97.ui.link.settings import Settings


def keep(settings: Settings, drawing: Drawing | None) -> None:
    """Put what the reader drew on the stage into the link."""
    if drawing is None or _sheet(settings)[1] == tuple(drawing):
        return
    code = code_of(drawing)
    st.session_state[_key(settings)] = code, tuple(drawing)
    address.keep(settings, {"sketch": code})
    address.publish(settings, address.current(settings))


def curve_to_draw(settings: Settings, values: Record) -> str:
    """The reader's curve as far as it is not on the stage already, drawn with the pencil."""
    kept: str = values["sketch"]
    return "" if kept == _sheet(settings)[0] else kept


def _sheet(settings: Settings) -> tuple[str, Drawing | None]:
    """The drawing of this session, as the link has it and as it was."""
    known: tuple[str, Drawing | None] = st.session_state.get(_key(settings), ("", None))
    return known


def _key(settings: Settings) -> str:
    return f"{settings.page}/drawn"
