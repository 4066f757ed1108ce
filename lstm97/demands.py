"""What an argument must be: each demand names the argument, what was expected, and what came.

They stand where a caller comes in, once a call; what runs at every time step trusts its arguments.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from lstm97.records import figures

Floats = NDArray[np.floating[Any]]


def of_kind(name: str, value: Any, kinds: type | tuple[type, ...], what: str) -> None:
    """Raise TypeError unless a value is one of the ``kinds``, which are said to be ``what``."""
    if not isinstance(value, kinds):
        raise TypeError(f"{name} must be {what}, got {figures(value)}")


def generator(rng: Any) -> None:
    """Raise TypeError unless ``rng`` draws numbers."""
    of_kind("rng", rng, np.random.Generator, "np.random.default_rng(seed)")


def seed(value: Any) -> None:
    """Raise ValueError unless a seed is a whole number from 0 on, or several."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return  # of any length, and longer than what an array holds
    array = numbers("seed", value)
    if array.dtype.kind not in "iu" or array.ndim > 1 or (array < 0).any():
        raise ValueError(f"seed must be a whole number from 0 on, or several, got {figures(value)}")


def number(name: str, value: Any, what: str = "a finite number") -> float:
    """A value as a float; ValueError unless it is one finite number."""
    array = numbers(name, value, what)
    if array.ndim or array.dtype.kind == "b" or not np.isfinite(array):
        raise ValueError(f"{name} must be {what}, got {figures(value)}")
    return float(array)


def whole(name: str, value: Any, least: int, most: int | None = None) -> int:
    """A value as an int; ValueError unless it is a whole number from ``least`` to ``most``."""
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not is_whole or value < least or (most is not None and value > most):
        which = f"of {least} or more" if most is None else f"from {least} to {most}"
        raise ValueError(f"{name} must be a whole number {which}, got {figures(value)}")
    return int(value)


def at_least(least: int, **sizes: int) -> None:
    """Raise ValueError unless all ``sizes`` are whole numbers of ``least`` or more."""
    for name, size in sizes.items():
        whole(name, size, least)


def numbers(name: str, value: Any, what: str = "an array of numbers") -> NDArray[Any]:
    """A value as an array of real numbers; ValueError for anything else."""
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be {what}, got {figures(value)}")
    return array


def floats(name: str, value: Any, dtype: DTypeLike) -> Floats:
    """A value as an array of floating-point numbers; ValueError for anything else."""
    array: Floats = numbers(name, value).astype(dtype, copy=False)
    return array


def precision(dtype: Any, names: tuple[str, ...] = ()) -> np.dtype[Any]:
    """A kind of floating-point number, one of ``names`` if there are any; ValueError otherwise."""
    try:
        found: np.dtype[Any] = np.dtype(dtype)
    except (TypeError, ValueError):
        found = np.dtype(object)
    if found.kind != "f" or (names and found.name not in names):
        what = " or ".join(names) or "a kind of floating-point number"
        raise ValueError(f"dtype must be {what}, got {figures(dtype)}")
    return found


def is_one_of(value: Any, known: Collection[str]) -> bool:
    """Whether a value is one of some names; of what cannot be looked up, too."""
    return isinstance(value, str) and value in known
