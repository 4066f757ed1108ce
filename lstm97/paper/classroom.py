"""Every experiment small enough to watch: a shorter lag, a few trials at once, and a rival.

The nets, learning rates and criteria of the LSTM are the paper's; a plain recurrent network with
about as many weights, trained by backpropagation through time, reads the same kind of sequences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from lstm97.engine import FULL, NETWORKS, Params, backward, count, forward, rnn, sgd, stack
from lstm97.engine.activations import Array
from lstm97.paper.feed import BLOCK
from lstm97.paper.row import Row
from lstm97.paper.rows import ROWS
from lstm97.paper.trials import Batch, Trial
from lstm97.tasks import TASKS, Sequences, Task, join

NAMES = ("1", "2a", "2b", "2c", "3a", "3b", "3c", "4", "5", "6a", "6b")
ROW_OF = {"1": "1-5", "2a": "2a", "2b": "2b", "2c": "2c-1", "3a": "3a-1", "3b": "3b-1",
          "3c": "3c-1", "4": "4-1", "5": "5", "6a": "6a", "6b": "6b"}  # fmt: skip
KEPT = 60  # snapshots of a run
RIVAL_RATE = 0.1  # of the recurrent network; larger ones diverge on some of the tasks


@dataclass(frozen=True, eq=False)
class Snapshot:
    """How far a run has come, and the first trial's weights at that moment.

    ``error`` and ``right`` are (2, N) for the LSTM's and the rival's trials: mean absolute error
    and share of right answers over the last `BLOCK` sequences, the last known for trials that have
    ended. ``solved`` has for each LSTM trial the sequences it took, None while it is learning.
    """

    sequences: int
    error: Array
    right: Array
    solved: tuple[int | None, ...]
    lstm: Params
    rival: Params


def parameters(name: str, lag: int) -> dict[str, int]:
    """The task's parameters at a time lag: its length, or its number of distractors."""
    if name == "1":
        return {}
    if name in ("2a", "2b"):
        return {"p": lag}
    return {"p": lag, "q": lag} if name == "2c" else {"length": lag}


def small_row(name: str, lag: int) -> Row:
    """The paper's row of an experiment, at a lag of one's choice."""
    row = ROWS[ROW_OF[name]]
    chosen = parameters(name, lag)
    task = TASKS[row.task](**chosen)
    spec = replace(row.spec, inputs=task.inputs, outputs=task.outputs)
    return replace(row, parameters=chosen, spec=spec)


def rival_spec(row: Row) -> rnn.Spec:
    """A recurrent network whose number of weights is as near as can be to the row's LSTM."""
    wanted = count(row.spec)
    sizes = range(1, 40)

    def spec(hidden: int) -> rnn.Spec:
        return rnn.Spec(row.spec.inputs, row.spec.outputs, hidden, output=row.spec.output)

    return spec(min(sizes, key=lambda hidden: abs(count(spec(hidden)) - wanted)))


def learn(name: str, lag: int, *, seed: int, trials: int) -> Iterator[Snapshot]:
    """Train the LSTM's trials and their rivals until the reader has seen enough.

    A snapshot each `BLOCK` sequences, the first one of the untrained nets. The rivals never end;
    the run does when every LSTM trial has ended.
    """
    row = small_row(name, lag)
    batch = Batch([Trial(row, index, seed) for index in range(trials)])
    rival = Rival(row, seed=seed, trials=trials)
    shown = np.full((2, 2, trials), np.nan)
    first = batch.params.take(0)
    error, right = shown.copy()
    yield Snapshot(0, error, right, (None,) * trials, first, rival.params.take(0))
    while batch.live:
        done = batch.advance()
        for known, latest in zip(shown[:, 0], (done.error, done.correct), strict=True):
            np.copyto(known, latest, where=np.isfinite(latest))
        shown[:, 1] = rival.learn()
        first = done.params.take(done.live.index(0)) if 0 in done.live else first
        solved = tuple(t.marks[-1].sequences if t.solved else None for t in batch.trials)
        error, right = shown.copy()
        yield Snapshot(done.sequences, error, right, solved, first, rival.params.take(0))


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

    def learn(self) -> Array:
        """Learn `BLOCK` sequences each; their mean error and share right, (2, N)."""
        drawn = join([self.task.draw(BLOCK, rng=rng) for rng in self.rngs])
        shape = (len(self.rngs), BLOCK)
        block = [np.moveaxis(part.reshape(*part.shape[:-1], *shape), -1, 0) for part in drawn]
        sums = np.zeros((2, len(self.rngs)))
        for turn in zip(*block, strict=True):
            sums += self._step(Sequences(*turn))
        return sums / BLOCK

    def _step(self, batch: Sequences) -> Array:
        kept = slice(int(batch.lengths.max()))
        batch = Sequences(batch.xs[kept], batch.targets[kept], batch.teach[kept], batch.lengths)
        trace = forward(self.params, *batch[:3])
        self.params = sgd(self.params, backward(trace, cuts=FULL).grad, RIVAL_RATE)
        miss = np.abs(trace.y_k - batch.targets).mean(axis=1) * batch.teach
        error = miss.sum(axis=0) / batch.teach.sum(axis=0)
        return np.stack([error, self.task.correct(trace.y_k, batch)])


def thinned(run: list[Snapshot]) -> list[Snapshot]:
    """A run with no more snapshots than are kept: every second one goes, the last stays."""
    return run if len(run) <= KEPT else [*run[:-1:2], run[-1]]
