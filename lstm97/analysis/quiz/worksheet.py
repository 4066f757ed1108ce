"""A worksheet: the same kinds of questions in every version, with other numbers in each.

So neighbours in a class cannot copy, and what is right still comes out of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.quiz.bank import ask
from lstm97.analysis.quiz.question import Question

COMPUTED = (
    "unit-step",
    "error-step",
    "factor-power",
    "effective-depth",
    "carousel-sum",
    "state-two",
)
REASONS = ("rate-no-help", "bound-says", "output-conflict", "linear-one", "drift", "edges-not-time")
LENGTHS = (40, 60, 80, 100)  # time steps of the race to be watched
_OWN = 1997  # keeps a worksheet's numbers apart from those of the quiz with the same seed


@dataclass(frozen=True)
class Worksheet:
    """Questions to compute, one to reason about, and a race to watch: its length and its seed."""

    version: int
    questions: tuple[Question, ...]
    length: int
    seed: int


def worksheet(version: int) -> Worksheet:
    """The worksheet of this number; always the same."""
    rng = np.random.default_rng([_OWN, version])
    slugs = (*COMPUTED, str(rng.choice(REASONS)))
    questions = tuple(ask(slug, _OWN, version) for slug in slugs)
    return Worksheet(version, questions, int(rng.choice(LENGTHS)), int(rng.integers(2, 1000)))
