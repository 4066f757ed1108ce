"""Experiments 4 and 5: find the two marked numbers in a long list and add or multiply them.

The network must store real values exactly, not merely which of a few cases it has seen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lstm97.demands import whole
from lstm97.tasks import criteria, limits
from lstm97.tasks.sequences import Array, Bools, Ints, Sequences, real, taught_at_end
from lstm97.tasks.task import Task

VALUE, MARKER = 0, 1  # rows of the input
FIRST_WINDOW = 10  # the first marked pair is one of the first ten
SHORTEST = 6
TOLERANCE = 0.04


class Operation(NamedTuple):
    """What distinguishes adding from multiplying."""

    low: float  # values are uniform in [low, 1]
    missing: float  # X1 when the first pair of all is chosen, which cannot carry the mark
    combine: Callable[[Array, Array], Array]


def scaled_sum(first: Array, second: Array) -> Array:
    """The target of Experiment 4, within [0, 1] for values within [-1, 1]."""
    return 0.5 + (first + second) / 4.0


ADDING = Operation(-1.0, 0.0, scaled_sum)
MULTIPLICATION = Operation(0.0, 1.0, np.multiply)


def adding(*, length: int = 100) -> Task:
    """Experiment 4: the target is 0.5 + (X1 + X2) / 4.

    A sequence has T to T + T/10 pairs, T being ``length``. As in the paper, X1 stands among the
    first ten pairs whatever T is (the first T/2 if T < 20) and X2 among pairs 2 to T/2, so that
    at least T/2 steps follow it. Raises ValueError unless 6 <= T <= 10,000.
    """
    return _task("adding", "4", ADDING, length)


def multiplication(*, length: int = 100) -> Task:
    """Experiment 5: the target is X1 X2; ``length`` as in `adding`."""
    return _task("multiplication", "5", MULTIPLICATION, length)


def _task(slug: str, experiment: str, rule: Operation, length: int) -> Task:
    length = whole("length", length, SHORTEST, limits.LONGEST)
    return Task(
        slug=slug,
        experiment=experiment,
        inputs=2,
        outputs=1,
        parameters={"length": length},
        lag=length - length // 2,
        sampler=partial(_draw, rule=rule, length=length),
        relevant=relevant,
        criterion=partial(criteria.at_end, tolerance=TOLERANCE),
        tolerance=TOLERANCE,
    )


def relevant(sequences: Sequences) -> Bools:
    """Mark the pairs whose marker is 1: (T[, N]). In the rare case that is one pair only."""
    return np.asarray(sequences.xs[:, MARKER] == 1.0)


def _draw(
    count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike, rule: Operation, length: int
) -> Sequences:
    lengths = rng.integers(length, length + length // 10, count, np.intp, endpoint=True)
    first, second = _choose_marks(count, length, rng)
    steps = real(lengths)
    values = np.where(steps, rng.uniform(rule.low, 1.0, steps.shape), 0.0)
    each = np.arange(count)
    xs = np.zeros((len(steps), 2, count), dtype)
    xs[:, VALUE] = values
    xs[first, MARKER, each] = xs[second, MARKER, each] = 1.0
    xs[0, MARKER] = xs[lengths - 1, MARKER, each] = -1.0  # overrides a mark on the first pair
    found = np.where(first == 0, rule.missing, values[first, each])
    return taught_at_end(xs, rule.combine(found, values[second, each])[None], lengths)


def _choose_marks(count: int, length: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Choose the two places, 0-based: first in [0, 10), second in [1, T/2) and not the first."""
    half = length // 2
    first = rng.integers(min(FIRST_WINDOW, half), size=count, dtype=np.intp)
    second = 1 + rng.integers(half - 1 - (first > 0), dtype=np.intp)
    return first, second + ((first > 0) & (second >= first))
