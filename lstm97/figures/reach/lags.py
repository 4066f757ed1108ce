"""How large an error still is so many steps back: the median of each layer, and its band.

Signs instead of words, as in every picture that a notebook draws by itself; the axis is that of the
lesson, and what lies outside it is not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.notebook import DECADES, HEIGHT, MOST, WIDTH
from lstm97.figures.palette import LIGHT

COLORS = ("lstm", "rnn", "gru", "error", "signal", "neutral")
Band = tuple[Array, Array, Array]


def lag_chart(layers: Mapping[str, Band]) -> Any:
    """log10 of sizes against steps back q; ``layers`` has (low, median, high), (T,) each."""
    data: Any = {"values": [row for name, band in layers.items() for row in _rows(name, *band)]}
    x = alt.X("q:Q", title="q", scale=alt.Scale(nice=False))
    axis = alt.Scale(domain=list(DECADES))
    y = alt.Y("median:Q", title="log₁₀ |∂E/∂s(T−q)|", scale=axis)
    colors = alt.Scale(range=[LIGHT.color(role) for role in COLORS])  # type: ignore[arg-type]
    color = alt.Color("layer:N", title=None, scale=colors)
    plain = alt.Color("layer:N", scale=colors, legend=None)
    dash = alt.StrokeDash("layer:N", title=None)
    base = alt.Chart(data, width=WIDTH, height=HEIGHT)
    band = base.mark_area(opacity=0.2).encode(
        x=x, y=alt.Y("low:Q", scale=axis), y2="high:Q", color=plain
    )
    return alt.layer(band, base.mark_line().encode(x=x, y=y, color=color, strokeDash=dash))


def _rows(name: str, low: Array, median: Array, high: Array) -> list[dict[str, Any]]:
    """A band ends at the edges of the axis; a line is not drawn beyond them."""
    bottom, top = DECADES
    with np.errstate(divide="ignore"):
        logs = [np.log10(values) for values in (low, median, high)]
    rows = []
    for q in np.unique(np.linspace(0, len(median) - 1, MOST).astype(int)):
        below, middle, above = (float(values[q]) for values in logs)
        seen = above >= bottom and below <= top
        rows.append(
            {
                "q": int(q),
                "layer": name,
                "low": max(below, bottom) if seen else None,
                "high": min(above, top) if seen else None,
                "median": middle if bottom <= middle <= top else None,
            }
        )
    return rows
