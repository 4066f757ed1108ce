"""The networks of Table 10, built from its printed conditions.

Their weight counts equal the paper's, which settles who listens to whom and who has a bias.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm97.engine import NETWORKS, Params
from lstm97.engine.lstm97 import Spec
from lstm97.paper.data.conditions import Condition

BIAS_TARGETS = {
    "ga": ("in", "out"),
    "b1": ("in", "out", "c"),
    "all": ("in", "out", "c", "k"),
    "none": (),
}


def net(condition: Condition, *, output: str = "logistic", **changes: Any) -> Spec:
    """The architecture of a line of Table 10; ``changes`` replace single fields.

    Connectivity F: gates and cells listen to inputs, cells and gates, outputs to cells. B: every
    layer listens to all layers below it, so that the carousel is the only loop.
    """
    full = condition.connectivity == "F"
    fields: dict[str, Any] = {
        "inputs": condition.inputs,
        "outputs": condition.outputs,
        "blocks": condition.blocks,
        "size": condition.size,
        "g": condition.g,
        "h": condition.h,
        "output": output,
        "output_gate": condition.out_bias != "no gate",
        "gates_fed_back": full,
        "recurrent": full,
        "shortcut": not full,
        "bias": BIAS_TARGETS[condition.bias],
    }
    return Spec(**{**fields, **changes})


def biases(condition: Condition) -> dict[str, tuple[float, ...]]:
    """The initial gate biases that are not random, by row of the net."""
    named = {"net_in": condition.in_bias, "net_out": condition.out_bias}
    return {row: values for row, values in named.items() if isinstance(values, tuple)}


def initial(
    spec: Any,
    *,
    rng: np.random.Generator,
    scale: float,
    biases: Mapping[str, tuple[float, ...]] | None,
) -> Params:
    """The weights of one trial before training, float64.

    A row of units without biases is given its initial bias through all of its input weights: of
    inputs that are unit vectors exactly one is on, and the net has not one weight more.
    """
    given = dict(biases or {})
    unbiased = [row for row in given if row.removeprefix("net_") not in spec.bias]
    shifts = {row: given.pop(row) for row in unbiased}
    params = NETWORKS[spec.slug].init(spec, rng=rng, scale=scale, biases=given)
    for row, values in shifts.items():
        params.hidden[spec.rows[row], : spec.inputs] += np.array(values)[:, None]
    return params
