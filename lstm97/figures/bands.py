"""Errors against steps back on a page: a line and a band for each layer, on the lesson's axis.

Time runs to the right, as everywhere, so steps back are counted from the right. A line that leaves
the axis ends there, and words at its end say where it goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.lanes import Say
from lstm97.figures.layers import layer, number, word
from lstm97.figures.lines import Spec, legend, powers, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.figures.scene import ERROR_DOMAIN
from lstm97.records import brief

MOST = 160  # points of a line
DASHES = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3])  # of the first layer, the second, ...
PALE = 0.45


@brief
@dataclass(frozen=True, eq=False)
class Band:
    """One line, (T,) by steps back q = 0..T-1, and the band around it where there is one.

    ``layer`` (0, 1, ...) tells layers of one network apart, ``depth`` is marked on the line, and a
    ``ghost`` is drawn pale: the run before.
    """

    name: str
    role: Role
    median: Array
    low: Array | None = None
    high: Array | None = None
    layer: int = 0
    depth: int | None = None
    ghost: bool = False


def band_chart(bands: Sequence[Band], say: Say, look: Palette, *, height: int = 420) -> Spec:
    """Sizes of errors on the fixed logarithmic axis; ``say`` knows your-network.chart."""
    words = {name: say(f"your-network.chart.{name}") for name in ("back", "size")}
    steps = max(len(band.median) for band in bands)
    at = {
        "x": number("q", scale=_span(steps), axis=_across(words["back"])),
        "y": number("size", scale=_sizes(), axis=value_axis(words["size"]) | powers()),
    }
    return {
        "layer": [
            _areas(bands, look, at),
            _lines(bands, words, look, at),
            _depths(bands, look, at),
            _leaving(bands, say, look, at),
        ],
        "resolve": {"scale": {"color": "independent"}},
        "height": height,
    }


def _span(steps: int) -> Spec:
    return {"domain": [0, max(1, steps - 1)], "reverse": True, "nice": False}


def _sizes() -> Spec:
    return {"type": "log", "domain": list(ERROR_DOMAIN), "nice": False}


def _across(title: str) -> Spec:
    ticks = {"tickCount": {"expr": "ceil(width / 80)"}, "tickMinStep": 1}
    return {"title": title, "grid": False, "titlePadding": 6, "labelPadding": 8, **ticks}


def places(steps: int) -> Array:
    """Steps back that are drawn: all of them, or `MOST` evenly spaced ones."""
    return np.unique(np.linspace(0, steps - 1, min(steps, MOST)).round().astype(int))


def _inside(sizes: Array) -> Array:
    low, high = ERROR_DOMAIN
    return (sizes >= low) & (sizes <= high)


def _areas(bands: Sequence[Band], look: Palette, at: Spec) -> Spec:
    """Bands, cut off at the edges of the axis."""
    low, high = ERROR_DOMAIN
    records = []
    for band in bands:
        if band.low is None or band.high is None or band.ghost:
            continue
        for q in places(len(band.median)):
            below, above = float(band.low[q]), float(band.high[q])
            if above >= low and below <= high:
                ends = {"size": max(below, low), "top": min(above, high)}
                records.append({"q": int(q), "name": band.name, **ends})
    mark = {"type": "area", "opacity": 0.16, "clip": True}
    color = _by_name(bands, [look.color(band.role) for band in bands])
    return layer(records, mark, **at, y2={"field": "top"}, color=color | {"legend": None})


def _lines(bands: Sequence[Band], words: Mapping[str, str], look: Palette, at: Spec) -> Spec:
    records = [
        {"q": int(q), "size": float(band.median[q]), "name": band.name}
        for band in bands
        for q in places(len(band.median))
        if _inside(band.median[q : q + 1])[0]
    ]
    tips = [
        word("name", title=" "),
        number("q", title=words["back"]),
        number("size", title=words["size"], format=".3g"),
    ]
    key = legend() | {"symbolType": "stroke", "symbolStrokeWidth": 3, "symbolSize": 500}
    colors, dashes = [look.color(band.role) for band in bands], [_dash(band) for band in bands]
    return layer(
        records,
        {"type": "line", "strokeWidth": 2.4, "clip": True},
        **at,
        color=_by_name(bands, colors) | {"legend": key},
        strokeDash=_by_name(bands, dashes) | {"legend": key},
        opacity=_by_name(bands, [PALE if band.ghost else 1 for band in bands]) | {"legend": None},
        tooltip=tips,
    )


def _dash(band: Band) -> list[int]:
    return [3, 5] if band.ghost else DASHES[band.layer % len(DASHES)]


def _by_name(bands: Sequence[Band], values: Sequence[object]) -> Spec:
    return word("name", scale={"domain": [band.name for band in bands], "range": list(values)})


def _depths(bands: Sequence[Band], look: Palette, at: Spec) -> Spec:
    """The effective depth of each line, marked where it is."""
    records = [
        {"q": band.depth, "size": float(band.median[band.depth]), "text": str(band.depth)}
        for band in bands
        if band.depth is not None and _inside(band.median[band.depth : band.depth + 1])[0]
    ]
    mark = {"type": "text", "dy": -13, "fontSize": 14, "fontWeight": 600, "color": look.text}
    dot = layer(records, {"type": "point", "shape": "diamond", "size": 110, "filled": True,
                          "color": look.text, "opacity": 1}, **at)  # fmt: skip
    return {"layer": [dot, layer(records, mark, **at, text=word("text"))]}


def _leaving(bands: Sequence[Band], say: Say, look: Palette, at: Spec) -> Spec:
    """Where lines go that leave the axis: at the edge, one below the other."""
    records = []
    for band in bands:
        last = float(band.median[-1])
        if band.ghost or _inside(band.median[-1:])[0]:
            continue
        low, high = ERROR_DOMAIN
        up = not last < low
        q, row = len(band.median) - 1, sum(one["up"] == up for one in records)
        said = say("your-network.chart.leaves", name=band.name, size=written(last), q=q)
        edge = {"q": q, "size": high if up else low, "up": up}
        records.append({**edge, "text": f"{'▲' if up else '▼'} {said}", "row": row})
    parts = []
    for one in records:
        away = 12 + 17 * one["row"]
        mark = {"type": "text", "align": "left", "dx": 6, "dy": away if one["up"] else -away}
        mark |= {"fontSize": 13, "color": look.text}
        parts.append(layer([one], mark, **at, text=word("text")))
    return {"layer": parts or [layer([], {"type": "text"}, **at)]}


def written(size: float) -> str:
    """A size as a power of ten, in letters of a chart."""
    if size == 0:
        return "0"
    if not np.isfinite(size):
        return ">10³⁰⁸"
    exponent = str(int(np.floor(np.log10(size))))
    return "10" + exponent.translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
