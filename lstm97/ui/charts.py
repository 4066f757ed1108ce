"""A figure on a page: as wide as its place, and in words for those who cannot see it.

No page shows a figure without its sentence, so both go through one door.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from lstm97.figures.lines import Spec


def draw(
    chart: Spec, *, key: str, alt: str, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """Show a Vega-Lite figure; ``alt`` says in a sentence what is on it."""
    st.vega_lite_chart(chart, width=width, key=key, alt=alt)
