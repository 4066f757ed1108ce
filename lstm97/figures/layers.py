"""Layers of a Vega-Lite figure as plain records: each has its own data, mark and encoding.

What Altair would write, without the 40 ms that its checks take for each chart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lstm97.figures.lines import Spec
from lstm97.figures.palette import Palette

Records = Sequence[Mapping[str, Any]]
DASH = [6, 3]
LETTERS = {"expr": "clamp(width / 26, 13, 24)"}  # pixels of words beside a mark, large on a wall


def layer(records: Records, mark: Spec, **encoding: Any) -> Spec:
    """One layer: ``mark`` drawn for each record, placed by ``encoding``.

    Without records a screen reader is told nothing of it, not even of an unnamed symbol.
    """
    heard = {} if records else {"aria": False}
    return {"data": {"values": list(records)}, "mark": {**mark, **heard}, "encoding": encoding}


def number(field: str, **more: Any) -> Spec:
    """A quantitative channel."""
    return {"field": field, "type": "quantitative", **more}


def word(field: str, **more: Any) -> Spec:
    """A nominal channel."""
    return {"field": field, "type": "nominal", **more}


def place(field: str, title: str, count: int) -> Spec:
    """Whole steps 1..``count`` side by side, about ten of them named, in round numbers."""
    every = max(step * 10**zeros for zeros in range(4) for step in (1, 2, 5)
                if step * 10**zeros <= max(1, count / 8))  # fmt: skip
    named = [1, *range(max(2, every), count + 1, every)]
    axis = {"title": title, "values": named, "labelAngle": 0, "grid": False}
    if every > 1:  # the last step is narrower than its number, which ends there, within the figure
        last = {"test": f"datum.value == {count}", "value": "right"}
        axis |= {"labelAlign": {"condition": last, "value": "center"}}
    return {"field": field, "type": "ordinal", "axis": axis}


def rule(field: str, values: Sequence[float], look: Palette) -> Spec:
    """Dashed lines across the whole chart at ``values`` of "x" or "y"."""
    other, end = ("y", "height") if field == "x" else ("x", "width")
    across = {other: {"value": 0}, f"{other}2": {"value": end}}
    mark = {"type": "rule", "color": look.text, "strokeDash": DASH}
    return layer([{field: value} for value in values], mark, **{field: number(field)}, **across)


def round_scales(half: float) -> tuple[Spec, Spec]:
    """Scales of x and y from -``half`` to ``half`` at least, on which a circle stays round."""
    across, up = f"{half} * max(1, width / height)", f"{half} * max(1, height / width)"
    return _symmetric(across), _symmetric(up)


def _symmetric(bound: str) -> Spec:
    ends = {"domainMin": {"expr": f"-{bound}"}, "domainMax": {"expr": bound}}
    return {"nice": False, "zero": False, **ends}
