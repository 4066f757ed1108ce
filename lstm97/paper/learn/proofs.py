"""The tests that end experiments 1 and 2, taken with the weights held still.

Experiment 1 asks for both sets, 2a for each of its two sequences, 2b and 2c for 10,000 random
sequences in a row. A test that is bound to fail is broken off early, which changes no verdict.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine import Params, forward
from lstm97.paper.data.row import Row
from lstm97.paper.learn import growing, unfed, wide
from lstm97.paper.learn.strings import draw_long_lag, draw_noise_free, reber_pair
from lstm97.tasks import TASKS, Sequences
from lstm97.tasks.noise_free import noise_free_pair
from lstm97.tasks.sequences import Bools

IN_A_ROW = 10_000
PORTION = 500
PAIRS = 3  # of training and test sets in Experiment 1


def proof(
    row: Row, index: int, seed: int, params: Params, recent: Bools, rng: np.random.Generator
) -> bool:
    """Whether a net, without an axis of trials, passes its experiment's own test.

    ``recent`` says which of the last training sequences were correct: the long test is only
    worth its time once most of them were.
    """
    if row.task == "embedded-reber":
        sets = reber_pair(seed, index % PAIRS, distinct=bool(row.notes.get("distinct")))
        return recent.mean() > 0.5 and all(_every_step(params, part) for part in sets)
    if row.task == "noise-free":
        return _every_step(params, noise_free_pair(p=row.spec.inputs - 1))
    return bool(recent.all()) and _in_a_row(row, params, rng)


def _every_step(params: Params, sequences: Sequences) -> bool:
    """Whether all of the sequences are right by their task's own measure."""
    symbols = sequences.xs.shape[1]
    task = TASKS["embedded-reber"]() if symbols == 7 else TASKS["noise-free"](p=symbols - 1)
    trace = forward(params, sequences.xs, sequences.targets, sequences.teach)
    return bool(task.correct(trace.y_k, sequences).all())


def _in_a_row(row: Row, params: Params, rng: np.random.Generator) -> bool:
    """10,000 fresh sequences without a mistake; the first mistake ends it."""
    return all(_portion(row, params, rng) for _ in range(IN_A_ROW // PORTION))


def _portion(row: Row, params: Params, rng: np.random.Generator) -> bool:
    p = row.parameters["p"]
    if row.task == "long-lag":
        symbols, lengths, label = (
            part[..., 0] for part in draw_long_lag(p, row.parameters["q"], [rng], PORTION)
        )
        code = unfed if unfed.fits(row.spec) else wide
        outputs = code.outputs_at_end(params, symbols.T, lengths)
        wanted = (label == np.arange(2)[:, None]).astype(float)
        return bool((np.abs(outputs - wanted) < wide.TOLERANCE).all())
    symbols = draw_noise_free(p, False, [rng], PORTION).symbols[..., 0].T
    outputs = growing.outputs_at_end(params, symbols)
    wanted = (symbols[-1] == np.arange(len(outputs))[:, None]).astype(float)
    return bool((np.abs(outputs - wanted) < growing.TOLERANCE).all())
