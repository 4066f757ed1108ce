"""A worksheet: the same kinds of questions in every version, with other numbers in each.

So neighbours in a class cannot copy: no question is the same in any two versions, nor is a number
that is asked for the same in any two of a class. What is right still comes out of the engine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice, permutations

import numpy as np

from lstm97.analysis.quiz.bank import ask
from lstm97.analysis.quiz.question import QuizQuestion, round_as_printed

NUMERIC = (
    "unit-step",
    "error-step",
    "factor-power",
    "effective-depth",
    "carousel-sum",
    "state-two",
)
REASONS = ("rate-no-help", "bound-says", "output-conflict", "linear-one", "drift", "edges-not-time")
LENGTHS = (40, 60, 80, 100)  # time steps of the race to be watched
SEEDS = range(2, 1001)  # and its seed
VERSIONS = 100
CLASS = 40  # versions in a row, of which no two have the same answer
_OWN = 1997  # keeps a worksheet's numbers apart from those of the quiz with the same seed


@dataclass(frozen=True)
class Worksheet:
    """Questions to compute, one to reason about, and a race to watch: its length and its seed."""

    version: int
    questions: tuple[QuizQuestion, ...]
    length: int
    seed: int


def worksheets(versions: int = VERSIONS) -> tuple[Worksheet, ...]:
    """The first ``versions`` worksheets, from 1 on; always the same, at most `VERSIONS`."""
    rng = np.random.default_rng(_OWN)
    seeds = rng.permutation(SEEDS)[:VERSIONS]
    lengths = rng.choice(LENGTHS, VERSIONS)
    rows = zip(*(_numeric_questions(slug) for slug in NUMERIC), _reasons(rng), strict=False)
    return tuple(
        Worksheet(n, row, int(length), int(seed))
        for n, row, length, seed in zip(range(1, versions + 1), rows, lengths, seeds, strict=False)
    )


def _numeric_questions(slug: str) -> Iterator[QuizQuestion]:
    """A question about a number again and again: never the same, nor an answer had just before."""
    asked: list[QuizQuestion] = []
    answers: deque[float] = deque(maxlen=CLASS)
    for draw in count():
        question = ask(slug, _OWN, draw)
        (right,) = question.right
        answer = round_as_printed(question.options[right] or 0.0)
        if question not in asked and answer not in answers:
            asked.append(question)
            answers.append(answer)
            yield question


def _reasons(rng: np.random.Generator) -> Iterator[QuizQuestion]:
    """A question in words, another one from version to version, in another order of options."""
    orders = [rng.permutation(list(permutations(range(4)))) for _ in REASONS]
    for turn in islice(count(), len(orders[0])):
        for slug, order in zip(REASONS, orders, strict=True):
            question = ask(slug, _OWN)
            slugs = sorted(question.options)
            yield QuizQuestion(
                slug,
                question.topic,
                question.depth,
                {slugs[n]: None for n in order[turn]},
                question.right,
            )
