"""Experiment 2c where gates and cells listen to inputs alone, and nothing that they said before.

Then no step waits for the one before: a whole string is a few array operations, with the state at
its end as one plain sum. The weights move as by ``engine.backward(cuts=TRUNCATED)`` and ``sgd``.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.lstm97 import Spec
from lstm97.engine.params import Params
from lstm97.paper.learn.strings import Questions
from lstm97.tasks.long_lag import TOLERANCE
from lstm97.tasks.sequences import Bools, Ints


def fits(spec: object) -> bool:
    """Whether this learner knows the architecture: blocks of one cell, nothing fed back."""
    return (
        isinstance(spec, Spec)
        and not (spec.recurrent or spec.gates_fed_back or spec.hidden or spec.shortcut or spec.bias)
        and spec.size == 1
        and spec.output_gate
    )


class FeedforwardLearner:
    """N trials on symbols, the class of the string being asked at its end."""

    def __init__(self, params: Params, rates: Array) -> None:
        self._start, self._rates = params, np.asarray(rates, params.hidden.dtype)
        spec: Spec = params.spec
        self._input_weights = np.ascontiguousarray(params.hidden[:, spec.sources["x"]])  # (U, I, N)
        self._output = params.output.copy()

    @property
    def params(self) -> Params:
        """The weights as they are now; those of what is not connected stay 0."""
        hidden = self._start.hidden.copy()
        hidden[:, self._start.spec.sources["x"]] = self._input_weights
        return Params(self._start.spec, hidden, self._output.copy())

    def learn_block(self, block: Questions) -> tuple[Array, Bools]:
        """Learn every string in turn; mean absolute errors and correctness, (count, N) each."""
        goal = (block.label[:, None] == np.arange(2)[:, None]).astype(float)  # (count, K, N)
        each = zip(block.symbols, goal, block.lengths, strict=True)
        miss = np.abs(goal - np.stack([self.ask(*one) for one in each]))
        return miss.mean(axis=1), np.asarray((miss < TOLERANCE).all(axis=1))

    def ask(self, symbols: Ints, goal: Array, lengths: Ints) -> Array:
        """Show each trial one string (T, N) and take one step; the outputs (K, N) before it."""
        spec: Spec = self._start.spec
        places, inside = _places(symbols[: lengths.max()], lengths)
        y_in, y_out, g, h = _run(spec, self._input_weights, places, inside, lengths)
        cells = self._output[:, : spec.cells]
        y_k = ACTIVATIONS[spec.output].f((cells * (y_out * h)).sum(axis=1))
        e_k = ACTIVATIONS[spec.output].slope(y_k) * (goal - y_k)  # (19)
        arriving = (cells * e_k[:, None]).sum(axis=0)
        e_out = LOGISTIC.slope(y_out) * h * arriving  # (21)
        e_s = y_out * ACTIVATIONS[spec.h].slope(h) * arriving  # (23)
        e_in = LOGISTIC.slope(y_in) * g * e_s[:, None] * inside  # (26)
        e_c = ACTIVATIONS[spec.g].slope(g) * y_in * e_s[:, None] * inside  # (28)
        cells += self._rates * e_k[:, None] * (y_out * h)  # (22)
        self._hear("net_in", places, e_in)
        self._hear("net_c", places, e_c)
        last = places[lengths - 1, np.arange(len(lengths))]
        self._hear("net_out", last[None], e_out[:, None])
        return y_k

    def _hear(self, row: str, places: Ints, errors: Array) -> None:
        """Move the weights of one kind of unit: at ``places`` (T, N), by ``errors`` (B, T, N)."""
        changes = (self._rates * errors).reshape(len(errors), -1)
        for weights, change in zip(
            self._input_weights[self._start.spec.rows[row]], changes, strict=True
        ):
            moved = np.bincount(places.ravel(), change, weights.size)
            weights += moved.reshape(weights.shape)


def _places(symbols: Ints, lengths: Ints) -> tuple[Ints, Bools]:
    """Where the weights of each symbol stand in a row (I, N), and what is inside its string."""
    trials = symbols.shape[1]
    inside = np.arange(len(symbols))[:, None] < lengths
    return np.maximum(symbols, 0) * trials + np.arange(trials), inside


def _run(
    spec: Spec, heard: Array, places: Ints, inside: Bools, lengths: Ints
) -> tuple[Array, Array, Array, Array]:
    """y_in, g of every step (B, T, N) and y_out, h at the end (B, N): equations (7)-(9)."""
    flat, last = heard.reshape(len(heard), -1), places[lengths - 1, np.arange(len(lengths))]
    y_in = LOGISTIC.f(flat[spec.rows["net_in"]].take(places, axis=1))
    g = ACTIVATIONS[spec.g].f(flat[spec.rows["net_c"]].take(places, axis=1))
    s = (y_in * g * inside).sum(axis=1)
    y_out = LOGISTIC.f(flat[spec.rows["net_out"]].take(last, axis=1))
    return y_in, y_out, g, ACTIVATIONS[spec.h].f(s)


def outputs_at_end(params: Params, symbols: Ints, lengths: Ints) -> Array:
    """Outputs (K, M) of one net, without trials, for strings (T, M) padded with -1."""
    spec: Spec = params.spec
    heard = params.hidden[:, spec.sources["x"], None]
    inside = np.arange(len(symbols))[:, None] < lengths
    flat = np.maximum(symbols, 0)
    _, y_out, _, h = _run(spec, np.ascontiguousarray(heard), flat, inside, lengths)
    return ACTIVATIONS[spec.output].f(params.output[:, : spec.cells] @ (y_out * h))
