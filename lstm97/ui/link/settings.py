"""The link is the save file: one table of settings a page, and the codec between it and a link.

A teacher's link must open the same picture for the whole class, and a damaged link must still open
and say what it ignored. Nothing here imports Streamlit, so all of it is tested without a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, Literal, NamedTuple

from typing_extensions import TypeVar

from lstm97.ui.base.measures import PRESENT
from lstm97.ui.link.kinds import Choice, Integer, Rule, Setting
from lstm97.ui.link.record import Record, settings_of
from lstm97.words import languages

VERSION = 1
PRESENT_VALUES = ("0", "1", "20", "90")
REST = "rest"  # how many settings of a link were too many, and left out by the server
RESERVED_NAMES = frozenset(
    {"lang", "v", PRESENT, REST, "hide", "lock", "embed", "embed_options", "theme"}
)

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_MOST = 2000  # characters of any value that are looked at

Query = Mapping[str, Sequence[str]]


class Notice(NamedTuple):
    """One thing about a link that the reader should know."""

    kind: Literal["unknown", "bad", "clamped", "between", "repeated", "version", "rest"]
    name: str
    raw: str
    rule: Rule | None = None
    value_used: str = ""


@dataclass(frozen=True)
class Preset:
    """A button that sets several settings at once; those it does not name keep their value."""

    slug: str
    values: Mapping[str, Any]


def _nothing(_: object) -> Collection[str]:
    return ()


V = TypeVar("V", bound=Record, covariant=True, default=Record)


class Settings(Generic[V]):
    """The table of one page, made from its ``record``: at most four controls in sight, others
    behind "more", or ``placed``: drawn by the page itself, beside what they change.

    ``idle`` names those that change nothing as the others stand, and are shown as disabled.
    ``tabs`` names, for each tab but the first, the settings that the first does not show: a link
    with one of them opens that tab, unless it says another. ``by`` is the setting that says so.

    Raises ValueError for a table that could not make good links: a name that the frame needs, a
    default outside its own range, a preset of something else.
    """

    def __init__(
        self,
        page: str,
        record: type[V],
        *,
        presets: Sequence[Preset] = (),
        idle: Callable[[V], Collection[str]] = _nothing,
        tabs: Mapping[str, Sequence[str]] = MappingProxyType({}),
        by: str = "tab",
    ) -> None:
        self.page, self.presets, self.idle = page, tuple(presets), idle
        self.tabs, self.by = tabs, by
        self.main, self.more, self.placed = settings_of(record).values()
        self.every = {one.name: one for one in (*self.main, *self.more, *self.placed)}
        self.defaults: Callable[[], V] = record  # every setting as it is without a link
        for problem in _problems(self):
            raise ValueError(f"settings of {page}: {problem}")


class Link(NamedTuple, Generic[V]):
    """What a link says: the settings, what a teacher hid or locked, and what was wrong with it."""

    values: V
    notices: tuple[Notice, ...] = ()
    hide: frozenset[str] = frozenset()
    lock: frozenset[str] = frozenset()


def decode(settings: Settings[V], query: Query) -> Link[V]:
    """Read a query string, given as lists of values by name; never raises."""
    values: dict[str, Any] = {}
    notices: list[Notice] = []
    for name, raws in query.items():
        raw = raws[-1] if raws else ""
        if name in settings.every:
            values[name], found = _read(settings.every[name], raw)
            notices += found
        elif name not in RESERVED_NAMES:
            notices.append(Notice("unknown", name, raw))
        if len(raws) > 1 and name in settings.every:
            notices.append(Notice("repeated", name, raw))
    notices += _frame(query)
    chosen = {}
    for key in ("hide", "lock"):
        chosen[key], found = _names(settings, query, key)
        notices += found
    bad = {one.name for one in notices if one.kind == "bad"}
    state = settings.defaults().with_values(**values)
    tab = settings.by not in values.keys() - bad and _open_tab(settings, state)
    state = state.with_values(**{settings.by: tab}) if tab else state
    return Link(state, tuple(notices), **chosen)


def values_of(settings: Settings[V], query: Mapping[str, str], **changed: object) -> V:
    """The settings that a link asks for, whose parameters have one value each; some changed."""
    values = decode(settings, {name: [value] for name, value in query.items()}).values
    return values.with_values(**changed)


def encode(settings: Settings, link: Link) -> dict[str, str]:
    """The query parameters that open this state again: only what differs from the defaults.

    And the first tab, where without a word another would be opened.
    """
    said = {settings.by} if _open_tab(settings, link.values) else set()
    query = {
        name: setting.format(link.values[name])
        for name, setting in settings.every.items()
        if name in said or link.values[name] != setting.default
    }
    for name, chosen in (("hide", link.hide), ("lock", link.lock)):
        if chosen:
            query[name] = ".".join(one for one in settings.every if one in chosen)
    return query


def _open_tab(settings: Settings, values: Record) -> str:
    """The tab that these settings open unless a link says which; empty for the first."""
    for tab, names in settings.tabs.items():
        if any(values[name] != settings.every[name].default for name in names):
            return tab
    return ""


def _read(setting: Setting, raw: str) -> tuple[Any, list[Notice]]:
    """The value to use for a link's text, and what to say about it."""
    try:
        value, moved = setting.parse(raw[:_MOST].strip())
    except (ValueError, OverflowError):
        return setting.default, [Notice("bad", setting.name, raw, setting.rule)]
    if not moved:
        return value, []
    used = setting.format(value)
    if isinstance(setting, Integer) and setting.within(raw.strip()):
        return value, [Notice("between", setting.name, raw, value_used=used)]
    return value, [Notice("clamped", setting.name, raw, setting.rule, used)]


def _frame(query: Query) -> list[Notice]:
    """What to say about the parameters that belong to no page."""
    found = []
    lang, version, present = (query.get(name, ()) for name in ("lang", "v", PRESENT))
    if lang and lang[-1] not in languages():
        rule = Rule("choice", {"options": tuple(languages())})
        found.append(Notice("bad", "lang", lang[-1], rule))
    if present and present[-1] not in PRESENT_VALUES:
        found.append(
            Notice("bad", PRESENT, present[-1], Rule("choice", {"options": PRESENT_VALUES}))
        )
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
    for name, setting in settings.every.items():
        if not _NAME.fullmatch(name) or name in RESERVED_NAMES:
            found.append(f"{name!r} cannot be a name")
        if setting.clean(setting.default) != setting.default:
            found.append(f"default of {name} is outside its range")
        if isinstance(setting, Choice) and not all(map(_SLUG.fullmatch, setting.options)):
            found.append(f"an option of {name} is no slug")
    for preset in settings.presets:
        for name, value in preset.values.items():
            if name not in settings.every or settings.every[name].clean(value) != value:
                found.append(f"preset {preset.slug} cannot set {name}={value!r}")
    for tab, names in settings.tabs.items():
        by = settings.every.get(settings.by)
        if not isinstance(by, Choice) or tab not in by.options or tab == by.default:
            found.append(f"{tab!r} is no tab that a link can open")
        if settings.by in names or not settings.every.keys() >= set(names):
            found.append(f"the tab {tab} cannot be opened by {names}")
    return found
