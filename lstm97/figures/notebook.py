"""An error flow as a picture in a notebook: the size of the error against the step it has reached.

Signs instead of words, since a notebook has no catalogue of texts; the axis is that of the lesson.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import log10
from typing import Any

import altair as alt
import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow
from lstm97.engine.health import true_sizes
from lstm97.engine.layer_stack import StackFlow
from lstm97.figures.edges import Point, VisibleLine, visible
from lstm97.figures.layers import layer, number, word
from lstm97.figures.lines import in_rows
from lstm97.figures.palette import LIGHT, Role
from lstm97.figures.stage.scene import ERROR_DOMAIN

WIDTH, HEIGHT = 520, 240
DECADES = [round(log10(edge)) for edge in ERROR_DOMAIN]
MOST = 400  # steps that are drawn; of longer runs evenly spaced ones
COLORS: tuple[Role, ...] = ("lstm", "rnn", "gru", "error", "signal", "neutral")
KEY = {"symbolType": "stroke", "symbolStrokeWidth": 3, "symbolSize": 400, "symbolOpacity": 1}
DASHES = [[1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [3, 1], [12, 4]]


def bundle(record: ErrorFlow | StackFlow) -> dict[str, Any]:
    """The picture by MIME type, as Altair gives it to a notebook."""
    given = error_chart(record)._repr_mimebundle_()
    return dict(given[0] if isinstance(given, tuple) else given or {})


def error_chart(flow: ErrorFlow | StackFlow) -> alt.LayerChart:
    """log10 of the largest error of a time step, a line for each layer; the median over trials.

    A line that leaves the axis ends at its edge, where an arrow says how far it goes.
    """
    layers = flow.layers if isinstance(flow, StackFlow) else (flow,)
    names = [f"{n} {layer.trace.params.spec.slug}" for n, layer in enumerate(layers, start=1)]
    curves = {name: sizes(layer) for name, layer in zip(names, layers, strict=True)}
    return size_lines(curves, "t", "log₁₀ |∂E/∂s(t)|", first=1)


def size_lines(
    curves: Mapping[str, Array],
    x: str,
    y: str,
    *,
    first: int = 0,
    bands: Mapping[str, tuple[Array, Array]] | None = None,
) -> alt.LayerChart:
    """Sizes (T,) by name against ``first``, first + 1, ..., on the lesson's axis, in decades.

    ``x`` and ``y`` are the axes' titles; ``bands`` has a lower and an upper edge of some, (T,).
    """
    drawn = {name: visible(_points(one, first), ERROR_DOMAIN, log=True)
             for name, one in curves.items()}  # fmt: skip
    longest = max(map(len, curves.values()))
    across = {"domain": [first, first + max(1, longest - 1)], "nice": False}
    scale = {"domain": DECADES, "nice": False}
    names = {"domain": list(curves), "range": [LIGHT.color(role) for role in COLORS]}
    dashes = {"domain": list(curves), "range": DASHES}
    line = {"type": "line", "strokeWidth": 2, "clip": True}
    stroke = {"strokeDash": word("name", scale=dashes, title=None), "detail": word("part")}
    spec = {
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {
            "x": number("x", title=x, scale=across, axis=_whole(longest, first)),
            "y": number("y", title=y, scale=scale),
            "color": word("name", title=None, scale=names, legend=KEY),
        },
        "layer": [
            *_areas(bands or {}, first),
            layer([*_records(drawn)], line, **stroke),
            *_lone(drawn),
            *_leaving(drawn, first + 0.6 * longest),
        ],
    }
    return alt.LayerChart.from_dict(spec)


def _whole(count: int, first: int) -> dict[str, Any]:
    return {"format": "d", "tickMinStep": 1} | ({"values": [first]} if count == 1 else {})


def _steps(count: int) -> list[int]:
    return [int(t) for t in np.unique(np.linspace(0, count - 1, min(count, MOST)).astype(int))]


def _points(curve: Array, first: int) -> list[tuple[float, float]]:
    whole = true_sizes(curve)
    return [(first + t, float(whole[t])) for t in _steps(len(whole))]


def _areas(bands: Mapping[str, tuple[Array, Array]], first: int) -> list[dict[str, Any]]:
    """Bands, cut off at the edges of the axis."""
    low, high = ERROR_DOMAIN
    records = [
        {"x": first + t, "name": name, "y": log10(max(below[t], low))}
        | {"top": log10(min(above[t], high))}
        for name, (below, above) in bands.items()
        for t in _steps(len(below))
        if above[t] >= low and below[t] <= high
    ]
    mark = {"type": "area", "opacity": 0.2, "clip": True}
    return [layer(records, mark, y2={"field": "top"})] if records else []


def _records(drawn: Mapping[str, VisibleLine]) -> Iterator[dict[str, Any]]:
    for name, line in drawn.items():
        for part, stretch in enumerate(line.stretches):
            for x, size in stretch:
                yield {"x": x, "y": log10(size), "name": name, "part": part}


def _lone(drawn: Mapping[str, VisibleLine]) -> list[dict[str, Any]]:
    """Steps without a neighbour, through which no line goes."""
    records = [
        {"x": x, "y": log10(size), "name": name}
        for name, line in drawn.items()
        for stretch in line.stretches
        if len(stretch) == 1
        for x, size in stretch
    ]
    return [layer(records, {"type": "point", "filled": True, "size": 50})] if records else []


def _leaving(drawn: Mapping[str, VisibleLine], middle: float) -> list[dict[str, Any]]:
    """Arrows on this axis, whose values are exponents."""
    leaves = [
        (name, replace(one, end=Point(one.end.x, log10(one.end.y))))
        for name, line in drawn.items()
        for one in line.leaves
    ]
    return in_rows(leaves, middle)


def sizes(flow: ErrorFlow) -> Array:
    """The largest error of each time step, (T,); the median of many trials."""
    largest = np.abs(flow.state).max(axis=1)
    return np.asarray(np.median(largest.reshape(len(largest), -1), axis=1))
