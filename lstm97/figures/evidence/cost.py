"""What a gradient costs, on paper and measured: two methods against size and against time.

Only ratios are drawn: seconds belong to one machine, ratios to the methods.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.layers import layer, number, word
from lstm97.figures.lines import Spec, legend, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.records import brief


@brief
@dataclass(frozen=True, eq=False)
class Series:
    """One method or quantity: ``x`` and ``y`` (M,), as a line (on paper) or points (measured)."""

    name: str
    x: ArrayLike
    y: ArrayLike
    role: Role
    measured: bool = False


def cost_chart(
    series: Sequence[Series],
    words: Mapping[str, str],
    look: Palette,
    height: int = 380,
    domain: tuple[float, float] | None = None,
) -> Spec:
    """Both axes logarithmic; ``words``: x, y (axis titles); ``domain`` fixes the y axis."""
    names = [one.name for one in series]
    color = word(
        "name",
        scale={"domain": names, "range": [look.color(one.role) for one in series]},
        legend=legend(),
    )
    shapes = {"domain": names, "range": ["circle", "square", "triangle-up", "diamond"]}
    named = sorted({float(x) for one in series for x in np.asarray(one.x)})
    log = {"type": "log"}
    x_axis = {"title": words["x"], "values": named, "grid": False, "format": ",d"}
    y_axis = value_axis(words["y"]) | {"values": [10.0**n for n in range(8)], "format": "~s"}
    common = {
        "x": number("x", scale=log, axis=x_axis),
        "y": number("y", scale=log | ({"domain": list(domain)} if domain else {}), axis=y_axis),
        "color": color,
        "tooltip": [
            word("name", title=" "),
            number("x", title=words["x"]),
            number("y", title=words["y"], format=",.3~g"),
        ],
    }
    line = {"type": "line", "strokeWidth": 2.2}
    point = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    shape = word("name", scale=shapes, legend=None)
    lines, points = (list(_records(series, measured)) for measured in (False, True))
    return {
        "layer": [layer(lines, line, **common), layer(points, point, **common, shape=shape)],
        "height": height,
    }


def _records(series: Sequence[Series], measured: bool) -> Iterator[dict[str, str | float]]:
    for one in series:
        if one.measured == measured:
            for x, y in zip(np.asarray(one.x), np.asarray(one.y), strict=True):
                yield {"name": one.name, "x": float(x), "y": float(y)}
