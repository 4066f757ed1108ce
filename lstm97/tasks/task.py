"""What one of the paper's experiments asks of a network, apart from the network itself.

A task knows its alphabet, how to draw sequences, which of their steps must be remembered, and
when an answer is right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lstm97.demands import generator, precision, whole
from lstm97.demands import seed as demand_seed
from lstm97.tasks.criteria import final_target
from lstm97.tasks.sequences import Array, Bools, Ints, Sequences, pick


class Sampler(Protocol):
    """Draws `count` sequences with its parameters already bound."""

    def __call__(
        self, count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike
    ) -> Sequences: ...


@dataclass(frozen=True, eq=False)
class Task:
    """One experiment with its parameters bound.

    Functions of `Sequences` accept a batch or one picked sequence; `[, N]` is then absent.
    """

    slug: str
    experiment: str  # number in the paper: "6a"; "" if it is not the paper's
    inputs: int
    outputs: int
    parameters: Mapping[str, int | float | str]  # what the factory was called with
    lag: int  # fewest steps from the last relevant input to the teacher signal that needs it
    sampler: Sampler
    relevant: Callable[[Sequences], Bools]  # (T[, N]): the steps that must be remembered
    criterion: Callable[[Array, Sequences], Bools]  # outputs (T, K[, N]) -> ([N])
    tolerance: float | None = None  # beta of ABS(beta); None if only the order of outputs counts
    symbols: tuple[str, ...] = ()  # names of the one-hot inputs; () for real-valued ones
    classes: tuple[str, ...] = ()  # names of the cases to be told apart; () for real targets
    label: Callable[[Sequences], Ints] | None = None  # ([N]): number in `classes`
    goal: Callable[[Sequences], Array] = final_target  # (K[, N]): last target without noise

    def draw(
        self, count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike = np.float64
    ) -> Sequences:
        """Draw ``count`` sequences; float32 gives the same numbers, rounded.

        Raises:
            ValueError: unless count is a positive integer and dtype float64 or float32.
        """
        generator(rng)
        precision(dtype, ("float64", "float32"))
        return self.sampler(whole("count", count, 1), rng=rng, dtype=dtype)

    def correct(self, outputs: Array, sequences: Sequences) -> Bools:
        """Say which sequences were answered rightly by outputs (T, K[, N]): ([N]).

        Raises:
            ValueError: for outputs of another shape than the targets.
        """
        shape = np.shape(outputs)
        if shape != sequences.targets.shape:
            raise ValueError(
                f"outputs must have the targets' shape {sequences.targets.shape}, got {shape}"
            )
        return self.criterion(outputs, sequences)

    def single(self, *seed: int) -> Sequences:
        """Draw one sequence, without the axis of sequences; the same for the same seed."""
        demand_seed(seed)
        return pick(self.draw(1, rng=np.random.default_rng(seed)), 0)
