"""The tests that end experiments 1 and 2, taken with the weights held still.

Experiment 1 asks for both sets, 2a for each of its two sequences, 2b and 2c for 10,000 random
sequences in a row. A test that is bound to fail is broken off early, which changes no verdict.
All take a trial, its weights without an axis of trials, and which of its last training sequences
were correct: the long tests are only worth their time once most of them were.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lstm97.engine import Params, forward
from lstm97.engine.activations import Array
from lstm97.paper.learn import growing, no_recurrence, wide
from lstm97.paper.learn.strings import draw_long_lag, draw_noise_free, reber_pair
from lstm97.paper.learn.trial import Trial
from lstm97.tasks import TASKS, Sequences, long_lag, noise_free
from lstm97.tasks.noise_free import noise_free_pair
from lstm97.tasks.sequences import Bools, Ints

IN_A_ROW = 10_000
PORTION = 500
PAIRS = 3  # of training and test sets in Experiment 1


def both_sets(trial: Trial, params: Params, recent: Bools) -> bool:
    """Experiment 1: every string of training and test set at every step."""
    sets = reber_pair(trial.seed, trial.index % PAIRS, distinct=trial.row.distinct)
    return bool(recent.mean() > 0.5) and all(_every_step(params, part) for part in sets)


def both_sequences(trial: Trial, params: Params, recent: Bools) -> bool:
    """Experiment 2a: its two sequences at every step."""
    return _every_step(params, noise_free_pair(p=trial.row.spec.inputs - 1))


def irregular_in_a_row(trial: Trial, params: Params, recent: Bools) -> bool:
    """Experiment 2b: 10,000 fresh sequences without a mistake at the end."""
    return bool(recent.all()) and _in_a_row(lambda: _irregular_portion(trial, params))


def long_lag_in_a_row(trial: Trial, params: Params, recent: Bools) -> bool:
    """Experiment 2c: 10,000 fresh sequences without a mistake."""
    return bool(recent.all()) and _in_a_row(
        lambda: _long_lag_portion(trial, params, wide.outputs_at_end)
    )


def unfed_in_a_row(trial: Trial, params: Params, recent: Bools) -> bool:
    """The same of a net in which nothing is fed back."""
    return bool(recent.all()) and _in_a_row(
        lambda: _long_lag_portion(trial, params, no_recurrence.outputs_at_end)
    )


def _every_step(params: Params, sequences: Sequences) -> bool:
    """Whether all of the sequences are right by their task's own measure."""
    symbols = sequences.xs.shape[1]
    task = TASKS["embedded-reber"]() if symbols == 7 else TASKS["noise-free"](p=symbols - 1)
    trace = forward(params, sequences.xs, sequences.targets, sequences.teach)
    return bool(task.correct(trace.y_k, sequences).all())


def _in_a_row(portion: Callable[[], bool]) -> bool:
    """Whether all portions of 10,000 sequences are passed; the first mistake ends it."""
    return all(portion() for _ in range(IN_A_ROW // PORTION))


def _long_lag_portion(
    trial: Trial, params: Params, answer: Callable[[Params, Ints, Ints], Array]
) -> bool:
    p, q = trial.row.parameters["p"], trial.row.parameters["q"]
    drawn = draw_long_lag(p, q, [trial.tests], PORTION)
    symbols, lengths, label = (part[..., 0] for part in drawn)
    outputs = answer(params, symbols.T, lengths)
    wanted = (label == np.arange(2)[:, None]).astype(float)
    return bool((np.abs(outputs - wanted) < long_lag.TOLERANCE).all())


def _irregular_portion(trial: Trial, params: Params) -> bool:
    drawn = draw_noise_free(trial.row.parameters["p"], False, [trial.tests], PORTION)
    symbols = drawn.symbols[..., 0].T
    outputs = growing.outputs_at_end(params, symbols)
    wanted = (symbols[-1] == np.arange(len(outputs))[:, None]).astype(float)
    return bool((np.abs(outputs - wanted) < noise_free.TOLERANCE).all())
