"""Learning curves of one network or of many at once: a line for the middle, a band for the spread.

The specification never depends on the data, which is handed over beside it, so that a curve that
grows while a network learns is updated in place and does not flicker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.legend import legend
from lstm97.figures.lines import ROOM, Spec, decades, powers, thousands, value_axis
from lstm97.figures.palette import Palette, Role
from lstm97.writing import OVERFLOW

LARGEST = float(np.finfo(float).max)  # stands for what overflowed: a chart is handed no infinity
Columns = dict[str, list[float | str]]
Runs = Mapping[str, tuple[Sequence[float] | Array, Array]]  # see `learning_data`

STROKES: Spec = {"symbolType": "stroke", "symbolOpacity": 1, "symbolStrokeWidth": 2.5}
SEQUENCE_AXIS: Spec = {"tickCount": {"expr": f"min(5, {ROOM})"}, "grid": False} | thousands()
SMALL: Spec = {"titleFontSize": 12, "titleX": -36}  # a strip is half a phone wide
# What is drawn upwards: scale and format of the axis.
KINDS: dict[str, tuple[Spec, str]] = {
    "loss": ({"type": "log", "domain": [1e-4, 1], "clamp": True}, ""),
    "error": ({"domainMin": 0, "zero": True}, ""),
    "right": ({"domain": [0, 1], "clamp": True}, ".0%"),
}


def learning_data(runs: Runs, band: tuple[float, float] = (0, 1), at: float = 0) -> Columns:
    """The rows that `learning_chart` draws: the middle and the ``band`` (quantiles) at each mark.

    ``runs`` has for each name as shown its marks (M,) in sequences and the values (M, N) of its N
    learners there; marks at which no learner has a number are left out. A value that overflowed
    is handed over as `LARGEST`. ``at`` is the moment (sequences) that a chart with a moment marks.
    """
    rows: list[tuple[float | str, ...]] = []
    for name, (marks, values) in runs.items():
        known = ~np.isnan(values).all(axis=1)
        held = np.minimum(values[known], LARGEST)
        columns = [np.asarray(marks, float)[known]]
        columns += [_quantile(held, q) for q in (band[0], 0.5, band[1])]
        rows += [(name, *row) for row in np.stack(columns, axis=1).tolist()]
    heads = ("side", "sequences", "low", "middle", "high")
    columns_of: Columns = {head: [row[place] for row in rows] for place, head in enumerate(heads)}
    return columns_of | {"at": [at] * len(rows)}


def _quantile(values: Array, q: float) -> Array:
    """A quantile of each row's numbers: what np.nanquantile gives, without a loop."""
    ranked = np.sort(values, axis=1)  # nan comes last
    place = q * ((~np.isnan(values)).sum(axis=1) - 1)
    below = np.floor(place).astype(int)
    rows = np.arange(len(values))
    low, high = ranked[rows, below], ranked[rows, np.ceil(place).astype(int)]
    return np.asarray(low + (high - low) * (place - below))


def learning_chart(
    kind: str,
    sides: Mapping[str, Role],
    look: Palette,
    *,
    x: str,
    y: str,
    longest: int | None = None,
    height: int = 280,
    strip: bool = False,
) -> Spec:
    """``kind`` (one of `KINDS`) against sequences seen, for the data of `learning_data`.

    ``sides`` are the roles of those who learn by their names as shown, ``x`` and ``y`` the axis
    titles; ``longest`` fixes the axis of sequences. A ``strip`` stands above a stage, whose names
    and colours it shares: it has no legend, and marks the moment that the stage shows.
    A line that leaves the axis ends at its edge, where an arrow says how far it goes.
    """
    scale, _ = KINDS[kind]
    up = {"type": "quantitative", "scale": scale, "axis": _upwards(y, kind, strip)}
    styles, names = [look.styles[role] for role in sides.values()], list(sides)
    color = {"domain": names, "range": [one.color for one in styles]}
    dash = {"domain": names, "range": [list(one.dash) or [1, 0] for one in styles]}
    side = {"field": "side", "type": "nominal"}
    across = _across(None if strip else x, longest)
    band = {"y": up | {"field": "low"}, "y2": {"field": "high"}}
    edges = scale.get("domain")
    seen = up | {"field": "seen" if edges else "middle"}
    line = {"y": seen, "strokeDash": side | {"scale": dash, "legend": None}}
    named = None if strip else legend() | STROKES
    return {
        "height": height,
        "encoding": {"x": across, "color": side | {"scale": color, "legend": named}},
        "layer": [
            {"mark": {"type": "area", "opacity": 0.2}, "encoding": band},
            {**_cut(edges), "mark": {"type": "line", "strokeWidth": 2.5}, "encoding": line},
            *_leaving(edges, up),
            *([_moment(look, across)] if strip else []),
        ],
    }


def _upwards(title: str, kind: str, strip: bool) -> Spec:
    scale, form = KINDS[kind]
    ticks = decades(scale["domain"]) | powers() if scale.get("type") == "log" else {"format": form}
    return {**value_axis(title), **ticks, **(SMALL if strip else {})}


def _across(title: str | None, longest: int | None) -> Spec:
    """The axis of sequences, which may be fixed."""
    axis = {"title": title, **SEQUENCE_AXIS}
    scale = {"domain": [0, longest]} if longest else {"zero": True}
    return {"field": "sequences", "type": "quantitative", "axis": axis, "scale": scale}


def _cut(edges: Sequence[float] | None) -> Spec:
    """What the browser makes of the middle: at the edge where it leaves the axis, then nothing."""
    if edges is None:
        return {}
    low, high = edges
    before = {"op": "lag", "field": "beyond", "as": "before"}
    side = f"datum.middle > {high} ? 1 : datum.middle < {low} ? -1 : 0"
    at_edge = f"clamp(datum.middle, {low}, {high})"
    gone = "datum.beyond != 0 && datum.before == datum.beyond"
    return {
        "transform": [
            {"calculate": side, "as": "beyond"},
            {"window": [before], "groupby": ["side"],
             "sort": [{"field": "sequences", "order": "ascending"}]},
            {"calculate": f"{gone} ? null : {at_edge}", "as": "seen"},
        ]
    }  # fmt: skip


def _leaving(edges: Sequence[float] | None, up: Spec) -> list[Spec]:
    """An arrow where a line leaves the axis, and beside it the farthest value on that side."""
    found: list[Spec] = []
    for way, op, tip in ((1, "max", "▲"), (-1, "min", "▼")) if edges else ():
        far = {"op": op, "field": "middle", "as": "far"}
        written = str(powers()["labelExpr"]).replace("datum.value", "datum.far")
        written = f"datum.far > {LARGEST / 2} ? '{OVERFLOW}' : {written}"
        steps = [
            {"joinaggregate": [far], "groupby": ["side"]},
            {"joinaggregate": [{"op": "max", "field": "sequences", "as": "last"}]},
            {"filter": f"datum.beyond == {way} && datum.before != {way}"},
            {"calculate": f"'{tip} ' + ({written})", "as": "label"},
        ]
        right = "datum.sequences < 0.75 * datum.last"  # of a line that comes from the left
        text = {"type": "text", "fontSize": 12, "fontWeight": 600}
        text |= {"align": {"expr": f"{right} ? 'left' : 'right'"}}
        found.append(
            {
                "transform": [*_cut(edges)["transform"], *steps],
                "mark": {**text, "dx": {"expr": f"{right} ? 4 : -4"}, "dy": 9 * way, "aria": False},
                "encoding": {"y": up | {"field": "seen"},
                             "text": {"field": "label", "type": "nominal"}},
            }
        )  # fmt: skip
    return found


def _moment(look: Palette, across: Spec) -> Spec:
    """A rule at the moment that the stage shows."""
    place = {**across, "field": "at", "aggregate": "max"}
    return {
        "mark": {"type": "rule", "strokeWidth": 1.5},
        "encoding": {"x": place, "color": {"value": look.text}},
    }
