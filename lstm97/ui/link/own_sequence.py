"""A sequence that the reader typed, or that came with a link: it may be anything at all.

What cannot be read is replaced and the reader told why; what can is told as it was understood, and
nothing of it is ever taken for markup.
"""

from __future__ import annotations

import streamlit as st

from lstm97.tasks.own_sequence import LONGEST, InputError, Interpretation, Kind, parse
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import signed
from lstm97.ui.base.text import sentences, t
from lstm97.ui.link.controls import plain

EXCERPT = 12  # elements that are named


def legible(text: str, default: str, kind: Kind = "auto") -> str:
    """The text, or the default where it is no sequence; without a word about it."""
    try:
        parse(text, kind)
    except InputError:
        return default
    return text


def tell(text: str, kind: Kind = "auto") -> None:
    """Say how the text was understood, what was left out, or why it could not be read."""
    try:
        reading = parse(text, kind)
    except InputError as wrong:
        quoted = {
            name: plain(value) if isinstance(value, str) else value
            for name, value in wrong.details.items()
        }
        st.warning(t(f"tasks.errors.{wrong.code}", **quoted), width=READING)
        return
    st.caption(_explain(reading))
    if reading.surplus:
        st.warning(t("tasks.errors.dropped", count=reading.surplus, most=LONGEST), width=READING)


def _explain(reading: Interpretation) -> str:
    """How many symbols or numbers, the first of them, and the heading that was left out."""
    slug = "symbols" if reading.symbols else "values"
    names = reading.symbols or tuple(map(signed, reading.values))
    more = ["…"] if len(names) > EXCERPT else []
    shown = plain(" ".join([*names[:EXCERPT], *more]), 200)
    line = t(f"tasks.read.{slug}", count=len(names), shown=shown)
    left_out = t("tasks.read.heading", word=plain(reading.heading)) if reading.heading else ""
    return sentences([line, left_out])
