"""Lists, names with values, and numbers, as each language writes them.

What code joins is written here and nowhere else, so that Chinese has its own comma and colon, and
a new language brings its own in `language.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable

from lstm97.words import translate

LONG = 10_000  # from five digits on, thousands are set apart: 2560, 27,380


def listed(lang: str, parts: Iterable[object]) -> str:
    """The members of a list: ``3, 7, 12``."""
    return translate(lang, "language.comma").join(map(str, parts))


def labelled(lang: str, name: str, value: object) -> str:
    """A name with its value: ``depth: 3``."""
    return f"{name}{translate(lang, 'language.colon')}{value}"


def sentences(lang: str, parts: Iterable[str]) -> str:
    """Whole sentences, one after the other, without those that are empty."""
    return translate(lang, "language.sentence").join(filter(None, parts))


def whole(lang: str, value: float) -> str:
    """A whole number, rounded; thousands are set apart from five digits on: ``27,380``."""
    if abs(value) < LONG:
        return f"{value:.0f}"
    return f"{value:,.0f}".replace(",", translate(lang, "language.thousands"))


def percent(lang: str, number: str) -> str:
    """A number of per cent, already written: ``10%``."""
    return translate(lang, "language.percent", number=number)


def language_name(lang: str) -> str:
    """What a language calls itself."""
    return translate(lang, "language.name")
