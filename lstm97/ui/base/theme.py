"""The palette that fits the reader's background.

Streamlit says which theme the browser shows; figures take the palette as an argument.
"""

from __future__ import annotations

import streamlit as st

from lstm97.figures.lines import Spec
from lstm97.figures.palette import Palette, Theme, palette
from lstm97.figures.tips import with_powers, without_field_names
from lstm97.figures.titles import break_titles, write_thousands
from lstm97.figures.wall import enlarge
from lstm97.ui.base.measures import PRESENT


def current_palette() -> Palette:
    """The palette of the theme on the reader's screen."""
    return palette(current_theme())


def current_theme() -> Theme:
    """``"dark"`` or ``"light"``; light until the browser has said."""
    return "dark" if st.context.theme.type == "dark" else "light"


def presenting() -> bool:
    """True while a teacher projects the pages: big letters, few words, no menu."""
    return bool(st.session_state.get(PRESENT))


def apply_theme(spec: Spec) -> Spec:
    """A Vega-Lite spec in the reader's theme, long titles in lines; with a wall's letters there.

    A screen reader hears the figure's own sentence and has its numbers in a table: not, mark by
    mark, the names of fields; nor does a pointer show them, nor a computer's 1e-9.
    """
    inked = current_palette().darken_words(write_thousands(break_titles(spec)))
    told = with_powers(without_field_names(inked))
    silent = {**told, "config": _silent(inked["config"])}
    return enlarge(silent) if presenting() else silent


def _silent(config: Spec) -> Spec:
    """A config by which guides and marks are no places of their own."""
    return {**config, "aria": False, "mark": {**config.get("mark", {}), "aria": False}}
