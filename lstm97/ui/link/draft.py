"""A link in the making: the page it opens, its settings, and what a teacher locks or hides.

It is kept as the link itself, so that any link of the app can be pasted in and changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from lstm97.ui.base.measures import PRESENT
from lstm97.ui.link.settings import VERSION, Link, Settings, decode, encode
from lstm97.words import languages


class Draft(NamedTuple):
    """What a link will open; without ``lang``, in the language of the reader's browser."""

    page: str
    link: Link
    lang: str = ""
    present: bool = False


def blank(settings: Settings) -> Draft:
    """The page as it is without any wishes."""
    return Draft(settings.page, Link(settings.defaults()))


def read(text: str, tables: Mapping[str, Settings]) -> Draft | None:
    """The draft of a link, whole or without its host; None if it leads to no page with settings."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    page = parts.path.rstrip("/").rpartition("/")[2]
    if page not in tables:
        return None
    query = parse_qs(parts.query, keep_blank_values=True)
    lang = query.get("lang", [""])[-1]
    present = query.get(PRESENT, [""])[-1] == "1"
    return Draft(page, decode(tables[page], query), lang if lang in languages() else "", present)


def write(draft: Draft, settings: Settings) -> str:
    """The link without its host; what is locked and hidden, and for whom, is part of it.

    What is short stands first: if a link is too long to be kept, it is a typed text that is cut.
    """
    query = {"lang": draft.lang} if draft.lang else {}
    query |= {"v": str(VERSION), **encode(settings, draft.link)}
    query |= {PRESENT: "1"} if draft.present else {}
    short_first = sorted(query.items(), key=lambda item: len(item[1]))
    return f"{draft.page}?{urlencode(short_first)}"
