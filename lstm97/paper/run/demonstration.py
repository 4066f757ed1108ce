"""Every experiment small enough to watch: a shorter lag, a few trials at once, and a rival.

Learning rates and criteria of the LSTM are the paper's, its net as the row's reading has it; a
plain recurrent network with about as many weights, trained by backpropagation through time, reads
the same kind of sequences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lstm97.engine import Params
from lstm97.engine.activations import Array
from lstm97.paper.data.experiments import small_row
from lstm97.paper.learn.rival import Rival
from lstm97.paper.learn.trial import Trial
from lstm97.paper.run.trials import Batch
from lstm97.records import brief

PART = 10  # sequences from one snapshot to the next: few enough for ten drawings in a second


@brief
@dataclass(frozen=True, eq=False)
class Progress:
    """How far a run has come, and the first trial's weights at that moment.

    ``error`` and ``right`` are (2, N) for the LSTM's and the rival's trials: mean absolute error
    and share of right answers over the last 100 sequences, the last known for trials that have
    ended. ``solutions`` has for each LSTM trial the sequences it took, None while it is learning.
    """

    sequences: int
    error: Array
    right: Array
    solutions: tuple[int | None, ...]
    lstm: Params
    rival: Params


class Learning(Iterator[Progress]):
    """The LSTM's trials and their rivals in training, for as long as the reader iterates.

    One each `PART` sequences, the first one of the untrained nets. The rivals never end;
    the run does when every LSTM trial has ended.
    """

    def __init__(self, name: str, lag: int, *, seed: int, trials: int) -> None:
        row = small_row(name, lag)
        self._batch = Batch([Trial(row, index, seed) for index in range(trials)])
        self._rival = Rival(row, seed=seed, trials=trials)
        self._steps = _steps(self._batch, self._rival)

    def __next__(self) -> Progress:
        return next(self._steps)

    def release(self) -> None:
        """Free the sequences of the block that is under way; to go on they are drawn again."""
        self._batch.release()
        self._rival.release()


def _steps(batch: Batch, rival: Rival) -> Iterator[Progress]:
    trials = len(batch.trials)
    shown = np.full((2, 2, trials), np.nan)
    first = _alone(batch.params)
    error, right = shown.copy()
    yield Progress(0, error, right, (None,) * trials, first, _alone(rival.params))
    while batch.live:
        for done, marks in zip(batch.parts(PART), rival.parts(PART), strict=True):
            for known, latest in zip(shown[:, 0], (done.error, done.correct), strict=True):
                np.copyto(known, latest, where=np.isfinite(latest))
            shown[:, 1] = marks
            first = _alone(done.params, done.live.index(0)) if 0 in done.live else first
            solved = tuple(t.marks[-1].sequences if t.solved else None for t in batch.trials)
            error, right = shown.copy()
            yield Progress(done.sequences, error, right, solved, first, _alone(rival.params))


def _alone(params: Params, trial: int = 0) -> Params:
    """A copy of one trial's weights, which does not keep those of the others in memory."""
    return params.take(trial).map(np.copy)
