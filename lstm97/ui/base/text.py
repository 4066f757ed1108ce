"""Every word on the screen, in the reader's language.

Pages name a text and never hold one, so that both languages are complete and a teacher can
correct a sentence without opening any code.
"""

from __future__ import annotations

import logging
import os
import re
import time
import tomllib
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lstm97.folders import TEXTS

LANGUAGES = {"en": "English", "zh": "中文"}
FALLBACK = "en"

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([^{}]*))?\}")
_TERM = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\]]+))?\]\]")
_HEADING = re.compile(r"^## +([a-z0-9-]+) *$", re.MULTILINE)
_CJK_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
_log = logging.getLogger("lstm97.text")
_settled: ContextVar[str] = ContextVar("language", default="")


def strict() -> bool:
    """True where a mistake must be loud (tests) and not mended quietly (a lesson)."""
    return os.environ.get("LSTM97_STRICT") == "1"


def language() -> str:
    """The session's language, ``"en"`` or ``"zh"``."""
    return _settled.get() or _chosen()


def settle_language() -> None:
    """Take the session's language for the rest of this run: a page asks hundreds of times."""
    _settled.set(_chosen())


def _chosen() -> str:
    chosen = st.session_state.get("language", FALLBACK)
    return chosen if chosen in LANGUAGES else FALLBACK


def guess(locale: str | None) -> str:
    """The language to start with, from the browser's locale such as ``zh-CN``."""
    return "zh" if (locale or "").lower().startswith("zh") else FALLBACK


def t(key: str, **values: Any) -> str:
    """The short text ``file.dotted.path`` in the session's language, with ``{name}`` filled in.

    Raises KeyError for a missing text under test; in a lesson it falls back to English.
    """
    return translate(language(), key, **values)


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


def translate(lang: str, key: str, **values: Any) -> str:
    """``t`` for a given language, without a session."""
    text = lookup(lang, key)
    return fill(_or_fallback(lookup(FALLBACK, key), key) if text is None else text, values)


def translate_prose(lang: str, page: str, section: str, **values: Any) -> str:
    """``prose`` for a given language, without a session."""
    text = sections(lang, page).get(section)
    if text is None:
        text = _or_fallback(sections(FALLBACK, page).get(section), f"{page}.md#{section}")
    return fill(text, values)


def exists(key: str) -> bool:
    """True if the catalogue has this text in the fallback language."""
    return lookup(FALLBACK, key) is not None


def fill(text: str, values: dict[str, Any]) -> str:
    """Put values into ``{name}`` or ``{name:.2f}``; all other braces, such as LaTeX's, stay."""
    names = {match[1] for match in _PLACEHOLDER.finditer(text)}
    if strict() and not values.keys() <= names:
        raise KeyError(f"{sorted(values.keys() - names)} not in {text!r}")

    def one(match: re.Match[str]) -> str:
        name, spec = match[1], match[2]
        return format(values[name], spec or "") if name in values else match[0]

    return _PLACEHOLDER.sub(one, text)


def lookup(lang: str, key: str) -> str | None:
    """The text as written in the catalogue, or None."""
    stem, _, path = key.partition(".")
    return catalogue(lang, stem).get(path)


def catalogue(lang: str, stem: str) -> dict[str, str]:
    """All short texts of one file, by dotted path; empty if there is no such file."""
    return _catalogue(TEXTS, lang, stem, int(time.monotonic()))


def sections(lang: str, page: str) -> dict[str, str]:
    """All prose of one page, by section; empty if there is no such file."""
    return _sections(TEXTS, lang, page, int(time.monotonic()))


def _or_fallback(text: str | None, key: str) -> str:
    if strict():
        raise KeyError(f"no text {key}")
    _log.error("no text %s", key)
    return key if text is None else text


@lru_cache(maxsize=256)
def _catalogue(texts: Path, lang: str, stem: str, second: int) -> dict[str, str]:
    """A page says hundreds of texts: whether a file has changed is asked once a second."""
    path = texts / lang / f"{stem}.toml"
    return _read_catalogue(path, _stamp(path))


@lru_cache(maxsize=256)
def _sections(texts: Path, lang: str, page: str, second: int) -> dict[str, str]:
    path = texts / lang / f"{page}.md"
    return _read_sections(path, _stamp(path))


def _stamp(path: Path) -> int:
    """Changes when the file does; 0 without a file."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


@lru_cache(maxsize=256)
def _read_catalogue(path: Path, stamp: int) -> dict[str, str]:
    return _flat(tomllib.loads(path.read_text(encoding="utf-8"))) if stamp else {}


@lru_cache(maxsize=256)
def _read_sections(path: Path, stamp: int) -> dict[str, str]:
    if not stamp:
        return {}
    _, *parts = _HEADING.split(path.read_text(encoding="utf-8"))
    bodies = (_CJK_BREAK.sub("", body.strip()) for body in parts[1::2])
    return dict(zip(parts[::2], bodies, strict=True))


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested tables as one level of dotted paths."""
    result: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            result |= _flat(value, f"{prefix}{name}.")
        else:
            result[prefix + name] = str(value)
    return result
