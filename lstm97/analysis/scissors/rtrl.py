"""Real-time recurrent learning: the same gradient, carried forwards instead of backwards.

Backpropagation through time must keep the whole past; RTRL keeps none of it, but for every weight
the influence that it has on every unit, and pays for that with far more work (paper, section 1).
Here it is written for the plain recurrent network, to be compared in result, work and memory.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm97.engine import NETWORKS, Params, backward, forward, rnn
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.params import masks
from lstm97.engine.spec import extent, output_activation
from lstm97.engine.trace import Trace, check_inputs

NETWORK = NETWORKS["rnn"]


@dataclass(frozen=True)
class Bill:
    """What a gradient of one sequence costs: multiplications, and numbers kept meanwhile."""

    work: int
    memory: int


def rtrl(params: Params, xs: Any, targets: Any, teach: Any = None) -> Params:
    """The full gradient of a single recurrent network, without any backward pass.

    ``xs`` (T, I), ``targets`` (T, K), ``teach`` (T,) as for `engine.forward`; the result equals
    ``backward(...).grad``.
    """
    grad = params.map(np.zeros_like)
    for influence, readable, error in _steps(params, xs, targets, teach):
        at_units = params.output[:, params.spec.readable["y_j"]].T @ error  # (H,)
        grad.hidden[...] += np.tensordot(at_units, influence, 1)
        grad.output[...] += np.outer(error, readable)
    return grad.map(np.multiply, masks(params.spec))  # a weight that is not there has none


def _steps(
    params: Params, xs: Any, targets: Any, teach: Any
) -> Iterator[tuple[Array, Array, Array]]:
    """At each step the influence dy_i/dw_uz (H, H, Z), what the outputs read, and dE/dnet_k."""
    spec, inputs = params.spec, check_inputs(params, xs, targets, teach)
    activation, output = ACTIVATIONS[spec.activation], output_activation(spec)
    influence = np.zeros((spec.hidden, *params.hidden.shape))
    state = rnn.start(params)
    for t, x in enumerate(inputs.xs):
        sources = np.concatenate([x, state.y, [1.0]])
        state, _ = rnn.step(params, state, x)
        influence = advance(params, influence, sources, activation.slope(state.y))
        readable = np.concatenate([state.y, x[: len(x) * spec.shortcut], [1.0]])
        y_k = output.f(params.output @ readable)
        miss = (y_k - inputs.targets[t]) * inputs.teach[t]
        yield influence, readable, output.slope(y_k) * miss


def advance(params: Params, influence: Array, sources: Array, slope: Array) -> Array:
    """dy_i/dw_uz one step on: f'_i (sum over j of w_ij dy_j/dw_uz + [i = u] source_z)."""
    H = len(influence)
    W = params.hidden[:, params.spec.sources["y_j"]]  # (H, H)
    carried: Array = (W @ influence.reshape(H, -1)).reshape(influence.shape)
    carried[np.arange(H), np.arange(H)] += sources
    carried *= slope[:, None, None]
    return carried


def bptt_bill(spec: rnn.Spec, steps: int) -> Bill:
    """Forward, back and gradient, at each step; every input, activation and output is kept."""
    H, K = spec.hidden, spec.outputs
    layers = H * extent(spec.sources) + K * extent(spec.readable)
    back = K + K * H + H * H + H
    return Bill(steps * (2 * layers + back), steps * (spec.inputs + H + K))


def rtrl_bill(spec: rnn.Spec, steps: int) -> Bill:
    """Forward, all influences a step on, and gradient; only influences and state are kept."""
    H, K = spec.hidden, spec.outputs
    weights, shown = H * extent(spec.sources), K * extent(spec.readable)
    influences = H * H * weights + H * weights
    gradient = K + K * H + H * weights + shown
    return Bill(steps * (weights + shown + influences + gradient), H * weights + H)


def kept_by_bptt(trace: Trace) -> int:
    """How many numbers this engine really keeps of a forward pass until the error is back."""
    arrays = (*trace.gates, trace.sources, trace.readable, trace.net_k, trace.y_k)
    return sum(array.size for array in arrays)


def example(hidden: int, steps: int, seed: int = 1) -> tuple[Params, Array, Array]:
    """A random recurrent network and a sequence for it: params, xs (T, 1), targets (T, 1)."""
    rng = np.random.default_rng(seed)
    spec = rnn.Spec(1, 1, hidden)
    params = NETWORK.init(spec, rng=rng, scale=1 / np.sqrt(hidden))
    return params, rng.uniform(-1, 1, (steps, 1)), rng.uniform(0, 1, (steps, 1))


def time_ratio(hidden: int, steps: int, repeats: int) -> float:
    """Measured seconds of RTRL over those of BPTT on this machine, the best of ``repeats``."""
    params, xs, targets = example(hidden, steps)
    slow = seconds(lambda: rtrl(params, xs, targets), repeats)
    quick = seconds(lambda: backward(forward(params, xs, targets)), repeats)
    return slow / quick


def seconds(run: Callable[[], object], repeats: int) -> float:
    """Time of one run on this machine, the quickest of some repeats."""
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return min(spent)
