"""The question bank: every question is a pure function of a random generator.

Words are elsewhere; here is what is right. Wherever a number is asked for, the right one comes out
of the engine.
"""

from __future__ import annotations

import numpy as np

from lstm97.analysis.quiz import computed
from lstm97.analysis.quiz.question import Draw, QuizQuestion, fixed

# The order is that of the numbers in links: add new questions at the end.
QUESTIONS: dict[str, Draw] = {
    "direction": fixed("direction", "basics", "recall", ("back",), ("forward", "both")),
    "shared-weight": fixed(
        "shared-weight", "basics", "explain", ("same",), ("mean", "last", "cost")
    ),
    "rtrl-cost": fixed("rtrl-cost", "basics", "recall", ("rtrl",), ("bptt", "equal")),
    "unit-step": computed.unit_step,
    "error-step": computed.error_step,
    "weight-share": computed.weight_share,
    "logistic-four": fixed(
        "logistic-four", "vanishing", "recall", ("four",), ("one", "quarter", "never")
    ),
    "rate-no-help": fixed(
        "rate-no-help", "vanishing", "explain", ("ratio",), ("slow", "slope", "helps")
    ),
    "bound-says": fixed(
        "bound-says", "vanishing", "explain", ("nothing",), ("explodes", "vanishes", "stays")
    ),
    "factor-power": computed.factor_power,
    "effective-depth": computed.effective_depth,
    "bound-value": computed.bound_value,
    "which-fate": computed.which_fate,
    "input-conflict": fixed(
        "input-conflict", "conflict", "recall", ("store",), ("two", "large", "noise")
    ),
    "output-conflict": fixed(
        "output-conflict", "conflict", "explain", ("context",), ("bigger", "linear", "rate")
    ),
    "linear-one": fixed(
        "linear-one", "carousel", "explain", ("linear",), ("tanh", "quarter", "any")
    ),
    "scaled-where": fixed(
        "scaled-where", "carousel", "recall", ("entry", "exit"), ("inside", "bias")
    ),
    "carousel-sum": computed.carousel_sum,
    "gates-1997": fixed(
        "gates-1997", "cell", "recall", ("input", "output", "loop"), ("forget", "peephole")
    ),
    "block": fixed("block", "cell", "recall", ("gates",), ("state", "weights", "nothing")),
    "drift": fixed("drift", "cell", "explain", ("shut",), ("error", "decay", "output")),
    "abuse": fixed("abuse", "cell", "explain", ("bias",), ("overflow", "copy", "steal")),
    "state-two": computed.state_two,
    "entry-factor": computed.entry_factor,
    "cut-here": computed.cut_here,
    "why-cheap": fixed("why-cheap", "gradient", "explain", ("local",), ("short", "few", "fast")),
    "edges-not-time": fixed(
        "edges-not-time", "gradient", "explain", ("edges",), ("steps", "small", "norm")
    ),
    "who-forget": fixed(
        "who-forget", "since", "recall", ("gers",), ("paper", "cho", "hochreiter")
    ),
    "forget-why": fixed(
        "forget-why", "since", "explain", ("streams",), ("vanish", "speed", "fewer")
    ),
    "forget-power": computed.forget_power,
    "longest-lag": fixed("longest-lag", "paper", "recall", ("thousand",), ("hundred", "million")),
    "rtrl-delay": fixed("rtrl-delay", "paper", "recall", ("none",), ("half", "all")),
    "guessing": fixed("guessing", "paper", "explain", ("easy",), ("unfair", "seeds", "slow")),
}  # fmt: skip


def ask(slug: str, *seed: int) -> QuizQuestion:
    """One question of the bank; the same numbers for the same seed."""
    return QUESTIONS[slug](np.random.default_rng([*seed, list(QUESTIONS).index(slug)]))


def order(seed: int) -> tuple[str, ...]:
    """All questions in an order of the seed's own."""
    slugs = list(QUESTIONS)
    return tuple(slugs[n] for n in np.random.default_rng(seed).permutation(len(slugs)))
