"""The words of a page: terms of the glossary that live there or that its sentences need.

They stand behind one button of the frame, so that no page has to think of them.
"""

from __future__ import annotations

import streamlit as st

from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import t
from lstm97.ui.pages.glossary.view import BY_TERM, PAGE, TERMS, line, means

# Words that a page needs and that live on another one.
ALSO = {
    "gradient-descent": ("bias",),
    "recurrent-network": ("activation-function", "weight"),
    "bptt": ("chain-rule", "weight", "activation", "teacher-signal"),
    "vanishing-exploding": ("error-signal", "spectral-radius", "effective-depth"),
    "weight-conflict": ("linear-unit", "gate", "learning-rate"),
    "carousel": ("truncated", "full", "local-factor"),
    "memory-cell": ("teacher-signal", "cec"),
    "error-race": ("error-signal", "state-error", "truncated", "full", "cec"),
    "scissors": ("state-error", "cec", "rtrl", "bptt"),
    "experiments": ("distractor", "state", "input-gate", "output-gate"),
    "paper-tables": ("rtrl", "bptt", "block", "gate-bias"),
    "forget-gate": ("cec", "gate-bias", "state", "full"),
    "myths": ("cec", "truncated", "full", "vanishing", "clipping", "forget-gate"),
    "quiz": ("cec", "truncated", "effective-depth", "bound", "drift", "abuse"),
    "classroom": (
        "bptt",
        "vanishing",
        "exploding",
        "cec",
        "gate",
        "truncated",
        "full",
        "effective-depth",
    ),
}


def words_of(page: str) -> tuple[str, ...]:
    """The terms that a page uses, in the glossary's order: those that live there, and others."""
    also = ALSO.get(page, ())
    return tuple(one.slug for one in TERMS if one.page == page or one.slug in also)


def words(page: str) -> None:
    """A small button that opens the words of a page and what they mean; nothing if it has none."""
    slugs = words_of(page)
    if not slugs:
        return
    with st.popover(
        t("glossary.ui.words"),
        icon=":material/menu_book:",
        type="tertiary",
        help=t("glossary.ui.words_help"),
    ):
        st.markdown("\n".join(f"- {line(BY_TERM[slug])}  \n  {means(slug)}" for slug in slugs))
        glossary = BY_SLUG[PAGE]
        if glossary.built:
            st.page_link(
                glossary.file, label=t("glossary.ui.all"), icon=f":material/{glossary.icon}:"
            )
