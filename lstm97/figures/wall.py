"""A figure on a wall: all of it twice as large, words and marks alike, as the stage is there.

What takes pixels is doubled, and what asks for the room that there is (`width`, `height`) is told
half of it, so that a figure looks as it does on a desk, from twice as far away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lstm97.figures.lines import Spec

TIMES = 2
LETTERS = 12  # pixels of the smallest letters before that
# What is measured in pixels, and what in square pixels; a bar's size is its width.
PIXELS = frozenset({
    "fontSize", "labelFontSize", "titleFontSize", "strokeWidth", "strokeDash", "symbolStrokeWidth",
    "dx", "dy", "xOffset", "yOffset", "padding", "rowPadding", "columnPadding", "titlePadding",
    "labelPadding", "offset", "titleX", "titleY", "titleLineHeight", "labelLimit", "minExtent",
    "maxExtent", "thickness", "gradientLength", "gradientThickness", "spacing", "step", "radius",
    "tickSize", "labelFlushOffset",
})  # fmt: skip
PLACES = frozenset({"x", "y", "x2", "y2"})  # their expressions say where something is, in full
AREAS = frozenset({"size", "symbolSize"})
BARS = ("bar", "tick")
LINE: Spec = {"strokeWidth": 2}  # said by the mark: said by config it would edge a legend's symbols
WORDS = frozenset({"fontSize", "labelFontSize", "titleFontSize"})
ROOM = re.compile(r"\b(width|height)\b(?!\s*[(:'\"])")
SIZES: dict[str, Spec] = {
    "axis": {
        "labelFontSize": LETTERS,
        "titleFontSize": 13,
        "titlePadding": 8,
        "labelPadding": 8,
        "labelLimit": 180,
    },
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "symbolSize": 70, "rowPadding": 2},
    "header": {"labelFontSize": 13, "titleFontSize": 13},
    "title": {"fontSize": 14, "offset": 12},
    "text": {"fontSize": LETTERS},
    "rule": {"strokeWidth": 1},
    "point": {"size": 30},
}


def enlarge(spec: Spec) -> Spec:
    """The figure as a wall needs it; the letters that it does not size itself are no smaller."""
    own = spec.get("config", {})
    sizes = {part: {**size, **own.get(part, {})} for part, size in SIZES.items()}
    return {**_grow(spec), "config": {**own, **_grow(sizes)}}


def _grow(part: Any) -> Any:
    """A part of a spec with all that is measured in pixels grown."""
    if isinstance(part, Mapping):
        bar = part.get("type") in BARS
        whole = {**LINE, **part} if part.get("type") == "line" else part
        return {key: _grow_value(key, value, bar) for key, value in whole.items()}
    if isinstance(part, list):
        return [_grow(one) for one in part]
    return part


def _grow_value(key: str, value: Any, bar: bool) -> Any:
    if key in {"data", "datasets", "values"}:
        return value
    if key in PIXELS or key in AREAS:
        times = TIMES**2 if key in AREAS and not bar else TIMES
        return _times(value, times, least=TIMES * LETTERS if key in WORDS else None)
    if key in PLACES and isinstance(value, Mapping) and "value" in value:
        there = value["value"]
        return {**value, "value": TIMES * there if isinstance(there, int | float) else there}
    if key == "scale":  # its padding is a share, and its range no size
        return {name: _bound(bound) for name, bound in value.items()} if value else value
    if key in {"expr", "labelExpr", "calculate", "filter"} and isinstance(value, str):
        return _roomy(value)
    return _grow(value)


def _times(value: Any, times: int, least: float | None) -> Any:
    """A number, a list of them or an expression, grown; a channel keeps its scale's own."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return max(times * value, least) if least else times * value
    if isinstance(value, list):
        return [_times(one, times, least) for one in value]
    if isinstance(value, Mapping) and isinstance(value.get("expr"), str):
        grown = f"{times} * ({_roomy(value['expr'])})"
        return {"expr": f"max({least:g}, {grown})" if least else grown}
    if isinstance(value, Mapping) and "range" in (scale := value.get("scale") or {}):
        return {**_grow(value), "scale": {**scale, "range": _times(scale["range"], times, least)}}
    return _grow(value)


def _bound(bound: Any) -> Any:
    return _grow(bound) if isinstance(bound, Mapping) else bound


def _roomy(expression: str) -> str:
    return ROOM.sub(rf"(\1 / {TIMES})", expression)
