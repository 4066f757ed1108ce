"""Settings and shares in sentences: a printed minus sign, and per cent without false digits."""

from __future__ import annotations


def signed(value: float) -> str:
    """A number as it was set, with a printed minus sign: ``-0.5`` reads −0.5."""
    return f"{value + 0.0:.10g}".replace("-", "−")


def share(value: float) -> str:
    """A share as whole per cent, or with one digit where that would say 0 or 100."""
    percent = 100 * value
    near = 0 < percent < 1 or 99 < percent < 100
    return f"{percent:.{1 if near else 0}f}\N{NO-BREAK SPACE}%".replace("-", "−")
