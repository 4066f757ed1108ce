"""Steps of a sequence painted by hand: a row of toggles, one a time step, kept in the link.

A control of its own, because no widget draws a sequence as one row of steps.
"""

from __future__ import annotations

import streamlit as st

from lstm97.ui.link import address
from lstm97.ui.link.controls import widget_key
from lstm97.ui.link.settings import Settings
from lstm97.ui.link.widgets import label


def paint(settings: Settings, name: str, steps: int) -> None:
    """Draw the list setting ``name`` as toggles of the time steps 1 to ``steps``."""
    state = address.current(settings)
    if name in state.hide:
        return
    key = widget_key(settings, name)
    shown = [step for step in state.values[name] if 1 <= step <= steps]
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    st.pills(
        label(settings, name),
        range(1, steps + 1),
        default=shown,  # as `widgets.widget` does
        selection_mode="multi",
        key=key,
        help=label(settings, name, "help"),
        disabled=name in state.lock,
        on_change=_keep,
        args=(settings, name, key, steps),
    )


def _keep(settings: Settings, name: str, key: str, steps: int) -> None:
    """Keep what was painted, and what lies beyond the end of a sequence made shorter."""
    beyond = [step for step in address.current(settings).values[name] if step > steps]
    address.keep(settings, {name: tuple(sorted([*st.session_state[key], *beyond]))})
