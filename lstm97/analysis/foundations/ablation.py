"""What a recurrent unit still remembers: each input is taken away once, and the end compared.

An input that makes no difference to the last state is forgotten. The derivative of that state asks
the same of a tiny change, and need not give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lstm97.engine import ErrorFlow, Params, backward, forward, rnn
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.health import saturation
from lstm97.expectations import expects
from lstm97.records import brief

STEADY = 0.02  # a state that moves less in its last four steps stays where it is
BAR = 0.01  # a difference in the last state that counts as remembered
ULPS = 8.0  # units in its last place by which a state may be rounded on its way
KEPT_WITHOUT = 10.0  # times what its derivative explains, for an input that is held, not fading

Fate = Literal["silent", "fades", "mixed", "keeps", "latched", "swings", "held", "full", "grows"]


@brief
@dataclass(frozen=True, eq=False)
class Ablation:
    """A unit's run, and what is left of each of its inputs.

    ``steps`` (K,) are the time steps (0-based) that have an input; ``effects`` (T, K) is how far
    the state would be off without that input; ``flow`` the derivative of the last state, sent
    back: ``flow.nets`` (T, 1) is dy(T)/dnet(t).
    """

    flow: ErrorFlow
    steps: NDArray[np.intp]
    effects: Array

    @property
    def state(self) -> Array:
        """y(t), (T,)."""
        states: Array = self.flow.trace.gates.y_j[:, 0]
        return states

    @property
    def final_effects(self) -> Array:
        """Difference that each input still makes to the last state, (K,)."""
        left: Array = self.effects[-1]
        return left

    @property
    def initial_effects(self) -> Array:
        """Difference that each input made when it came in, (K,)."""
        return self.effects[self.steps, np.arange(len(self.steps))]

    @property
    def resolution(self) -> float:
        """Below this a difference of last states is their rounding, and no measure of an effect.

        0 without a loop: then an input has no effect at all on any later step.
        """
        if not self.flow.trace.params.hidden[0, -2]:
            return 0.0
        return ULPS * float(np.finfo(float).eps * abs(self.state[-1]))

    @property
    def lasting(self) -> NDArray[np.bool_]:
        """Which inputs still make a difference of `BAR` or more, (K,)."""
        return np.asarray(self.final_effects >= BAR)

    @property
    def fate(self) -> Fate:
        """What is left of the inputs, as a slug."""
        if not len(self.steps):
            return "silent"
        if self.linear and self.final_effects[0] > 2 * self.initial_effects[0]:
            return "grows"
        if self.lasting.all():
            return self._all_last()
        if not self.lasting.any() and self.saturated and len(self.steps) > 1:
            return "full"
        old_first = bool((np.diff(self.lasting.astype(int)) >= 0).all())
        return "fades" if old_first and self.final_effects[0] < self.initial_effects[0] else "mixed"

    @property
    def linear(self) -> bool:
        """Whether no squashing function holds the state."""
        return bool(self.flow.trace.params.spec.activation == "identity")

    @property
    def saturated(self) -> bool:
        """Whether the unit's slope at the last step is below a tenth of its steepest."""
        return bool(saturation(self.flow.trace)[-1].any())

    def _all_last(self) -> Fate:
        """What is said where every input still counts."""
        back, left = abs(float(self.flow.nets[self.steps[0], 0])), float(self.final_effects[0])
        if back >= BAR:
            return "keeps"
        explained = KEPT_WITHOUT * back * float(self.initial_effects[0])
        return self._hold() if left > explained and not self.linear else "fades"

    def _hold(self) -> Fate:
        """How a unit holds what no error would find: it stays, it swings, or neither."""
        last = self.state[-4:]
        if len(self.steps) > 1:
            return "held"
        if np.ptp(last) < STEADY and self.saturated:
            return "latched"
        return "swings" if bool((last[1:] * last[:-1] < 0).all()) else "held"


@expects(activation=ACTIVATIONS)
def unit(loop: float, weights: Array, activation: str) -> Params:
    """One recurrent unit: ``loop`` to itself, ``weights`` (I,) from its inputs, no bias."""
    spec = rnn.Spec(len(weights), 1, 1, activation, output="identity", bias=())
    return Params(spec, np.array([[*weights, loop, 0.0]]), np.array([[1.0, 0.0]]))


@expects()
def remember(params: Params, xs: Array) -> Ablation:
    """Run a unit on ``xs`` (T, I), and again without each of its inputs, as trials of one batch."""
    states = forward(params, xs).gates.y_j  # (T, 1)
    steps = np.flatnonzero(np.abs(xs).sum(axis=1))
    return Ablation(_derivative(params, xs, states[-1]), steps, _effects(params, xs, states, steps))


def _effects(params: Params, xs: Array, states: Array, steps: NDArray[np.intp]) -> Array:
    if not len(steps):
        return np.zeros((len(xs), 0))
    without = np.repeat(xs[:, :, None], len(steps), axis=2)
    without[steps, :, np.arange(len(steps))] = 0
    others = forward(params, without).gates.y_j[:, 0]  # (T, K)
    with np.errstate(invalid="ignore"):
        effects: Array = np.abs(others - states)
    return effects


def _derivative(params: Params, xs: Array, last: Array) -> ErrorFlow:
    """An error of exactly 1 at the last state, sent back: the target is the state minus 1."""
    targets = np.zeros((len(xs), 1))
    targets[-1] = last - 1
    return backward(forward(params, xs, targets))


@expects(length=1)
def spikes(steps: tuple[int, ...], length: int) -> Array:
    """Inputs that are 1 at the given time steps (1..length) and 0 elsewhere, (length, 1)."""
    xs = np.zeros((length, 1))
    xs[[step - 1 for step in steps if 1 <= step <= length]] = 1
    return xs


@expects()
def letter_weights(count: int) -> Array:
    """A weight of its own for each letter: 1, -1, then smaller and smaller pairs, (count,)."""
    pair = np.arange(count) // 2
    sign = 1 - 2 * (np.arange(count) % 2)
    weights: Array = sign * (1 - pair / (count // 2 + 1))
    return weights


@expects()
def padded(xs: Array, length: int) -> Array:
    """Inputs (T, I) followed by zeros, or cut, (length, I)."""
    kept = xs[:length]
    return np.concatenate([kept, np.zeros((length - len(kept), xs.shape[1]))])
