"""What the usual drawing of the memory cell leaves out: recurrent inputs of the gates.

In the paper's Figure 1 recurrent arrows lead from the cell into net_in, net_out and net_c. They are
the edges that the truncated gradient cuts; without them there is nothing to cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.engine import FULL, NETWORKS, TRUNCATED, ErrorFlow, backward, forward
from lstm97.engine.activations import Array
from lstm97.engine.lstm97 import Spec
from lstm97.records import brief

STEPS = 40
SCALE = 1.0  # weights are uniform in [-SCALE, SCALE]


@brief
@dataclass(frozen=True, eq=False)
class Wiring:
    """One cell and its error sent back twice, truncated and in full; curves are (T,).

    ``cut`` and ``full`` are |dE/ds| as a share of what entered at the end. ``apart`` is the largest
    difference of both gradients, as a share of the full one's largest entry.
    """

    recurrent: bool
    flow: ErrorFlow
    whole: ErrorFlow
    cut: Array
    full: Array
    apart: float


def spec(recurrent: bool) -> Spec:
    """One cell with two inputs, with the recurrent arrows or without them."""
    return Spec(2, 1, output="identity", recurrent=recurrent)


def measure_wiring(recurrent: bool, seed: int) -> Wiring:
    """Run a fresh cell over noise and send the error of its last output back, both ways."""
    rng = np.random.default_rng(seed)
    xs, teach = rng.uniform(-1, 1, (STEPS, 2)), np.arange(STEPS) == STEPS - 1
    params = NETWORKS["lstm97"].init(spec(recurrent), rng=rng, scale=SCALE, biases={"net_in": -1.0})
    trace = forward(params, xs, np.ones((STEPS, 1)), teach)
    flow, whole = (backward(trace, cuts=cuts) for cuts in (TRUNCATED, FULL))
    most = float(np.abs(whole.grad.hidden).max())
    apart = float(np.abs(flow.grad.hidden - whole.grad.hidden).max()) / most if most else 0.0
    return Wiring(recurrent, flow, whole, _share(flow), _share(whole), apart)


def _share(flow: ErrorFlow) -> Array:
    sizes: Array = np.abs(flow.state[:, 0])
    return sizes / sizes[-1] if sizes[-1] else sizes
