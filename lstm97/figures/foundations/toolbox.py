"""Figures of the maths toolbox: bars of factors, eigenvalues on the plane, a noisy line.

Axes are fixed, so that what moves when a slider moves is the mathematics and not the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.layers import DASH, layer, number, place, round_scales, rule, word
from lstm97.figures.legend import legend
from lstm97.figures.lines import ROOM, Spec, value_axis
from lstm97.figures.palette import Palette
from lstm97.writing import in_digits

PLANE = 2.2  # half the side of the complex plane that is drawn
WORDS_ACROSS, WORDS_UP = 1.6, 0.6  # what words beside a point take of the plane
LABEL_REACH = 1.6  # as far out as a label stands, or it would squeeze the plane
GUTTER = 52  # pixels for the y axis, the same in charts that stand below each other
LOUDEST = 2.5  # largest factor, and largest value of a noisy line, that is drawn
PRODUCTS = (1e-16, 1e2)  # the axis of errors everywhere


def factor_bars(factors: Array, words: Mapping[str, str], look: Palette) -> Spec:
    """One bar a step, |factor|, and the line at 1. ``words``: step, factor."""
    records = [
        {"x": k + 1, "y": min(one, LOUDEST), "size": in_digits(one, 4)}
        for k, one in enumerate(np.abs(factors).tolist())
    ]
    up = number("y", scale={"domain": [0, LOUDEST]}, axis=_axis(words["factor"]))
    bars = layer(
        records,
        {"type": "bar", "color": look.color("signal")},
        x=place("x", words["step"], len(factors)),
        tooltip=[word("x", title=words["step"]), word("size", title=words["factor"])],
    )
    return {"encoding": {"y": up}, "layer": [bars, rule("y", [1.0], look)], "height": 230}


def plane(eigenvalues: Array, words: Mapping[str, str], look: Palette) -> Spec:
    """Eigenvalues on the complex plane with the unit circle. ``words``: real, imaginary."""
    turn = np.linspace(0, 2 * np.pi, 121)
    circle = [
        {"x": float(np.cos(angle)), "y": float(np.sin(angle)), "n": n}
        for n, angle in enumerate(turn)
    ]
    points = [_eigenvalue(one) for one in np.asarray(eigenvalues, complex)]
    wide, high = round_scales(PLANE)
    ticks = {"values": [-2, -1, 0, 1, 2], "format": "d"}
    across = number("x", scale=wide, axis={"title": words["real"], **ticks})
    color = look.color("rnn")
    ring = {"type": "line", "color": look.text, "strokeDash": DASH}
    frame = {"type": "rect", "fillOpacity": 0, "stroke": look.quiet}
    dot = {"type": "point", "filled": True, "size": 170, "opacity": 1, "color": color}
    tip = dot | {"shape": "triangle-right"}
    said: Spec = {"type": "text", "color": color, "fontSize": 13, "fontWeight": 600}
    plate = {"stroke": look.background, "strokeWidth": 5, "strokeJoin": "round", "aria": False}
    at = {"x": across | {"field": "label"}, "text": word("size")}
    return {
        "encoding": {
            "x": across,
            "y": number("y", scale=high, axis=_axis(words["imaginary"]) | ticks),
        },
        "layer": [
            layer([{"x": -PLANE, "y": -PLANE}], frame, x2={"datum": PLANE}, y2={"datum": PLANE}),
            layer(circle, ring, order=number("n")),
            layer([one for one in points if not one["out"]], dot),
            layer([one for one in points if one["out"]], tip, angle=number("angle", scale=None)),
            *(
                layer(some, said | {"dy": dy} | under, **at)
                for dy, some in _sides(points)
                for under in (plate, {})
            ),
        ],
        "height": 382,
    }


def _sides(points: list[dict[str, Any]]) -> list[tuple[int, list[dict[str, Any]]]]:
    """Words above their points; of two that are near each other the second's below."""
    one, other = points[0], points[-1]  # a matrix of two rows has two, or one twice
    across, up = (abs(one[axis] - other[axis]) for axis in ("label", "y"))
    near = one != other and across < WORDS_ACROSS and up < WORDS_UP
    return [(-15, points[:1]), (17, points[1:])] if near else [(-15, points)]


def _eigenvalue(value: complex) -> dict[str, float | str | bool]:
    """Its place on the plane; one that is off it is an arrow at the edge, on its way out."""
    size = abs(value)
    reach = float(max(abs(value.real), abs(value.imag), PLANE)) / PLANE
    x, y = float(value.real) / reach, float(value.imag) / reach
    return {
        "x": x,
        "y": y,
        "size": f"|λ| = {in_digits(size, 4)}",
        "label": float(np.clip(x, -LABEL_REACH, LABEL_REACH)),
        "out": bool(reach > 1),
        "angle": float(-np.degrees(np.angle(value))),
    }


def noisy_line(
    line: Array, signal: int, threshold: float, words: Mapping[str, str], look: Palette
) -> Spec:
    """One sequence: the signal, the noise, and the noise beyond the threshold.

    ``words``: step, value, signal, noise, beyond (legend). A bar that leaves the axis ends at its
    edge with a tip that points on; no threshold is drawn where it is off the axis.
    """
    kinds = [words["signal"], words["noise"], words["beyond"]]
    records = [
        {
            "x": t + 1,
            "y": float(np.clip(value, -LOUDEST, LOUDEST)),
            "kind": kinds[0 if t < signal else 1 + (abs(value) > threshold)],
        }
        for t, value in enumerate(line)
    ]
    colors = [look.color("signal"), look.color("neutral"), look.color("error")]
    at = place("x", words["step"], len(line))
    bars = layer(
        records,
        {"type": "bar"},
        x=at,
        color=word("kind", scale={"domain": kinds, "range": colors}, legend=legend()),
    )
    up = number("y", scale={"domain": [-LOUDEST, LOUDEST]}, axis=_axis(words["value"]))
    return {
        "encoding": {"y": up},
        "layer": [
            bars,
            _tips(line, look, at),
            rule("y", [threshold, -threshold] if threshold < LOUDEST else [], look),
        ],
        "height": 330,
    }


def _tips(line: Array, look: Palette, at: Spec) -> Spec:
    """At the axis's edge, which way a value goes on that is off it."""
    records = [
        {"x": t + 1, "y": float(np.sign(value)) * LOUDEST, "turn": 0 if value > 0 else 180}
        for t, value in enumerate(line)
        if abs(value) > LOUDEST
    ]
    tip = {"type": "point", "shape": "triangle-up", "filled": True, "opacity": 1, "size": 60}
    mark = tip | {"color": look.color("error")}
    return layer(records, mark, x=at, angle=number("turn", scale=None))


def histogram(
    noise: Array | None,
    deviation: float,
    threshold: float,
    words: Mapping[str, str],
    look: Palette,
) -> Spec:
    """How often each value of the noise occurs, with the Gaussian it came from over it.

    ``words``: value, share (axis titles). The Gaussian alone if ``noise`` is None. What lies
    outside the axis is counted at its edges.
    """
    edges = np.linspace(-LOUDEST, LOUDEST, 51)
    width = float(edges[1] - edges[0])
    counts, _ = np.histogram([] if noise is None else noise, edges)
    found = counts / (1 if noise is None else len(noise)) / width
    middle = (edges[:-1] + edges[1:]) / 2
    bell = np.exp(-0.5 * (middle / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
    boxes = [
        {"x": float(a), "x2": float(a) + width, "y": float(d), "y2": 0.0}
        for a, d in zip(edges[:-1], found, strict=True)
    ]
    curve = [{"x": float(a), "y": float(b)} for a, b in zip(middle, bell, strict=True)]
    box = {"type": "rect", "color": look.color("neutral"), "opacity": 0.6}
    line = {"type": "line", "color": look.color("signal"), "strokeWidth": 2.5}
    across = {"title": words["value"], "tickCount": {"expr": ROOM}}
    return {
        "encoding": {
            "x": number("x", scale={"domain": [-LOUDEST, LOUDEST]}, axis=across),
            "y": number("y", axis=_axis(words["share"])),
        },
        "layer": [
            layer(boxes, box, x2={"field": "x2"}, y2={"field": "y2"}),
            layer(curve, line),
            rule("x", [threshold, -threshold], look),
            *_outside(noise, look),
        ],
        "height": 330,
    }


def _outside(noise: Array | None, look: Palette) -> list[Spec]:
    """At each edge, how many values lie beyond it."""
    found: list[Spec] = []
    for sign, align, written in ((-1, "left", "◀ {}"), (1, "right", "{} ▶")):
        count = 0 if noise is None else int((sign * noise > LOUDEST).sum())
        records = [{"x": sign * LOUDEST, "text": written.format(count)}] if count else []
        mark = {"type": "text", "align": align, "dy": -14, "color": look.text, "fontSize": 12}
        bottom = {"value": {"expr": "height"}}
        found.append(layer(records, mark, x=number("x"), y=bottom, text=word("text")))
    return found


def _axis(title: str) -> Spec:
    return value_axis(title) | {"minExtent": GUTTER, "maxExtent": GUTTER}
