"""`online.Online` for inputs that are symbols out of many: Experiment 2c has up to 1004.

The product of the weights with a unit vector is one of their columns, so inputs cost no more for
a thousand symbols than for ten.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.lstm97 import Spec
from lstm97.engine.params import Params
from lstm97.paper.learn import online
from lstm97.paper.learn.strings import Questions
from lstm97.tasks.long_lag import TOLERANCE
from lstm97.tasks.sequences import Bools, Ints


class Wide(online.Online):
    """N trials of connectivity F on symbols, the class of the string being asked at its end."""

    def __init__(self, params: Params, rates: Array) -> None:
        super().__init__(params, rates)
        self._first = first = 2 * self.spec.blocks + self.spec.cells
        inputs = slice(first, first + self.spec.inputs)
        self.wide = np.ascontiguousarray(self.hidden[:, inputs])  # (U, I, N)
        self.hidden = np.ascontiguousarray(np.delete(self.hidden, inputs, axis=1))
        self._exists = np.delete(self._exists, inputs, axis=1)
        self._dense = 0
        self._symbols = self._flat = np.zeros((1, len(self.rates)), np.intp)
        self._allocate(1)

    def _whole(self) -> Array:
        parts = (self.hidden[:, : self._first], self.wide, self.hidden[:, self._first :])
        return np.concatenate(parts, axis=1)

    def learn_block(self, block: Questions) -> tuple[Array, Bools]:
        """Learn every string in turn; mean absolute errors and correctness, (count, N) each."""
        if int(block.lengths.max()) > len(self._views):
            self._allocate(int(block.lengths.max()))
        goal = (block.label[:, None] == np.arange(2)[:, None]).astype(float)  # (count, K, N)
        pairs = zip(block.symbols, goal, block.lengths, strict=True)
        miss = np.abs(goal - np.stack([self.ask(*each) for each in pairs]))
        return miss.mean(axis=1), np.asarray((miss < TOLERANCE).all(axis=1))

    def ask(self, symbols: Ints, goal: Array, lengths: Ints) -> Array:
        """Show each trial one string (T, N) and take one step; the outputs (K, N) before it."""
        steps, trials = int(lengths.max()), len(lengths)
        self._symbols = np.maximum(symbols[:steps], 0)
        self._flat = self._symbols * trials + np.arange(trials)
        arriving = self.wide.reshape(len(self.wide), -1).take(self._flat, axis=1)
        arriving *= 0.5
        folded = online._fold(self.spec, self.hidden)
        _carry(folded, self._views[:steps], arriving.swapaxes(0, 1), self._scratch)
        return self._update(steps, goal, lengths)

    def _listen(self, a: Array, e_out: Array, last: Ints) -> None:
        changes, flat = self.rates * a, self._flat.ravel()
        for row in range(changes.shape[1]):
            np.add.at(self.wide[row].reshape(-1), flat, changes[:, row].ravel())
        each = np.arange(len(last))
        self.wide[changes.shape[1] :, self._symbols[last, each], each] += self.rates * e_out


def _carry(folded: Array, views: list[Any], arriving: Array, scratch: tuple[Array, ...]) -> None:
    """`online._carry` with what the inputs contribute already multiplied.

    It is a loop of its own because a branch in that one makes it 2 % slower.
    """
    net, ones, halves, state, written = scratch
    state[:] = 0
    for (heard, u, gates, opened, opened_in, opened_out, u_g, shown, h), now in zip(
        views, arriving, strict=True
    ):
        np.einsum("uzn,zn->un", folded, heard, out=net)
        np.add(net, now, net)
        np.tanh(net, u)
        np.add(gates, ones, opened)
        np.multiply(opened_in, u_g, written)
        np.add(state, written, state)  # (9): the carousel
        np.multiply(state, halves, h)
        np.tanh(h, h)
        np.multiply(opened_out, h, shown)


def outputs_at_end(params: Params, symbols: Ints, lengths: Ints) -> Array:
    """Outputs (K, M) of one net, without trials, for strings (T, M) padded with -1."""
    spec: Spec = params.spec
    by_symbol = params.hidden[:, : spec.inputs]
    recurrent = np.ascontiguousarray(params.hidden[:, spec.inputs : -1])
    heard: Array = np.zeros((recurrent.shape[1], symbols.shape[1]))
    s: Array = np.zeros((spec.cells, symbols.shape[1]))
    kept: Array = np.zeros_like(s)
    for t, now in enumerate(symbols):
        net = recurrent @ heard + by_symbol[:, now]
        y_in, y_out, g = np.split(net, [spec.blocks, 2 * spec.blocks])
        gates = LOGISTIC.f(np.concatenate([y_in, y_out]))
        into, out = np.repeat(gates, spec.size, axis=0).reshape(2, *s.shape)
        s += into * ACTIVATIONS[spec.g].f(g)
        y_c = out * ACTIVATIONS[spec.h].f(s)
        heard = np.concatenate([y_c, gates])
        kept = np.where(t == lengths - 1, y_c, kept)
    return ACTIVATIONS[spec.output].f(params.output[:, :-1] @ kept)
