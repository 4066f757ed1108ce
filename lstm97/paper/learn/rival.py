"""The rival of the LSTM: a plain recurrent network of as many weights, by its own full gradient.

It learns by the engine's own loops, which for a recurrent network compute nothing but activations
and errors, so that watching both takes little more than watching one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np

from lstm97.engine import FULL, NETWORKS, Params, backward, count, rnn, sgd, stack
from lstm97.engine.activations import Array
from lstm97.engine.trace import NetworkInputs, finish
from lstm97.paper.data.row import Row
from lstm97.paper.learn.feed import BLOCK, Draws
from lstm97.paper.learn.trial import Trial
from lstm97.tasks import Sequences, Task

MOST = 39  # hidden units; the results of experiment 2 were measured with so many
RATE = 0.1  # larger ones diverge on some of the tasks


def rival_spec(row: Row) -> rnn.Spec:
    """A recurrent network whose number of weights is nearest to the row's LSTM, of `MOST` units."""
    spec = row.spec
    return rnn.nearest(spec.inputs, spec.outputs, count(spec), output=spec.output, most=MOST)


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
        self._sheet: Draws[list[Sequences]] | None = None

    def parts(self, size: int) -> Iterator[Array]:
        """Learn `BLOCK` sequences each and tell, after every ``size`` of them, how it is going.

        What is told is (2, N): mean absolute error and share right of the last `BLOCK` sequences.
        """
        sheet = self._sheet = Draws(self._draw, self.rngs)
        for n in range(BLOCK):
            self._marks.append(self._learn(turn(sheet.read(), n)))
            if n + 1 == BLOCK:
                self.release()
            if (n + 1) % size == 0:
                yield np.mean(self._marks, axis=0)

    def release(self) -> None:
        """Free the memory of a block that is under way; it is drawn again to go on with it."""
        if self._sheet:
            self._sheet.release()

    def _draw(self) -> list[Sequences]:
        """The next block of each trial; symbols, which are 0 or 1 anyway, in a byte each."""
        dtype = np.int8 if self.task.symbols else np.float64
        drawn = (self.task.draw(BLOCK, rng=rng) for rng in self.rngs)
        return [one._replace(xs=one.xs.astype(dtype, copy=False)) for one in drawn]

    def _learn(self, batch: Sequences) -> Array:
        self.params, y = learn_once(self.params, batch)
        miss = np.abs(y - batch.targets).mean(axis=1) * batch.teach
        error = miss.sum(axis=0) / batch.teach.sum(axis=0)
        return np.stack([error, self.task.correct(y, batch)])


def turn(drawn: Sequence[Sequences], n: int) -> Sequences:
    """Sequence ``n`` of every trial side by side, as long as the longest of them."""
    lengths = np.array([one.lengths[n] for one in drawn])
    steps, trials = int(lengths.max()), len(drawn)
    xs = np.zeros((steps, drawn[0].xs.shape[1], trials))
    targets = np.zeros((steps, drawn[0].targets.shape[1], trials))
    teach = np.zeros((steps, trials), np.bool_)
    for trial, one in enumerate(drawn):
        kept = min(steps, len(one.xs))
        xs[:kept, :, trial] = one.xs[:kept, :, n]
        targets[:kept, :, trial] = one.targets[:kept, :, n]
        teach[:kept, trial] = one.teach[:kept, n]
    return Sequences(xs, targets, teach, lengths)


def learn_once(params: Params, batch: Sequences) -> tuple[Params, Array]:
    """The weights after one sequence each (arrays (T, ..., N)), and the outputs before it.

    Nothing is checked: a trial may have diverged while the others go on.
    """
    inputs = NetworkInputs(batch.xs, batch.targets, batch.teach)
    first = rnn.start(params, batch.xs.shape[2:])
    with np.errstate(over="ignore", invalid="ignore"):
        trace = finish(params, inputs, *rnn.carry(params, inputs, first))
    return sgd(params, backward(trace, cuts=FULL, exact=False).grad, RATE), trace.y_k
