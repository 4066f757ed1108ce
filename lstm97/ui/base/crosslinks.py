"""Links between pages in the middle of a lesson, beside the sentence that calls for them."""

from __future__ import annotations

import streamlit as st

from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import t


def see_also(*slugs: str) -> None:
    """A line of links to the pages named by their slugs; KeyError for a slug of no page."""
    with st.container(horizontal=True):
        for slug in slugs:
            info = BY_SLUG[slug]
            st.page_link(info.file, label=t(info.title_key), icon=f":material/{info.icon}:")
