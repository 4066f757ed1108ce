"""A unit's state as memory: what carries on through the loop, and what each input still changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np

from lstm97.analysis.memory import BAR, Memory
from lstm97.figures import lanes
from lstm97.figures.lanes import Say
from lstm97.figures.palette import Palette
from lstm97.figures.scene import AnyLane, Curve, Curves, Errors, Inputs, Scene, Units, states_bound


def memory_scene(memory: Memory, symbols: Sequence[str], say: Say, summary: str) -> Scene:
    """Input, state, what each input changes on the way right, and the derivative on its way back.

    ``symbols`` are the letters of a word; none for spikes.
    """
    trace = memory.flow.trace
    network = lanes.network(trace, say)
    shown: tuple[AnyLane, ...] = (
        _inputs(memory, symbols, say),
        _state(memory, say, network.key),
        *_effects(memory, symbols, say, network.key),
        Errors(say("recurrent-network.lanes.derivative"), memory.flow.nets, network=network.key),
    )
    return Scene(trace.steps, (network,), shown, summary)


def _inputs(memory: Memory, symbols: Sequence[str], say: Say) -> Inputs:
    xs = memory.flow.trace.inputs.xs
    if not symbols:
        return Inputs(say("lanes.inputs"), values=xs, names=("x",))
    codes = np.where(xs.any(axis=1), xs.argmax(axis=1), np.nan)
    return Inputs(say("lanes.inputs"), codes=codes, alphabet=tuple(symbols))


def _state(memory: Memory, say: Say, network: str) -> Curves:
    bound = states_bound(memory.state[np.isfinite(memory.state)])
    curve = Curve(say("recurrent-network.lanes.state"), memory.state, "signal", network)
    return Curves(
        say("recurrent-network.lanes.state"),
        curves=(curve,),
        scale="linear",
        domain=(-bound, bound),
        phase="forward",
        network=network,
        height=110,
    )


def _effects(memory: Memory, symbols: Sequence[str], say: Say, network: str) -> list[Units]:
    """A row for each input: how far the state would be off without it."""
    if not len(memory.steps):
        return []
    effects = memory.effects.copy()
    effects[np.arange(len(effects))[:, None] < memory.steps] = np.nan  # it has not come in yet
    top = states_bound(effects[np.isfinite(effects)])
    label = say("recurrent-network.lanes.effects")
    names = input_names(memory, symbols)
    domain = (0.0, top)
    return [Units(label, effects, names, "cell", "sequential", domain, network=network)]


def input_names(memory: Memory, symbols: Sequence[str]) -> tuple[str, ...]:
    """A short name for each input: its letter, or its time step."""
    if not symbols:
        return tuple(f"t={step + 1}" for step in memory.steps)
    codes = memory.flow.trace.inputs.xs.argmax(axis=1)
    return tuple(symbols[codes[step]] for step in memory.steps)


def left_chart(
    memory: Memory, symbols: Sequence[str], words: Mapping[str, str], look: Palette
) -> alt.LayerChart:
    """How much each input still changes the last state; the bar of what counts is dashed.

    ``words``: time, left, made, input (axis and tooltip titles), bar, yes, no.
    """
    T = memory.flow.trace.steps
    top = max(1.0, states_bound(memory.left[np.isfinite(memory.left)]))
    values = [
        {
            "t": int(step) + 1,
            "name": name,
            "left": float(left),
            "made": float(made),
            "kept": words["yes"] if kept else words["no"],
            "text": _number(float(left)),
        }
        for step, name, left, made, kept in zip(
            memory.steps,
            input_names(memory, symbols),
            memory.left,
            memory.made,
            memory.remembered,
            strict=True,
        )
        if np.isfinite(left)
    ]
    x = alt.X(
        "t:Q",
        scale=alt.Scale(domain=[0.5, T + 0.5], nice=False),
        axis=alt.Axis(title=words["time"], grid=False, tickMinStep=1),
    )
    y = alt.Y(
        "left:Q",
        scale=alt.Scale(domain=[0, top * 1.1], nice=False, clamp=True),
        axis=alt.Axis(
            title=words["left"], titleAngle=0, titleAlign="left", titleAnchor="start",
            titleX=0, titleY=-8, tickCount=4,
        ),
    )  # fmt: skip
    kept = alt.Scale(
        domain=[words["yes"], words["no"]], range=[look.color("cell"), look.color("neutral")]
    )
    base = alt.Chart(alt.InlineData(values=values)).encode(x, y)
    tips = [
        alt.Tooltip("name:N", title=words["input"]),
        alt.Tooltip("made:Q", title=words["made"], format=".4g"),
        alt.Tooltip("left:Q", title=words["left"], format=".4g"),
    ]
    bars = base.mark_bar(size=alt.ExprRef(expr=f"0.6 * width / {T}")).encode(
        color=alt.Color(
            "kept:N",
            scale=kept,
            legend=alt.Legend(title=None, orient="bottom", columns=1, labelLimit=320),
        ),
        tooltip=tips,
    )
    size = alt.ExprRef(expr=f"clamp(width / {T} / 2.6, 8, 13)")
    text = base.mark_text(dy=-9, fontSize=size, color=look.text).encode(alt.Text("text:N"))
    line = alt.Chart(alt.InlineData(values=[{"left": BAR}])).mark_rule(
        strokeDash=[5, 4], color=look.color("bound")
    )
    return alt.LayerChart(layer=[bars, line.encode(alt.Y("left:Q")), text], height=320)


def _number(value: float) -> str:
    """Two decimals; what is smaller than they can show is written as below them."""
    return f"{value:.2f}" if value >= 0.005 or value == 0 else "<.01"


def loop_chart(memory: Memory, loop: float, look: Palette, first: int = 4) -> alt.LayerChart:
    """One unit with its loop, and the same unit unrolled over its ``first`` time steps."""
    trace = memory.flow.trace
    heard = trace.inputs.xs @ trace.params.hidden[0, : trace.params.spec.inputs]  # (T,)
    chain = list(zip(range(2, 2 + first), memory.state, heard, strict=False))
    units = [(0.0, "y(t)"), *((float(x), f"{y:.2f}") for x, y, _ in chain)]
    sources = [(0.0, "v·x(t)"), *((float(x), f"{heard:.2f}") for x, _, heard in chain)]
    end = chain[-1][0] + 1.0
    texts = [
        *((x, 1.0, text) for x, text in units),
        *((x, 0.0, text) for x, text in sources),
        *((float(x), 1.65, f"t = {x - 1}") for x, *_ in chain),
        *((x + 0.5, 1.28, f"×{loop:g}") for x, _ in units[1:]),
        (0.0, 1.65, f"↻ ×{loop:g}"),
        (1.0, 1.0, "="),
        (end, 1.0, "⋯"),
    ]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.6, end + 0.3], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-0.3, 1.9], nice=False), axis=None)
    color = look.color("signal")
    column = f"(width / {end + 0.9})"
    nodes = _places([(x, 1.0) for x, _ in units]).mark_circle(
        color=color, opacity=0.16, size=alt.ExprRef(expr=f"min(2600, 0.5 * {column} * {column})")
    )
    across = [(x + 0.36, 1.0, x + 0.62, 1.0) for x, _ in units[1:]]
    up = [(x, 0.22, x, 0.62) for x, _ in units]
    shafts = _places([*across, *up]).mark_rule(color=color, strokeWidth=1.6)
    words = alt.Chart(
        alt.InlineData(
            values=[{"x": x, "y": y, "text": text.replace("-", "−")} for x, y, text in texts]
        )
    ).mark_text(fontSize=alt.ExprRef(expr=f"clamp({column} / 4, 9, 15)"), color=look.text)
    layers = [
        nodes.encode(x, y),
        shafts.encode(x, y, alt.X2("x2:Q"), alt.Y2("y2:Q")),
        _heads([line[2:] for line in across], "triangle-right", color).encode(x, y),
        _heads([line[2:] for line in up], "triangle-up", color).encode(x, y),
        words.encode(x, y, alt.Text("text:N")),
    ]
    return alt.LayerChart(layer=layers, height=190)


def _heads(points: Sequence[tuple[float, ...]], shape: str, color: str) -> alt.Chart:
    heads: alt.Chart = _places(points).mark_point(
        shape=shape, filled=True, size=60, color=color, opacity=1
    )
    return heads


def _places(points: Sequence[tuple[float, ...]]) -> alt.Chart:
    """A chart over points (x, y), or over lines (x, y, x2, y2)."""
    names = ("x", "y", "x2", "y2")
    rows = [dict(zip(names, point, strict=False)) for point in points]
    return alt.Chart(alt.InlineData(values=rows))
