"""State drift: a slightly open input gate lets the state grow, and h'(s) then shrinks errors.

Section 4 of the paper warns of it and gives the cure, an input gate that starts with a negative
bias (appendix A.2 says why the cure costs next to nothing).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.engine import TRUNCATED, ErrorFlow, Params, backward
from lstm97.engine.activations import Array
from lstm97.engine.lstm97 import Spec
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.expectations import expects
from lstm97.records import brief

TRICKLE = 0.5  # inputs are uniform in [0, TRICKLE]


@brief
@dataclass(frozen=True, eq=False)
class Drift:
    """A cell on small positive inputs; arrays are (T,).

    ``state`` is s(t), ``entry`` what an error would be scaled by where it
    enters at t. ``exit`` is y_in g' at the first step, where an error leaves for the weight that
    let the first input in; ``arrives`` is dE/dnet_c there for an error of 1 at the last output.
    """

    bias: float
    flow: ErrorFlow
    state: Array
    entry: Array
    exit: float
    arrives: float


def cell(bias: float) -> Params:
    """A cell whose input has weight 1; the net input of its input gate is ``bias`` alone."""
    spec = Spec(1, 1, output="identity", recurrent=False)
    hidden = np.array([[0.0, 0.0, bias], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    return Params(spec, hidden, np.array([[1.0, 0.0]]))


@expects(steps=2)
def drift(bias: float, steps: int = 200, seed: int = 1) -> Drift:
    """Run a cell on ``steps`` small inputs, then send an error of 1 back from the end."""
    xs = np.random.default_rng(seed).uniform(0, TRICKLE, (steps, 1))
    trace = wrong_at_end(cell(bias), xs)
    flow = backward(trace, cuts=TRUNCATED)
    gates = trace.gates
    entry = lstm97_errors.entry(trace.params.spec, gates)[:, 0]  # exact where h is flat, too
    leaving = float((gates.y_in[0, 0]) * (4 - gates.g[0, 0] ** 2) / 4)
    return Drift(
        bias=bias,
        flow=flow,
        state=gates.s[:, 0],
        entry=entry,
        exit=leaving,
        arrives=abs(float(flow.net("net_c")[0, 0])),
    )
