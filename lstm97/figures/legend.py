"""The names below a chart, and as much room for them as its neighbour needs."""

from __future__ import annotations

import json
from typing import Any

from lstm97.figures.titles import label

Spec = dict[str, Any]  # of Vega-Lite
NARROW = 1049  # pixels of a window up to which charts stand one below the other
UNSEEN = "#00000000"


def legend() -> Spec:
    """A legend below the chart, names one below the other, so that none is cut off on a phone."""
    return {
        "title": None,
        "orient": "bottom",
        "columns": 1,
        "labelLimit": 400,
        "labelExpr": label(),
        "symbolStrokeWidth": 0,
        "offset": 4,
        "padding": 0,
    }


def with_rows(chart: Spec, rows: int) -> Spec:
    """The chart with a legend of so many rows, the last ones bare.

    Its plot ends at the height at which that of its neighbour does, whose legend has as many. Where
    they stand one below the other, it has none too many.
    """
    color = chart["encoding"]["color"]
    names, colors = color["scale"]["domain"], color["scale"]["range"]
    bare = [" " * (n + 1) for n in range(rows - len(names))]
    said = [json.dumps(some, ensure_ascii=False) for some in ([*names, *bare], names)]
    shown = {"expr": f"windowSize()[0] > {NARROW} ? {said[0]} : {said[1]}"}
    scale = {"domain": [*names, *bare], "range": [*colors, *(UNSEEN for _ in bare)]}
    full = color | {"scale": scale, "legend": (color["legend"] or legend()) | {"values": shown}}
    return {**chart, "encoding": {**chart["encoding"], "color": full}}
