"""What the scissors cut: a scene for the stage, and shares and angles as pictures at rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np

from lstm97.analysis.scissors import Cutting, Turn
from lstm97.engine.activations import Array
from lstm97.figures import lanes
from lstm97.figures.lanes import Say
from lstm97.figures.palette import Palette, Role
from lstm97.figures.scene import AnyLane, Curve, Scene
from lstm97.tasks import Sequences, Task

SLUG = "lstm97"
PATHS: dict[str, Role] = {
    "output_layer": "error",
    "carousel": "cell",
    "net_c": "signal",
    "net_in": "input_gate",
    "net_out": "output_gate",
}
STAYED: dict[str, Role] = {"stayed": "cell", "left": "neutral"}
CURVES: dict[str, Role] = {"full": "error", "paper": "cell", "yours": "lstm"}


def scissors_scene(task: Task, sequence: Sequences, cutting: Cutting, say: Say, said: str) -> Scene:
    """The run, the state error with its rivals on one axis, and the cell with what is cut."""
    curves = [_curve(name, cutting, say) for name in CURVES if name != "yours" or _own(cutting)]
    shown: list[AnyLane] = [
        lanes.inputs_lane(task, sequence, say),
        lanes.curves_lane(curves, {}, say, height=230),
        *lanes.forward_lanes(cutting.trace, say, ("y_in", "s", "y_out")),
        lanes.error_lane(cutting.yours, say),
        lanes.cell_lane(cutting.yours, say),
    ]
    return Scene(cutting.trace.steps, (lanes.network(cutting.trace, say),), tuple(shown), said)


def _own(cutting: Cutting) -> bool:
    """Whether the reader's cuts are neither the paper's nor none."""
    return cutting.yours.cuts not in (cutting.paper.cuts, cutting.full.cuts)


def _curve(name: str, cutting: Cutting, say: Say) -> Curve:
    reach = cutting.reaches[name]
    source = None if reach.source is None else reach.source + 1
    label = say(f"scissors.curves.{name}")
    return Curve(label, reach.curve, CURVES[name], SLUG, reach.depth, source)


def shares_chart(
    shares: Mapping[str, Array],
    roles: Mapping[str, Role],
    names: Mapping[str, str],
    words: Mapping[str, str],
    look: Palette,
    height: int,
) -> alt.Chart:
    """Shares (T,) by slug stacked over time, in the order of ``roles``; ``words``: time, share."""
    order = {slug: place for place, slug in enumerate(roles)}
    rows = [
        {"t": t + 1, "path": names[slug], "share": float(share), "order": order[slug]}
        for slug in roles
        for t, share in enumerate(shares[slug])
        if np.isfinite(share)
    ]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows), height=height)
        .mark_area(interpolate="step", stroke=look.background, strokeWidth=0.6)
        .encode(
            alt.X("t:Q", scale=alt.Scale(zero=False, nice=False),
                  axis=alt.Axis(title=words["time"], grid=False, tickMinStep=1)),
            alt.Y(
                "share:Q",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(title=words["share"], format="%", titleAngle=0, titleAlign="left",
                              titleAnchor="start", titleX=0, titleY=-10),
            ),
            alt.Color(
                "path:N",
                scale=alt.Scale(
                    domain=[names[slug] for slug in roles],
                    range=[look.color(role) for role in roles.values()],
                ),
                legend=alt.Legend(title=None, orient="bottom", columns=1, labelLimit=340),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("t:Q", title=words["time"]),
                alt.Tooltip("path:N", title=" "),
                alt.Tooltip("share:Q", title=words["share"], format=".1%"),
            ],
        )
    )  # fmt: skip
    return chart


def turn_chart(
    values: Mapping[str, Array],
    names: Mapping[str, str],
    here: tuple[str, float],
    title: str,
    look: Palette,
    *,
    domain: Sequence[float],
    log: bool = False,
) -> alt.LayerChart:
    """A mark for each network in a row for each stage of learning, its median, and the reader's.

    ``here`` is the stage on screen and the value of its network.
    """
    base = alt.Chart(alt.InlineData(values=list(_marks(values, names, here))))
    ticks = [0.1, 0.3, 1, 3, 10] if log else [0, 45, 90, 135, 180]
    axis = alt.Axis(title=title, titleAlign="left", titleAnchor="start", values=ticks, format="~r")
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(
        type="log" if log else "linear", domain=list(domain), clamp=True, nice=False))  # fmt: skip
    y = alt.Y("stage:N", sort=list(names.values()), axis=alt.Axis(title=None, labelLimit=150))
    tips = [alt.Tooltip("stage:N", title=" "), alt.Tooltip("value:Q", title=title, format=".3g")]
    each = base.mark_tick(thickness=2, size=22, opacity=0.5, color=look.color("lstm"))
    middle = base.mark_point(shape="diamond", size=150, filled=True, opacity=1, color=look.text)
    yours = base.mark_point(shape="circle", size=130, strokeWidth=2.5, color=look.color("error"))
    layers = [
        chart.transform_filter(f"datum.kind == '{kind}'").encode(x, y, tooltip=tips)
        for kind, chart in (("each", each), ("median", middle), ("here", yours))
    ]
    return alt.LayerChart(layer=layers, height=260)


def _marks(
    values: Mapping[str, Array], names: Mapping[str, str], here: tuple[str, float]
) -> list[dict[str, str | float]]:
    marks: list[dict[str, str | float]] = []
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
