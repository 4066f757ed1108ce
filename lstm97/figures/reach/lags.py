"""How large an error still is so many steps back: the median of each layer, and its band.

Signs instead of words, as in every picture that a notebook draws by itself; the axis is that of the
lesson.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lstm97.engine.activations import Array
from lstm97.figures.notebook import size_lines

Band = tuple[Array, Array, Array]


def lag_chart(layers: Mapping[str, Band]) -> Any:
    """log10 of sizes against steps back q; ``layers`` has (low, median, high), (T,) each."""
    medians = {name: median for name, (_, median, _) in layers.items()}
    bands = {name: (low, high) for name, (low, _, high) in layers.items()}
    return size_lines(medians, "q", "log₁₀ |∂E/∂s(T−q)|", bands=bands)
