"""A recurrent unit unrolled in time, with every number on it: one column a time step.

The forward numbers point right, the errors point left, and below them the shares of the loop
weight's gradient pile up to their sum, so that a reader can check each with pencil and paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import altair as alt
import numpy as np

from lstm97.analysis.contributions import back_factors, loop_contributions, running_total
from lstm97.engine import ErrorFlow
from lstm97.engine.activations import Array
from lstm97.figures import lanes
from lstm97.figures.lanes import Say
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
        ),
        _total_lane(total, say, network.key),
    )
    return Scene(trace.steps, (network,), shown, summary)


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


def number_chart(
    flow: ErrorFlow,
    moment: Moment,
    words: Mapping[str, str],
    look: Palette,
    asked: tuple[str, int] | None = None,
) -> alt.LayerChart:
    """All numbers of a net of one unit; those that ``moment`` has not reached are left out.

    ``words`` names the rows (`ROWS`); ``asked`` is the row and time step (1..T) of a number that
    the reader is to find, shown as "?".
    """
    T = flow.trace.steps
    names = [words[row] for row in ROWS]
    x = alt.X("x:Q", scale=alt.Scale(domain=[0.5, T + 0.5], nice=False), axis=_time_axis(T))
    y = alt.Y("row:N", sort=names, scale=alt.Scale(domain=names), axis=_names_axis())
    color = alt.Color("row:N", scale=_colors(words, look), legend=None)
    numbers = alt.Chart(alt.InlineData(values=list(_numbers(flow, moment, words, asked))))
    numbers = numbers.encode(x, y)
    node = _per_column(T, "min(2300, 0.55 * C * C)")
    circles = numbers.transform_filter("datum.node").mark_circle(size=node, opacity=0.15)
    ring = numbers.transform_filter("datum.here").mark_point(size=node, strokeWidth=3, opacity=1)
    size = _per_column(T, "clamp(C / 3.9, 8.5, 14)")
    text = numbers.mark_text(fontSize=size, color=look.text).encode(alt.Text("text:N"))
    return alt.LayerChart(
        layer=[
            circles.encode(color=color),
            ring.encode(color=color),
            *_arrow_layers(list(_arrows(flow, moment, words)), x, y, color, T),
            text,
        ],
        height=400,
    )


def _arrow_layers(
    records: list[Record], x: alt.X, y: alt.Y, color: alt.Color, T: int
) -> Iterator[alt.Chart]:
    """A shaft, a head that points with the time of its sweep, and the factor above it."""
    lines = alt.Chart(alt.InlineData(values=records)).encode(x, y, color)
    yield lines.mark_rule(strokeWidth=1.6, yOffset=7).encode(alt.X2("x2:Q"))
    for right, shape in ((True, "triangle-right"), (False, "triangle-left")):
        heads = lines.transform_filter(f"datum.right == {str(right).lower()}")
        yield heads.mark_point(shape=shape, filled=True, size=60, opacity=1, yOffset=7).encode(
            alt.X("x2:Q")
        )
    size = _per_column(T, "clamp(C / 4.2, 8, 13)")
    yield lines.mark_text(fontSize=size, dy=-5).encode(alt.X("middle:Q"), alt.Text("text:N"))


def _per_column(T: int, expression: str) -> alt.ExprRef:
    """A size that follows the width C of one time step, in pixels."""
    return alt.ExprRef(expr=expression.replace("C", f"(width / {T})"))


def share_chart(
    flow: ErrorFlow, moment: Moment, words: Mapping[str, str], look: Palette
) -> alt.LayerChart:
    """Each step's share of the loop weight's gradient, piled up from the last step to the first.

    ``words``: total, share, time, running (axis and tooltip titles).
    """
    T, shares = flow.trace.steps, loop_contributions(flow)
    total = running_total(shares)
    after = np.concatenate([total[1:], [0.0]])
    bound = float(max(np.abs(total).max(), 1e-12)) * 1.25
    values = [
        {"t": t, "left": t - 0.3, "right": t + 0.3, "from": float(after[t - 1]),
         "to": float(total[t - 1]), "share": float(shares[t - 1]), "end": t - 1 + 0.3,
         "high": float(max(after[t - 1], total[t - 1])),
         "low": float(min(after[t - 1], total[t - 1])),
         "text": signed(shares[t - 1]), "down": bool(shares[t - 1] < 0)}
        for t in range(1, T + 1) if moment.shows("share", t)
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X(
        "left:Q",
        scale=alt.Scale(domain=[0.5, T + 0.5], nice=False),
        axis=_time_axis(T, words["time"]),
    )
    y_axis = alt.Axis(title=None, tickCount=4, minExtent=LABELS, maxExtent=LABELS)
    y_scale = alt.Scale(domain=[-bound, bound], nice=False)
    color = alt.Color(
        "down:N",
        scale=alt.Scale(domain=[False, True], range=[look.color(SHARE), look.negative]),
        legend=None,
    )
    tips = [
        alt.Tooltip("t:Q", title=words["time"]),
        alt.Tooltip("share:Q", title=words["share"], format=".4f"),
        alt.Tooltip("to:Q", title=words["running"], format=".4f"),
    ]
    bars = base.mark_rect(opacity=0.85).encode(
        x, alt.X2("right:Q"), alt.Y("from:Q", axis=y_axis, scale=y_scale), alt.Y2("to:Q"),
        color=color, tooltip=tips,
    )  # fmt: skip
    steps = (
        base.transform_filter("datum.t > 1")
        .mark_rule(strokeDash=[3, 3], color=look.muted)
        .encode(alt.X("left:Q"), alt.X2("end:Q"), alt.Y("to:Q"))
    )
    top = total[0] < 0  # the labels keep out of the way of the line at the total
    label = base.mark_text(
        dy=-8 if top else 10, fontSize=_per_column(T, "clamp(C / 4.2, 8, 12)"), color=look.text
    ).encode(alt.X("t:Q"), alt.Y("high:Q" if top else "low:Q"), alt.Text("text:N"))
    layers = [_zero(look), steps, bars, label]
    if moment.position >= 2 * T:
        layers.append(_total_line(float(total[0]), words["total"], look))
    return alt.LayerChart(layer=layers, height=290)


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


def _colors(words: Mapping[str, str], look: Palette) -> alt.Scale:
    roles: dict[str, Role] = {"error": "error", "back": "error", "share": SHARE}
    return alt.Scale(
        domain=[words[row] for row in ROWS],
        range=[look.color(roles.get(row, "signal")) for row in ROWS],
    )


def _time_axis(T: int, title: str | None = None) -> alt.Axis:
    labels = "datum.value == round(datum.value) ? 't = ' + datum.value : ''"
    return alt.Axis(
        title=title,
        orient="top" if title is None else "bottom",
        values=list(range(1, T + 1)),
        labelExpr=labels if T <= 6 else "datum.value",
        grid=False,
        domain=False,
        ticks=False,
    )


def _names_axis() -> alt.Axis:
    return alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelFontSize=13,
        labelLimit=LABELS,
        minExtent=LABELS,
        maxExtent=LABELS,
    )


def _zero(look: Palette) -> alt.LayerChart:
    base = alt.Chart(alt.InlineData(values=[{"y": 0}]))
    return alt.LayerChart(layer=[base.mark_rule(color=look.muted).encode(alt.Y("y:Q"))])


def _total_line(total: float, name: str, look: Palette) -> alt.LayerChart:
    data = alt.InlineData(values=[{"y": total, "x": 0.55, "text": f"{name} {signed(total)}"}])
    rule = alt.Chart(data).mark_rule(color=look.color(SHARE), strokeWidth=2, strokeDash=[6, 3])
    below = total < 0
    text = alt.Chart(data).mark_text(
        align="left", dy=13 if below else -9, fontSize=13, fontWeight="bold", color=look.text
    )
    return alt.LayerChart(
        layer=[
            rule.encode(alt.Y("y:Q")),
            text.encode(alt.X("x:Q"), alt.Y("y:Q"), alt.Text("text:N")),
        ]
    )
