"""The benches of the maths toolbox, in the order in which the lesson needs them."""

from __future__ import annotations

from typing import Any

from lstm97.ui.lesson.bench import Bench
from lstm97.ui.pages.math_toolbox import chain, noise, nudge, power, vector
from lstm97.ui.pages.math_toolbox.tools import SETTINGS

__all__ = ["BENCHES", "SETTINGS"]

BENCHES: tuple[Bench[Any, Any], ...] = (
    nudge.BENCH,
    vector.BENCH,
    chain.BENCH,
    power.BENCH,
    noise.BENCH,
)
