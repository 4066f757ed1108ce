"""Experiments 2a and 2b: a net of outputs alone, to which a memory cell is added later.

Connectivity B without recurrence makes the net simple: the cell's state is a running sum of one
number a symbol. Weights change at every step, equations (19)-(28), h the identity and no output
gate. Arrays here are trials first: every trial has its own current symbol.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.lstm97 import Spec
from lstm97.engine.params import Params
from lstm97.paper.learn.strings import Strings
from lstm97.records import brief
from lstm97.tasks.noise_free import TOLERANCE
from lstm97.tasks.sequences import Bools, Ints


def fits(spec: object) -> bool:
    """Whether this learner knows the architecture: connectivity B, one cell, no output gate."""
    return (
        isinstance(spec, Spec)
        and spec.shortcut
        and not (spec.recurrent or spec.gates_fed_back or spec.output_gate or spec.bias)
        and (spec.blocks, spec.size, spec.h) == (1, 1, "identity")
    )


@brief
class Weights(NamedTuple):
    """All weights of N trials, or their changes."""

    into: Array  # (N, I): of the input gate
    cell: Array  # (N, I)
    from_cell: Array  # (N, K)
    from_input: Array  # (N, I, K)


class Growing:
    """N trials that predict the next of p + 1 symbols at every step.

    The cell and its gate take part from the ``grow``-th sequence on; before that their weights
    stay as drawn and the outputs do not hear them. ``at_end=True`` changes weights at sequence
    end instead of at each step, ``only_last=True`` teaches nothing but the last symbol. Errors
    smaller than ``tolerance`` (N,), 0 in the paper, are not taught.
    """

    def __init__(
        self,
        params: Params,
        rates: Array,
        *,
        grow: int,
        seen: int,
        regular: bool,
        at_end: bool = False,
        only_last: bool = False,
        tolerance: Array | float = 0.0,
    ) -> None:
        self.only_last = only_last
        self.tolerance = np.reshape(tolerance, (-1, 1))
        self.grow, self.sequences_seen, self.regular, self.at_end = grow, seen, regular, at_end
        self.rates, self._initial = rates[:, None], params
        self._g = ACTIVATIONS[params.spec.g]
        inputs = params.spec.inputs
        self.weights = Weights(
            into=params.hidden[0, :inputs].T.copy(),
            cell=params.hidden[1, :inputs].T.copy(),
            from_cell=params.output[:, 0].T.copy(),
            from_input=np.array(params.output[:, 1:-1].transpose(2, 1, 0), order="C"),
        )

    @property
    def params(self) -> Params:
        """The weights as they are now, in the engine's order; a copy."""
        into, cell, from_cell, from_input = self.weights
        hidden, output = self._initial.hidden.copy(), self._initial.output.copy()
        hidden[0, : into.shape[1]], hidden[1, : into.shape[1]] = into.T, cell.T
        output[:, 0], output[:, 1:-1] = from_cell.T, from_input.transpose(2, 1, 0)
        return Params(self._initial.spec, hidden, output)

    def learn_block(self, block: Strings) -> tuple[Array, Bools]:
        """Learn every string in turn; mean absolute errors and correctness, (count, N) each."""
        pairs = [self.learn(symbols) for symbols in block.symbols]
        error, correct = zip(*pairs, strict=True)
        return np.stack(error), np.stack(correct)

    def learn(self, symbols: Ints) -> tuple[Array, Bools]:
        """One string each, (p + 1, N); the largest error decides, in 2b only that of the end."""
        each = np.arange(symbols.shape[1])
        s = np.zeros((len(each), 1))
        grown = np.zeros((2, *self.weights.cell.shape))
        changes = self.weights
        if self.at_end:
            changes = Weights(*map(np.zeros_like, self.weights))
        total, near = np.zeros(len(each)), np.ones(len(each), np.bool_)
        with_cell = self.sequences_seen >= self.grow
        silent = len(symbols) - 2 if self.only_last else 0  # steps without a teacher
        if with_cell and silent:
            s = s + self._store(symbols[:silent], each, grown)
        for now, then in pairwise(symbols[silent:]):
            if with_cell:
                s = s + self._store(now[None], each, grown)
            miss = self._predict(s, now, then, each, grown if with_cell else None, changes)
            total += miss.mean(axis=1)
            right = miss.max(axis=1) < TOLERANCE
            near = near & right if self.regular else right
        if self.at_end:
            for weights, change in zip(self.weights, changes, strict=True):
                weights += change
        self.sequences_seen += 1
        return total / (len(symbols) - 1 - silent), near

    def _store(self, now: Ints, each: Ints, grown: Array) -> Array:
        """What the cell takes in, (N, 1); equations (25) and (27) for symbols (T, N) shown."""
        y_in = LOGISTIC.f(self.weights.into[each, now])
        g = self._g.f(self.weights.cell[each, now])
        np.add.at(grown[0], (each, now), self._g.slope(g) * y_in)
        np.add.at(grown[1], (each, now), g * y_in * (1 - y_in))
        return np.asarray((y_in * g).sum(axis=0)[:, None])

    def _predict(
        self, s: Array, now: Ints, then: Ints, each: Ints, grown: Array | None, changes: Weights
    ) -> Array:
        """Answer, then add to ``changes``; the absolute errors (N, K)."""
        weights = self.weights
        y = LOGISTIC.f(weights.from_input[each, now] + weights.from_cell * s)
        miss = -y
        miss[each, then] += 1
        e_k = miss * y * (1 - y) * self.rates  # (19), times alpha
        e_k *= np.abs(miss) >= self.tolerance
        if grown is not None:
            e_s = (weights.from_cell * e_k).sum(axis=1, keepdims=True)  # (23)
            changes.cell[:] += e_s * grown[0]  # (28)
            changes.into[:] += e_s * grown[1]  # (26)
            changes.from_cell[:] += e_k * s  # (22)
        changes.from_input[each, now] += e_k  # (22)
        return np.abs(miss)


def outputs_at_end(params: Params, symbols: Ints) -> Array:
    """Outputs (K, M) at the last step of strings (p + 1, M), of one net without trials."""
    inputs = params.spec.inputs
    g = ACTIVATIONS[params.spec.g].f(params.hidden[1, :inputs])
    taken = LOGISTIC.f(params.hidden[0, :inputs]) * g
    s = taken[symbols[:-1]].sum(axis=0)
    net = params.output[:, 1:-1][:, symbols[-2]] + params.output[:, :1] * s
    return LOGISTIC.f(net)
