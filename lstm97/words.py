"""Every word of the project, read from `assets/text`, a folder a language.

Nothing here knows a session or a page, so that the command line prints the
same sentences as a lesson.
"""

from __future__ import annotations

import logging
import os
import re
import time
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from lstm97.folders import TEXTS

FALLBACK = "en"

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([^{}]*))?\}")
_HEADING = re.compile(r"^## +([a-z0-9-]+) *$", re.MULTILINE)
_CJK_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
_log = logging.getLogger("lstm97.text")


def languages() -> list[str]:
    """The languages there are: the folders of texts, in alphabetical order."""
    return sorted(folder.name for folder in TEXTS.iterdir() if folder.is_dir())


def strict() -> bool:
    """True where a mistake must be loud (tests) and not mended quietly (a lesson)."""
    return os.environ.get("LSTM97_STRICT") == "1"


def translate(lang: str, key: str, **values: Any) -> str:
    """The short text ``file.dotted.path`` in a language, with ``{name}`` filled in.

    Raises KeyError for a missing text under test; in a lesson it falls back to English.
    """
    text = lookup(lang, key)
    return fill(_or_fallback(lookup(FALLBACK, key), key) if text is None else text, values)


def translate_prose(lang: str, page: str, section: str, **values: Any) -> str:
    """The Markdown below ``## section`` in a page's prose file, in a language, filled in."""
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
