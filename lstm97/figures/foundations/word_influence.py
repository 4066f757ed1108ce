"""Which word of a sentence a network still knows: a row for each word, a column for each moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.lines import Spec
from lstm97.figures.palette import Palette, Role


def known_chart(
    known: Array, sentence: Sequence[str], words: Mapping[str, str], look: Palette, role: Role
) -> Spec:
    """Squares of ``known`` (W, W), nan where nothing is drawn; the stronger, the larger it is.

    ``sentence`` (W,) are the words that are heard; ``words``: x, y, value.
    """
    names = [f"{number} {word}" for number, word in enumerate(sentence, 1)]
    values = [
        {"row": names[row], "column": names[column], "value": float(known[row, column])}
        for row, column in np.argwhere(np.isfinite(known))
    ]
    axis = {"labelLimit": 110, "labelOverlap": True, "grid": False, "ticks": False}
    across = {"title": words["x"], "grid": False, "ticks": False, "labels": False}
    down = {"title": words["y"], "titleAnchor": "start", "titleAngle": 0, "titleAlign": "left"}
    down |= {"titleY": -10, "titleX": 0, **axis}
    strength: Spec = {"field": "value", "type": "quantitative", "legend": _key(words["value"])}
    strength["scale"] = {"domain": [0, 1], "range": look.sequential(role), "clamp": True}
    tip = {"field": "value", "type": "quantitative", "format": ".2g", "title": words["value"]}
    return {
        "data": {"values": values},
        "mark": {
            "type": "rect",
            "stroke": look.quiet,
            "strokeOpacity": 0.4,
        },
        "encoding": {
            "x": {"field": "column", "type": "nominal", "sort": names, "axis": across},
            "y": {"field": "row", "type": "nominal", "sort": names, "axis": down},
            "fill": strength,
            "tooltip": [{"field": "row", "title": words["y"]}, tip],
        },
        "height": 300,
    }


def _key(title: str) -> Spec:
    """What the colours mean, where no word has come yet: the corner below the squares."""
    ends: Spec = {
        "values": [0, 1],
        "format": "d",
        "gradientLength": 110,
        "gradientThickness": 8,
        "titleFontSize": 12,
    }
    ends |= {"direction": "horizontal"}
    return {"title": title, "titleLimit": 400, "orient": "bottom-left", "offset": 0, **ends}
