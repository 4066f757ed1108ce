"""The gradient check for exactly this network, within a few seconds and 100 MB.

The engine's check moves one weight in each copy of the network, which is more than fits for the
largest; of those each layer is checked by itself, on the inputs it had in the run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm97.engine import STACK, Params, Stack
from lstm97.engine.activations import Array
from lstm97.engine.arrays.batches import PaddedBatch
from lstm97.engine.gradcheck import FEWEST, Check, gradcheck
from lstm97.engine.layer_stack import shown_by
from lstm97.engine.registry import network_of
from lstm97.engine.spec import hidden_units

STEPS = 12  # of the first sequence
SHORTER = (6, 3)  # where a moved weight changes too much, or too little, to be measured
WORK = 3e7
LARGE = 600_000  # weights of a stack that is not checked as a whole
FEW_STEPS = 4


def check(stack: Stack, given: PaddedBatch, *, stop: Callable[[], bool] = lambda: False) -> Check:
    """The worst relative error of a gradient of this network; its weights are sampled.

    At least `FEWEST` weights are moved, of a large network as many in every layer. An error that
    explodes, or all but dies, within the first steps leaves differences of losses no digits; then
    fewer steps are taken. ``stop`` is asked as time goes on; see `gradcheck`.
    """
    xs, made = given.xs[: given.lengths[0], :, 0], []
    whole = stack.spec.weights <= LARGE
    for steps in (STEPS, *SHORTER) if whole else (FEW_STEPS, *SHORTER[1:]):
        one = _check(STACK, stack, xs[:steps], FEWEST, stop) if whole else None
        made.append(one or _by_layer(stack, xs[:steps], stop))
        if made[-1].passed:
            break
    return min(made, key=lambda check: check.error)


def _by_layer(stack: Stack, xs: Array, stop: Callable[[], bool]) -> Check:
    """Each layer checked by itself, on the outputs of the one below."""
    trace = STACK.forward(stack, xs)
    heard = [xs, *(shown_by(layer) for layer in trace.layers[:-1])]
    fewest = -(-FEWEST // len(heard))
    checks = [
        _check(network_of(layer), layer, inputs, fewest, stop)
        for layer, inputs in zip(stack.layers, heard, strict=True)
    ]
    worst = max(checks, key=lambda one: one.error)
    return Check(
        STACK.slug,
        worst.cuts,
        sum(one.parameters for one in checks),
        worst.error,
        np.concatenate([one.analytic for one in checks]),
        np.concatenate([one.numeric for one in checks]),
        sum(one.total for one in checks),
        max(one.rounding for one in checks),
    )


def _check(
    network: Any, params: Params | Stack, xs: Array, fewest: int, stop: Callable[[], bool]
) -> Check:
    top = params.layers[-1] if isinstance(params, Stack) else params
    rng, units = np.random.default_rng(0), hidden_units(top.spec)
    errors = np.zeros((len(xs), units))
    errors[-1] = rng.normal(size=units)
    return gradcheck(network, params, xs, hidden=errors, work=WORK, fewest=fewest, stop=stop)
