"""Experiment 2c: very long lags, many distractors, and no hint when the answer will be asked for.

The second symbol is x or y; after q random symbols or more an e announces that it comes again.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from lstm97.demands import whole
from lstm97.tasks import criteria
from lstm97.tasks.criteria import final_class
from lstm97.tasks.sequences import (
    PADDING,
    Bools,
    Ints,
    Sequences,
    one_hot,
    real,
    taught_at_end,
)
from lstm97.tasks.task import Task

CLASSES = ("x", "y")
ASK = 0.1  # probability of e at each step after the first q distractors
MOST = 2_000  # of both p and q, twice the paper's; inputs take p x q numbers a sequence
TOLERANCE = 0.2


def long_lag(*, p: int = 50, q: int = 50) -> Task:
    """Experiment 2c with p distractor symbols and at least q distractors in a row.

    A string has q + 4 symbols or more, q + 13 on average; the last is a target only. Raises
    ValueError unless p and q lie between 1 and 2,000.
    """
    p = whole("p", p, 1, MOST)
    q = whole("q", q, 1, MOST)
    return Task(
        slug="long-lag",
        experiment="2c",
        inputs=p + 4,
        outputs=2,
        parameters={"p": p, "q": q},
        lag=q + 1,
        sampler=partial(_draw, p=p, q=q),
        relevant=relevant,
        criterion=partial(criteria.at_end, tolerance=TOLERANCE),
        tolerance=TOLERANCE,
        symbols=(*(f"a{i}" for i in range(1, p + 1)), "e", "b", *CLASSES),
        classes=CLASSES,
        label=final_class,
    )


def draw_symbols(count: int, *, rng: np.random.Generator, p: int, q: int) -> tuple[Ints, Ints]:
    """Draw symbol numbers (T, N), padded with -1, and the number of steps (N,).

    Inputs are one-hot and wide (p = 1000 makes 1004 of them), so a trainer may prefer these
    numbers: W @ x is the column of W that belongs to the symbol. The class is symbol 1 of the
    string minus (p + 2).
    """
    lengths = q + 2 + rng.geometric(ASK, count).astype(np.intp)
    steps = real(lengths)
    symbols = np.where(steps, rng.integers(p, size=steps.shape), PADDING)
    symbols[0] = p + 1
    symbols[1] = p + 2 + rng.integers(2, size=count)
    symbols[lengths - 1, np.arange(count)] = p
    return symbols, lengths


def relevant(sequences: Sequences) -> Bools:
    """Mark the second symbol, x or y: (T[, N])."""
    marks = np.zeros(sequences.teach.shape, np.bool_)
    marks[1] = True
    return marks


def _draw(
    count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike, p: int, q: int
) -> Sequences:
    symbols, lengths = draw_symbols(count, rng=rng, p=p, q=q)
    goal = one_hot(symbols[1:2] - (p + 2), 2, dtype)[0]
    return taught_at_end(one_hot(symbols, p + 4, dtype), goal, lengths)
