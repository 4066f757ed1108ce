"""What surrounds every page: the menu, where you are, the language, the way on.

The frame runs on each rerun before and after the page, so it does little and keeps no state of
its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Literal
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from lstm97.folders import ASSETS, asset
from lstm97.ui.base import part
from lstm97.ui.base.contents import BY_SLUG, PAGES, PageInfo, by_section
from lstm97.ui.base.errors import boundary
from lstm97.ui.base.text import (
    FALLBACK,
    catalogue,
    language,
    languages,
    settle_language,
    t,
    translate,
)
from lstm97.ui.base.theme import presenting
from lstm97.ui.lesson import plan, progress, wall
from lstm97.ui.lesson.terms import words
from lstm97.ui.link import address
from lstm97.ui.room import page as room_page
from lstm97.ui.room import wall as room_wall
from lstm97.writing import language_name

WIDTH = 1720  # pixels of a page on a wide screen: a bench and no endless lines
MENU = 360  # pixels of the menu: the longest title in one line
NOT_FOUND = "not-found"
FRAME = ASSETS / "frame" / "frame.css"
Width = int | Literal["stretch"]
Position = Literal["hidden", "sidebar"]


def run() -> None:
    """Run the app once: the frame, and in it the page that the reader is on."""
    part.begin()
    address.listen()
    settle_language()
    st.set_page_config(
        page_icon=str(ASSETS / "icon.svg"), layout="wide", initial_sidebar_state=MENU
    )
    page, slug = _navigation()
    if way := address.elsewhere(slug):
        st.switch_page(BY_SLUG[way.page].file, query_params=way.query)
    address.arrive(slug)
    _remember(slug)
    name = t("common.app.name")
    st.set_page_config(page_title=name if page.title == name else f"{page.title} · {name}")
    with _column():
        _top(slug)
        with boundary(slug):
            page.run()
        _bottom()
    if slug != room_page.SLUG:  # its code stays in the address
        address.settle()


def _remember(slug: str) -> None:
    """Keep where the reader was, for the map of the lesson."""
    if slug in BY_SLUG:
        progress.visit(slug)


@contextmanager
def _column() -> Iterator[None]:
    """One column in the middle of the window; on a wall it takes all there is."""
    width: Width = "stretch" if presenting() else WIDTH
    with st.container(horizontal_alignment="center"), st.container(width=width):
        yield


def _navigation() -> tuple[Page, str]:
    """The page to run, and its slug; the menu is drawn in the language of the moment."""
    lost = _unknown_address()
    menu = {
        t(f"pages.sections.{section}"): [_menu_entry(info, lost) for info in group]
        for section, group in by_section().items()
    }
    if lost:
        menu[""] = [_not_found(lost)]
    alone = presenting() or st.context.is_embedded  # in a page of somebody else's
    position: Position = "hidden" if alone else "sidebar"
    page = st.navigation(menu, position=position, expanded=True)
    if lost and page.url_path == lost:
        return page, lost if lost == room_page.SLUG else NOT_FOUND
    return page, page.url_path or PAGES[0].slug


def _menu_entry(info: PageInfo, lost: str) -> Page:
    return st.Page(
        info.file,
        title=t(info.title_key),
        icon=f":material/{info.icon}:",
        url_path=info.slug if info.slug != lost else "index",  # the first page, asked for by name
        default=info is PAGES[0],
        help=t(info.line_key),
    )


def _unknown_address() -> str:
    """An address that we do not have, if the reader came by one; else an empty string.

    Streamlit answers an unknown address with an English dialogue. A hidden page of just that
    address says it in the reader's language instead, and lists the pages there are.
    """
    path = unquote(urlsplit(st.context.url or "").path)  # a name with a slash is none for Streamlit
    asked = path.rstrip("/ ").rpartition("/")[2].strip()  # Streamlit strips the names, too
    if asked and (asked not in BY_SLUG or asked == PAGES[0].slug):
        st.session_state["lost"] = asked
    return str(st.session_state.get("lost", ""))


def _not_found(slug: str) -> Page:
    room = slug == room_page.SLUG  # for phones, where a host keeps the room's own routes back
    return st.Page(
        room_page.show if room else partial(_say_not_found, slug),
        title=t("room.phone.title" if room else "common.lost.title"),
        url_path=slug,
        visibility="hidden",
    )


def _say_not_found(slug: str) -> None:
    if slug == PAGES[0].slug:  # people may type its name
        st.switch_page(PAGES[0].file)
    st.title(t("common.lost.title"), anchor=False)
    st.markdown(t("common.lost.text"))
    for info in PAGES:
        st.page_link(info.file, label=t(info.title_key), icon=f":material/{info.icon}:")


def _to_stage(number: int) -> None:
    """The remote control has turned to another stage of the lesson."""
    stages = plan.current_plan()
    stage = stages[min(number, len(stages) - 1)]
    st.switch_page(stage.info.file, query_params=stage.on_a_wall)


def _top(slug: str) -> None:
    """Where the reader is, and the language, on phones too."""
    st.html(FRAME)
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="frame-top",
    ):
        _title(slug)
        if presenting():
            wall.clock(slug)
            wall.steps(slug)
            wall.keys()
        _tell_browser(
            data={"language": language(), "names": _names(language())}, key="tell-browser"
        )
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            if presenting():
                room_wall.opener()
                wall.leave_button()
            else:
                words(slug)
            _language_switch()
    if presenting():
        wall.letters()
        stage = plan.at(slug)  # which the remote control knows
        room_wall.bar(slug, -1 if stage is None else stage, _to_stage, plan.minutes())


def _title(slug: str) -> None:
    """The page's name and the one thing that it makes visible, in a line."""
    info = BY_SLUG.get(slug)
    if info:
        with st.container(horizontal=True, vertical_alignment="center", key="frame-title"):
            st.title(t(info.title_key), anchor=False, width="content")
            if not presenting():  # the clock stands in its place
                st.markdown(f":gray[{t(info.line_key)}]", width="content")


def _language_switch() -> None:
    """A button where there is one other language, a menu where there are more."""
    others = [lang for lang in languages() if lang != language()]
    if len(others) == 1:
        st.button(
            language_name(others[0]),
            key="language-switch",
            icon=":material/translate:",
            type="tertiary",
            on_click=address.speak,
            args=(others[0],),
        )
    elif others:
        st.menu_button(
            language_name(language()),
            others,
            format_func=language_name,
            key="language-switch",
            icon=":material/translate:",
            type="tertiary",
            on_click=_speak_chosen,
        )


def _speak_chosen() -> None:
    address.speak(st.session_state["language-switch"])


def _bottom() -> None:
    progress.keep()
    if not presenting():
        st.divider()
        st.caption(t("common.frame.foot"))


def _names(lang: str) -> list[tuple[str, str]]:
    """What Streamlit says itself, in English or already in another language, and how we say it."""
    keys = catalogue(FALLBACK, "browser")
    others = [other for other in languages() if other != lang]
    return [
        (translate(other, f"browser.{key}"), translate(lang, f"browser.{key}"))
        for other in others
        for key in keys
    ]


_tell_browser = st.components.v2.component(
    "tell_browser",
    html="<span></span>",
    js="\n".join(asset(f"frame/{name}.js") for name in ("names", "entries", "browser")),
)
