"""The link is the save file: one table of settings a page, and the codec between it and a link.

A teacher's link must open the same picture for the whole class, and a damaged link must still
open and say what it ignored. Nothing here knows Streamlit, so all of it can be tested to death.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from lstm97.words import languages

VERSION = 1
PRESENT = "present"  # 1 in a link that is to be projected
REST = "rest"  # how many settings of a link were too many, and left out by the server
RESERVED = frozenset(
    {"lang", "v", PRESENT, REST, "hide", "lock", "embed", "embed_options", "theme"}
)

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_WHOLE = re.compile(r"[+-]?[0-9]+", re.ASCII)
_REAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", re.ASCII)
_LONG = 200  # digits of a number that are looked at, and characters of a text unless declared
_MOST = 1000  # characters of any value that are looked at

Query = Mapping[str, Sequence[str]]


class Rule(NamedTuple):
    """What a setting accepts: a text below common.rule by name, and the values to put in."""

    key: str
    values: dict[str, Any]


class Notice(NamedTuple):
    """One thing about a link that the reader should know."""

    kind: Literal["unknown", "bad", "clamped", "repeated", "version", "rest"]
    name: str
    raw: str
    rule: Rule | None = None
    used: str = ""


@dataclass(frozen=True)
class Integer:
    """A whole number from ``low`` to ``high``; a slider, or a box to type in."""

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
        """The nearest allowed value; ValueError if it is no number at all."""
        return min(max(int(value), self.low), self.high)

    def parse(self, raw: str) -> tuple[int, bool]:
        """The value of a link's text, and whether it had to be moved into the range."""
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
    """A short list of whole numbers, typed as ``3, 7, 12``; ``3.7.12`` in a link."""

    name: str
    low: int
    high: int
    default: tuple[int, ...] = ()
    longest: int = 20

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


Setting = Integer | Number | Scale | Choice | Toggle | IntList | Text


@dataclass(frozen=True)
class Preset:
    """A button that sets several settings at once; those it does not name keep their value."""

    slug: str
    values: Mapping[str, Any]


class Values(dict[str, Any]):
    """The settings of a page by name; ``values.T`` reads better in a page than ``values["T"]``."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Settings:
    """The table of one page: at most four controls on top, the others behind "more" or ``placed``.

    ``idle`` names those that change nothing as the others stand, and are shown as disabled.

    Raises ValueError for a table that could not make good links: two settings of one name, a name
    that the frame needs, a default outside its own range, a preset of something else.
    """

    page: str
    main: tuple[Setting, ...] = ()
    more: tuple[Setting, ...] = ()
    presets: tuple[Preset, ...] = ()
    placed: tuple[Setting, ...] = ()  # the page draws these itself, beside what they change
    idle: Callable[[Values], Collection[str]] = field(
        default=lambda values: (), repr=False, compare=False
    )
    every: dict[str, Setting] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = {one.name: one for one in (*self.main, *self.more, *self.placed)}
        object.__setattr__(self, "every", every)
        for problem in _problems(self):
            raise ValueError(f"settings of {self.page}: {problem}")

    def defaults(self) -> Values:
        return Values({name: setting.default for name, setting in self.every.items()})


class Link(NamedTuple):
    """What a link says: the settings, what a teacher hid or locked, and what was wrong with it."""

    values: Values
    notices: tuple[Notice, ...] = ()
    hide: frozenset[str] = frozenset()
    lock: frozenset[str] = frozenset()


def decode(settings: Settings, query: Query) -> Link:
    """Read a query string, given as lists of values by name; never raises."""
    values, notices = settings.defaults(), []
    for name, raws in query.items():
        raw = raws[-1] if raws else ""
        if name in settings.every:
            values[name], found = _read(settings.every[name], raw)
            notices += found
        elif name not in RESERVED:
            notices.append(Notice("unknown", name, raw))
        if len(raws) > 1 and name in settings.every:
            notices.append(Notice("repeated", name, raw))
    notices += _frame(query)
    chosen = {}
    for key in ("hide", "lock"):
        chosen[key], found = _names(settings, query, key)
        notices += found
    return Link(values, tuple(notices), **chosen)


def encode(settings: Settings, link: Link) -> dict[str, str]:
    """The query parameters that open this state again: only what differs from the defaults."""
    query = {
        name: setting.format(link.values[name])
        for name, setting in settings.every.items()
        if link.values[name] != setting.default
    }
    for name, chosen in (("hide", link.hide), ("lock", link.lock)):
        if chosen:
            query[name] = ".".join(one for one in settings.every if one in chosen)
    return query


def _read(setting: Setting, raw: str) -> tuple[Any, list[Notice]]:
    """The value to use for a link's text, and what to say about it."""
    try:
        value, moved = setting.parse(raw[:_MOST].strip())
    except (ValueError, OverflowError):
        return setting.default, [Notice("bad", setting.name, raw, setting.rule)]
    if not moved:
        return value, []
    return value, [Notice("clamped", setting.name, raw, setting.rule, setting.format(value))]


def _frame(query: Query) -> list[Notice]:
    """What to say about the parameters that belong to no page."""
    found = []
    lang, version, present = (query.get(name, ()) for name in ("lang", "v", PRESENT))
    if lang and lang[-1] not in languages():
        rule = Rule("choice", {"options": tuple(languages())})
        found.append(Notice("bad", "lang", lang[-1], rule))
    if present and present[-1] not in ("0", "1"):
        found.append(Notice("bad", PRESENT, present[-1], Rule("toggle", {})))
    if version and version[-1] != str(VERSION):
        found.append(Notice("version", "v", version[-1]))
    if REST in query:
        found.append(Notice("rest", REST, query[REST][-1] if query[REST] else ""))
    return found


def _names(settings: Settings, query: Query, key: str) -> tuple[frozenset[str], list[Notice]]:
    """The controls that a link names, and what to say of names that are none."""
    listed = [one for one in re.split(r"[.,]", ".".join(query.get(key, ()))) if one]
    rule = Rule("choice", {"options": tuple(settings.every)})
    wrong = [one for one in listed if one not in settings.every]
    found = [Notice("bad", key, ".".join(wrong), rule)] if wrong else []
    return frozenset(settings.every).intersection(listed), found


def _problems(settings: Settings) -> list[str]:
    """What is wrong with a table."""
    found = []
    if len(settings.main) > 4:
        found.append("more than four controls in sight")
    if len(settings.every) != sum(map(len, (settings.main, settings.more, settings.placed))):
        found.append("two settings of one name")
    for name, setting in settings.every.items():
        if not _NAME.fullmatch(name) or name in RESERVED:
            found.append(f"{name!r} cannot be a name")
        if setting.clean(setting.default) != setting.default:
            found.append(f"default of {name} is outside its range")
        if isinstance(setting, Choice) and not all(map(_SLUG.fullmatch, setting.options)):
            found.append(f"an option of {name} is no slug")
    for preset in settings.presets:
        for name, value in preset.values.items():
            if name not in settings.every or settings.every[name].clean(value) != value:
                found.append(f"preset {preset.slug} cannot set {name}={value!r}")
    return found
