"""A unit's state as memory: what carries on through the loop, and what each input still changes.

A high state is not yet a memory: only what would change it counts, so both are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from lstm97.analysis.foundations.ablation import BAR, Ablation
from lstm97.figures.layers import layer, number, word
from lstm97.figures.legend import legend
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette
from lstm97.figures.stage.lanes import Say
from lstm97.figures.stage.scene import (
    AnyLane,
    Curve,
    Curves,
    Errors,
    Inputs,
    Scene,
    Units,
    states_bound,
)
from lstm97.writing import general, minus

FIRST = 4  # time steps over which a unit is unrolled


def memory_scene(
    memory: Ablation, symbols: Sequence[str], say: Say, summary: str, revealed: bool = True
) -> Scene:
    """Input, state, what each input changes on the way right, and the derivative on its way back.

    ``symbols`` are the letters of a word; none for spikes. Until ``revealed`` the lanes that tell
    what is remembered are left out.
    """
    trace = memory.flow.trace
    shown: tuple[AnyLane, ...] = (
        _inputs(memory, symbols, say),
        _state(memory, say),
        *_effects(memory, symbols, say),
        Errors(say("recurrent-network.lanes.derivative"), memory.flow.nets),
    )
    start = None if revealed else trace.steps
    shown = shown if revealed else shown[:2]
    return Scene(trace.steps, (), shown, summary, start=start)


def _inputs(memory: Ablation, symbols: Sequence[str], say: Say) -> Inputs:
    xs = memory.flow.trace.inputs.xs
    if not symbols:
        return Inputs(say("lanes.inputs"), values=xs, names=("x",))
    codes = np.where(xs.any(axis=1), xs.argmax(axis=1), np.nan)
    return Inputs(say("lanes.inputs"), codes=codes, alphabet=tuple(symbols))


def _state(memory: Ablation, say: Say) -> Curves:
    bound = states_bound(memory.state[np.isfinite(memory.state)])
    curve = Curve(say("recurrent-network.lanes.state"), memory.state, "signal")
    return Curves(
        say("recurrent-network.lanes.state"),
        curves=(curve,),
        scale="linear",
        domain=(-bound, bound),
        phase="forward",
        height=124,
    )


def _effects(memory: Ablation, symbols: Sequence[str], say: Say) -> list[Units]:
    """A row for each input: how far the state would be off without it."""
    if not len(memory.steps):
        return []
    effects = memory.effects.copy()
    effects[np.arange(len(effects))[:, None] < memory.steps] = np.nan  # it has not come in yet
    top = states_bound(effects[np.isfinite(effects)])
    label = say("recurrent-network.lanes.effects")
    names = input_names(memory, symbols)
    domain = (0.0, top)
    return [Units(label, effects, names, "signal", "sequential", domain)]


def input_names(memory: Ablation, symbols: Sequence[str]) -> tuple[str, ...]:
    """A short name for each input: its letter, or its time step."""
    if not symbols:
        return tuple(f"t = {step + 1}" for step in memory.steps)
    codes = memory.flow.trace.inputs.xs.argmax(axis=1)
    return tuple(symbols[codes[step]] for step in memory.steps)


def left_chart(
    memory: Ablation, symbols: Sequence[str], words: Mapping[str, str], look: Palette
) -> Spec:
    """How much each input still changes the last state; the bar of what counts is dashed.

    ``words``: time, left, made, input (axis and tooltip titles), yes, no (what bars mean).
    """
    T = memory.flow.trace.steps
    top = max(1.0, states_bound(memory.final_effects[np.isfinite(memory.final_effects)]))
    records = list(_bars(memory, symbols, words))
    x_axis = {"title": words["time"], "grid": False, "tickMinStep": 1}
    y_scale = {"domain": [0, top * 1.1], "nice": False, "clamp": True}
    at = {
        "x": number("t", scale={"domain": [0.5, T + 0.5], "nice": False}, axis=x_axis),
        "y": number("left", scale=y_scale, axis=value_axis(words["left"])),
    }
    kept = {"domain": [words["yes"], words["no"]]}
    kept["range"] = [look.color("signal"), look.color("neutral")]
    tips = [
        word("name", title=words["input"]),
        number("made", title=words["made"], format=".4g"),
        number("left", title=words["left"], format=".4g"),
    ]
    bar = {"type": "bar", "size": {"expr": f"0.6 * width / {T}"}}
    size = {"expr": f"clamp(width / {T} / 2.6, 8, 13)"}
    text = {"type": "text", "dy": -9, "fontSize": size, "color": look.text}
    line = {"type": "rule", "strokeDash": [5, 4], "color": look.color("bound")}
    color = word("kept", scale=kept, legend=legend())
    return {
        "layer": [
            layer(records, bar, **at, color=color, tooltip=tips),
            layer([{"left": BAR}], line, y=at["y"]),
            layer(records, text, **at, text=word("text")),
        ],
        "height": 320,
    }


def _bars(
    memory: Ablation, symbols: Sequence[str], words: Mapping[str, str]
) -> Iterator[dict[str, str | float]]:
    for index, name in enumerate(input_names(memory, symbols)):
        left = float(memory.final_effects[index])
        if np.isfinite(left):
            yield {
                "t": int(memory.steps[index]) + 1,
                "name": name,
                "left": left,
                "made": float(memory.initial_effects[index]),
                "kept": words["yes" if memory.lasting[index] else "no"],
                "text": _number(left),
            }


def _number(value: float) -> str:
    """Two decimals: 0 is nothing at all, and ≈0 what they cannot show."""
    if value == 0:
        return "0"
    return minus(f"{value:.2f}") if abs(value) >= 0.005 else "≈0"


def loop_chart(memory: Ablation, loop: float, look: Palette) -> Spec:
    """One unit with its loop, and the same unit unrolled over its first time steps."""
    trace = memory.flow.trace
    heard = trace.inputs.xs @ trace.params.hidden[0, : trace.params.spec.inputs]  # (T,)
    units = {0.0: "y(t)"} | {2.0 + t: _number(y) for t, y in enumerate(memory.state[:FIRST])}
    sources = {0.0: "v·x(t)"} | {2.0 + t: _number(net) for t, net in enumerate(heard[:FIRST])}
    end = max(units) + 1
    texts = [
        *((x, 1.0, text) for x, text in units.items()),
        *((x, 0.0, text) for x, text in sources.items()),
        *((x, 1.65, f"t = {x - 1:.0f}") for x in units if x),
        *((x + 0.5, 1.28, f"×{general(loop)}") for x in units if x),
        (0.0, 1.65, f"↻ ×{general(loop)}"),
        (1.0, 1.0, "="),
        (end, 1.0, "⋯"),
    ]
    across = [(x + 0.36, 1.0, x + 0.62, 1.0) for x in units if x]
    up = [(x, 0.22, x, 0.62) for x in units]
    color, column = look.color("signal"), f"(width / {end + 0.9})"
    at = {
        "x": number("x", scale={"domain": [-0.6, end + 0.3], "nice": False}, axis=None),
        "y": number("y", scale={"domain": [-0.3, 1.9], "nice": False}, axis=None),
    }
    size = {"expr": f"min(2600, 0.5 * {column} * {column})"}
    circle = {"type": "circle", "color": color, "opacity": 0.16, "size": size}
    shaft = {"type": "rule", "color": color, "strokeWidth": 1.6}
    text = {"type": "text", "color": look.text, "fontSize": {"expr": f"clamp({column}/4, 9, 15)"}}
    printed = [{"x": x, "y": y, "text": minus(said)} for x, y, said in texts]
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return {
        "layer": [
            layer([{"x": x, "y": 1.0} for x in units], circle, **at),
            layer([_line(one) for one in [*across, *up]], shaft, **at, **ends),
            layer([_line(one[2:]) for one in across], _head("triangle-right", color), **at),
            layer([_line(one[2:]) for one in up], _head("triangle-up", color), **at),
            layer(printed, text, **at, text=word("text")),
        ],
        "height": 190,
    }


def _head(shape: str, color: str) -> Spec:
    return {"type": "point", "shape": shape, "filled": True, "size": 60, "color": color,
            "opacity": 1}  # fmt: skip


def _line(places: Sequence[float]) -> dict[str, float]:
    """A point (x, y) or a line (x, y, x2, y2) as a record."""
    return dict(zip(("x", "y", "x2", "y2"), places, strict=False))
