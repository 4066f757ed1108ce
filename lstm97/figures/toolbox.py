"""Figures of the maths toolbox: bars of factors, eigenvalues on the plane, a noisy line.

Axes are fixed, so that what moves when a slider moves is the mathematics and not the picture.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.layers import DASH, layer, number, place, rule, word
from lstm97.figures.lines import Spec, legend, powers, value_axis
from lstm97.figures.palette import Palette

PLANE = 2.2  # half the side of the complex plane that is drawn
LABELLED = 1.6  # as far out as a label stands, or it would squeeze the plane
GUTTER = 52  # pixels for the y axis, the same in charts that stand below each other
LOUDEST = 2.5  # largest factor, and largest value of a noisy line, that is drawn
PRODUCTS = (1e-16, 1e2)  # the axis of errors everywhere


def factor_bars(factors: Array, words: Mapping[str, str], look: Palette) -> Spec:
    """One bar a step, |factor|, and the line at 1. ``words``: step, factor."""
    records = [
        {"x": k + 1, "y": min(abs(float(f)), LOUDEST), "size": f"{f:.3f}"}
        for k, f in enumerate(factors)
    ]
    up = number("y", scale={"domain": [0, LOUDEST]}, axis=_axis(words["factor"]))
    bars = layer(
        records,
        {"type": "bar", "color": look.color("signal"), "tooltip": {"content": "data"}},
        x=place("x", words["step"], len(factors)),
    )
    return {"encoding": {"y": up}, "layer": [bars, rule("y", [1.0], look)], "height": 230}


def product_line(running: Array, words: Mapping[str, str], look: Palette) -> Spec:
    """The product from each step to the end, |product| on the fixed log axis of errors.

    ``words``: step, product.
    """
    sizes = np.abs(running)
    records = [
        {"x": k + 1, "y": float(np.clip(size, *PRODUCTS)), "size": f"{size:.2e}"}
        for k, size in enumerate(sizes)
    ]
    axis = _axis(words["product"]) | {"values": [1e-16, 1e-12, 1e-8, 1e-4, 1]} | powers()
    mark = {"type": "line", "color": look.color("error"), "strokeWidth": 2.5}
    mark |= {"point": {"color": look.color("error"), "size": 30}, "tooltip": {"content": "data"}}
    return {
        "data": {"values": records},
        "mark": mark,
        "encoding": {
            "x": place("x", words["step"], len(sizes)),
            "y": number(
                "y", scale={"type": "log", "domain": list(PRODUCTS), "nice": False}, axis=axis
            ),
        },
        "height": 320,
    }


def plane(eigenvalues: Array, words: Mapping[str, str], look: Palette) -> Spec:
    """Eigenvalues on the complex plane with the unit circle. ``words``: real, imaginary."""
    turn = np.linspace(0, 2 * np.pi, 121)
    circle = [
        {"x": float(np.cos(angle)), "y": float(np.sin(angle)), "n": n}
        for n, angle in enumerate(turn)
    ]
    points = [
        {
            "x": float(np.clip(one.real, -PLANE, PLANE)),
            "y": float(np.clip(one.imag, -PLANE, PLANE)),
            "size": f"|λ| = {abs(one):.3f}",
            "label": float(np.clip(one.real, -LABELLED, LABELLED)),
        }
        for one in np.asarray(eigenvalues, complex)
    ]
    scale = {"domain": [-PLANE, PLANE], "nice": False}
    ticks = {"values": [-2, -1, 0, 1, 2], "format": "d"}
    across = number("x", scale=scale, axis={"title": words["real"], **ticks})
    color = look.color("rnn")
    ring = {"type": "line", "color": look.text, "strokeDash": DASH}
    dot = {"type": "point", "filled": True, "size": 170, "opacity": 1, "color": color}
    text = {"type": "text", "dy": -15, "color": color, "fontSize": 13, "fontWeight": 600}
    return {
        "encoding": {
            "x": across,
            "y": number("y", scale=scale, axis=_axis(words["imaginary"]) | ticks),
        },
        "layer": [
            layer(circle, ring, order=number("n")),
            layer(points, dot),
            layer(points, text, x=across | {"field": "label"}, text=word("size")),
        ],
        "width": 330,
        "height": 382,
    }


def noisy_line(
    line: Array, signal: int, threshold: float, words: Mapping[str, str], look: Palette
) -> Spec:
    """One sequence: the signal, the noise, and the noise beyond the threshold.

    ``words``: step, value, signal, noise, beyond (legend).
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
    colors = [look.color("cell"), look.color("neutral"), look.color("error")]
    bars = layer(
        records,
        {"type": "bar"},
        x=place("x", words["step"], len(line)),
        color=word("kind", scale={"domain": kinds, "range": colors}, legend=legend()),
    )
    up = number("y", scale={"domain": [-LOUDEST, LOUDEST]}, axis=_axis(words["value"]))
    return {
        "encoding": {"y": up},
        "layer": [bars, rule("y", [threshold, -threshold], look)],
        "height": 330,
    }


def histogram(
    noise: Array, deviation: float, threshold: float, words: Mapping[str, str], look: Palette
) -> Spec:
    """How often each value of the noise occurs, with the Gaussian it came from over it.

    ``words``: value, share (axis titles).
    """
    edges = np.linspace(-LOUDEST, LOUDEST, 51)
    width = float(edges[1] - edges[0])
    counts, _ = np.histogram(noise, edges)
    found = counts / len(noise) / width
    middle = (edges[:-1] + edges[1:]) / 2
    bell = np.exp(-0.5 * (middle / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
    boxes = [
        {"x": float(a), "x2": float(a) + width, "y": float(d), "y2": 0.0}
        for a, d in zip(edges[:-1], found, strict=True)
    ]
    curve = [{"x": float(a), "y": float(b)} for a, b in zip(middle, bell, strict=True)]
    box = {"type": "rect", "color": look.color("neutral"), "opacity": 0.6}
    line = {"type": "line", "color": look.color("signal"), "strokeWidth": 2.5}
    return {
        "encoding": {
            "x": number("x", scale={"domain": [-LOUDEST, LOUDEST]}, axis={"title": words["value"]}),
            "y": number("y", axis=_axis(words["share"])),
        },
        "layer": [
            layer(boxes, box, x2={"field": "x2"}, y2={"field": "y2"}),
            layer(curve, line),
            rule("x", [threshold, -threshold], look),
        ],
        "height": 330,
    }


def _axis(title: str) -> Spec:
    return value_axis(title) | {"minExtent": GUTTER, "maxExtent": GUTTER}
