"""A walk down a measured loss surface: the map, the surface in 3-D, the fit, and the neuron.

The map never rescales, so that the reader sees a walk leave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from lstm97.analysis.foundations.descent import Fit, Nudge, Walk, surface
from lstm97.engine.activations import Array
from lstm97.figures.edges import arrows, visible
from lstm97.figures.layers import layer, number, word
from lstm97.figures.legend import legend
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette
from lstm97.writing import minus

W_RANGE, B_RANGE = (-4.0, 8.0), (-6.0, 6.0)
GRID = 61  # points on each side of the map
LINES = 12
X_RANGE = (-2.3, 2.3)  # inputs of the neuron
NODES = ((0.0, 1.5), (0.0, 0.0), (1.2, 0.75), (2.2, 0.75), (3.2, 0.75))  # x, 1, net, y, E
WIRES = (
    (0.24, 1.35, 0.98, 0.9),
    (0.24, 0.15, 0.98, 0.6),
    (1.47, 0.75, 1.9, 0.75),
    (2.47, 0.75, 2.9, 0.75),
)
SHORT = {"logistic": "σ", "identity": "id"}  # activations, as a function's name
EYE = {"x": 2.15, "y": -2.28, "z": 1.37}  # from so far that the axes' numbers are whole on a phone


def grid() -> tuple[Array, Array]:
    """The weights at which the loss of the map is measured: w (GRID,) and b (GRID,)."""
    return np.linspace(*W_RANGE, GRID), np.linspace(*B_RANGE, GRID)


def surface_figure(task: Fit, found: Walk, words: Mapping[str, str], look: Palette) -> go.Figure:
    """The same loss as a surface to turn around; ``words``: w, b, loss, path."""
    ws, bs = grid()
    heights = surface(task, ws, bs)
    ramp = look.sequential("error", 8)
    inside = (found.path >= [W_RANGE[0], B_RANGE[0]]) & (found.path <= [W_RANGE[1], B_RANGE[1]])
    path = np.where(np.asarray(inside).all(axis=1, keepdims=True), found.path, np.nan)
    hill = go.Surface(
        x=ws, y=bs, z=heights, colorscale=[[i / 7, color] for i, color in enumerate(ramp)],
        showscale=False, opacity=0.9,
        hovertemplate=f"w %{{x:.2f}}<br>b %{{y:.2f}}<br>{words['loss']} %{{z:.3f}}<extra></extra>",
    )  # fmt: skip
    color = look.color("signal")
    walked = go.Scatter3d(
        x=path[:, 0], y=path[:, 1], z=found.losses,
        mode="lines+markers", line={"color": color, "width": 6},
        marker={"size": 3.5, "color": color}, name=words["path"], hoverinfo="name",
    )  # fmt: skip
    figure = go.Figure([hill, walked])
    titles = (("xaxis", words["w"]), ("yaxis", words["b"]), ("zaxis", ""))
    axes = {name: {"title": title} for name, title in titles}
    # A phone has no room beside the upright axis: its name stands above it.
    figure.add_annotation(
        text=words["loss"], showarrow=False, xref="paper", yref="paper", x=0, y=0.78,
        xanchor="left", yanchor="top", font={"size": 14, "color": look.text},
    )  # fmt: skip
    figure.update_layout(
        scene=axes | {"camera": {"eye": EYE}},
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=460, showlegend=False,
    )  # fmt: skip
    return figure


def fit_chart(task: Fit, found: Walk, words: Mapping[str, str], look: Palette) -> Spec:
    """The points, and the neuron's answer to every x at the start and now.

    ``words``: x, y (axis titles), start, ball, target (legend).
    """
    names = [words["start"], words["ball"], words["target"]]
    low, high = float(task.targets.min()), float(task.targets.max())
    room = 0.35 * (high - low)
    axis = (low - room, high + room)
    curves, gone = _curves(task, found, names, axis)
    pairs = zip(task.xs.tolist(), task.targets.tolist(), strict=True)
    dots = [{"x": x, "y": y, "name": names[2]} for x, y in pairs]
    colors = [look.color("neutral"), look.color("signal"), look.color("target")]
    at = {
        "x": number("x", axis=_axis(words["x"]), scale=_fixed_scale(X_RANGE)),
        "y": number("y", axis=_side(words["y"]), scale=_fixed_scale(axis)),
        "color": word("name", scale={"domain": names, "range": colors}, legend=legend()),
    }
    dashes = {"domain": names, "range": [[5, 4], [1, 0], [1, 0]]}
    line = {"type": "line", "strokeWidth": 2.2, "clip": True}
    point = {"type": "point", "filled": True, "size": 60, "opacity": 1}
    dash = word("name", scale=dashes, legend=None)
    return {
        "layer": [
            layer(curves, line, **at, strokeDash=dash, detail=word("part")),
            *({**one, "encoding": {**at, **one["encoding"]}} for one in gone),
            layer(dots, point, **at),
        ],
        "height": 340,
    }


def _curves(
    task: Fit, found: Walk, names: Sequence[str], axis: tuple[float, float]
) -> tuple[list[dict[str, Any]], list[Spec]]:
    """Points of the neuron's answers at the start and now, and arrows where they leave the axis."""
    xs = np.linspace(*X_RANGE, 60)
    drawn = [
        (name, visible(_answers(task, point, xs), axis, log=False))
        for name, point in zip(names, (found.path[0], found.path[-1]), strict=False)
    ]
    records = [
        {"x": x, "y": y, "name": name, "part": part}
        for name, one in drawn
        for part, stretch in enumerate(one.stretches)
        for x, y in stretch
    ]
    return records, arrows([(name, leave) for name, one in drawn for leave in one.leaves], 0.0)


def _answers(task: Fit, point: Array, xs: Array) -> Iterator[tuple[float, float]]:
    """The neuron's answers to ``xs``; what has overflowed is as far away as can be."""
    answers = np.nan_to_num(task.outputs(point[0], point[1], xs), nan=np.inf)
    return zip(xs.tolist(), answers.tolist(), strict=True)


def neuron_chart(
    task: Fit, point: Sequence[float], index: int, weight: int, moved: Nudge, look: Palette
) -> Spec:
    """One data point in the neuron; below each number its value after the change of a weight.

    ``weight`` is the turned one: 0 for w, 1 for b.
    """
    at = {
        "x": number("x", scale=_fixed_scale((-0.5, 3.6)), axis=None),
        "y": number("y", scale=_fixed_scale((-0.75, 2.1)), axis=None),
    }
    plain, strong, column = look.color("signal"), look.color("error"), "(width / 4.1)"
    circle = {"type": "circle", "color": plain, "opacity": 0.15}
    circle["size"] = {"expr": f"min(4200, 0.3 * {column} * {column})"}
    text = {"type": "text", "fontSize": {"expr": f"clamp({column} / 6.5, 9, 15)"}}
    wires = [_wire(line, turned=i == weight) for i, line in enumerate(WIRES)]
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "strokeWidth": _if_turned(4, 1.6)}
    labels = list(_labels(task, point, index, weight, moved))
    ink = _if_turned(strong, look.text)
    return {
        "layer": [
            layer([{"x": x, "y": y} for x, y in NODES], circle, **at),
            layer(wires, {"type": "rule"}, **at, **ends, color=_if_turned(strong, plain)),
            layer(labels, text, **at, text=word("text"), color=ink),
        ],
        "height": 230,
    }


def _labels(
    task: Fit, point: Sequence[float], index: int, weight: int, moved: Nudge
) -> Iterator[dict[str, Any]]:
    names = ("net", f"y = {SHORT.get(task.activation, task.activation)}(net)", "E")
    texts = [
        (0.0, 1.5, f"{task.xs[index]:.2f}", False),
        (-0.33, 1.5, "x", False),
        (0.0, 0.0, "1", False),
        *((1.2 + i, 0.75, f"{value:.3f}", False) for i, value in enumerate(moved.before)),
        *((1.2 + i, 1.45, name, False) for i, name in enumerate(names)),
        *((1.2 + i, 0.1, f"→ {value:.3f}", True) for i, value in enumerate(moved.after)),
        (0.7, 1.72, f"w = {point[0]:.2f}", weight == 0),
        (0.7, -0.22, f"b = {point[1]:.2f}", weight == 1),
        (3.2, -0.45, f"d = {task.targets[index]:.3f}", False),
    ]
    for x, y, text, turned in texts:
        yield {"x": x, "y": y, "text": minus(text), "turned": turned}


def _wire(places: Sequence[float], *, turned: bool) -> dict[str, Any]:
    return dict(zip(("x", "y", "x2", "y2"), places, strict=True)) | {"turned": turned}


def _if_turned(value: str | float, other: str | float) -> Spec:
    return {"condition": {"test": "datum.turned", "value": value}, "value": other}


def _fixed_scale(domain: tuple[float, float]) -> Spec:
    return {"domain": list(domain), "nice": False}


def _axis(title: str) -> Spec:
    return {"title": title, "grid": False, "tickCount": 6}


def _side(title: str) -> Spec:
    return value_axis(title) | {"grid": False}
