"""Lists, names with values, and numbers, as each language writes them.

What code joins is written here and nowhere else, so that Chinese has its own comma and colon, and
a new language brings its own in `language.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite

from lstm97.words import LONG as LONG
from lstm97.words import translate
from lstm97.words import whole as whole

MOST = 9  # digits of a number that is nearly 1
OVERFLOW, UNDERFLOW = ">10³⁰⁸", "<10⁻³²³"  # sizes that no double holds
_SMALLEST = 9e-324  # twice the smallest double: what is below it has no digits
_SUPER = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_EXPONENT = re.compile(r"(?<=\d)e([+-]?\d+)")


def listed(lang: str, parts: Iterable[object]) -> str:
    """The members of a list: ``3, 7, 12``."""
    return translate(lang, "language.comma").join(map(str, parts))


def labelled(lang: str, name: str, value: object) -> str:
    """A name with its value: ``depth: 3``."""
    return f"{name}{translate(lang, 'language.colon')}{value}"


def sentences(lang: str, parts: Iterable[str]) -> str:
    """Whole sentences, one after the other, without those that are empty."""
    return translate(lang, "language.sentence").join(filter(None, parts))


def minus(text: str) -> str:
    """The same with a printed minus sign."""
    return text.replace("-", "\N{MINUS SIGN}")


def power(exponent: int) -> str:
    """An exponent in superscript: ⁻⁹."""
    return str(exponent).translate(_SUPER)


def with_powers(text: str) -> str:
    """The same with numbers as one writes them by hand: ``1e-05`` reads 1×10⁻⁵."""
    return _EXPONENT.sub(lambda found: f"×10{power(int(found[1]))}", text)


def general(value: float, digits: int = 6) -> str:
    """A number in as few digits as say it, at most so many, by hand: 0.5, −3, 1×10⁻⁵."""
    text = f"{value + 0.0:.{digits}g}"
    short = "e+" in text and abs(value) < 1e4
    return minus(f"{float(text):.0f}" if short else with_powers(text))


def decimals(value: float, digits: int) -> str:
    """A number to so many places; 0 only for what is 0, and what would read as 0 in one digit."""
    text = f"{value:.{digits}f}"
    if float(text):
        return minus(text)
    return general(value, 1) if value else "0"


def in_digits(value: float, digits: int) -> str:
    """A number in so many digits, with more (up to `MOST`) where it would read as 1 and is not.

    What is off 1 by less than those can show is rounding, and reads as 1.
    """
    shown = (n for n in range(digits, MOST + 1) if abs(float(f"{value:.{n}g}")) != 1)
    text = f"{value + 0.0:.{next(shown, digits)}g}"
    return f"{float(text):.0f}" if "e+" in text else text  # 99.7 in two digits is 100


def unheld(value: float) -> str:
    """What is said of a size that is too large or too small to hold; nothing of any other."""
    if not isfinite(value):
        return OVERFLOW
    return UNDERFLOW if 0 < abs(value) < _SMALLEST else ""


def percent(lang: str, number: str) -> str:
    """A number of per cent, already written: ``10%``."""
    return translate(lang, "language.percent", number=number)


def times(lang: str, number: str) -> str:
    """So many times of something, the number already written: ``94×``."""
    return translate(lang, "language.times", number=number)


def language_name(lang: str) -> str:
    """What a language calls itself."""
    return translate(lang, "language.name")
