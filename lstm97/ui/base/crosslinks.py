"""Links between pages in the middle of a lesson, beside the sentence that calls for them.

They name pages by slug, so that a page which is not there yet is left out and not broken.
"""

from __future__ import annotations

import streamlit as st

from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import t


def see_also(*slugs: str) -> None:
    """A line of links to the pages named, as far as they are there."""
    with st.container(horizontal=True):
        for slug in slugs:
            info = BY_SLUG[slug]
            if info.built:
                st.page_link(info.file, label=t(info.title_key), icon=f":material/{info.icon}:")
