"""The dial from 1997 to 2000: the forget gate's bias turns the carousel into a leak.

Three networks read the same sequence: an LSTM with a forget gate, the same weights without it
(the LSTM of 1997), and a GRU whose gate starts with the same bias. An error enters at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.flow.reach import SHARE, Reach, error_curve, reach
from lstm97.engine import (
    FULL,
    NETWORKS,
    TRUNCATED,
    ErrorFlow,
    Params,
    backward,
    forward,
    gru,
    lstm97,
    lstm2000,
    stack,
)
from lstm97.engine.activations import LOGISTIC, Array
from lstm97.expectations import expects
from lstm97.records import brief
from lstm97.tasks import TASKS, Sequences, Task

CELLS = 2  # in one block, so that they share one forget gate
GRADIENTS = {"truncated": TRUNCATED, "full": FULL}
SIDES = ("lstm2000", "lstm97", "gru")
SWEEP = tuple(np.arange(-2.0, 8.01, 0.5))


@expects(steps=1, gradient=GRADIENTS)
@dataclass(frozen=True)
class Dial:
    """How the networks are drawn: the forget gate's bias is the dial."""

    bias: float
    steps: int = 100
    scale: float = 0.1
    seed: int = 1
    gradient: str = "truncated"


@brief
@dataclass(frozen=True, eq=False)
class Fade:
    """An error of size 1 at the last step, followed back; arrays are (T,), sizes shares of it.

    ``sigma`` is sigmoid(bias) to the power of the steps back, ``gates`` the product of the forget
    gate's measured values on that way.
    """

    dial: Dial
    flows: dict[str, ErrorFlow]
    reaches: dict[str, Reach]
    sigma: Array
    gates: Array

    @property
    def steps(self) -> int:
        """Number of time steps T."""
        return len(self.sigma)


def task(steps: int) -> Task:
    """The sequence to be read: temporal order (experiment 6a)."""
    return TASKS["temporal-order"](length=steps)


def sequence(dial: Dial) -> Sequences:
    """The one sequence that all three read."""
    return task(dial.steps).single(dial.seed, 97)


def networks(dial: Dial) -> dict[str, Params]:
    """Freshly drawn weights of all three; the two LSTMs share theirs but for the forget gate."""
    gated = _forget_gate_cells(dial)
    rng = np.random.default_rng(dial.seed)
    unit = NETWORKS["gru"].init(
        gru.Spec(8, 4, CELLS), rng=rng, scale=dial.scale, biases={"net_z": dial.bias}
    )
    return {"lstm2000": gated, "lstm97": without_forgetting(gated), "gru": unit}


def _forget_gate_cells(dial: Dial) -> Params:
    return NETWORKS["lstm2000"].init(
        lstm2000.Spec(8, 4, size=CELLS),
        rng=np.random.default_rng(dial.seed),
        scale=dial.scale,
        biases={"net_in": -1.0, "net_forget": dial.bias},
    )


def without_forgetting(gated: Params) -> Params:
    """The same weights in a cell of 1997: the forget gate's row is left out."""
    old = gated.spec
    spec = lstm97.Spec(old.inputs, old.outputs, old.blocks, old.size, g=old.g, h=old.h,
                       output=old.output)  # fmt: skip
    kept = [gated.hidden[old.rows[row]] for row in ("net_in", "net_out", "net_c")]
    return Params(spec, np.concatenate(kept), gated.output)


@expects()
def fade(dial: Dial, share: float = SHARE) -> Fade:
    """Run all three and send their errors back."""
    given = sequence(dial)
    cuts = GRADIENTS[dial.gradient]
    flows = {
        side: backward(forward(params, given.xs, given.targets, given.teach), cuts=cuts)
        for side, params in networks(dial).items()
    }
    reaches = {side: reach(sizes(flow), share) for side, flow in flows.items()}
    back = np.arange(len(given.xs))[::-1]
    opened = flows["lstm2000"].trace.gates.y_forget[:, 0]
    return Fade(dial, flows, reaches, keep(dial.bias) ** back, products(opened))


def sizes(flow: ErrorFlow) -> Array:
    """The error's size at each step as a share of what entered at the last, (T[, N])."""
    curve = error_curve(flow)
    last = curve[-1]
    shares: Array = curve / np.where(last > 0, last, 1)
    return shares


def products(gate: Array) -> Array:
    """Product of the gate's values (T[, N]) from each step's next to the last, (T[, N])."""
    ahead = np.concatenate([gate[1:], np.ones_like(gate[:1])])
    product: Array = np.cumprod(ahead[::-1], axis=0)[::-1]
    return product


def keep(bias: float) -> float:
    """What a forget gate with nothing but this bias multiplies an error by: sigmoid(bias)."""
    return float(LOGISTIC.f(np.array(float(bias))))


def depth_on_paper(bias: float, share: float = SHARE) -> float:
    """For how many whole steps sigmoid(bias) to that power stays at or above ``share``."""
    return float(np.floor(np.log(share) / np.log(keep(bias)) + 1e-9))


def measured_depths(dial: Dial, share: float = SHARE) -> Array:
    """Effective depth in steps at each bias of `SWEEP`, (biases,); all else as on the dial."""
    given = sequence(dial)
    drawn = [_forget_gate_cells(Dial(bias, dial.steps, dial.scale, dial.seed)) for bias in SWEEP]
    trace = forward(stack(drawn), given.xs, given.targets, given.teach)
    cuts = GRADIENTS[dial.gradient]
    curves = sizes(backward(trace, cuts=cuts))
    return np.array([reach(curve, share).depth for curve in curves.T], float)
