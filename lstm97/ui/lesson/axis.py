"""The wide range of the axis of errors, as a setting: kept in the link, switched on the stage.

Both ranges are fixed, so that an explosion is seen and no comparison rescales under the reader.
"""

from __future__ import annotations

import streamlit as st

from lstm97.ui.lesson.stage import StageState
from lstm97.ui.link import address
from lstm97.ui.link.record import toggle
from lstm97.ui.link.settings import Settings


def wide() -> bool:
    """The setting of a page whose axis may be wide."""
    return toggle(place="more")


def keep(settings: Settings, told: StageState) -> None:
    """Put the range that the reader has switched to on the stage into the link.

    Later, a control or a preset may set it: what was told once is not obeyed again.
    """
    key = f"{settings.page}/range"
    if told.wide is None or told.wide == st.session_state.get(key):
        return
    st.session_state[key] = told.wide
    address.keep(settings, {"wide": told.wide[0]})
    address.publish(settings, address.current(settings))
