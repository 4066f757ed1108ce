"""Pulls on one weight: a bar for each time step, up or down, and one for their sum.

An up and a down that nearly cancel show a conflict that their sum would hide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.legend import legend
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.writing import minus

SIGNS: tuple[tuple[str, Role], ...] = (("up", "signal"), ("down", "error"), ("sum", "neutral"))


def pull_chart(
    pulls: ArrayLike,
    words: Mapping[str, str],
    look: Palette,
    *,
    bound: float,
    height: int = 260,
) -> Spec:
    """Bars of ``pulls`` (T,), their numbers, and their sum, on the axis [-bound, bound].

    A bar that is longer ends at the edge with a tip; its number stands beside it.

    ``words``: x, y (axis titles), up, down, sum (what the colours mean).
    """
    values = np.asarray(pulls, float)
    steps = [str(step + 1) for step in range(len(values))]
    records = [*map(_record, steps, values), {**_record("Σ", values.sum()), "sign": "sum"}]
    across: Spec = {"field": "step", "type": "nominal", "sort": [*steps, "Σ"]}
    across["axis"] = {"title": words["x"], "labelAngle": 0}
    up: Spec = {"field": "pull", "type": "quantitative"}
    up |= {"scale": {"domain": [-bound, bound], "clamp": True}, "axis": value_axis(words["y"])}
    bars = {"mark": {"type": "bar", "size": 26}, "encoding": {"color": _color(words, look)}}
    zero = {"mark": {"type": "rule", "color": look.quiet}, "encoding": {"y": {"datum": 0}}}
    layers = [
        bars,
        zero,
        *_tips(bound, look),
        _numbers(look, above=True),
        _numbers(look, above=False),
    ]
    return {
        "data": {"values": [_label(one, words) for one in records]},
        "encoding": {"x": across, "y": up},
        "layer": layers,
        "height": height,
    }


def _record(step: str, value: float) -> dict[str, Any]:
    return {"step": step, "pull": float(value), "sign": "up" if value >= 0 else "down"}


def _label(record: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """The record with its meaning and its number as a reader sees them."""
    pull = round(record["pull"], 2) + 0.0
    number = minus(f"{pull:+.2f}") if pull else "0"
    return {**record, "meaning": words[record["sign"]], "number": number}


def _color(words: Mapping[str, str], look: Palette) -> Spec:
    names = [words[sign] for sign, _ in SIGNS]
    scale = {"domain": names, "range": [look.color(role) for _, role in SIGNS]}
    return {"field": "meaning", "type": "nominal", "scale": scale, "legend": legend()}


def _tips(bound: float, look: Palette) -> list[Spec]:
    """Tips of bars that go on beyond the axis."""
    tip: Spec = {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": look.text}
    return [
        {
            "transform": [{"filter": f"{sign} * datum.pull > {bound}"}],
            "mark": {**tip, "shape": f"triangle-{way}"},
        }
        for sign, way in ((1, "up"), (-1, "down"))
    ]


def _numbers(look: Palette, *, above: bool) -> Spec:
    """Numbers above the bars that go up, or below those that go down."""
    return {
        "transform": [{"filter": "datum.pull >= 0" if above else "datum.pull < 0"}],
        "mark": {"type": "text", "dy": -9 if above else 11, "color": look.text},
        "encoding": {"text": {"field": "number", "type": "nominal"}},
    }
