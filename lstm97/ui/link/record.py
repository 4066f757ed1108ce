"""A page's settings as a typed record, and the functions that declare its fields.

A field says once what a setting is: its type for the code that reads it, its kind for the link and
the controls. So a setting that is misspelt in a page is found by the type checker.
"""

from __future__ import annotations

from collections.abc import Callable, KeysView, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Self, TypeVar

from lstm97.ui.link.kinds import (
    Choice,
    Integer,
    IntList,
    Number,
    OwnCurve,
    Scale,
    Setting,
    Text,
    Toggle,
)

T = TypeVar("T")
N = TypeVar("N", int, float)
Slug = TypeVar("Slug", bound=str)
Place = Literal["main", "more", "placed"]  # in sight, behind "more", or where the page draws it


@dataclass(frozen=True)
class Record:
    """The settings of a page: subclasses are frozen dataclasses, every field a setting.

    By name they are read as ``values["T"]``, for code that knows no page.
    """

    def __getitem__(self, name: str, /) -> Any:
        if name not in self.__dataclass_fields__:
            raise KeyError(name)
        return getattr(self, name)

    def keys(self) -> KeysView[str]:
        """The names of the settings, in their order; with ``[]``, enough for ``dict(values)``."""
        return self.__dataclass_fields__.keys()

    def with_values(self, **values: Any) -> Self:
        """The same settings but for these; TypeError for a name that is none of them."""
        return replace(self, **values)


def settings_of(record: type[Record]) -> dict[Place, tuple[Setting, ...]]:
    """The settings that a record declares, in its order, by their place; TypeError for others."""
    found: dict[Place, tuple[Setting, ...]] = {"main": (), "more": (), "placed": ()}
    for one in fields(record):
        if "setting" not in one.metadata:
            raise TypeError(f"{record.__name__}.{one.name} is not declared as a setting")
        found[one.metadata["place"]] += (one.metadata["setting"](one.name),)
    return found


def integer(
    low: int, high: int, default: int, *, step: int = 1, box: bool = False, place: Place = "main"
) -> int:
    """A whole number from ``low`` to ``high``; a slider, or a box to type in."""
    return _setting(default, lambda name: Integer(name, low, high, default, step, box), place)


def real(
    low: float,
    high: float,
    default: float,
    *,
    step: float = 0.1,
    box: bool = False,
    place: Place = "main",
) -> float:
    """A real number from ``low`` to ``high``; a slider, or a box to type in."""
    return _setting(default, lambda name: Number(name, low, high, default, step, box), place)


def stops(few: Sequence[N], default: N, *, place: Place = "main") -> N:
    """One of a few declared numbers, all whole or all real; a slider with stops."""
    return _setting(default, lambda name: Scale(name, tuple(few), default), place)


def choice(options: Sequence[Slug], default: Slug, *, place: Place = "main") -> Slug:
    """One of a few slugs; buttons, or a list."""
    return _setting(default, lambda name: Choice(name, tuple(options), default), place)


def toggle(default: bool = False, *, place: Place = "main") -> bool:
    """On or off."""
    return _setting(default, lambda name: Toggle(name, default), place)


def integers(
    low: int,
    high: int,
    default: Sequence[int] = (),
    *,
    longest: int = 20,
    until: str = "",
    place: Place = "main",
) -> tuple[int, ...]:
    """A short list of whole numbers, each from ``low`` to ``high``."""
    first = tuple(default)
    return _setting(first, lambda name: IntList(name, low, high, first, longest, until), place)


def line(default: str = "", *, longest: int = 200, place: Place = "main") -> str:
    """A short line that the reader types; kept as it is, never as markup."""
    return _setting(default, lambda name: Text(name, default, longest), place)


def curve(*, place: Place = "main") -> str:
    """A curve that the reader has drawn or typed, as a short code; empty for none."""
    return _setting("", OwnCurve, place)


def _setting(default: T, named: Callable[[str], Setting], place: Place) -> T:
    """The field of a dataclass; a type checker takes it for its default."""
    return field(default=default, metadata={"setting": named, "place": place})
