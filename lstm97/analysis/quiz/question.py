"""A question of the quiz as it is asked, and how one is drawn.

It holds the options with their numbers and which are right; the words are texts of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Literal

import numpy as np

Depth = Literal["recall", "apply", "explain"]
DEPTHS: tuple[Depth, ...] = ("recall", "apply", "explain")
TOPICS = ("basics", "vanishing", "conflict", "carousel", "cell", "gradient", "since", "paper")
APART = 0.05  # smallest difference of two options, as a share of the larger
DIGITS = 3  # significant ones of a number in a question


@dataclass(frozen=True)
class QuizQuestion:
    """A question as it is asked.

    ``options`` are slugs, each with its number if it is one; ``right`` those to be chosen.
    ``values`` are the numbers in the question, as they are printed; ``variant`` chooses among the
    wordings of the question and of its explanations.
    """

    slug: str
    topic: str
    depth: Depth
    options: Mapping[str, float | None]
    right: frozenset[str]
    values: Mapping[str, float] = field(default_factory=dict)
    variant: str = ""


Draw = Callable[[np.random.Generator], QuizQuestion]


def round_as_printed(value: float) -> float:
    """A number as a question prints it, which is the one to compute with by hand."""
    return float(f"{value:.{DIGITS}g}")


def plain(
    slug: str, topic: str, depth: Depth, right: tuple[str, ...], wrong: tuple[str, ...]
) -> Draw:
    """A question without numbers; its options come in any order."""

    def draw(rng: np.random.Generator) -> QuizQuestion:
        slugs = [*right, *wrong]
        order = rng.permutation(len(slugs))
        return QuizQuestion(slug, topic, depth, {slugs[n]: None for n in order}, frozenset(right))

    return draw


def number(
    slug: str,
    topic: str,
    options: Mapping[str, float],
    values: Mapping[str, float],
    right: float,
    variant: str = "",
) -> QuizQuestion:
    """A question about a number: the options in order, right the one that the engine gave."""
    best = min(options, key=lambda one: abs(options[one] - right))
    ordered = dict(sorted(options.items(), key=lambda item: item[1]))
    return QuizQuestion(slug, topic, "apply", ordered, frozenset({best}), values, variant)


def distinct(draw: Draw) -> Draw:
    """The same question, drawn again until no two of its numbers could be taken for each other."""

    @wraps(draw)
    def again(rng: np.random.Generator) -> QuizQuestion:
        while True:
            question = draw(rng)
            numbers = [value for value in question.options.values() if value is not None]
            gaps = [
                abs(a - b) > APART * max(abs(a), abs(b))
                for n, a in enumerate(numbers)
                for b in numbers[:n]
            ]
            if all(gaps):
                return question

    return again
