"""One weight at rest: what a single step back multiplies an error by, and sums over paths.

The axes of the factor never change, so that what moves with a slider is the factor itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lstm97.analysis.problem.hochreiter import single_factor
from lstm97.analysis.problem.vanishing import peak_weight
from lstm97.engine.activations import LOGISTIC, Array
from lstm97.figures.layers import layer, number, rule, word
from lstm97.figures.lines import Spec, powers, value_axis
from lstm97.figures.palette import Palette

WIDEST = 40.0  # largest weight drawn
FACTORS = (1e-3, 10.0)  # the factor's axis, logarithmic
MOST = 300  # points of a line


def hump(y: float, weight: float, words: Mapping[str, str], look: Palette) -> Spec:
    """|f'(w y) w| of a logistic unit against w for a constant activation ``y``.

    ``words``: weight, factor (axis titles), keeps, four, here (labels of marks).
    """
    w = np.append(np.geomspace(0.01, WIDEST, 200), weight)
    w.sort()
    across = number("x", scale={"domain": [0, WIDEST]}, axis={"title": words["weight"]})
    axis = value_axis(words["factor"]) | {"values": [0.001, 0.01, 0.1, 1, 10], "format": "~g"}
    up = number("y", scale={"type": "log", "domain": list(FACTORS), "clamp": True}, axis=axis)
    tips = [number("x", title="w", format=".2f"), number("y", title=words["factor"], format=".4f")]
    records = [_point(float(one), y) for one in w]
    return {
        "encoding": {"x": across, "y": up},
        "layer": [
            _safe(look),
            rule("y", [1.0], look),
            *_labels(words, look),
            layer(
                records,
                {"type": "line", "color": look.color("rnn"), "strokeWidth": 2.5, "clip": True},
                tooltip=tips,
            ),
            layer([_point(peak_weight(y), y)], _dot(look.text, "diamond")),
            *_here(_point(weight, y), words, look),
        ],
        "height": 340,
    }


def _point(weight: float, y: float) -> dict[str, float]:
    return {"x": weight, "y": float(single_factor(np.array([weight]), y)[0])}


def _safe(look: Palette) -> Spec:
    """|w| below 4, where the factor is below 1 whatever y is."""
    zone = {"x": 0, "x2": 1 / LOGISTIC.max_slope, "y": FACTORS[0], "y2": FACTORS[1]}
    mark = {"type": "rect", "color": look.color("bound"), "opacity": 0.14}
    return layer([zone], mark, x2={"field": "x2"}, y2={"field": "y2"})


def _labels(words: Mapping[str, str], look: Palette) -> list[Spec]:
    text = {"type": "text", "color": look.muted, "fontSize": 13}
    one = {"x": WIDEST, "y": 1.0, "name": words["keeps"]}
    four = {"x": 1 / LOGISTIC.max_slope, "y": FACTORS[1], "name": words["four"]}
    return [
        layer([one], {**text, "align": "right", "dy": 11}, text=word("name")),
        layer([four], {**text, "align": "left", "dx": 6, "dy": 10}, text=word("name")),
    ]


def _here(point: dict[str, float], words: Mapping[str, str], look: Palette) -> list[Spec]:
    """The reader's weight, its label on the side where there is room."""
    left = point["x"] > WIDEST / 2
    mark = {"type": "text", "align": "right" if left else "left", "dx": -12 if left else 12}
    mark |= {"dy": -12 if left else 14, "fontSize": 14, "fontWeight": 600}
    label = {**point, "name": words["here"]}
    return [
        layer([point], _dot(look.color("rnn"), "circle")),
        layer([label], {**mark, "color": look.color("rnn")}, text=word("name")),
    ]


def _dot(color: str, shape: str) -> Spec:
    return {
        "type": "point", "filled": True, "size": 150, "opacity": 1, "color": color, "shape": shape,
        "clip": False,
    }  # fmt: skip


def running_sum(products: Array, words: Mapping[str, str], look: Palette) -> Spec:
    """Paths added up one after the other, the largest first: up, then down to what is left.

    ``words``: paths, sum (axis titles), left (label of the end).
    """
    total = np.concatenate([[0.0], np.cumsum(products)])
    peak = int(np.count_nonzero(products > 0))
    kept = np.linspace(0, len(total) - 1, min(len(total), MOST)).astype(int)
    records = [{"x": int(n), "y": float(total[n])} for n in np.unique(np.append(kept, peak))]
    end = {**records[-1], "name": words["left"]}
    across = number(
        "x", axis={"title": words["paths"], "tickMinStep": 1, "format": "d", "grid": False}
    )
    up = number("y", axis=value_axis(words["sum"]) | powers())
    line = {"type": "line", "color": look.color("error"), "strokeWidth": 2.5}
    below = 20 if total[-1] > 0 else -12
    text = {"type": "text", "align": "right", "dx": -10, "dy": below, "fontSize": 14}
    return {
        "encoding": {"x": across, "y": up},
        "layer": [
            rule("y", [0.0], look),
            layer(records, line),
            layer([end], _dot(look.color("rnn"), "circle")),
            layer(
                [end], {**text, "fontWeight": 600, "color": look.color("rnn")}, text=word("name")
            ),
        ],
        "height": 320,
    }
