"""Every word of the project, read from `assets/text`, a folder a language.

Nothing here knows a session or a page, so that the command line prints the
same sentences as a lesson. A folder with a ``language.toml`` is a language;
nothing else has to know of it.
"""

from __future__ import annotations

import logging
import os
import re
import time
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from numbers import Integral
from pathlib import Path
from typing import Any

from lstm97.folders import TEXTS, stamp

FALLBACK = "en"
LONG = 10_000  # from five digits on, thousands are set apart: 2560, 27,380

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([^{}]*))?\}")
_PLURAL = re.compile(r"\{([a-z_][a-z0-9_]*)\|([^{}|]*)\|([^{}|]*)\}")
_HEADING = re.compile(r"^## +([a-z0-9-]+) *$", re.MULTILINE)
_VERBATIM = re.compile(r"(\$[^$]*\$|`[^`]*`)")  # formulas and code
_FORMULA_END = re.compile(r"(\$[^$\n]+\$)(?=\**[,.;:!?)%，。；：！？、）”」』》])")
_EQUALS = re.compile(r"(?<![\w^])([^\W\d_][\w′^]{0,3}) = (?=[{\d+\u2212])")
_SIGN = re.compile(r"([±≈≥≤×]) (?=[{\d\u2212])")
_log = logging.getLogger("lstm97.text")


def languages() -> list[str]:
    """The languages there are, that in which a missing text falls back first."""
    return _languages(TEXTS, int(time.monotonic()))


def preferred_language(tags: Iterable[str | None]) -> str:
    """The first language that we have, of tags such as ``zh-Hant-TW`` in order of preference."""
    known = {lang.lower(): lang for lang in reversed(languages())}
    broad = {lang.lower().partition("-")[0]: lang for lang in reversed(languages())}
    for tag in tags:
        exact = (tag or "").strip().lower()
        if found := known.get(exact) or broad.get(exact.partition("-")[0]):
            return found
    return FALLBACK


def accepted_tags(header: str | None) -> list[str]:
    """The tags of an ``Accept-Language`` header, the most wanted first."""
    parts = [part.partition(";") for part in (header or "")[:200].split(",")]
    weighed = [(_weight(options), tag.strip()) for tag, _, options in parts]
    return [tag for weight, tag in sorted(weighed, key=lambda one: -one[0]) if tag and weight]


def other(lang: str) -> str:
    """The language to show beside this one: the fallback, or beside that one the next."""
    return next((one for one in languages() if one != lang), lang)


def strict() -> bool:
    """True where a mistake must be loud (tests) and not mended quietly (a lesson)."""
    return os.environ.get("LSTM97_STRICT") == "1"


def translate(lang: str, key: str, **values: Any) -> str:
    """The short text ``file.dotted.path`` in a language, with ``{name}`` filled in.

    Raises KeyError for a missing text under test; in a lesson it falls back to English.
    """
    text = lookup(lang, key)
    text = _or_fallback(lookup(FALLBACK, key), key) if text is None else text
    return _bound(fill(text, values, lang))


def translate_prose(lang: str, page: str, section: str, **values: Any) -> str:
    """The Markdown below ``## section`` in a page's prose file, in a language, filled in."""
    text = sections(lang, page).get(section)
    if text is None:
        text = _or_fallback(sections(FALLBACK, page).get(section), f"{page}.md#{section}")
    return _bound(fill(text, values, lang))


def exists(key: str) -> bool:
    """True if the catalogue has this text in the fallback language."""
    return lookup(FALLBACK, key) is not None


def fill(text: str, values: dict[str, Any], lang: str = FALLBACK) -> str:
    """Put values into ``{name}`` or ``{name:.2f}``; all other braces, such as LaTeX's, stay.

    A whole number without a format is written as the language writes it.
    ``{name|step|steps}`` is the first word where the value is 1, else the second.
    """
    if not values:
        return text
    if strict() and not values.keys() <= slots(text):
        raise KeyError(f"{sorted(values.keys() - slots(text))} not in {text!r}")

    def one(match: re.Match[str]) -> str:
        name, spec = match[1], match[2]
        if name not in values:
            return match[0]
        value = values[name]
        counted = isinstance(value, Integral) and not spec
        return whole(lang, int(value)) if counted else format(value, spec or "")

    def word(match: re.Match[str]) -> str:
        name, single, several = match.groups()
        return (single if str(values[name]) == "1" else several) if name in values else match[0]

    return _PLACEHOLDER.sub(one, _PLURAL.sub(word, text))


def slots(text: str) -> set[str]:
    """The names of the values that a text has a place for."""
    return {match[1] for match in _PLACEHOLDER.finditer(text)}


def whole(lang: str, value: float) -> str:
    """A whole number, rounded; thousands are set apart from five digits on: ``27,380``."""
    if abs(value) < LONG:
        return f"{value:.0f}".replace("-", "\N{MINUS SIGN}")
    grouped = f"{value:,.0f}".replace(",", lookup(lang, "language.thousands") or ",")
    return grouped.replace("-", "\N{MINUS SIGN}")


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


def _weight(options: str) -> float:
    """The ``q`` of a language in a header; 1 without one, 0 for what is no number."""
    name, _, number = options.strip().partition("=")
    try:
        return float(number) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _or_fallback(text: str | None, key: str) -> str:
    if strict():
        raise KeyError(f"no text {key}")
    _log.error("no text %s", key)
    return key if text is None else text


@lru_cache(maxsize=4)
def _languages(texts: Path, second: int) -> list[str]:
    found = [file.parent.name for file in texts.glob("*/language.toml")]
    return sorted(found, key=lambda lang: (lang != FALLBACK, lang))


@lru_cache(maxsize=256)
def _catalogue(texts: Path, lang: str, stem: str, second: int) -> dict[str, str]:
    """A page says hundreds of texts: whether a file has changed is asked once a second."""
    path = texts / lang / f"{stem}.toml"
    return _read_catalogue(path, stamp(path))


@lru_cache(maxsize=256)
def _sections(texts: Path, lang: str, page: str, second: int) -> dict[str, str]:
    path = texts / lang / f"{page}.md"
    rules = _catalogue(texts, lang, "language", second)
    return _read_sections(path, stamp(path), rules.get("letters", ""), rules.get("marks", ""))


@lru_cache(maxsize=256)
def _read_catalogue(path: Path, version: int) -> dict[str, str]:
    texts = _flat(tomllib.loads(path.read_text(encoding="utf-8"))) if version else {}
    return {key: _kept_together(text) for key, text in texts.items()}


@lru_cache(maxsize=256)
def _read_sections(path: Path, version: int, letters: str, marks: str) -> dict[str, str]:
    if not version:
        return {}
    _, *parts = _HEADING.split(path.read_text(encoding="utf-8"))
    bodies = (_kept_together(_join(body.strip(), letters, marks)) for body in parts[1::2])
    return dict(zip(parts[::2], bodies, strict=True))


def _join(text: str, letters: str, marks: str) -> str:
    """Lines of a paragraph as one, where the language writes no spaces: between two letters, and
    on both sides of a mark. Lists and blank lines stay."""
    if not letters:
        return text
    between = rf"(?<=[{letters}{marks}])\n *(?=[{letters}{marks}])"
    after = rf"(?<=[{marks}])\n *(?!\s|[-*+] |\d+\. |[|#>])"
    return re.sub(f"{between}|{after}", "", text)


def _kept_together(text: str) -> str:
    """No line ends inside ``t = 2`` or between a sign and its number."""
    parts = _VERBATIM.split(text)
    plain = (_EQUALS.sub("\\1\u00a0=\u00a0", one) for one in parts[::2])
    parts[::2] = [_SIGN.sub("\\1\u00a0", one) for one in plain]
    return "".join(parts)


def _bound(text: str) -> str:
    """No line begins with the mark that follows a formula, which a browser would else allow."""
    return _FORMULA_END.sub("\\1\u2060", text) if "$" in text else text


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested tables as one level of dotted paths."""
    result: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            result |= _flat(value, f"{prefix}{name}.")
        else:
            result[prefix + name] = str(value)
    return result
