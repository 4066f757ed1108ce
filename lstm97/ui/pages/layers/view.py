"""The benches of the page on layers: a small net with every number, and a deep one."""

from __future__ import annotations

from typing import Any

from lstm97.ui.lesson.bench import Bench
from lstm97.ui.pages.layers import deep, small
from lstm97.ui.pages.layers.net import SETTINGS

__all__ = ["BENCHES", "SETTINGS"]

BENCHES: tuple[Bench[Any, Any], ...] = (small.BENCH, deep.BENCH)
