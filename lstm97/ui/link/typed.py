"""A sequence that the reader typed, or that came with a link: it may be anything at all.

What cannot be read is replaced and the reader told why; nothing of it is ever taken for markup.
"""

from __future__ import annotations

import streamlit as st

from lstm97.tasks.typed import LONGEST, InputError, Kind, parse
from lstm97.ui.base.measures import READING
from lstm97.ui.base.text import t
from lstm97.ui.link.controls import plain


def is_readable(text: str, kind: Kind = "auto") -> bool:
    """Whether the text is a sequence; without a word about it."""
    try:
        parse(text, kind)
    except InputError:
        return False
    return True


def readable(text: str, default: str, kind: Kind = "auto") -> str:
    """The text, or the default where it is no sequence; says so, and what was left out."""
    try:
        dropped = parse(text, kind).dropped
    except InputError as wrong:
        quoted = {
            name: plain(value) if isinstance(value, str) else value
            for name, value in wrong.details.items()
        }
        st.warning(t(f"tasks.errors.{wrong.code}", **quoted), width=READING)
        return default
    if dropped:
        st.warning(t("tasks.errors.dropped", count=dropped, most=LONGEST), width=READING)
    return text
