"""Two pictures for experts: where errors go that enter at any step, and what a step makes of them.

Both keep a fixed axis. In the map what is too small for it is not drawn, and what is larger has a
colour of its own; a line ends at the edge.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from lstm97.engine.activations import Array
from lstm97.figures.columns import Table
from lstm97.figures.edges import VisibleLine, visible
from lstm97.figures.layers import DASH, layer, number, word
from lstm97.figures.legend import legend
from lstm97.figures.lines import SHAPES, Spec, in_rows, powers, superscript, value_axis
from lstm97.figures.palette import Palette
from lstm97.figures.stage.scene import ERROR_DOMAIN

ROWS, COLUMNS = 40, 64  # cells of the map, at most
STEPS = 200  # points of a line, at most
THREE = ("largest", "median", "least")
STRETCH = (1e-6, 1e2)  # axis of singular values
LOW, HIGH = (float(np.log10(edge)) for edge in ERROR_DOMAIN)


def credit_map(
    entries: ArrayLike,
    sizes: ArrayLike,
    words: Mapping[str, str],
    look: Palette,
    *,
    height: int = 340,
) -> Spec:
    """Sizes of errors by the step at which they are (across) and at which they entered (up).

    ``sizes`` (K, T) belong to errors that entered at the steps ``entries`` (K,), 0-based, as
    `lstm97.flow.Credit` has them for a layer. ``words``: at, entered (axis titles), size
    (legend). Of long runs evenly spaced steps are drawn.
    """
    steps = np.asarray(sizes).shape[1]
    cells = {
        "data": {"values": _cells(np.asarray(entries), np.asarray(sizes, float))},
        "transform": [
            {"flatten": ["left", "right", "t", "log"]},
            {"calculate": "pow(10, datum.log)", "as": "size"},
        ],
        "mark": {"type": "rect", "clip": True},
    }
    encoding = {**_sides(steps, words), "color": _heat(words, look)}
    # In a layer of its own the browser gets the lists as they are.
    return {"encoding": encoding, "layer": [cells], "height": height}


def credit_rows(entries: ArrayLike, sizes: ArrayLike, words: Mapping[str, str]) -> Table:
    """The numbers of `credit_map`: of every step at which an error was, and not of cells alone."""
    whole = np.asarray(sizes, float).tolist()
    return [
        {words["entered"]: int(entry) + 1, words["at"]: step + 1, words["size"]: size}
        for entry, row in zip(np.asarray(entries), whole, strict=True)
        for step, size in enumerate(row[: int(entry) + 1])
    ]


def _sides(steps: int, words: Mapping[str, str]) -> Spec:
    """Both axes are time, and a cell says what it is."""
    across = {"title": words["at"], "grid": False, "tickMinStep": 1}
    up = value_axis(words["entered"]) | {"grid": False, "tickMinStep": 1}
    whole = {"domain": [0.5, steps + 0.5], "nice": False}
    return {
        "x": number("left", scale=whole, axis=across),
        "x2": {"field": "right"},
        "y": number("low", scale=whole, axis=up),
        "y2": {"field": "high"},
        "tooltip": [
            number("t", title=words["at"]),
            number("entry", title=words["entered"]),
            number("size", title=words["size"], format=".3g"),
        ],
    }


def _heat(words: Mapping[str, str], look: Palette) -> Spec:
    """log10 of sizes as a colour, on the fixed axis; what is above it stands out."""
    written = {"title": words["size"], "orient": "bottom", "gradientLength": 220, "tickCount": 7}
    written |= {"labelExpr": f"'10' + {superscript('datum.value')}", "titleLimit": 400}
    scale = {"domain": [LOW, HIGH], "range": look.sequential("error"), "clamp": True}
    beyond = {"test": f"datum.log > {HIGH:g}", "value": look.text}
    return {"condition": beyond, **number("log", scale=scale, legend=written)}


def _cells(entries: Array, sizes: Array) -> list[dict[str, object]]:
    """A record for each row of the map, its cells as lists, which the browser takes apart."""
    count, steps = sizes.shape
    chosen, columns = _spread(count, ROWS), _spread(steps, COLUMNS)
    right = np.append(columns[1:], steps) + 0.5
    above = np.append(entries[chosen][1:], steps) + 0.5
    rows: list[dict[str, object]] = []
    for k, high in zip(chosen, above, strict=True):
        with np.errstate(divide="ignore"):
            logs = np.log10(sizes[k, columns])
        seen = (columns <= entries[k]) & (logs >= LOW)
        logs = np.where(np.isfinite(logs), logs, 999.0).round(2)
        rows.append(
            {
                "entry": int(entries[k]) + 1,
                "low": float(entries[k]) + 0.5,
                "high": float(high),
                "t": (columns[seen] + 1).tolist(),
                "left": (columns[seen] + 0.5).tolist(),
                "right": np.minimum(right[seen], entries[k] + 1.5).tolist(),
                "log": logs[seen].tolist(),
            }
        )
    return rows


def _spread(count: int, most: int) -> Array:
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int))


def singular_chart(
    steps: ArrayLike,
    values: ArrayLike,
    words: Mapping[str, str],
    look: Palette,
    *,
    height: int = 300,
) -> Spec:
    """The largest, the median and the least singular value of each step's Jacobian.

    ``values`` (K, S), the largest of a step first, belong to the steps ``steps`` (K,), 0-based, as
    `lstm97.flow.Singular` has them. ``words``: t, value (axis titles), largest, median, least
    (legend). A line that leaves the axis ends at its edge with an arrow; a dashed line stands at 1.
    """
    drawn = _factors(np.asarray(steps), np.asarray(values, float), words)
    scale = {"type": "log", "domain": list(STRETCH), "nice": False}
    up = value_axis(words["value"]) | powers()
    one = {"type": "rule", "color": look.text, "strokeDash": DASH, "clip": True}
    lines = _lines(drawn, words["t"], look, float(np.mean(np.asarray(steps)[[0, -1]])) + 1)
    return {
        "encoding": {"y": number("y", scale=scale, axis=up)},
        "layer": [layer([{"y": 1.0}], one), lines],
        "height": height,
    }


def _lines(drawn: Mapping[str, VisibleLine], title: str, look: Palette, middle: float) -> Spec:
    """The three lines with their markers, and arrows where they leave the axis."""
    names, across = list(drawn), {"title": title, "grid": False, "tickMinStep": 1}
    tips = [word("name", title=" "), number("x", title="t"), number("y", format=".4g")]
    stroke = {"type": "line", "strokeWidth": 1.8, "clip": True, "point": {"size": 14}}
    shape = _three(names, look, "shape") | {"legend": legend()}
    records = [
        {"x": point.x, "y": point.y, "name": name, "part": part}
        for name, line in drawn.items()
        for part, stretch in enumerate(line.stretches)
        for point in stretch
    ]
    leaves = [(name, leave) for name, line in drawn.items() for leave in line.leaves]
    return {
        "encoding": {
            "x": number("x", scale={"nice": False}, axis=across),
            "color": _three(names, look, "color") | {"legend": legend()},
        },
        "layer": [
            layer(records, stroke, detail=word("part"), shape=shape, tooltip=tips),
            *in_rows(leaves, middle, look.background),
        ],
    }


def _factors(steps: Array, values: Array, words: Mapping[str, str]) -> dict[str, VisibleLine]:
    """The three lines by their shown names, as far as the axis has them."""
    chosen = _spread(len(steps), STEPS)
    found = values[chosen]
    lines = zip(THREE, (found[:, 0], np.median(found, axis=1), found[:, -1]), strict=True)
    return {
        words[name]: visible(zip((steps[chosen] + 1.0).tolist(), line.tolist(), strict=True),
                             STRETCH, log=True)
        for name, line in lines
    }  # fmt: skip


def _three(names: list[str], look: Palette, part: str) -> Spec:
    """Largest, median and least apart by colour and by marker."""
    styles = [look.styles[role] for role in ("error", "signal", "neutral")]
    ranges = {
        "color": [style.color for style in styles],
        "shape": [SHAPES.get(style.marker, style.marker) for style in styles],
    }
    return word("name", scale={"domain": names, "range": ranges[part]})
