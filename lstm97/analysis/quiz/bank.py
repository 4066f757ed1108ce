"""The question bank: every question is a pure function of a random generator.

The bank says which answers are right; the words are texts of the page. Every right number is
computed by the engine.
"""

from __future__ import annotations

import numpy as np

from lstm97.analysis.quiz import computations
from lstm97.analysis.quiz.question import Draw, QuizQuestion, plain

# The order is that of the numbers in links: add new questions at the end.
QUESTIONS: dict[str, Draw] = {
    "direction": plain("direction", "basics", "recall", ("back",), ("forward", "both")),
    "shared-weight": plain(
        "shared-weight", "basics", "explain", ("same",), ("mean", "last", "cost")
    ),
    "rtrl-cost": plain("rtrl-cost", "basics", "recall", ("rtrl",), ("bptt", "equal")),
    "unit-step": computations.unit_step,
    "error-step": computations.error_step,
    "weight-share": computations.weight_share,
    "logistic-four": plain(
        "logistic-four", "vanishing", "recall", ("four",), ("one", "quarter", "never")
    ),
    "rate-no-help": plain(
        "rate-no-help", "vanishing", "explain", ("ratio",), ("slow", "slope", "helps")
    ),
    "bound-says": plain(
        "bound-says", "vanishing", "explain", ("nothing",), ("explodes", "vanishes", "stays")
    ),
    "factor-power": computations.factor_power,
    "effective-depth": computations.effective_depth,
    "bound-value": computations.bound_value,
    "which-fate": computations.which_fate,
    "input-conflict": plain(
        "input-conflict", "conflict", "recall", ("store",), ("two", "large", "noise")
    ),
    "output-conflict": plain(
        "output-conflict", "conflict", "explain", ("context",), ("bigger", "linear", "rate")
    ),
    "linear-one": plain(
        "linear-one", "carousel", "explain", ("linear",), ("tanh", "quarter", "any")
    ),
    "scaled-where": plain(
        "scaled-where", "carousel", "recall", ("entry", "exit"), ("inside", "bias")
    ),
    "carousel-sum": computations.carousel_sum,
    "gates-1997": plain(
        "gates-1997", "cell", "recall", ("input", "output", "loop"), ("forget", "peephole")
    ),
    "block": plain("block", "cell", "recall", ("gates",), ("state", "weights", "nothing")),
    "drift": plain("drift", "cell", "explain", ("shut",), ("error", "decay", "output")),
    "abuse": plain("abuse", "cell", "explain", ("bias",), ("overflow", "copy", "steal")),
    "state-two": computations.state_two,
    "entry-factor": computations.entry_factor,
    "cut-here": computations.cut_here,
    "why-cheap": plain("why-cheap", "gradient", "explain", ("local",), ("short", "few", "fast")),
    "edges-not-time": plain(
        "edges-not-time", "gradient", "explain", ("edges",), ("steps", "small", "norm")
    ),
    "who-forget": plain(
        "who-forget", "since", "recall", ("gers",), ("paper", "cho", "hochreiter")
    ),
    "forget-why": plain(
        "forget-why", "since", "explain", ("streams",), ("vanish", "speed", "fewer")
    ),
    "forget-power": computations.forget_power,
    "longest-lag": plain("longest-lag", "paper", "recall", ("thousand",), ("hundred", "million")),
    "rtrl-delay": plain("rtrl-delay", "paper", "recall", ("none",), ("half", "all")),
    "guessing": plain("guessing", "paper", "explain", ("easy",), ("unfair", "seeds", "slow")),
}  # fmt: skip


def ask(slug: str, *seed: int) -> QuizQuestion:
    """One question of the bank; the same numbers for the same seed."""
    return QUESTIONS[slug](np.random.default_rng([*seed, list(QUESTIONS).index(slug)]))


def order(seed: int) -> tuple[str, ...]:
    """All questions in an order of the seed's own."""
    slugs = list(QUESTIONS)
    return tuple(slugs[n] for n in np.random.default_rng(seed).permutation(len(slugs)))
