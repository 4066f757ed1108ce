"""An error flow as a picture in a notebook: the size of the error against the step it has reached.

Signs instead of words, since a notebook has no catalogue of texts; the axis is that of the lesson.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow
from lstm97.engine.layer_stack import StackFlow
from lstm97.figures.palette import LIGHT

WIDTH, HEIGHT = 520, 240
DECADES = (-17, 2)  # those of the lesson's axis; a test holds that they are the same
MOST = 400  # steps that are drawn; of longer runs evenly spaced ones


def bundle(record: ErrorFlow | StackFlow) -> dict[str, Any]:
    """The picture by MIME type, as Altair gives it to a notebook."""
    given = error_chart(record)._repr_mimebundle_()
    return dict(given[0] if isinstance(given, tuple) else given or {})


def error_chart(flow: ErrorFlow | StackFlow) -> alt.Chart:
    """log10 of the largest error of a time step, a line for each layer; the median over trials.

    What lies outside the axis is not drawn.
    """
    low, high = DECADES
    x = alt.X("t:Q", title="t", scale=alt.Scale(nice=False))
    y = alt.Y("log:Q", title="log₁₀ |∂E/∂s(t)|", scale=alt.Scale(domain=[low, high]))
    color = alt.Color("layer:N", title=None, scale=alt.Scale(range=_colors()))
    data: Any = {"values": _rows(flow, low, high)}
    chart: alt.Chart = alt.Chart(data, width=WIDTH, height=HEIGHT)
    lines: alt.Chart = chart.mark_line().encode(x=x, y=y, color=color)
    return lines


def _colors() -> list[str]:
    return [LIGHT.color(role) for role in ("lstm", "rnn", "gru", "error", "signal", "neutral")]


def _rows(flow: ErrorFlow | StackFlow, low: int, high: int) -> list[dict[str, Any]]:
    layers = flow.layers if isinstance(flow, StackFlow) else (flow,)
    rows: list[dict[str, Any]] = []
    for n, layer in enumerate(layers, start=1):
        logs = sizes(layer)
        slug = layer.trace.params.spec.slug
        for t in np.unique(np.linspace(0, len(logs) - 1, MOST).astype(int)):
            inside = low <= logs[t] <= high
            rows.append(
                {"t": int(t) + 1, "log": float(logs[t]) if inside else None, "layer": f"{n} {slug}"}
            )
    return rows


def sizes(flow: ErrorFlow) -> Array:
    """log10 of the largest error of each time step, (T,); the median of many trials."""
    largest = np.abs(flow.state).max(axis=1)
    with np.errstate(divide="ignore"):
        logs: Array = np.log10(np.median(largest.reshape(len(largest), -1), axis=1))
    return logs
