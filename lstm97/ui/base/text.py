"""Every word on the screen, in the reader's language.

Pages name a text and never hold one, so that both languages are complete and a teacher can
correct a sentence without opening any code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextvars import ContextVar
from string import punctuation
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lstm97 import writing
from lstm97.words import (
    FALLBACK,
    accepted_tags,
    catalogue,
    exists,
    fill,
    languages,
    lookup,
    other,
    preferred_language,
    sections,
    strict,
    translate,
    translate_prose,
)

__all__ = [
    "FALLBACK",
    "catalogue",
    "exists",
    "fill",
    "first_language",
    "labelled",
    "language",
    "languages",
    "listed",
    "lookup",
    "other",
    "prose",
    "sections",
    "sentences",
    "settle_language",
    "strict",
    "t",
    "term_link",
    "translate",
    "translate_prose",
]

_TERM = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\]]+))?\]\]")
_MARKS = (
    (re.compile(r"\[\[[^\]|]+\|([^\]]+)\]\]"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*\*|`|\$"), ""),
    (re.compile(r"\\(?:text|mathrm|hat)\{?"), ""),
    (re.compile(r"\\,|\\ "), " "),
    (re.compile(r"[{}]"), ""),
    (re.compile(r"\\([a-zA-Z]+)"), r"\1"),
)
_language: ContextVar[str] = ContextVar("language", default="")


def language() -> str:
    """The session's language, one of `languages`."""
    return _language.get() or _session_language()


def settle_language() -> None:
    """Take the session's language for the rest of this run: a page asks hundreds of times."""
    _language.set(_session_language())


def _session_language() -> str:
    chosen = st.session_state.get("language", FALLBACK)
    return chosen if chosen in languages() else FALLBACK


def first_language() -> str:
    """The language to start with: the first that we have of those that the browser lists."""
    accepted = accepted_tags(st.context.headers.get("Accept-Language"))
    return preferred_language([st.context.locale, *accepted])


def t(key: str, **values: Any) -> str:
    """The short text ``file.dotted.path`` in the session's language, with ``{name}`` filled in.

    Raises KeyError for a missing text under test; in a lesson it falls back to English.
    """
    return translate(language(), key, **values)


def listed(parts: Iterable[object]) -> str:
    """The members of a list, as the session's language writes it: ``3, 7, 12``."""
    return writing.listed(language(), parts)


def labelled(name: str, value: object) -> str:
    """A name with its value, as the session's language writes it: ``depth: 3``."""
    return writing.labelled(language(), name, value)


def sentences(parts: Iterable[str]) -> str:
    """Whole sentences one after the other, as the session's language sets them."""
    return writing.sentences(language(), parts)


def prose(page: str, section: str, **values: Any) -> str:
    """The Markdown below ``## section`` in the page's prose file, in the session's language.

    ``[[slug]]`` or ``[[slug|words]]`` in it becomes a word with its definition; see `term_link`.
    """
    lang = language()
    text = translate_prose(lang, page, section, **values)
    return _TERM.sub(lambda match: term_link(lang, match[1], match[2]), text)


def term_link(lang: str, slug: str, words: str | None = None) -> str:
    """A term of the glossary as Markdown; ``words`` where a sentence needs another form of it.

    Markdown of Streamlit has no tooltip, but a link may carry a title, which a mouse shows by
    hovering; by key or touch it opens the glossary at that term, in a tab of its own so that
    nothing on the page is lost.
    """
    key = f"glossary.term.{slug}"
    said = words or translate(lang, f"{key}.name")
    title = translate(lang, f"{key}.means").replace('"', "'")
    query = urlencode({"lang": lang, "find": f"={slug}"})
    return f'[{said}](glossary?{query} "{title}")'


def literal(words: str) -> str:
    """What a person has typed, as Markdown that reads as it was typed."""
    return "".join(f"\\{one}" if one in punctuation else one for one in words)


def plain(markdown: str) -> str:
    """Markdown as plain words, for where nobody renders it: a phone, the name of a figure."""
    for pattern, instead in _MARKS:
        markdown = pattern.sub(instead, markdown)
    return markdown.strip()
