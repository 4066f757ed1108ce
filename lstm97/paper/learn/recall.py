"""What one trained net answers to many test sequences, without learning.

Tests are most of the cost of a criterion that is checked often, so only the answers at sequence
end are kept.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine import Params, forward
from lstm97.engine.activations import Array
from lstm97.paper.data.stops import Exam
from lstm97.paper.learn import online
from lstm97.tasks import Sequences, Task
from lstm97.tasks.criteria import last
from lstm97.tasks.sequences import Bools

PORTION = 256  # test sequences run at once


def answers(params: Params, sequences: Sequences) -> Array:
    """Outputs at the end of each sequence, (K, N), of one net without an axis of trials."""
    if online.fits(params.spec):
        return online.answer(params, sequences.xs, sequences.lengths)
    trace = forward(params, sequences.xs, sequences.targets, sequences.teach)
    return last(trace.y_k, sequences.lengths)


def examine(params: Params, task: Task, count: int, *, rng: np.random.Generator) -> Exam:
    """Test one net on ``count`` fresh sequences of a task whose error enters at sequence end."""
    misses: list[Array] = []
    wrong = 0
    for start in range(0, count, PORTION):
        sequences = task.draw(min(PORTION, count - start), rng=rng)
        miss, right = marks(params, task, sequences)
        misses.append(miss)
        wrong += int((~right).sum())
    whole = np.concatenate(misses, axis=-1)
    return Exam(count, wrong, float(whole.mean()), float(np.sqrt(np.square(whole).mean())))


def marks(params: Params, task: Task, sequences: Sequences) -> tuple[Array, Bools]:
    """Absolute errors against the noise-free target (K, N), and which answers are right (N,)."""
    miss = np.abs(answers(params, sequences) - task.goal(sequences))
    return miss, right(task, miss)


def right(task: Task, miss: Array) -> Bools:
    """ABS(tolerance) for absolute errors (..., K, N): (..., N)."""
    return np.asarray((miss < (task.tolerance or 0.0)).all(axis=-2))
