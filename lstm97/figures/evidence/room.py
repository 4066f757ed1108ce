"""What a class has answered: bars of both rounds side by side, and its curves as a band.

The measured curve runs over the band; where it leaves the sheet, an arrow says how far it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lstm97.engine.health import LEAST
from lstm97.figures.edges import Leave, VisibleLine, arrows, visible
from lstm97.figures.legend import legend
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.records import brief

THIN = 60  # curves of single voters that are drawn, at most
ROUND_ROLES: tuple[Role, Role] = ("neutral", "signal")
BAND_ROLE: Role = "signal"
MEASURED_ROLE: Role = "error"
LARGEST, ZERO = 308.25, -330.0  # log10 of sizes: above the one is overflow, below the other 0
CHECK_MARK = " ✓"  # behind the name of what is right


@dataclass(frozen=True)
class Bar:
    """How often an answer was given in each round that there was; ``right`` once it is revealed."""

    answer: str
    counts: tuple[int, ...]
    right: bool = False


@brief
@dataclass(frozen=True, eq=False)
class ClassDrawings:
    """The class's drawings: x (points,), curves (drawings, points), quartiles (3, points).

    NaN where nothing was drawn. ``answer`` (points,) once it is revealed; ``domain`` is the y
    axis, of powers of ten with ``decades``.
    """

    x: NDArray[np.float64]
    curves: NDArray[np.float64]
    quartiles: NDArray[np.float64]
    domain: tuple[float, float]
    decades: bool
    answer: NDArray[np.float64] | None


def answer_bars(
    bars: Sequence[Bar], words: Mapping[str, str], look: Palette, *, size: int = 15
) -> Spec:
    """A row an answer and in it a bar a round; ``words``: round1, round2. ``size`` of letters."""
    rounds = [words[f"round{n + 1}"] for n in range(max(len(one.counts) for one in bars))]
    names = [_name(one) for one in bars]
    records = [
        {"answer": _name(one), "round": rounds[n], "count": count}
        for one in bars
        for n, count in enumerate(one.counts)
    ]
    most = max([4, *(count for one in bars for count in one.counts)])
    label: Spec = {
        "labelLimit": 16 * size,
        "labelFontSize": size,
        "title": None,
        "labelPadding": 10,
    }
    label["labelColor"] = look.text
    down: Spec = {"field": "answer", "type": "nominal", "sort": names, "axis": label}
    across: Spec = {"field": "count", "type": "quantitative", "axis": None}
    across["scale"] = {"domain": [0, most * 1.08]}
    color = [look.color(role) for role in ROUND_ROLES[-len(rounds) :]]
    shade: Spec = {"field": "round", "type": "nominal", "legend": _legend(rounds, size)}
    shade["scale"] = {"domain": rounds, "range": color}
    text = {"type": "text", "align": "left", "dx": 6, "fontSize": size, "color": look.text}
    return {
        "data": {"values": records},
        "encoding": {
            "y": down,
            "x": across,
            "yOffset": {"field": "round", "type": "nominal", "sort": rounds},
        },
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"color": shade}},
            {"mark": text, "encoding": {"text": {"field": "count", "type": "quantitative"}}},
        ],
        "height": {"step": (2 * size + 4) if len(rounds) == 1 else size + 8},
    }


def class_band(
    sheet: ClassDrawings,
    words: Mapping[str, str],
    look: Palette,
    *,
    size: int = 15,
    height: int = 380,
) -> Spec:
    """Thin lines, the band between the quartiles, the median, and over them what was measured.

    ``words``: x, y (axis titles), each, half, middle, measured (what the lines are).
    """
    names = [words[one] for one in ("each", "half", "middle", "measured")]
    colors = [look.quiet, look.color(BAND_ROLE), look.color(BAND_ROLE), look.color(MEASURED_ROLE)]
    shown = 3 if sheet.answer is None else 4
    color: Spec = {
        "datum": "",
        "type": "nominal",
        "legend": legend() | {"labelFontSize": size, "symbolOpacity": 1},
    }
    color["scale"] = {"domain": names[:shown], "range": colors[:shown]}
    layers = [_thin(sheet), _half(sheet), _line(sheet, sheet.quartiles[1], 3.5, [])]
    if sheet.answer is not None:
        layers.append(_answer_line(sheet))
    for layer, name in zip(layers, names, strict=False):
        layer["encoding"]["color"] = {**color, "datum": name}
    layers += arrows(_leaves(sheet), float(sheet.x.mean()), color=look.color(MEASURED_ROLE))
    return {"encoding": _axes(sheet, words, size), "layer": layers, "height": height}


def _axes(sheet: ClassDrawings, words: Mapping[str, str], size: int) -> Spec:
    fonts = {"labelFontSize": size, "titleFontSize": size}
    upright = value_axis(words["y"], log=False) | fonts
    if sheet.decades:
        upright |= {"labelExpr": _exponent()}
    scale = {"domain": list(sheet.domain), "nice": False}
    across = {"title": words["x"], "grid": False} | fonts
    return {
        "x": {"field": "x", "type": "quantitative", "axis": across},
        "y": {"field": "y", "type": "quantitative", "scale": scale, "axis": upright},
    }


def _name(bar: Bar) -> str:
    return bar.answer + (CHECK_MARK if bar.right else "")


def _legend(rounds: Sequence[str], size: int) -> Spec | None:
    return legend() | {"labelFontSize": size} if len(rounds) > 1 else None


def _records(x: ArrayLike, **rows: ArrayLike) -> list[dict[str, Any]]:
    """Points at which every row is known, broken where one is not."""
    columns = [np.asarray(x, float), *(np.asarray(row, float) for row in rows.values())]
    return [
        dict(zip(("x", *rows), map(_number, point), strict=True))
        for point in zip(*columns, strict=True)
    ]


def _number(value: float) -> float | None:
    return round(float(value), 4) if np.isfinite(value) else None


def _thin(sheet: ClassDrawings) -> Spec:
    values = [
        {**point, "voter": n}
        for n, curve in enumerate(sheet.curves[:THIN])
        for point in _records(sheet.x, y=curve)
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 1.2, "opacity": 0.35, "clip": True},
        "encoding": {"detail": {"field": "voter", "type": "nominal"}},
    }


def _half(sheet: ClassDrawings) -> Spec:
    low, _, high = sheet.quartiles
    return {
        "data": {"values": _records(sheet.x, y=low, high=high)},
        "mark": {"type": "area", "opacity": 0.22, "clip": True},
        "encoding": {"y2": {"field": "high"}},
    }


def _line(sheet: ClassDrawings, values: ArrayLike, width: float, dash: Sequence[int]) -> Spec:
    mark = {"type": "line", "strokeWidth": width, "clip": True, "strokeDash": list(dash) or [1, 0]}
    return {"data": {"values": _records(sheet.x, y=values)}, "mark": mark, "encoding": {}}


def _visible_part(sheet: ClassDrawings) -> VisibleLine:
    """What the sheet shows of the measured curve."""
    measured = np.full(len(sheet.x), np.nan) if sheet.answer is None else sheet.answer
    return visible(zip(sheet.x.tolist(), measured.tolist(), strict=True), sheet.domain, log=False)


def _answer_line(sheet: ClassDrawings) -> Spec:
    """The measured curve, to the edge where it leaves the sheet."""
    values = [
        {"x": round(x, 4), "y": round(y, 4), "part": part}
        for part, stretch in enumerate(_visible_part(sheet).stretches)
        for x, y in stretch
    ]
    mark = {"type": "line", "strokeWidth": 4.5, "clip": True, "strokeDash": [9, 5]}
    detail = {"field": "part", "type": "nominal"}
    return {"data": {"values": values}, "mark": mark, "encoding": {"detail": detail}}


def _leaves(sheet: ClassDrawings) -> Iterator[tuple[str, Leave]]:
    """Where the measured curve leaves the sheet, and the value that it goes on to."""
    for one in _visible_part(sheet).leaves:
        size = _power_of_ten(one.farthest) if sheet.decades else one.farthest
        yield "", replace(one, farthest=size)


def _power_of_ten(exponent: float) -> float:
    """A power of ten; infinite for an overflow, and 0 for what has no logarithm."""
    if ZERO < exponent < LARGEST:
        return float(10.0**exponent) or LEAST
    return 0.0 if exponent < 0 else np.inf


def _exponent() -> str:
    """Labels of an axis whose values are exponents: 10⁻⁴."""
    raised = "'' + datum.value"
    for plain, small in zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True):
        raised = f"replace({raised}, /{plain}/g, '{small}')"
    return f"'10' + {raised}"
