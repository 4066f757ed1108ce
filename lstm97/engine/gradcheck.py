"""Proof that a gradient is right: every weight moved a little, and the loss measured.

The package carries its own check because every number on screen rests on it; a truncated gradient
is checked too, against the network in which the cut edges listen to a recording.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.algebra import align
from lstm97.engine.errorflow import FULL, At, Cuts, check_cuts, injected
from lstm97.engine.network import Network
from lstm97.engine.params import Params, masks
from lstm97.engine.trace import Inputs, Trace, finish, readable_of

STENCIL = {-2: 1 / 12, -1: -8 / 12, 1: 8 / 12, 2: -1 / 12}  # central, fourth order
BAR = 1e-7  # the largest relative error that passes
WIDTH, SHORT = 3e-4, 83  # how far a weight is moved, for sequences up to so many time steps


@dataclass(frozen=True)
class Check:
    """Outcome of a check: how many weights, and the worst relative error among them.

    ``analytic`` and ``numeric`` are the two gradients, over all existing weights, (P,).
    """

    network: str
    cuts: Cuts
    parameters: int
    error: float
    analytic: Array
    numeric: Array

    @property
    def passed(self) -> bool:
        """Whether the worst relative error is within the bar (a nan is not)."""
        return self.error <= BAR


def gradcheck(
    network: Network,
    params: Params,
    xs: Any,
    targets: Any,
    teach: Any = None,
    *,
    cuts: Cuts = FULL,
    at: At = None,
) -> Check:
    """Compare every weight's gradient with central differences, in float64.

    ``xs`` (T, I), ``targets`` (T, K), ``teach`` (T,) and ``params`` are a single network's. All
    moved copies of the network run as trials of one batch. A carousel adds up what a moved weight
    changes at each step, so on long sequences weights are moved less; on short ones no farther than
    the sharp gates of a taught network allow. The error of a weight is relative to the larger of
    its two gradients, or to a thousandth of the largest gradient where both are smaller than that
    and rounding would decide.
    """
    width = WIDTH * min(1.0, SHORT / max(1, len(xs)))
    params = params.astype(np.float64)
    trace = network.forward(params, xs, targets, teach)
    cuts = check_cuts(params.spec, cuts)
    analytic = _flat(network.backward(trace, cuts=cuts, at=at).grad)
    numeric = np.zeros_like(analytic)
    for steps, factor in STENCIL.items():
        moved = _moved(params, steps * width)
        numeric += factor / width * _losses(network, moved, trace, cuts, at)
    scale = np.maximum(np.abs(analytic), np.abs(numeric))
    floor = max(1e-3 * float(scale.max(initial=0)), np.finfo(float).tiny)
    error = float((np.abs(analytic - numeric) / np.maximum(scale, floor)).max(initial=0))
    return Check(network.slug, cuts, len(analytic), error, analytic, numeric)


def _existing(params: Params) -> tuple[Any, Any]:
    mask = masks(params.spec)
    return np.nonzero(mask.hidden), np.nonzero(mask.output)


def _flat(params: Params) -> Array:
    """All existing weights in one row, (P[, N])."""
    hidden, output = _existing(params)
    return np.concatenate([params.hidden[hidden], params.output[output]])


def _moved(params: Params, distance: float) -> Params:
    """One trial for each weight, in which that weight alone is moved."""
    hidden, output = _existing(params)
    total = len(hidden[0]) + len(output[0])
    copies = params.map(lambda array: np.repeat(array[..., None], total, axis=-1))
    copies.hidden[(*hidden, np.arange(len(hidden[0])))] += distance
    copies.output[(*output, np.arange(len(hidden[0]), total))] += distance
    return copies


def _losses(network: Network, moved: Params, trace: Trace, cuts: Cuts, at: At) -> Array:
    """The loss of each moved copy; cut edges listen to the states of ``trace``."""
    spec = moved.spec
    state = network.start(moved, (moved.trials,))
    recording = network.start(trace.params, ())
    weights, total = injected(trace, at), np.zeros(moved.trials or 1)
    for t, x in enumerate(trace.inputs.xs):
        recorded = type(recording)(*(align(values, total[None]) for values in recording))
        state, gates = network.step(moved, state, x, recorded=recorded, cuts=cuts)
        recording, _ = network.step(trace.params, recording, x)
        record = type(gates)(*(values[None] for values in gates))
        here = Inputs(x[None], trace.inputs.targets[t : t + 1], np.ones(1, bool))
        readable = readable_of(spec, here, network.shown(spec, record))
        total += weights[t] * finish(moved, here, record, x[None], readable).loss[0]
    return total
