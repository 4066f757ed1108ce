"""The reader's own curve, drawn before the measured one is shown, kept in the link.

A curve drawn first is a prediction that cannot be bent afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lstm97.analysis.guess import sample_curve
from lstm97.ui.link import address
from lstm97.ui.link.record import Record, integers
from lstm97.ui.link.settings import Settings

LOWEST, HIGHEST = -16, 2  # log10 of the error axis
POINTS = 8  # that a link keeps of a drawing


def sketch() -> tuple[int, ...]:
    """The setting of a page whose curve may be drawn: logs of a few evenly spaced lags."""
    return integers(LOWEST, HIGHEST, longest=POINTS, place="more")


Drawing = tuple[float | None, ...]


def keep(settings: Settings, drawing: Sequence[float | None] | None) -> None:
    """Put what the reader drew on the stage into the link, at a few evenly spaced lags."""
    if drawing is None or _sheet(settings)[1] == tuple(drawing):
        return
    logs = sample_curve(drawing, POINTS)
    st.session_state[_key(settings)] = logs, tuple(drawing)
    address.keep(settings, {"sketch": logs})
    address.publish(settings, address.current(settings))


def curve_to_draw(settings: Settings, values: Record) -> tuple[int, ...]:
    """The reader's curve as far as it is not on the stage already, drawn with the pencil."""
    kept: tuple[int, ...] = values["sketch"]
    return () if kept == _sheet(settings)[0] else kept


def _sheet(settings: Settings) -> tuple[tuple[int, ...], Drawing | None]:
    """The drawing of this session, as the link has it and as it was."""
    known: tuple[tuple[int, ...], Drawing | None]
    known = st.session_state.get(_key(settings), ((), None))
    return known


def _key(settings: Settings) -> str:
    return f"{settings.page}/drawn"
