"""A figure on a page: as wide as its place, with a sentence for those who cannot see it.

Every chart is drawn by `draw`, which asks for that sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import altair
import streamlit as st

from lstm97.figures.columns import Table, of_chart
from lstm97.figures.evidence.cost import Series, cost_chart
from lstm97.figures.lines import Spec
from lstm97.ui.base.files import picture_tables
from lstm97.ui.base.text import plain, t
from lstm97.ui.base.theme import apply_theme, current_palette


def draw(
    chart: Spec | altair.TopLevelMixin,
    *,
    key: str,
    alt: str,
    width: Literal["stretch", "content"] = "stretch",
    height: Literal["stretch", "content"] = "content",
    table: Callable[[], Table] | None = None,
) -> None:
    """Show a Vega-Lite figure; ``alt`` says in a sentence what is on it.

    With the height "stretch" it fills the picture's box instead of its own height. ``table`` has
    its numbers, where they cannot be read off what is drawn.
    """
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    if picture_tables.collecting():
        picture_tables.note(*([table()] if table else of_chart(spec)))
    st.vega_lite_chart(apply_theme(spec), width=width, height=height, key=key, alt=plain(alt))


def cost_figure(
    page: str,
    name: str,
    series: Sequence[Series],
    *,
    height: int = 380,
    fill: bool = False,
    domain: tuple[float, float] | None = None,
) -> None:
    """What gradients cost; its words are the page's texts ``cost.<name>``: x, y and alt.

    With ``fill`` it fills the picture's box; ``domain`` fixes its y axis.
    """
    words = {axis: t(f"{page}.cost.{name}.{axis}") for axis in ("x", "y")}
    chart = cost_chart(series, words, current_palette(), height=height, domain=domain)
    alt, key = t(f"{page}.cost.{name}.alt"), f"{page}/cost/{name}"
    draw(chart, key=key, alt=alt, height="stretch" if fill else "content")
