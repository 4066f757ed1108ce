"""The map of the lesson: every page with its picture, and how far the reader is with each.

One part of the browser draws all of it, so that the first page stays light.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lstm97.folders import asset
from lstm97.ui.base.contents import BY_SLUG, PAGES, SECTIONS, PageInfo, by_section
from lstm97.ui.base.text import language, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import progress

_KEY = "lesson/map"


def show() -> None:
    """Draw the map, and go where the reader clicks."""
    following = progress.following()
    sections = [
        {"name": t(f"pages.sections.{section}"), "pages": [_page(one, following) for one in pages]}
        for section, pages in by_section().items()
        if section != SECTIONS[0]  # that is where the map stands
    ]
    words = {state: t(f"common.map.{state}") for state in ("done", "begun", "label")}
    colors = {role: style.color for role, style in current_palette().styles.items()}
    data = {"sections": sections, "words": words, "colors": colors}
    chosen = _map(data=data, key=_KEY, on_open_change=lambda: None).open
    if chosen in BY_SLUG:
        st.switch_page(BY_SLUG[chosen].file)


def _page(info: PageInfo, following: PageInfo | None) -> dict[str, Any]:
    return {
        "slug": info.slug,
        "title": t(info.title_key),
        "line": t(info.line_key),
        "state": progress.state(info.slug),
        "next": info is following,
        "href": f"{info.slug}?{urlencode({'lang': language()})}",
    }


def _symbol(info: PageInfo) -> str:
    """The page's sign, to be used by its slug."""
    head, drawing = info.sign.read_text(encoding="utf-8").split(">", 1)
    box = head[head.index("viewBox") :]
    return f'<symbol id="{info.slug}" {box}>{drawing.replace("</svg>", "</symbol>")}'


SIGNS = "".join(_symbol(info) for info in PAGES if info.sign.exists())
_map = st.components.v2.component(
    "lesson_map",
    html=f'<svg class="pictures" aria-hidden="true">{SIGNS}</svg><nav></nav>',
    css=asset("frame/map.css"),
    js=asset("frame/map.js"),
)
