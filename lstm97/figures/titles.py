"""Titles of axes in lines short enough for a phone: Vega squeezes the plot, or lets them run out.

Languages differ in length, so that no figure can be sized for the words of one. Numbers beside an
axis are written as in the texts.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

Spec = dict[str, Any]  # of Vega-Lite
LETTERS = 40  # in a line of a title: what a phone of 390 pixels has beside the numbers of an axis
LABEL = 36  # in a line of a legend, which begins with a symbol
INSIDE = 3  # pixels by which the number at an axis's end keeps from the edge of the figure
LINE = 16  # pixels from one line of a title to the next
FOUR_DIGITS = "test(/^\\W?\\d,\\d{3}$/, datum.label) ? replace(datum.label, ',', '') : datum.label"


def break_titles(part: Any) -> Any:
    """The spec, or a part of it, with titles of axes of more than `LETTERS` letters in lines."""
    if isinstance(part, list):
        return [break_titles(one) for one in part]
    if not isinstance(part, Mapping):
        return part
    kept = {"data", "datasets", "values"}
    return {name: one if name in kept else _field(name, one) for name, one in part.items()}


def write_thousands(spec: Spec) -> Spec:
    """The spec, whose axes set thousands apart from five digits on: 2000, 20,000.

    The numbers at both ends stand a little inside: letters are wider than Vega takes them to be.
    Beside a chart each keeps to its own line, where there is room at both ends.
    """
    config = spec.get("config", {})
    axis = {"labelExpr": FOUR_DIGITS, "labelFlushOffset": -INSIDE}
    axis |= config.get("axisQuantitative", {})
    up = {"labelFlush": False} | config.get("axisYQuantitative", {})
    return {**spec, "config": {**config, "axisQuantitative": axis, "axisYQuantitative": up}}


def label() -> str:
    """Vega's expression for a name in a legend, in lines of up to `LABEL` letters."""
    name = "datum.label"
    lines = f"replace({name}, /(.{{1,{LABEL}}})( |$)/g, '$1\\n')"
    return f"length({name}) > {LABEL} ? split(trim({lines}), '\\n') : {name}"


def _field(name: str, part: Any) -> Any:
    whole = break_titles(part)
    return _axis(whole) if name == "axis" and isinstance(whole, Mapping) else whole


def _axis(axis: Mapping[str, Any]) -> Spec:
    """A title that lies above its axis keeps its last line where its only one was."""
    title = axis.get("title")
    lines = textwrap.wrap(title, LETTERS, break_long_words=False) if title else []
    if len(lines) < 2:
        return dict(axis)
    lifted = {"titleY": axis["titleY"] - LINE * (len(lines) - 1)} if "titleY" in axis else {}
    return {**axis, "title": lines, "titleLineHeight": LINE, **lifted}
