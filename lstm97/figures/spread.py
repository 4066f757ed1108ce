"""Many learners at once: the middle one as a line and most of them as a band around it.

As in `learning`, the specification never depends on the data, which is handed over beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lstm97.analysis.course import Course
from lstm97.engine.activations import Array
from lstm97.figures.lines import Spec, legend, value_axis
from lstm97.figures.palette import Palette, Role

ROLES: dict[str, Role] = {"truncated": "cell", "full": "error"}
BAND = (0.1, 0.5, 0.9)  # quantiles: bottom of the band, line, top

Columns = dict[str, list[float | str]]


def spread_data(courses: Mapping[str, Course], names: Mapping[str, str], field: str) -> Columns:
    """The three quantiles of ``field`` ("loss" or "right") at each mark, side by side."""
    columns: Columns = {name: [] for name in ("sequences", "side", "low", "middle", "high")}
    for side, course in courses.items():
        values: Array = getattr(course, field)
        for place, row in zip(course.sequences, values, strict=True):
            if np.isfinite(row).any():
                low, middle, high = np.nanquantile(row, BAND)
                record: tuple[float | str, ...] = (
                    float(place),
                    names[side],
                    float(low),
                    float(middle),
                    float(high),
                )
                for name, value in zip(columns, record, strict=True):
                    columns[name].append(value)
    return columns


def spread_chart(
    names: Mapping[str, str],
    x: str,
    y: str,
    look: Palette,
    *,
    longest: int,
    log: bool = False,
) -> Spec:
    """Median and band over sequences for each side; ``names`` by side, ``x`` and ``y`` titles."""
    loss = {"type": "log", "domain": [5e-4, 1], "clamp": True}
    scale = loss if log else {"domain": [0, 1], "clamp": True}
    height = {"type": "quantitative", "scale": scale}
    height["axis"] = value_axis(y) | {"format": "~g" if log else "%"}
    looks = [look.styles[ROLES[side]] for side in names]
    side = {"field": "side", "type": "nominal"}
    shown = list(names.values())
    color = {"domain": shown, "range": [one.color for one in looks]}
    dash = {"domain": shown, "range": [list(one.dash) or [1, 0] for one in looks]}
    across = {"field": "sequences", "type": "quantitative", "scale": {"domain": [0, longest]}}
    line = {"y": height | {"field": "middle"}, "strokeDash": side | {"scale": dash, "legend": None}}
    return {
        "height": 360,
        "encoding": {
            "x": across | {"axis": {"title": x, "tickCount": 5, "grid": False}},
            "color": side | {"scale": color, "legend": legend() | {"symbolOpacity": 1}},
        },
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.2},
                "encoding": {"y": height | {"field": "low"}, "y2": {"field": "high"}},
            },
            {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": line},
        ],
    }
