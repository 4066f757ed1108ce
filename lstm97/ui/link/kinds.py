"""Kinds of settings: what each accepts, how a link writes it, and the nearest value to a bad one.

A kind knows one setting and no page; widgets and the codec of links use it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from lstm97.analysis import guess

_WHOLE = re.compile(r"[+-]?[0-9]+", re.ASCII)
_REAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", re.ASCII)
_LONG = 200  # digits of a number that are looked at, and characters of a text unless declared


class Rule(NamedTuple):
    """What a setting accepts: a text below common.rule by name, and the values to put in."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Integer:
    """A whole number from ``low`` to ``high`` in steps; a slider, or a box to type in."""

    name: str
    low: int
    high: int
    default: int
    step: int = 1
    box: bool = False

    @property
    def rule(self) -> Rule:
        return Rule("integer", {"low": self.low, "high": self.high})

    def clean(self, value: Any) -> int:
        """The allowed value at or below it; ValueError if it is no number at all.

        Below: a training that is cut off between two steps has come as far as the one before.
        """
        inside = min(max(int(value), self.low), self.high)
        return inside - (inside - self.low) % self.step

    def within(self, raw: str) -> bool:
        """Whether a link's number lies in the range, if perhaps between two steps."""
        return self.low <= int(raw[:_LONG]) <= self.high

    def parse(self, raw: str) -> tuple[int, bool]:
        """The value of a link's text, and whether it had to be moved."""
        if not _WHOLE.fullmatch(raw):
            raise ValueError(raw)
        value = int(raw[:_LONG])
        return self.clean(value), self.clean(value) != value

    def format(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True)
class Number:
    """A real number from ``low`` to ``high``; a slider, or a box to type in."""

    name: str
    low: float
    high: float
    default: float
    step: float = 0.1
    box: bool = False

    @property
    def rule(self) -> Rule:
        return Rule("number", {"low": self.low, "high": self.high})

    def clean(self, value: Any) -> float:
        """The nearest allowed value, without the dust of binary steps; ValueError for NaN."""
        number = float(value)
        if math.isnan(number):
            raise ValueError("not a number")
        return round(min(max(number, self.low), self.high), 10) + 0.0

    def parse(self, raw: str) -> tuple[float, bool]:
        if not _REAL.fullmatch(raw):
            raise ValueError(raw)
        value = float(raw)
        return self.clean(value), not self.low <= value <= self.high

    def format(self, value: Any) -> str:
        return f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) >= 1e-4 else f"{value:g}"


@dataclass(frozen=True)
class Scale:
    """One of a few declared numbers, such as learning rates or time lags; a slider with stops."""

    name: str
    stops: tuple[float, ...]
    default: float

    @property
    def rule(self) -> Rule:
        return Rule("scale", {"stops": tuple(map(self.format, self.stops))})

    def clean(self, value: Any) -> float:
        """The nearest stop; ValueError for NaN."""
        number = float(value)
        if math.isnan(number):
            raise ValueError("not a number")
        inside = min(max(number, min(self.stops)), max(self.stops))
        return min(self.stops, key=lambda stop: abs(stop - inside))

    def parse(self, raw: str) -> tuple[float, bool]:
        if not _REAL.fullmatch(raw):
            raise ValueError(raw)
        value = float(raw)
        return self.clean(value), self.clean(value) != value

    def format(self, value: Any) -> str:
        return f"{value:.10g}"


@dataclass(frozen=True)
class Choice:
    """One of a few slugs; a link holds the slug, the screen its translation."""

    name: str
    options: tuple[str, ...]
    default: str

    @property
    def rule(self) -> Rule:
        return Rule("choice", {"options": self.options})

    def clean(self, value: Any) -> str:
        """The slug itself; ValueError if it is none of the options."""
        if value not in self.options:
            raise ValueError(value)
        return str(value)

    def parse(self, raw: str) -> tuple[str, bool]:
        return self.clean(raw), False

    def format(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True)
class Toggle:
    """On or off; 1 or 0 in a link."""

    name: str
    default: bool = False

    @property
    def rule(self) -> Rule:
        return Rule("toggle", {})

    def clean(self, value: Any) -> bool:
        return bool(value)

    def parse(self, raw: str) -> tuple[bool, bool]:
        if raw not in ("0", "1"):
            raise ValueError(raw)
        return raw == "1", False

    def format(self, value: Any) -> str:
        return "1" if value else "0"


@dataclass(frozen=True)
class IntList:
    """A short list of whole numbers, typed as ``3, 7, 12``; ``3.7.12`` in a link.

    ``until`` names the setting beyond which none of them counts for now, such as a sequence's end.
    """

    name: str
    low: int
    high: int
    default: tuple[int, ...] = ()
    longest: int = 20
    until: str = ""

    @property
    def rule(self) -> Rule:
        return Rule("int_list", {"longest": self.longest, "low": self.low, "high": self.high})

    def clean(self, value: Any) -> tuple[int, ...]:
        """The numbers, each moved into the range, at most ``longest`` of them."""
        return tuple(min(max(int(one), self.low), self.high) for one in value)[: self.longest]

    def parse(self, raw: str) -> tuple[tuple[int, ...], bool]:
        parts = [part for part in re.split(r"[.,;\s，、]+", raw) if part]
        if not all(_WHOLE.fullmatch(part) for part in parts):
            raise ValueError(raw)
        value = tuple(int(part[:_LONG]) for part in parts)
        return self.clean(value), self.clean(value) != value

    def format(self, value: Any) -> str:
        return ".".join(map(str, value))


@dataclass(frozen=True)
class Text:
    """A short line that the reader types, such as a sequence; kept as it is, never as markup."""

    name: str
    default: str = ""
    longest: int = _LONG

    @property
    def rule(self) -> Rule:
        return Rule("text", {"longest": self.longest})

    def clean(self, value: Any) -> str:
        """The line without what cannot be printed, cut to its longest."""
        start = str(value).lstrip()[: 2 * self.longest]  # of any number of characters
        printable = "".join(c if c.isprintable() else " " for c in start)
        return printable.strip()[: self.longest].strip()

    def parse(self, raw: str) -> tuple[str, bool]:
        return self.clean(raw), self.clean(raw) != raw.strip()

    def format(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True)
class OwnCurve:
    """A curve that the reader has drawn or typed, as the code of `lstm97.analysis.guess`."""

    name: str
    default: str = ""

    @property
    def rule(self) -> Rule:
        low, high = guess.LOGS
        return Rule("curve", {"longest": guess.POINTS, "low": low, "high": high})

    def clean(self, value: Any) -> str:
        """The code, its typed numbers moved into the range; ValueError if it is none."""
        return guess.tidy_code(str(value))

    def parse(self, raw: str) -> tuple[str, bool]:
        return self.clean(raw), not guess.is_tidy(raw)

    def format(self, value: Any) -> str:
        return str(value)


Setting = Integer | Number | Scale | Choice | Toggle | IntList | Text | OwnCurve
