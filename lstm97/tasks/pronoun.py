"""A pronoun and its noun: the noun comes first, then words that do not matter, then the pronoun.

At the pronoun a network must say which noun it was. Not an experiment of the paper: the question
is that of a sentence, and what the symbols are called is a matter of the reader's language.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from lstm97.demands import whole
from lstm97.tasks import criteria
from lstm97.tasks.criteria import final_class
from lstm97.tasks.sequences import Bools, Ints, Sequences, one_hot, taught_at_end
from lstm97.tasks.task import Task

NOUNS = ("cat", "dog", "bird", "horse")
ACTIONS = ("ran", "sat", "ate", "looked", "played", "called", "slept", "woke")
PRONOUN = "it"
SYMBOLS = (*NOUNS, *ACTIONS, PRONOUN)
LONGEST = 200


def pronoun(*, gap: int = 8) -> Task:
    """Sentences with ``gap`` words between noun and pronoun, gap + 2 steps each.

    Right is an answer whose largest output is the noun's. Raises ValueError unless 1 <= gap <= 200.
    """
    gap = whole("gap", gap, 1, LONGEST)
    return Task(
        slug="pronoun",
        experiment="",
        inputs=len(SYMBOLS),
        outputs=len(NOUNS),
        parameters={"gap": gap},
        lag=gap + 1,
        sampler=partial(_draw, gap=gap),
        relevant=relevant,
        criterion=right,
        symbols=SYMBOLS,
        classes=NOUNS,
        label=final_class,
    )


def sentence(noun: str, between: Ints) -> Sequences:
    """One sentence with this noun and these ``between`` (gap,), numbers of `ACTIONS`."""
    symbols = [NOUNS.index(noun), *(len(NOUNS) + between), len(SYMBOLS) - 1]
    return _with_target(np.array(symbols)[:, None], np.float64)


def relevant(sequences: Sequences) -> Bools:
    """Mark the noun: (T[, N])."""
    return np.asarray(sequences.xs[:, : len(NOUNS)].any(axis=1))


def right(outputs: npt.NDArray[np.floating], sequences: Sequences) -> Bools:
    """Whether the largest of the last outputs (T, K[, N]) is the noun's: ([N])."""
    answer = criteria.last(outputs, sequences.lengths).argmax(axis=0)
    return np.asarray(answer == final_class(sequences))


def _draw(count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike, gap: int) -> Sequences:
    nouns = rng.integers(len(NOUNS), size=(1, count))
    between = len(NOUNS) + rng.integers(len(ACTIONS), size=(gap, count))
    last = np.full((1, count), len(SYMBOLS) - 1)
    return _with_target(np.concatenate([nouns, between, last]), dtype)


def _with_target(symbols: Ints, dtype: npt.DTypeLike) -> Sequences:
    """Sentences (T, N) as sequences that ask for their first symbol at the end."""
    steps, count = symbols.shape
    goal = one_hot(symbols[:1], len(NOUNS), dtype)[0]
    lengths = np.full(count, steps, np.intp)
    return taught_at_end(one_hot(symbols, len(SYMBOLS), dtype), goal, lengths)
