"""Learning at every time step, as Experiment 1 does: equations (25)-(28) to the letter.

Weights change while a sequence runs, so the sum over time cannot be put off to its end: the
derivative of every state with respect to every weight is kept and grows step by step, exactly
as the paper writes it. ``at_end=True`` adds up the changes and makes them at sequence end.

Errors smaller than ``tolerance`` (N,), 0 in the paper, are not taught: what is nearly right would
otherwise go on pushing the states into saturation. Where ``all_legal`` (N,) the target is every
symbol that may come next, not only the one that does.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.arrays.blocks import per_block
from lstm97.engine.lstm97 import Spec
from lstm97.engine.params import Params
from lstm97.paper.learn.strings import Strings
from lstm97.tasks.sequences import Bools, Ints


def fits(spec: object) -> bool:
    """Whether this learner knows the architecture: connectivity F with output gates."""
    return (
        isinstance(spec, Spec)
        and spec.gates_fed_back
        and spec.recurrent
        and spec.output_gate
        and not spec.shortcut
    )


class Stepwise:
    """N trials of connectivity F that predict the next symbol at every step.

    Raises ValueError for other architectures.
    """

    def __init__(
        self,
        params: Params,
        rates: Array,
        *,
        at_end: bool = False,
        tolerance: Array | float = 0.0,
        all_legal: Bools | bool = False,
    ) -> None:
        spec: Spec = params.spec
        if not fits(spec):
            raise ValueError("only nets of connectivity F with output gates learn on this path")
        self.spec, self.rates, self.at_end = spec, rates, at_end
        self.tolerance, self.all_legal = tolerance, np.asarray(all_legal)
        self.hidden, self.output = params.hidden.copy(), params.output.copy()
        self._cells_biased = "c" in spec.bias
        self._one = np.full((1, len(rates)), float("k" in spec.bias))  # bias of the outputs

    @property
    def params(self) -> Params:
        """The weights as they are now; a copy."""
        return Params(self.spec, self.hidden.copy(), self.output.copy())

    def learn_block(self, block: Strings) -> tuple[Array, Bools]:
        """Learn every string in turn; mean absolute errors and correctness, (count, N) each."""
        count, _, trials = block.symbols.shape
        error, correct = np.zeros((count, trials)), np.zeros((count, trials), np.bool_)
        for k in range(count):
            steps = int(block.lengths[k].max())
            symbols, lengths = block.symbols[k, : steps + 1], block.lengths[k]
            possible = None if block.legal is None else block.legal[k, :steps]
            goals = self._goals(symbols, possible)
            outputs = self.learn(symbols, lengths, goals)
            error[k] = _miss(outputs, goals, symbols[1:] >= 0)
            if possible is not None:
                correct[k] = _most_active(outputs, possible, lengths)
        return error, correct

    def _goals(self, symbols: Ints, possible: Bools | None) -> Bools:
        """Which outputs (T, K, N) are to be 1: what comes next, or all that may (``possible``)."""
        comes = symbols[1:, None] == np.arange(self.spec.outputs)[:, None]
        return comes if possible is None else np.where(self.all_legal, possible, comes)

    def learn(self, symbols: Ints, lengths: Ints, goals: Bools | None = None) -> Array:
        """One string each, (T + 1, N), taught ``goals`` (T, K, N); the outputs (T, K, N)."""
        spec, trials = self.spec, symbols.shape[1]
        goals = self._goals(symbols, None) if goals is None else goals
        z = np.zeros((self.hidden.shape[1], trials))
        z[-1] = 1
        s: Array = np.zeros((spec.cells, trials))
        grown = np.zeros((2, spec.cells, *z.shape))  # ds/dw of cells and of their input gates
        changed = self.hidden, self.output
        if self.at_end:
            changed = np.zeros_like(self.hidden), np.zeros_like(self.output)
        outputs = np.empty((len(symbols) - 1, spec.outputs, trials))
        for t, symbol in enumerate(symbols[:-1]):
            _show(z, symbol, spec.inputs)
            s, outputs[t] = self._step(z, s, grown, goals[t], t < lengths, changed)
        if self.at_end:
            self.hidden += changed[0]
            self.output += changed[1]
        return outputs

    def _step(
        self,
        z: Array,
        s: Array,
        grown: Array,
        goal: Bools,
        active: Bools,
        changed: tuple[Array, Array],
    ) -> tuple[Array, Array]:
        """One time step; changes the weights and leaves in ``z`` what the next will hear."""
        spec, rows = self.spec, self.spec.rows
        net = np.einsum("uzn,zn->un", self.hidden, z)
        gates = LOGISTIC.f(net[: rows["net_out"].stop])  # (7), (8)
        into, out = np.repeat(gates.reshape(2, spec.blocks, -1), spec.size, axis=1)
        g = ACTIVATIONS[spec.g].f(net[rows["net_c"]])
        s = s + into * g  # (9)
        h = ACTIVATIONS[spec.h].f(s)
        heard = np.concatenate([out * h, self._one])
        y_k = ACTIVATIONS[spec.output].f(np.einsum("kyn,yn->kn", self.output, heard))
        grown[0] += (ACTIVATIONS[spec.g].slope(g) * into)[:, None] * z  # (27)
        grown[1] += (g * LOGISTIC.slope(into))[:, None] * z  # (25)
        grown[0, :, -1] *= self._cells_biased
        e_k = goal - y_k
        e_k *= np.abs(e_k) >= self.tolerance
        e_k *= ACTIVATIONS[spec.output].slope(y_k) * (self.rates * active)  # (19), times alpha
        arriving = np.einsum("kyn,kn->yn", self.output[:, :-1], e_k)
        self._change(z, h, heard, out, e_k, arriving, grown, changed)
        z[spec.inputs : -1] = np.concatenate([heard[:-1], gates])
        return s, y_k

    def _change(
        self,
        z: Array,
        h: Array,
        heard: Array,
        out: Array,
        e_k: Array,
        arriving: Array,
        grown: Array,
        changed: tuple[Array, Array],
    ) -> None:
        """Equations (21)-(23), (26) and (28); errors carry the learning rate already."""
        spec, rows, (hidden, output) = self.spec, self.spec.rows, changed
        e_out = per_block(LOGISTIC.slope(out) * h * arriving, spec.size)  # (21)
        e_s = (out * ACTIVATIONS[spec.h].slope(h) * arriving)[:, None]  # (23)
        hidden[rows["net_in"]] += per_block(e_s * grown[1], spec.size)  # (26)
        hidden[rows["net_out"]] += e_out[:, None] * z  # (22)
        hidden[rows["net_c"]] += e_s * grown[0]  # (28)
        output += e_k[:, None] * heard  # (22)


def _show(z: Array, symbol: Ints, inputs: int) -> None:
    """Set the inputs to the unit vectors of the symbols; padding becomes zeros."""
    z[:inputs] = symbol == np.arange(inputs)[:, None]


def _miss(outputs: Array, goals: Bools, steps: Bools) -> Array:
    """Mean absolute error over real steps (T, N) and outputs, (N,)."""
    missed = np.abs(goals.astype(outputs.dtype) - outputs).mean(axis=1) * steps
    return np.asarray(missed.sum(axis=0) / steps.sum(axis=0))


def _most_active(outputs: Array, legal: Bools, lengths: Ints) -> Bools:
    """Whether every possible next symbol beat every impossible one at each step, (N,)."""
    weakest = np.where(legal, outputs, np.inf).min(axis=1)
    strongest = np.where(legal, -np.inf, outputs).max(axis=1)
    after = np.arange(len(outputs))[:, None] >= lengths
    return np.asarray(((weakest > strongest) | after).all(axis=0))
