"""Published against measured: one line for each row of a table, every trial a mark on it.

The axis counts training sequences and is logarithmic and the same for all tables, so that a factor
of two looks the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from lstm97.figures.palette import Palette

DOMAIN = (1e3, 1e7)  # training sequences, all tables
SHAPES = {"published": "diamond", "mean": "circle"}


def reproduction_chart(
    rows: Sequence[Mapping[str, Any]], words: Mapping[str, str], look: Palette
) -> alt.LayerChart:
    """A dot plot of sequences to success.

    ``rows`` have name, published (or None), mean (or None) and trials, the count of each trial
    that succeeded; ``words`` are published, mean, trial and sequences (legend and axis).
    """
    names = [row["name"] for row in rows]
    y = alt.Y("name:N", sort=names, axis=alt.Axis(title=None, labelLimit=260))
    x = alt.X(
        "sequences:Q",
        scale=alt.Scale(type="log", domain=list(DOMAIN), clamp=True),
        axis=alt.Axis(title=words["sequences"], tickCount=5, format="~s"),
    )
    tooltip = [alt.Tooltip("name:N"), alt.Tooltip("sequences:Q", format=",.0f")]
    counts = [{"name": row["name"], "sequences": one} for row in rows for one in row["trials"]]
    trials = _marks(counts).mark_tick(thickness=2, size=16, opacity=0.5, color=look.color("lstm"))
    means = (_means(rows, field, words, look).encode(x, y, tooltip=tooltip) for field in SHAPES)
    return alt.LayerChart(
        layer=[trials.encode(x, y, tooltip=tooltip), *means], height=120 + 30 * len(names)
    )


def _means(
    rows: Sequence[Mapping[str, Any]], field: str, words: Mapping[str, str], look: Palette
) -> alt.Chart:
    """One point a row for its published or its measured mean."""
    points = [
        {"name": row["name"], "sequences": row[field], "kind": words[field]}
        for row in rows
        if row[field]
    ]
    shapes = alt.Scale(domain=[words[kind] for kind in SHAPES], range=list(SHAPES.values()))
    color = look.color("lstm" if field == "mean" else "target")
    chart: alt.Chart = (
        _marks(points)
        .mark_point(filled=True, size=110, color=color, opacity=1)
        .encode(
            shape=alt.Shape("kind:N", scale=shapes, legend=alt.Legend(title=None, orient="top"))
        )
    )
    return chart


def _marks(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=values))
