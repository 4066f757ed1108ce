"""The wide range of the axis of errors, as a setting: kept in the link, switched on the stage.

Both ranges are fixed, so that an explosion is seen and no comparison rescales under the reader.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from lstm97.ui.link import address
from lstm97.ui.link.record import toggle
from lstm97.ui.link.settings import Settings


def wide() -> bool:
    """The setting of a page whose axis may be wide."""
    return toggle(place="more")


def wide_range(settings: Settings[Any], wide: bool, stage: str) -> bool:
    """The range to draw: what the reader has just switched to on the stage of this key, else the
    page's own, ``wide``.

    Ask before drawing. The reader's choice goes into the link; later a control or a preset may set
    it, and what was told once is not obeyed again.
    """
    told = (st.session_state.get(stage) or {}).get("wide")
    key = f"{settings.page}/range"
    if told is None or told == st.session_state.get(key):
        return wide
    st.session_state[key] = told
    address.keep(settings, {"wide": told[0]})
    address.publish(settings, address.current(settings))
    return bool(told[0])
