"""The palette that fits the reader's background.

Streamlit says which theme the browser shows; figures are told and never ask.
"""

from __future__ import annotations

import streamlit as st

from lstm97.figures.palette import Palette, Theme, palette


def current_palette() -> Palette:
    """The palette of the theme on the reader's screen."""
    return palette(current_theme())


def current_theme() -> Theme:
    """``"dark"`` or ``"light"``; light until the browser has said."""
    return "dark" if st.context.theme.type == "dark" else "light"
