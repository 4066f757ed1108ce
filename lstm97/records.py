"""Records in one short line or two: shapes and a few figures, instead of all of their numbers.

A record of a run of a thousand steps holds some hundred thousand numbers, and a prompt, a debugger
or a failed test would print them all.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

Record = TypeVar("Record", bound=type)
FEW = 4  # numbers of an array, or parts of a collection, that are still written out
LONGEST = 160  # characters of anything else


def brief(record: Record) -> Record:
    """Class decorator, outermost: a short repr for a dataclass or a NamedTuple."""
    record.__repr__ = _repr  # type: ignore[method-assign, assignment]
    return record


def _repr(record: Any) -> str:
    """The class, and each field by name."""
    parts = (f"{name}={figures(getattr(record, name))}" for name in _names(record))
    return f"{type(record).__name__}({', '.join(parts)})"


def is_brief(record: type) -> bool:
    """Whether a class has been decorated with `brief`."""
    shown: Any = record.__repr__
    return shown is _repr


def figures(value: Any) -> str:
    """A value in few words: what it is, how large, from where to where."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if is_brief(type(value)):
        return f"{type(value).__name__}(...)"
    if isinstance(value, tuple | list | dict | frozenset) and len(value) > FEW:
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {figures(one)}" for key, one in value.items()) + "}"
    if type(value) in (tuple, list):
        return "(" + ", ".join(map(figures, value)) + ")"
    if isinstance(value, float | np.floating):
        return f"{value:.6g}"
    return _cut(getattr(value, "__name__", None) or repr(value))


def _array(array: np.ndarray[Any, Any]) -> str:
    """Shape, and the smallest and largest number; few numbers are written out."""
    if array.size <= FEW:
        return np.array2string(array, precision=4, separator=", ").replace("\n", "")
    said = f"{array.shape} {array.dtype}"
    if array.dtype == bool:
        return f"{said} {int(array.sum())} true"
    if array.dtype.kind not in "fiu":
        return said
    known = array[np.isfinite(array)]
    span = f" {known.min():.3g} to {known.max():.3g}" if known.size else ""
    unknown = array.size - known.size
    return f"{said}{span}" + (f", {unknown} not finite" if unknown else "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _names(record: Any) -> tuple[str, ...]:
    if is_dataclass(record):
        return tuple(field.name for field in fields(record) if field.repr)
    return tuple(record._fields)
