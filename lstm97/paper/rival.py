"""The rival of the LSTM: a plain recurrent network of as many weights, by its own full gradient.

Fused as in `online`, so that watching both takes little more than watching one: the two loops over
time compute nothing but activations and errors. Equal to ``engine.backward(cuts=FULL)`` followed by
``sgd``, which a test holds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from lstm97.engine import NETWORKS, Params, count, rnn, stack
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.algebra import outer_sum, weigh, weigh_all, weigh_all_back, weigh_back
from lstm97.engine.trace import join
from lstm97.paper.feed import BLOCK
from lstm97.paper.row import Row
from lstm97.paper.trial import Trial
from lstm97.tasks import Sequences, Task
from lstm97.tasks import join as side_by_side

RATE = 0.1  # larger ones diverge on some of the tasks


def rival_spec(row: Row) -> rnn.Spec:
    """A recurrent network whose number of weights is as near as can be to the row's LSTM."""
    wanted = count(row.spec)

    def spec(hidden: int) -> rnn.Spec:
        return rnn.Spec(row.spec.inputs, row.spec.outputs, hidden, output=row.spec.output)

    return spec(min(range(1, 40), key=lambda hidden: abs(count(spec(hidden)) - wanted)))


class Rival:
    """Trials of a plain recurrent network under backpropagation through time.

    In experiments 3 to 6 each draws from a twin of its LSTM trial's generator, and so reads the
    very same sequences; in 1 and 2 they are of the same kind.
    """

    def __init__(self, row: Row, *, seed: int, trials: int) -> None:
        spec, init = rival_spec(row), NETWORKS["rnn"].init
        twins = [Trial(row, index, seed) for index in range(trials)]
        self.task: Task = row.make
        self.rngs = [twin.sequences for twin in twins]
        self.params = stack([init(spec, rng=twin.weights, scale=row.scale) for twin in twins])
        self._marks: deque[Array] = deque(maxlen=BLOCK)

    def parts(self, size: int) -> Iterator[Array]:
        """Learn `BLOCK` sequences each and tell, after every ``size`` of them, how it is going.

        What is told is (2, N): mean absolute error and share right of the last `BLOCK` sequences.
        """
        drawn = side_by_side([self.task.draw(BLOCK, rng=rng) for rng in self.rngs])
        shape = (len(self.rngs), BLOCK)
        turns = (np.moveaxis(part.reshape(*part.shape[:-1], *shape), -1, 0) for part in drawn)
        for n, turn in enumerate(zip(*turns, strict=True), start=1):
            self._marks.append(self._learn(Sequences(*turn)))
            if n % size == 0:
                yield np.mean(self._marks, axis=0)

    def _learn(self, batch: Sequences) -> Array:
        kept = slice(int(batch.lengths.max()))
        batch = Sequences(batch.xs[kept], batch.targets[kept], batch.teach[kept], batch.lengths)
        self.params, y = learnt(self.params, batch)
        miss = np.abs(y - batch.targets).mean(axis=1) * batch.teach
        error = miss.sum(axis=0) / batch.teach.sum(axis=0)
        return np.stack([error, self.task.correct(y, batch)])


def learnt(params: Params, batch: Sequences) -> tuple[Params, Array]:
    """The weights after one sequence each (arrays (T, ..., N)), and the outputs before it."""
    spec: rnn.Spec = params.spec
    listen = params.hidden[:, spec.sources["y_j"]]
    shown = _activations(params, batch.xs, listen)  # (T + 1, H, N), the first all 0
    readable = join([shown[1:]])
    y = ACTIVATIONS[spec.output].f(weigh_all(params.output, readable))
    e_k = ACTIVATIONS[spec.output].slope(y) * (y - batch.targets) * batch.teach[:, None]
    arriving = weigh_all_back(params.output[:, spec.readable["y_j"]], e_k)
    errors = _errors(arriving, 1 - np.square(shown[1:]), listen)
    heard = join([batch.xs, shown[:-1]])
    hidden = params.hidden - RATE * outer_sum(errors, heard, params.hidden)
    output = params.output - RATE * outer_sum(e_k, readable, params.output)
    return Params(spec, hidden, output), y


def _activations(params: Params, xs: Array, listen: Array) -> Array:
    """y_j(0..T), with all that does not depend on the step before computed at once."""
    spec: rnn.Spec = params.spec
    net = weigh_all(params.hidden[:, spec.sources["x"]], xs) + params.hidden[:, -1]
    shown = np.zeros((len(xs) + 1, *net.shape[1:]))
    for given, (before, now) in zip(net, pairwise(shown), strict=True):
        np.tanh(given + weigh(listen, before), out=now)
    return shown


def _errors(arriving: Array, slope: Array, listen: Array) -> Array:
    """theta_j(t) = f'(net_j(t)) (what arrives + sum over i of w_ij theta_i(t+1)), (T, H, N)."""
    errors = np.empty_like(arriving)
    error = np.zeros_like(arriving[0])
    for t in reversed(range(len(errors))):
        errors[t] = error = slope[t] * (arriving[t] + weigh_back(listen, error))
    return errors
