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
    ended. ``solved`` has for each LSTM trial the sequences it took, None while it is learning.
    """

    sequences: int
    error: Array
    right: Array
    solved: tuple[int | None, ...]
    lstm: Params
    rival: Params


def learn(name: str, lag: int, *, seed: int, trials: int) -> Iterator[Progress]:
    """Train the LSTM's trials and their rivals for as long as the caller goes on.

    One each `PART` sequences, the first one of the untrained nets. The rivals never end;
    the run does when every LSTM trial has ended.
    """
    row = small_row(name, lag)
    batch = Batch([Trial(row, index, seed) for index in range(trials)])
    rival = Rival(row, seed=seed, trials=trials)
    shown = np.full((2, 2, trials), np.nan)
    first = batch.params.take(0)
    error, right = shown.copy()
    yield Progress(0, error, right, (None,) * trials, first, rival.params.take(0))
    while batch.live:
        for done, marks in zip(batch.parts(PART), rival.parts(PART), strict=True):
            for known, latest in zip(shown[:, 0], (done.error, done.correct), strict=True):
                np.copyto(known, latest, where=np.isfinite(latest))
            shown[:, 1] = marks
            first = done.params.take(done.live.index(0)) if 0 in done.live else first
            solved = tuple(t.marks[-1].sequences if t.solved else None for t in batch.trials)
            error, right = shown.copy()
            yield Progress(done.sequences, error, right, solved, first, rival.params.take(0))
