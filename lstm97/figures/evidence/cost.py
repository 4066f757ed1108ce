"""What a gradient costs, on paper and measured: two methods against size and against time.

Only ratios are drawn: seconds belong to one machine, ratios to the methods.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.edges import VisibleLine, visible
from lstm97.figures.layers import layer, number, word
from lstm97.figures.legend import legend
from lstm97.figures.lines import Spec, in_rows, numbers, thousands, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.records import brief

ANY = (1e-300, 1e300)  # an axis that is as wide as what stands on it


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
    """Both axes logarithmic; ``words``: x, y (axis titles); ``domain`` fixes the y axis.

    Where a line or a point leaves the axis, an arrow says how far it goes.
    """
    names = [one.name for one in series]
    named = sorted({float(x) for one in series for x in np.asarray(one.x)})
    shapes = {"domain": names, "range": ["circle", "square", "triangle-up", "diamond"]}
    common = _encoding(series, named, words, look, domain)
    line = {"type": "line", "strokeWidth": 2.2}
    point = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    shape = word("name", scale=shapes, legend=None)
    seen = [(one, part) for one in series for part in _visible_parts(one, domain or ANY)]
    lines, points = (list(_records(seen, measured)) for measured in (False, True))
    leaves = [(one.name, leave) for one, part in seen for leave in part.leaves]
    arrows = in_rows(leaves, (named[0] * named[-1]) ** 0.5 if named else 0.0)
    return {
        "layer": [
            layer(lines, line, **common, detail=word("part")),
            layer(points, point, **common, shape=shape),
            *({**one, "encoding": {**common, **one["encoding"]}} for one in arrows),
        ],
        "height": height,
    }


def _encoding(
    series: Sequence[Series],
    named: Sequence[float],
    words: Mapping[str, str],
    look: Palette,
    domain: tuple[float, float] | None,
) -> Spec:
    """Both axes, colours and tooltips; the x axis has the numbers that were measured at."""
    colors = {"domain": [one.name for one in series]}
    colors["range"] = [look.color(one.role) for one in series]
    log = {"type": "log"}
    across = {"title": words["x"], "values": named, "grid": False} | thousands()
    up = value_axis(words["y"], log=True) | numbers([10.0**n for n in range(8)])
    return {
        "x": number("x", scale=log, axis=across),
        "y": number("y", scale=log | ({"domain": list(domain)} if domain else {}), axis=up),
        "color": word("name", scale=colors, legend=legend()),
        "tooltip": [
            word("name", title=" "),
            number("x", title=words["x"]),
            number("y", title=words["y"], format=",.3~g"),
        ],
    }


def _visible_parts(one: Series, domain: tuple[float, float]) -> list[VisibleLine]:
    """What the axis shows of a line, or of each point."""
    places = np.stack([np.asarray(one.x, float), np.asarray(one.y, float)], axis=1).tolist()
    pairs = [(x, y) for x, y in places]
    parts = [[pair] for pair in pairs] if one.measured else [pairs]
    return [visible(part, domain, log=True) for part in parts]


def _records(
    seen: Sequence[tuple[Series, VisibleLine]], measured: bool
) -> Iterator[dict[str, str | float]]:
    for one, drawn in seen:
        if one.measured == measured:
            for part, stretch in enumerate(drawn.stretches):
                for x, y in stretch:
                    yield {"name": one.name, "x": x, "y": y, "part": part}
