"""The paper's own algorithm, step by step: the truncated gradient without a backward pass.

Each cell keeps one derivative for each weight of its input gate and of its cell input, and adds to
them as time goes on; that is all it has to keep, however long the sequence (appendix A.1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm97.analysis.scissors import rtrl
from lstm97.analysis.scissors.rtrl import Bill
from lstm97.engine import FULL, NETWORKS, Params, backward, count, forward, lstm97, rnn
from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.arrays.blocks import per_block, per_cell
from lstm97.engine.lstm97.errors import entry
from lstm97.engine.lstm97.spec import Gates, Spec
from lstm97.engine.params import masks
from lstm97.engine.spec import extent, output_activation
from lstm97.engine.trace import check_inputs
from lstm97.expectations import expects
from lstm97.records import brief

METHODS = ("paper", "bptt", "rtrl")


@brief
@dataclass(frozen=True, eq=False)
class Derivatives:
    """What is carried from step to step: ds/dw of input gates and of cell inputs, (C, Z) each."""

    ds_in: Array
    ds_c: Array


def online(params: Params, xs: Any, targets: Any, teach: Any = None) -> Params:
    """The truncated gradient of a single network without hidden units, in one forward sweep.

    ``xs`` (T, I), ``targets`` (T, K), ``teach`` (T,) as for `engine.forward`; the result equals
    ``backward(..., cuts=TRUNCATED).grad``.
    """
    spec, inputs = params.spec, check_inputs(params, xs, targets, teach)
    output, grad = output_activation(spec), params.map(np.zeros_like)
    memory, state = blank(spec), lstm97.start(params)
    for t, x in enumerate(inputs.xs):
        sources = np.concatenate([x, state.y, [1.0]])
        state, gates = lstm97.step(params, state, x)
        remember(spec, memory, gates, sources)
        readable = np.concatenate([gates.y_c, x[: len(x) * spec.shortcut], [1.0]])
        y_k = output.f(params.output @ readable)
        if inputs.teach[t]:
            error = output.slope(y_k) * (y_k - inputs.targets[t])  # (19)
            grad.output[...] += np.outer(error, readable)  # (22)
            _learn(params, grad, memory, gates, sources, error)
    return grad.map(np.multiply, masks(spec))


def blank(spec: Spec) -> Derivatives:
    """The derivatives before the first step, all 0."""
    return Derivatives(*np.zeros((2, spec.cells, extent(spec.sources))))


def remember(spec: Spec, memory: Derivatives, gates: Gates, sources: Array) -> None:
    """The derivatives one step later: ds/dw of this step's net inputs is added."""
    leaving = per_cell(gates.y_in, spec.size) * ACTIVATIONS[spec.g].slope(gates.g)
    opening = gates.g * per_cell(LOGISTIC.slope(gates.y_in), spec.size)
    memory.ds_in[...] += np.outer(opening, sources)  # (25)
    memory.ds_c[...] += np.outer(leaving, sources)  # (27)


def _learn(
    params: Params, grad: Params, memory: Derivatives, gates: Gates, sources: Array, error: Array
) -> None:
    """The gradient of this step's error, from the derivatives carried so far."""
    spec: Spec = params.spec
    to_cell = params.output[:, spec.readable["y_c"]].T @ error
    now = Gates(*(values[None] for values in gates))
    e_s = (entry(spec, now)[0] * to_cell)[:, None]  # (23)
    grad.hidden[spec.rows["net_in"]] += per_block(e_s * memory.ds_in, spec.size)  # (26)
    grad.hidden[spec.rows["net_c"]] += e_s * memory.ds_c  # (28)
    if spec.output_gate:
        to_out = LOGISTIC.slope(gates.y_out) * per_block(to_cell * gates.h, spec.size)  # (21)
        grad.hidden[spec.rows["net_out"]] += np.outer(to_out, sources)  # (22)


def paper_bill(spec: Spec, steps: int) -> Bill:
    """The counts that the paper gives with equation (29), plus the forward pass.

    K outputs, C blocks of S cells, I sources: K + KC + 2KSC + CI + 4CSI multiplications a step to
    learn; 2CSI derivatives kept, beside states and activations, however long the sequence.
    """
    K, C, S, I = spec.outputs, spec.blocks, spec.size, extent(spec.sources)  # noqa: E741
    learn = K + K * C + 2 * K * S * C + C * I + 4 * C * S * I
    kept = 2 * C * S * I + 2 * C * S + extent(spec.rows)
    return Bill(steps * (count(spec) + learn), kept)


def bptt_bill(spec: Spec, steps: int) -> Bill:
    """Forward, back over every recurrent weight, gradient; every step's values are kept."""
    hidden, recurrent = extent(spec.rows), extent(spec.rows) * spec.cells
    shown = spec.outputs * spec.cells
    work = 2 * count(spec) + recurrent + shown + 4 * hidden
    values = 2 * hidden + 3 * spec.cells + extent(spec.sources) + spec.outputs
    return Bill(steps * work, steps * values)


def cells_net(cells: int) -> Spec:
    """A net with so many blocks of one cell, one input and one output."""
    return Spec(1, 1, blocks=cells)


def rival(cells: int) -> rnn.Spec:
    """The plain recurrent network whose number of weights is nearest to that of `cells_net`."""
    return rnn.nearest(1, 1, count(cells_net(cells)))


@expects(cells=1, steps=1)
def bills(cells: int, steps: int) -> dict[str, Bill]:
    """All three methods on paper, at the same number of weights."""
    spec = cells_net(cells)
    return {
        "paper": paper_bill(spec, steps),
        "bptt": bptt_bill(spec, steps),
        "rtrl": rtrl.rtrl_bill(rival(cells), steps),
    }


def runs(cells: int, steps: int, seed: int = 1) -> dict[str, Callable[[], object]]:
    """The three methods, each ready to compute one gradient; the same sequence for all."""
    rng = np.random.default_rng(seed)
    xs, targets = rng.uniform(-1, 1, (steps, 1)), rng.uniform(0, 1, (steps, 1))
    lstm = NETWORKS["lstm97"].init(cells_net(cells), rng=rng)
    plain = NETWORKS["rnn"].init(rival(cells), rng=rng)
    return {
        "paper": lambda: online(lstm, xs, targets),
        "bptt": lambda: backward(forward(lstm, xs, targets), cuts=FULL),
        "rtrl": lambda: rtrl.rtrl(plain, xs, targets),
    }


def storage_sizes(cells: int, steps: int) -> dict[str, int]:
    """How many numbers these implementations really hold until the gradient is there."""
    spec, plain = cells_net(cells), rival(cells)
    lstm = NETWORKS["lstm97"].init(spec, rng=np.random.default_rng(1))
    trace = forward(lstm, np.zeros((steps, 1)), np.zeros((steps, 1)))
    memory, state = blank(spec), lstm97.start(lstm)
    return {
        "paper": memory.ds_in.size + memory.ds_c.size + state.y.size + state.s.size,
        "bptt": rtrl.kept_by_bptt(trace),
        "rtrl": plain.hidden * (plain.hidden * extent(plain.sources) + 1),
    }
