"""Checks of what a caller, or a link, asks a task for.

Each says in its error what would have been accepted.
"""

from __future__ import annotations

import operator
from contextlib import suppress
from typing import SupportsIndex

from lstm97.demands import number

LONGEST = 10_000  # steps of the longest minimal length; ten times the paper's


def integer(name: str, value: object, low: int, high: int | None = None) -> int:
    """Return ``value`` as an int within [low, high].

    Raises:
        ValueError: if it is no integer (True and 3.0 are none either) or out of range.
    """
    number: int | None = None
    if isinstance(value, SupportsIndex) and not isinstance(value, bool):
        with suppress(TypeError):  # from an array, which is an index only if it has one element
            number = operator.index(value)
    if number is None or number < low or (high is not None and number > high):
        upper = "" if high is None else f" and at most {high}"
        raise ValueError(f"{name} must be an integer of at least {low}{upper}, got {value!r}")
    return number


def variance(name: str, value: float) -> float:
    """Return a noise variance. Raises ValueError unless it is finite and not negative."""
    if not 0.0 <= number(name, value, "a variance: a finite number >= 0") < float("inf"):
        raise ValueError(f"{name} must be a variance: a finite number >= 0, got {value!r}")
    return float(value)
