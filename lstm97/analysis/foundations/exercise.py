"""One number of a backward pass, left for the reader to compute, and what a wrong answer tells.

Most wrong answers are a right rule with one factor forgotten. Each such slip has its own value,
so an answer can be met with the reason and not only with a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from lstm97.engine import ErrorFlow, Params, backward, forward, rnn
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.expectations import expects

Kind = Literal["activation", "error", "share"]
KINDS: tuple[Kind, ...] = ("activation", "error", "share")
TOLERANCE = 0.0021  # absolute: operands are shown with three decimals, rounding adds up


@dataclass(frozen=True)
class Cell:
    """The number asked for at time step ``t`` (0-based), and what known slips would give.

    ``parts`` are the operands by name, as the worked solution shows them.
    """

    kind: Kind
    t: int
    value: float
    parts: dict[str, float]
    slips: dict[str, float]


def cell(flow: ErrorFlow, kind: Kind) -> Cell:
    """The cell of one kind in a net of one unit: never a first or last step, where rules differ."""
    t = min(2, flow.trace.steps - 1) if kind == "activation" else flow.trace.steps - 2
    return {"activation": _activation, "error": _error, "share": _share}[kind](flow, t)


def judge(asked: Cell, answer: float) -> str:
    """``"right"``, ``"rounded"`` (right to two decimals), the name of a slip, or ``"wrong"``."""
    miss = abs(answer - asked.value)
    if miss <= TOLERANCE:
        return "right"
    near = {name: abs(answer - value) for name, value in asked.slips.items()}
    slip = min(near, key=near.__getitem__)
    if near[slip] <= TOLERANCE and near[slip] < miss:
        return slip
    return "rounded" if miss <= 3 * TOLERANCE else "wrong"


def _activation(flow: ErrorFlow, t: int) -> Cell:
    trace = flow.trace
    v, w = (float(weight) for weight in trace.params.hidden[0, :2])
    x, net = float(trace.inputs.xs[t, 0]), float(trace.gates.net_j[t, 0])
    before = float(trace.gates.y_j[t - 1, 0])
    parts = {"v": v, "w": w, "x": x, "before": before, "net": net}
    slips = {
        "no_squash": net,
        "no_loop": float(np.tanh(v * x)),
        "no_input": float(np.tanh(w * before)),
        "sign": -float(trace.gates.y_j[t, 0]),
    }
    return _without_doubles(Cell("activation", t, float(trace.gates.y_j[t, 0]), parts, slips))


def _error(flow: ErrorFlow, t: int) -> Cell:
    trace = flow.trace
    w, u = float(trace.params.hidden[0, 1]), float(trace.params.output[0, 0])
    y, slope = float(trace.gates.y_j[t, 0]), float(rnn.slopes(trace)[t, 0])
    after, entering = float(flow.nets[t + 1, 0]), float(flow.output[t, 0]) * u
    late = float(rnn.slopes(trace)[t + 1, 0])
    parts = {"w": w, "y": y, "slope": slope, "after": after, "entering": entering}
    slips = {
        "no_slope": entering + w * after,
        "no_weight": slope * (entering + after),
        "late_slope": late * (entering + w * after),
        "sign": -float(flow.nets[t, 0]),
        "no_entering": slope * w * after,
        "no_square": (1 - y) * (entering + w * after),
    }
    return _without_doubles(Cell("error", t, float(flow.nets[t, 0]), parts, slips))


def _share(flow: ErrorFlow, t: int) -> Cell:
    trace = flow.trace
    error, y = float(flow.nets[t, 0]), float(trace.gates.y_j[t, 0])
    before, after = float(trace.gates.y_j[t - 1, 0]), float(flow.nets[t + 1, 0])
    parts = {"error": error, "before": before}
    slips = {"same_step": error * y, "next_error": after * before, "sign": -error * before}
    return _without_doubles(Cell("share", t, error * before, parts, slips))


def _without_doubles(asked: Cell) -> Cell:
    """Leave out slips that happen to give the right answer for these numbers."""
    slips = {n: v for n, v in asked.slips.items() if abs(v - asked.value) > 2 * TOLERANCE}
    return Cell(asked.kind, asked.t, asked.value, asked.parts, slips or {"sign": -asked.value - 1})


SPEC = rnn.Spec(1, 1, 1, activation="tanh", output="identity", bias=())
HALVES = (-1.0, -0.5, 0.0, 0.5, 1.0)


@expects(activation=ACTIVATIONS)
def net(v: float, w: float, u: float, activation: str = "tanh") -> Params:
    """A net small enough to compute by hand: y(t) = f(v x(t) + w y(t-1)), output u y(t)."""
    spec = replace(SPEC, activation=activation)
    return Params(spec, np.array([[v, w, 0.0]]), np.array([[u, 0.0]]))


@expects(steps=1)
def inputs(seed: int, steps: int) -> Array:
    """Inputs in halves, (T, 1); a longer sequence begins like a shorter one, never with 0."""
    rng = np.random.default_rng(seed)
    first = rng.choice([value for value in HALVES if value])
    return np.array([first, *rng.choice(HALVES, 99)])[:steps, None]


@expects()
def run(params: Params, xs: Array, target: float, every: bool = False) -> ErrorFlow:
    """Forward and back, with one target for the last step or for ``every`` one."""
    teach = np.arange(len(xs)) == len(xs) - 1
    trace = forward(params, xs, np.full((len(xs), 1), target), teach | every)
    return backward(trace)
