"""Every experiment small enough to watch: a shorter lag, a few trials at once, and a rival.

Learning rates and criteria of the LSTM are the paper's, its net as the row's reading has it; a
plain recurrent network with about as many weights, trained by backpropagation through time, reads
the same kind of sequences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from lstm97.engine import Params
from lstm97.engine.activations import Array
from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.learn.rival import Rival
from lstm97.paper.learn.trial import Trial
from lstm97.paper.run.trials import Batch
from lstm97.tasks import TASKS

NAMES = ("1", "2a", "2b", "2c", "3a", "3b", "3c", "4", "5", "6a", "6b")
# A row of each experiment; of 2, the readings that agree with the paper.
ROW_OF = {"1": "1-5", "2a": "2a-tolerant", "2b": "2b-end-tolerant", "2c": "2c-1-unfed",
          "3a": "3a-1", "3b": "3b-1", "3c": "3c-1", "4": "4-1", "5": "5",
          "6a": "6a", "6b": "6b"}  # fmt: skip
PART = 10  # sequences from one snapshot to the next: few enough for ten drawings in a second


@dataclass(frozen=True, eq=False)
class Snapshot:
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


def learn(name: str, lag: int, *, seed: int, trials: int) -> Iterator[Snapshot]:
    """Train the LSTM's trials and their rivals until the reader has seen enough.

    A snapshot each `PART` sequences, the first one of the untrained nets. The rivals never end;
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
        for done, marks in zip(batch.parts(PART), rival.parts(PART), strict=True):
            for known, latest in zip(shown[:, 0], (done.error, done.correct), strict=True):
                np.copyto(known, latest, where=np.isfinite(latest))
            shown[:, 1] = marks
            first = done.params.take(done.live.index(0)) if 0 in done.live else first
            solved = tuple(t.marks[-1].sequences if t.solved else None for t in batch.trials)
            error, right = shown.copy()
            yield Snapshot(done.sequences, error, right, solved, first, rival.params.take(0))
