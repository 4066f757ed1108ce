"""What the scissors cut: a scene for the stage, and shares and angles as pictures at rest.

What is cut cannot be seen in a learning curve, so each path of the error is drawn apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lstm97.analysis.scissors.truncation import Cutting, Turn
from lstm97.engine.activations import Array
from lstm97.figures.edges import short, side_arrows
from lstm97.figures.legend import legend
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.figures.stage import lanes
from lstm97.figures.stage.lanes import Say
from lstm97.figures.stage.scene import AnyLane, Curve, Scene

SLUG = "lstm97"
PATHS: dict[str, Role] = {
    "output_layer": "error",
    "carousel": "cell",
    "net_c": "signal",
    "net_in": "input_gate",
    "net_out": "output_gate",
}
WAYS: dict[str, Role] = {"stayed": "cell", "left": "neutral"}
Record = dict[str, Any]
# Of marks outside an axis: pixels below the middle of their row, and what is written.
OFF_AXIS = {"each": (0, "{count}"), "median": (-16, "◆ {value}"), "here": (16, "○ {value}")}
CURVES: dict[str, Role] = {"full": "error", "paper": "cell", "yours": "lstm"}


def scissors_scene(cutting: Cutting, say: Say, said: str, *, revealed: bool) -> Scene:
    """The cell with what is cut, the state error with its rivals on one axis, and the run.

    Until ``revealed`` there is no error on it.
    """
    trace, cell = cutting.trace, lanes.cell_lane(cutting.yours, say)
    curves = [_curve(name, cutting, say) for name in CURVES if name != "yours" or _own(cutting)]
    shown: list[AnyLane] = [
        cell if revealed else replace(cell, errors={}),
        *([lanes.curves_lane(curves, {}, say, height=150)] if revealed else []),
        *lanes.forward_lanes(trace, say, ("y_in", "s", "y_out")),
        *([lanes.error_lane(cutting.yours, say)] if revealed else []),
    ]
    start = None if revealed else trace.steps
    return Scene(trace.steps, (lanes.network(trace, say),), tuple(shown), said, start=start)


def _own(cutting: Cutting) -> bool:
    """Whether the reader's cuts are neither the paper's nor none."""
    return cutting.yours.cuts not in (cutting.paper.cuts, cutting.full.cuts)


def _curve(name: str, cutting: Cutting, say: Say) -> Curve:
    return Curve(say(f"scissors.curves.{name}"), cutting.reaches[name].curve, CURVES[name], SLUG)


def shares_chart(
    shares: Mapping[str, Array],
    roles: Mapping[str, Role],
    names: Mapping[str, str],
    words: Mapping[str, str],
    look: Palette,
    height: int,
) -> Spec:
    """Shares (T,) by slug stacked over time, in the order of ``roles``; ``words``: time, share."""
    rows = [
        {"t": t + 1, "path": names[slug], "share": float(share), "order": place}
        for place, slug in enumerate(roles)
        for t, share in enumerate(shares[slug])
        if np.isfinite(share)
    ]
    x = {"field": "t", "type": "quantitative", "scale": {"zero": False, "nice": False}}
    y = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}}
    color = {"field": "path", "type": "nominal", "legend": legend()}
    ranges = {
        "domain": [names[slug] for slug in roles],
        "range": [look.color(role) for role in roles.values()],
    }
    return {
        "data": {"values": rows},
        "height": height,
        "mark": {"type": "area", "interpolate": "step", "stroke": look.background,
                 "strokeWidth": 0.6},
        "encoding": {
            "x": x | {"axis": {"title": words["time"], "grid": False, "tickMinStep": 1}},
            "y": y | {"axis": value_axis(words["share"]) | {"format": "%"}},
            "color": color | {"scale": ranges},
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [
                {"field": "t", "type": "quantitative", "title": words["time"]},
                {"field": "path", "type": "nominal", "title": " "},
                {"field": "share", "type": "quantitative", "title": words["share"],
                 "format": ".1%"},
            ],
        },
    }  # fmt: skip


def turn_chart(
    values: Mapping[str, Array],
    names: Mapping[str, str],
    here: tuple[str, float],
    title: str,
    look: Palette,
    *,
    domain: tuple[float, float],
    log: bool = False,
) -> Spec:
    """A mark for each network in a row for each stage of learning, its median, and the reader's.

    ``here`` is the stage on screen and the value of its network. Of what lies outside the axis an
    arrow says how many networks there are, and how far the median and the reader's are.
    """
    marks = _marks(values, names, here)
    ticks = [0.1, 0.3, 1, 3, 10] if log else [0, 45, 90, 135, 180]
    axis = {"title": title, "titleAlign": "left", "titleAnchor": "start", "values": ticks}
    scale = {"type": "log" if log else "linear", "domain": list(domain), "nice": False}
    x = {"field": "value", "type": "quantitative", "axis": axis | {"format": "~g" if log else "d"}}
    y = {"field": "stage", "type": "nominal", "sort": list(names.values())}
    return {
        "data": {"values": [one for one in marks if domain[0] <= one["value"] <= domain[1]]},
        "height": 260,
        "encoding": {
            "x": x | {"scale": scale},
            "y": y | {"axis": {"title": None, "labelLimit": 150}},
            "tooltip": [
                {"field": "stage", "type": "nominal", "title": " "},
                {"field": "value", "type": "quantitative", "title": title, "format": ".3g"},
            ],
        },
        "layer": [
            *(
                {"transform": [{"filter": f"datum.kind == '{kind}'"}], "mark": mark}
                for kind, mark in _mark_styles(look).items()
            ),
            *_off_axis(marks, domain, look),
        ],
    }


def _off_axis(marks: Sequence[Record], domain: tuple[float, float], look: Palette) -> list[Spec]:
    """Arrows of a stage's marks outside the axis: their number, the median, the one on screen."""
    beyond = [one for one in marks if not domain[0] <= one["value"] <= domain[1]]
    rows: dict[tuple[str, str, bool], list[Record]] = {}
    for one in beyond:
        rows.setdefault((one["kind"], one["stage"], one["value"] > domain[1]), []).append(one)
    layers: list[Spec] = []
    for kind, (dy, written) in OFF_AXIS.items():
        labelled = [
            {**some[0], "label": written.format(count=len(some), value=short(some[0]["value"]))}
            for (of, *_), some in rows.items()
            if of == kind
        ]
        layers += side_arrows(
            labelled, "value", domain, dy=dy, color=_mark_styles(look)[kind]["color"]
        )
    return layers


def _mark_styles(look: Palette) -> dict[str, Spec]:
    """How each kind of mark looks: every network, their median, the one on screen."""
    return {
        "each": {"type": "tick", "thickness": 2, "size": 22, "opacity": 0.5,
                 "color": look.color("lstm")},
        "median": {"type": "point", "shape": "diamond", "size": 150, "filled": True, "opacity": 1,
                   "color": look.text},
        "here": {"type": "point", "shape": "circle", "size": 130, "strokeWidth": 2.5,
                 "color": look.color("error")},
    }  # fmt: skip


def _marks(
    values: Mapping[str, Array], names: Mapping[str, str], here: tuple[str, float]
) -> list[Record]:
    marks: list[Record] = []
    for stage, found in values.items():
        finite = found[np.isfinite(found)]
        marks += [{"stage": names[stage], "kind": "each", "value": float(one)} for one in finite]
        if len(finite):
            middle = float(np.median(finite))
            marks.append({"stage": names[stage], "kind": "median", "value": middle})
    if np.isfinite(here[1]):
        marks.append({"stage": names[here[0]], "kind": "here", "value": float(here[1])})
    return marks


def angles(turns: Mapping[str, Turn]) -> dict[str, Array]:
    """Angles by stage of learning."""
    return {stage: turn.angle for stage, turn in turns.items()}


def ratios(turns: Mapping[str, Turn]) -> dict[str, Array]:
    """Ratios of size by stage of learning."""
    return {stage: turn.ratio for stage, turn in turns.items()}
