"""What tasks of several modules may be asked for."""

from __future__ import annotations

from lstm97.demands import number

LONGEST = 10_000  # steps of the longest minimal length; ten times the paper's


def variance(name: str, value: float) -> float:
    """Return a noise variance. Raises ValueError unless it is finite and not negative."""
    what = "a variance: a finite number >= 0"
    if number(name, value, what) < 0:
        raise ValueError(f"{name} must be {what}, got {value!r}")
    return float(value)
