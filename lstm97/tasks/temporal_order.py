"""Experiment 6: in which order did two (6a) or three (6b) widely separated symbols appear?

Nothing but the X and Y symbols matters, and they stand at changing places among random letters.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from lstm97.demands import whole
from lstm97.tasks import criteria, limits
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

SYMBOLS = ("a", "b", "c", "d", "X", "Y", "E", "B")
LETTERS, X, Y, START, END = 4, 4, 5, 6, 7
CLASSES = ("Q", "R", "S", "U", "V", "A", "B", "C")  # XX.. counted in binary, X = 0 and Y = 1
WINDOWS_2 = ((10, 20), (50, 60))  # 1-based, inclusive, for length 100
WINDOWS_3 = ((10, 20), (33, 43), (66, 76))
SHORTEST = 10

Windows = tuple[tuple[int, int], ...]


def temporal_order(*, length: int = 100) -> Task:
    """Experiment 6a: two relevant symbols, four classes.

    A sequence has T to T + T/10 symbols, T being ``length``. The windows of the relevant symbols
    are the paper's for T = 100 and scale with T otherwise, rounded to whole steps. Raises
    ValueError unless 10 <= T <= 10,000.
    """
    return _task("temporal-order", "6a", WINDOWS_2, length)


def temporal_order_3(*, length: int = 100) -> Task:
    """Experiment 6b: three relevant symbols, eight classes; ``length`` as in `temporal_order`."""
    return _task("temporal-order-3", "6b", WINDOWS_3, length)


def _task(slug: str, experiment: str, windows: Windows, length: int) -> Task:
    length = whole("length", length, SHORTEST, limits.LONGEST)
    places = scaled(windows, length)
    classes = CLASSES[: 2 ** len(windows)]
    return Task(
        slug=slug,
        experiment=experiment,
        inputs=len(SYMBOLS),
        outputs=len(classes),
        parameters={"length": length},
        lag=length - places[-1][1],
        sampler=partial(_draw, windows=places, length=length),
        relevant=relevant,
        criterion=partial(criteria.at_end, tolerance=0.3),
        tolerance=0.3,
        symbols=SYMBOLS,
        classes=classes,
        label=final_class,
    )


def scaled(windows: Windows, length: int) -> Windows:
    """Scale 1-based windows given for length 100; step 1 stays free for the start symbol."""
    return tuple(
        (max(2, (low * length + 50) // 100), max(2, (high * length + 50) // 100))
        for low, high in windows
    )


def relevant(sequences: Sequences) -> Bools:
    """Mark the steps that show X or Y: (T[, N])."""
    return np.asarray(sequences.xs[:, X : Y + 1].any(axis=1))


def _draw(
    count: int,
    *,
    rng: np.random.Generator,
    dtype: npt.DTypeLike,
    windows: Windows,
    length: int,
) -> Sequences:
    lengths = rng.integers(length, length + length // 10, count, np.intp, endpoint=True)
    steps = real(lengths)
    order = rng.integers(2, size=(len(windows), count))  # 0 for X, 1 for Y
    each = np.arange(count)
    symbols = np.where(steps, rng.integers(LETTERS, size=steps.shape), PADDING)
    symbols[0] = START
    symbols[lengths - 1, each] = END
    for (low, high), chosen in zip(windows, order, strict=True):
        symbols[rng.integers(low, high, count, endpoint=True) - 1, each] = X + chosen
    goal = one_hot(_binary(order)[None], 2 ** len(windows), dtype)[0]
    return taught_at_end(one_hot(symbols, len(SYMBOLS), dtype), goal, lengths)


def _binary(digits: Ints) -> Ints:
    """Read each column of 0s and 1s (D, N) as a number, first digit highest: (N,)."""
    return np.asarray(2 ** np.arange(len(digits))[::-1] @ digits)
