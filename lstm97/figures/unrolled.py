"""A recurrent unit unrolled in time, with every number on it: one column a time step.

The forward numbers point right, the errors point left, and below them the shares of the loop
weight's gradient pile up to their sum, so that a reader can check each with pencil and paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from lstm97.analysis.foundations.contributions import (
    back_factors,
    loop_contributions,
    running_total,
)
from lstm97.engine import ErrorFlow
from lstm97.engine.activations import Array
from lstm97.figures import lanes
from lstm97.figures.lanes import Say
from lstm97.figures.layers import layer, number, word
from lstm97.figures.lines import Spec
from lstm97.figures.palette import Palette, Role
from lstm97.figures.scene import Curve, Curves, Scene, Units, states_bound

ROWS = ("output", "unit", "ahead", "input", "error", "back", "share")
FORWARD = ("output", "unit", "input")
LABELS = 74  # pixels for the names of rows, the same in both figures so that columns line up
SHARE: Role = "cell"  # what a step adds to a gradient

Record = dict[str, str | float | bool]


@dataclass(frozen=True)
class Moment:
    """Where the play-head rests, 0..2 ``steps``, as the stage counts; see `figures.scene`."""

    position: int
    steps: int

    def shows(self, row: str, t: int) -> bool:
        """Whether a number of time step ``t`` (1..T) has been reached."""
        if row in ("input", "unit"):
            return t <= self.position
        if row == "output":
            return self.position >= self.steps
        return self.position > self.steps and t >= 2 * self.steps + 1 - self.position

    def here(self, row: str, t: int) -> bool:
        """Whether the play-head stands on it; nowhere once both sweeps are done."""
        back = self.position > self.steps
        step = 2 * self.steps + 1 - self.position if back else self.position
        return t == step and (row in FORWARD) != back and self.position < 2 * self.steps


def unrolled_scene(
    flow: ErrorFlow, say: Say, summary: str, asked: tuple[str, int] | None = None
) -> Scene:
    """The unit on the way forward, the error and the gradient it gathers on the way back.

    The number that is ``asked`` (row and time step 1..T) is left out.
    """
    trace = flow.trace
    network = lanes.network(trace, say)
    bound, total = states_bound(flow.nets), running_total(loop_contributions(flow))
    shown = (
        Units(
            say("bptt.lanes.unit"),
            _without(trace.gates.y_j, "unit", asked),
            ("y",),
            network=network.key,
            asked=_place("unit", asked),
        ),
        Units(
            say("bptt.lanes.error"),
            _without(flow.nets, "error", asked),
            ("ϑ",),
            "error",
            "diverging",
            (-bound, bound),
            "backward",
            network=network.key,
            asked=_place("error", asked),
        ),
        _total_lane(total, say, network.key),
    )
    return Scene(trace.steps, (network,), shown, summary)


def _place(row: str, asked: tuple[str, int] | None) -> tuple[tuple[int, int], ...]:
    """Where a lane shows a question mark: the step that is asked, in its only row."""
    return ((asked[1], 1),) if asked is not None and asked[0] == row else ()


def _without(values: Array, row: str, asked: tuple[str, int] | None) -> Array:
    """Values (T, 1) with nan for the number that is asked."""
    if asked is None or asked[0] != row:
        return values
    kept = values.copy()
    kept[asked[1] - 1] = np.nan
    return kept


def _total_lane(total: Array, say: Say, network: str) -> Curves:
    bound = states_bound(total)
    curve = Curve(say("bptt.lanes.sum"), total, SHARE, network)
    return Curves(
        say("bptt.lanes.total"),
        curves=(curve,),
        scale="linear",
        domain=(-bound, bound),
        network=network,
        height=90,
    )


CLOSE = 46  # pixels of a time step below which a third decimal would touch the next number


def number_chart(
    flow: ErrorFlow,
    moment: Moment,
    words: Mapping[str, str],
    look: Palette,
    asked: tuple[str, int] | None = None,
) -> Spec:
    """All numbers of a net of one unit; those that ``moment`` has not reached are left out.

    ``words`` names the rows (`ROWS`); ``asked`` is the row and time step (1..T) of a number that
    the reader is to find, shown as "?".
    """
    T = flow.trace.steps
    at = {"x": number("x", scale=_time_scale(T), axis=_time_axis(T)), "y": _row_channel(words)}
    color = word("row", scale=_colors(words, look), legend=None)
    numbers = list(_numbers(flow, moment, words, asked))
    node = _per_column(T, "min(2300, 0.55 * C * C)")
    circle = {"type": "circle", "size": node, "opacity": 0.15}
    ring = {"type": "point", "size": node, "strokeWidth": 3, "opacity": 1}
    text = {"type": "text", "fontSize": _per_column(T, "clamp(C / 3.9, 9, 14)")}
    text["text"] = _per_column(T, f"C < {CLOSE} ? datum.short : datum.text")
    return {
        "layer": [
            layer([one for one in numbers if one["node"]], circle, **at, color=color),
            layer([one for one in numbers if one["here"]], ring, **at, color=color),
            *_arrow_layers(list(_arrows(flow, moment, words)), at, color, T),
            layer(numbers, text | {"color": look.text}, **at),
        ],
        "height": 400,
    }


def _arrow_layers(records: list[Record], at: Spec, color: Spec, T: int) -> Iterator[Spec]:
    """A shaft, a head that points with the time of its sweep, and the factor above it."""
    shaft = {"type": "rule", "strokeWidth": 1.6, "yOffset": 7}
    yield layer(records, shaft, **at, x2={"field": "x2"}, color=color)
    for right, shape in ((True, "triangle-right"), (False, "triangle-left")):
        heads = [one for one in records if one["right"] == right]
        mark = {"type": "point", "shape": shape, "filled": True, "size": 60, "yOffset": 7}
        yield layer(heads, mark | {"opacity": 1}, **at | {"x": number("x2")}, color=color)
    size = _per_column(T, "clamp(C / 4.2, 8, 13)")
    factor = {"type": "text", "fontSize": size, "dy": -5}
    yield layer(records, factor, **at | {"x": number("middle")}, text=word("text"), color=color)


def _per_column(T: int, expression: str) -> Spec:
    """A size that follows the width C of one time step, in pixels."""
    return {"expr": expression.replace("C", f"(width / {T})")}


def share_chart(flow: ErrorFlow, moment: Moment, words: Mapping[str, str], look: Palette) -> Spec:
    """Each step's share of the loop weight's gradient, piled up from the last step to the first.

    ``words``: total, share, time, running (axis and tooltip titles).
    """
    T, total = flow.trace.steps, running_total(loop_contributions(flow))
    bars = [one for one in _bars(flow, total) if moment.shows("share", int(one["t"]))]
    bound = float(max(np.abs(total).max(), 1e-12)) * 1.25
    x = number("left", scale=_time_scale(T), axis=_time_axis(T, words["time"]))
    y_scale, y_axis = {"domain": [-bound, bound], "nice": False}, {"title": None, "tickCount": 4}
    y = {"scale": y_scale, "axis": y_axis | {"minExtent": LABELS, "maxExtent": LABELS}}
    signs = {"domain": [False, True], "range": [look.color(SHARE), look.negative]}
    tips = [
        number("t", title=words["time"]),
        number("share", title=words["share"], format=".4f"),
        number("to", title=words["running"], format=".4f"),
    ]
    top = total[0] < 0  # the labels keep out of the way of the line at the total
    size = _per_column(T, "clamp(C / 4.2, 8, 12)")
    label = {"type": "text", "dy": -8 if top else 10, "fontSize": size, "color": look.text}
    joint = {"type": "rule", "strokeDash": [3, 3], "color": look.muted}
    layers = [
        layer([{"to": 0}], {"type": "rule", "color": look.muted}, y=number("to", **y)),
        layer(bars[1:] if len(bars) == T else bars, joint, x=x, x2={"field": "end"},
              y=number("to", **y)),
        layer(bars, {"type": "rect", "opacity": 0.85}, x=x, x2={"field": "right"},
              y=number("from", **y), y2={"field": "to"}, tooltip=tips,
              color=word("down", scale=signs, legend=None)),
        layer(bars, label, x=number("t"), y=number("high" if top else "low", **y),
              text=word("text")),
    ]  # fmt: skip
    if moment.position >= 2 * T:
        layers += _total_line(float(total[0]), words["total"], look)
    return {"layer": layers, "height": 290}


def _bars(flow: ErrorFlow, total: Array) -> Iterator[Record]:
    """A bar for each step: it starts where the one to its right has ended."""
    after = np.concatenate([total[1:], [0.0]])
    for index, share in enumerate(loop_contributions(flow)):
        low, high = sorted((float(after[index]), float(total[index])))
        yield {
            "t": index + 1,
            "left": index + 0.7,
            "right": index + 1.3,
            "end": index + 0.3,
            "from": float(after[index]),
            "to": float(total[index]),
            "low": low,
            "high": high,
            "share": float(share),
            "text": signed(float(share)),
            "down": bool(share < 0),
        }


def signed(value: float, digits: int = 3) -> str:
    """A number as it is printed on paper, with a true minus sign."""
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def _numbers(
    flow: ErrorFlow, moment: Moment, words: Mapping[str, str], asked: tuple[str, int] | None
) -> Iterator[Record]:
    for row, values in _values(flow).items():
        for t, value in enumerate(values, start=1):
            if not np.isnan(value) and moment.shows(row, t):
                yield {
                    "row": words[row],
                    "x": t,
                    "text": "?" if asked == (row, t) else signed(float(value)),
                    "short": "?" if asked == (row, t) else signed(float(value), 2),
                    "node": row in ("unit", "error"),
                    "here": moment.here(row, t) and row in ("unit", "error"),
                }


def _values(flow: ErrorFlow) -> dict[str, Array]:
    """The numbers of each row, (T,); nan where there is none."""
    trace = flow.trace
    taught = np.where(trace.inputs.teach, trace.y_k[:, 0], np.nan)
    return {
        "output": taught,
        "unit": trace.gates.y_j[:, 0],
        "input": trace.inputs.xs[:, 0],
        "error": flow.nets[:, 0],
        "share": loop_contributions(flow),
    }


def _arrows(flow: ErrorFlow, moment: Moment, words: Mapping[str, str]) -> Iterator[Record]:
    """Forward from t to t + 1 with the loop weight, back from t + 1 to t with its factor."""
    T, factors = flow.trace.steps, back_factors(flow.trace)
    loop = flow.trace.params.hidden[0, flow.trace.params.spec.sources["y_j"].start]
    for t in range(1, T):
        if moment.shows("unit", t + 1):
            yield _arrow(words["ahead"], t + 0.1, t + 0.86, signed(loop, 1))
        if moment.shows("error", t):
            yield _arrow(words["back"], t + 0.9, t + 0.14, signed(factors[t - 1], 2))


def _arrow(row: str, start: float, end: float, factor: str) -> Record:
    middle, text = (start + end) / 2, f"×{factor}"
    return {"row": row, "x": start, "x2": end, "middle": middle, "text": text, "right": end > start}


def _colors(words: Mapping[str, str], look: Palette) -> Spec:
    roles: dict[str, Role] = {"error": "error", "back": "error", "share": SHARE}
    colors = [look.color(roles.get(row, "signal")) for row in ROWS]
    return {"domain": [words[row] for row in ROWS], "range": colors}


def _time_scale(T: int) -> Spec:
    return {"domain": [0.5, T + 0.5], "nice": False}


def _time_axis(T: int, title: str | None = None) -> Spec:
    return {
        "title": title,
        "orient": "top" if title is None else "bottom",
        "values": list(range(1, T + 1)),
        "labelExpr": "'t = ' + datum.value" if T <= 6 else "datum.value",
        "grid": False,
        "domain": False,
        "ticks": False,
    }


def _row_channel(words: Mapping[str, str]) -> Spec:
    names = [words[row] for row in ROWS]
    axis = {"title": None, "domain": False, "ticks": False, "labelFontSize": 13}
    axis |= {"labelLimit": LABELS, "minExtent": LABELS, "maxExtent": LABELS}
    return word("row", sort=names, scale={"domain": names}, axis=axis)


def _total_line(total: float, name: str, look: Palette) -> list[Spec]:
    records = [{"y": total, "x": 0.55, "text": f"{name} {signed(total)}"}]
    line = {"type": "rule", "color": look.color(SHARE), "strokeWidth": 2, "strokeDash": [6, 3]}
    text = {"type": "text", "align": "left", "dy": 13 if total < 0 else -9, "fontSize": 13}
    text |= {"fontWeight": "bold", "color": look.text}
    return [
        layer(records, line, y=number("y")),
        layer(records, text, x=number("x"), y=number("y"), text=word("text")),
    ]
