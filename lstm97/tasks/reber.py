"""Experiment 1: predict the next symbol of strings from the embedded Reber grammar.

Most symbols follow from the one before; the second-last repeats the second, which is the only
thing that has to be remembered for longer.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lstm97.demands import whole
from lstm97.records import brief
from lstm97.tasks import criteria
from lstm97.tasks.sequences import (
    PADDING,
    Bools,
    Ints,
    Sequences,
    join,
    next_symbol,
    take,
)
from lstm97.tasks.task import Task

SYMBOLS = ("B", "T", "P", "S", "X", "V", "E")
BRANCHES = ("T", "P")
SHORTEST_STRING = 9

Arcs = tuple[tuple[str, int], ...]  # what may come next, and the state it leads to

# Figure 3: state 0 waits for B, states 1 to 6 are the grammar's own, state 7 is past the E.
REBER: tuple[Arcs, ...] = (
    (("B", 1),),
    (("T", 2), ("P", 3)),
    (("S", 2), ("X", 4)),
    (("T", 3), ("V", 5)),
    (("X", 3), ("S", 6)),
    (("P", 4), ("V", 6)),
    (("E", 7),),
)


def _embed() -> tuple[Arcs, ...]:
    """Figure 4: B, then T or P, a Reber string, the same T or P again, and E."""
    size = len(REBER) + 1
    offsets = [2, 2 + size]
    end = 2 + 2 * size
    arcs: list[Arcs] = [(("B", 1),), tuple(zip(BRANCHES, offsets, strict=True))]
    for branch, offset in zip(BRANCHES, offsets, strict=True):
        arcs += [tuple((name, offset + state) for name, state in inner) for inner in REBER]
        arcs.append(((branch, end),))
    return (*arcs, (("E", end + 1),), ())


ARCS = _embed()
END_NODE = len(ARCS) - 1


def _tables() -> tuple[Ints, Ints, Ints]:
    """Return the arcs as arrays: symbol and state of both choices (S, 2), and moves (S, 7)."""
    symbols = np.full((len(ARCS), 2), PADDING)
    states = np.full((len(ARCS), 2), END_NODE)
    moves = np.full((len(ARCS), len(SYMBOLS)), PADDING)
    for state, arcs in enumerate(ARCS[:-1]):
        for choice, (name, target) in enumerate((*arcs, *arcs)[:2]):  # a lone arc is both choices
            symbols[state, choice], states[state, choice] = SYMBOLS.index(name), target
            moves[state, SYMBOLS.index(name)] = target
    return symbols, states, moves


SYMBOL, STATE, MOVE = _tables()


def embedded_reber() -> Task:
    """Experiment 1. Both ways out of a state are equally likely; strings average 12 symbols."""
    return Task(
        slug="embedded-reber",
        experiment="1",
        inputs=len(SYMBOLS),
        outputs=len(SYMBOLS),
        parameters={},
        lag=SHORTEST_STRING - 4,
        sampler=_draw,
        relevant=relevant,
        criterion=partial(criteria.legal_most_active, legal=legal),
        symbols=SYMBOLS,
        classes=BRANCHES,
        label=label,
    )


@brief
class ReberSets(NamedTuple):
    """The paper's fixed sets; no string of ``test`` occurs in ``training``."""

    training: Sequences
    test: Sequences


def reber_sets(*, rng: np.random.Generator, size: int = 256) -> ReberSets:
    """Draw a training and a test set, by default of 256 strings each as in Experiment 1.

    Strings repeat within a set, as independent draws do: about 100 of 256 are distinct.
    """
    task = embedded_reber()
    training = task.draw(whole("size", size, 1, 4096), rng=rng)
    known = set(spell(training))
    found: list[Sequences] = []
    while sum(len(part.lengths) for part in found) < size:
        drawn = task.draw(4 * size, rng=rng)
        new = [n for n, string in enumerate(spell(drawn)) if string not in known]
        found += [take(drawn, new)] if new else []
    return ReberSets(training, take(join(found), np.arange(size)))


def spell(sequences: Sequences) -> list[str]:
    """Return the strings of a batch, the last symbol included."""
    told = sequences.targets.argmax(axis=1)  # (T, N); every string starts with B
    return [
        SYMBOLS[0] + "".join(SYMBOLS[symbol] for symbol in told[:length, n])
        for n, length in enumerate(sequences.lengths)
    ]


def legal(sequences: Sequences) -> Bools:
    """Say which symbols may follow at each step: (T, 7[, N]); none in the padding.

    Raises:
        ValueError: if a sequence is no beginning of a string of the grammar.
    """
    possible = np.zeros(sequences.xs.shape, np.bool_)
    state = np.zeros(np.shape(sequences.lengths), np.intp)
    for t, x in enumerate(sequences.xs):
        real = x.any(axis=0)
        state = np.where(real, MOVE[state, x.argmax(axis=0)], END_NODE)
        if (state == PADDING).any():
            raise ValueError(f"the symbol at step {t + 1} does not follow the Reber grammar")
        possible[t] = np.moveaxis(MOVE[state] != PADDING, -1, 0)
    return possible


def relevant(sequences: Sequences) -> Bools:
    """Mark the second symbol, T or P: (T[, N])."""
    marks = np.zeros(sequences.teach.shape, np.bool_)
    marks[1] = True
    return marks


def label(sequences: Sequences) -> Ints:
    """Return 0 where the second symbol is T, 1 where it is P: ([N])."""
    return np.asarray(sequences.xs[1, SYMBOLS.index("P")] > 0.5, np.intp)


def _draw(count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike) -> Sequences:
    return next_symbol(_strings(count, rng), len(SYMBOLS), dtype)


def _strings(count: int, rng: np.random.Generator) -> Ints:
    """Walk the automaton until every string has ended: (T + 1, N), padded."""
    state = np.zeros(count, np.intp)
    written: list[Ints] = []
    while (state != END_NODE).any():
        coin = rng.integers(2, size=count)
        written.append(SYMBOL[state, coin])
        state = STATE[state, coin]
    return np.stack(written)
