"""The experiment that decides a saying: its numbers, its picture, and the picture as a table.

An experiment is run once for all readers. Before the answer the lines of its picture only begin.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lstm97.analysis.myths.evidence import LAG, Evidence, SlugCurve
from lstm97.analysis.myths.sayings import MYTHS, Myth
from lstm97.figures.lines import Line, Spec, line_chart
from lstm97.figures.palette import Role
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import share, size, whole
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.pages.myths.looks import LOOKS
from lstm97.writing import LONG

PAGE = "myths"
Indices = NDArray[np.int64]
POINTS = 200  # of a line in a figure, at most
ROWS = 9  # of a figure's table
MOST = 1e7  # of a count that is written in full


def _run(slug: str) -> Evidence:
    return MYTHS[slug].experiment()


evidence = wrap_pure(_run)


def figures(slug: str) -> dict[str, str]:
    """The numbers of an experiment, ready for its sentences."""
    numbers = {"steps": LAG, **evidence(slug).numbers}
    return {name: _number_text(name, value) for name, value in numbers.items()}


def _number_text(name: str, value: float) -> str:
    """A share in per cent, a count in full, any other number as a size."""
    if name.endswith("_share"):
        return share(value)
    counted = float(value).is_integer() and LONG <= value < MOST
    return whole(value) if counted else size(value)


def alt(slug: str) -> str:
    """The picture in words."""
    return t(f"{PAGE}.{slug}.alt")


def chart(myth: Myth, open_: bool) -> Spec:
    """The figure; before the answer only where its lines begin."""
    look, curves = LOOKS[myth.slug], evidence(myth.slug).curves
    lines = [_line(myth, curve, look.roles[curve.slug], open_) for curve in curves]
    every_x = np.concatenate([one.x for one in curves])
    spec = line_chart(
        lines,
        current_palette(),
        x=t(f"{PAGE}.axes.{look.x}"),
        y=t(f"{PAGE}.axes.{look.y}"),
        domain=myth.domain,
        log=myth.log,
        log_x=look.log_x,
        across=(float(every_x.min()), float(every_x.max())),
        height=360,
    )
    bands = [
        _band(myth, curve, current_palette().color(look.roles[curve.slug]))
        for curve in curves
        if open_ and curve.low is not None
    ]
    spec["layer"] = [*bands, *spec["layer"]]
    return spec


def rows(myth: Myth) -> list[dict[str, str]]:
    """The numbers of a figure at a few places, a column for each curve."""
    curves = evidence(myth.slug).curves
    across = t(f"{PAGE}.axes.{LOOKS[myth.slug].x}")
    names = [t(f"{PAGE}.{myth.slug}.curves.{curve.slug}") for curve in curves]
    places = np.unique(np.linspace(0, min(len(one.x) for one in curves) - 1, ROWS).astype(int))
    return [
        {across: size(curves[0].x[at])}
        | {name: size(curve.y[at], 3) for name, curve in zip(names, curves, strict=True)}
        for at in places
    ]


def _line(myth: Myth, curve: SlugCurve, role: Role, open_: bool) -> Line:
    """A curve of at most `POINTS` points."""
    points = _points(curve) if open_ else np.arange(2)
    name = t(f"{PAGE}.{myth.slug}.curves.{curve.slug}")
    return Line(name, curve.y[points], role, x=curve.x[points])


def _band(myth: Myth, curve: SlugCurve, color: str) -> Spec:
    """Where eight of ten networks lie."""
    points = _points(curve)
    edges = [one[points] for one in (curve.low, curve.high) if one is not None]
    rows = zip(
        curve.x[points].tolist(), *(one.clip(*myth.domain).tolist() for one in edges), strict=True
    )
    return {
        "data": {"values": [{"x": x, "y": low, "high": high} for x, low, high in rows]},
        "mark": {"type": "area", "opacity": 0.15, "clip": True, "line": False},
        "encoding": {"y2": {"field": "high"}, "color": {"value": color}, "tooltip": None},
    }


def _points(curve: SlugCurve) -> Indices:
    return np.unique(np.linspace(0, len(curve.x) - 1, POINTS).astype(int))
