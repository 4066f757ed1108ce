"""Experiments 3a to 3c: is the noisy line one that began high or one that began low?

Signal and noise share a single input line; 3b adds noise to the signal, 3c to the targets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lstm97.demands import whole
from lstm97.tasks import criteria, limits
from lstm97.tasks.criteria import final_target
from lstm97.tasks.sequences import Array, Bools, Ints, Sequences, real, taught_at_end
from lstm97.tasks.task import Task

CLASSES = ("1", "2")  # class 1 begins with +1, class 2 with -1
SHORTEST = 2


class Setting(NamedTuple):
    """What distinguishes the three experiments. Noise is Gaussian and given as variance."""

    slug: str
    experiment: str
    goals: tuple[float, float]  # noise-free target of class 1 and of class 2
    tolerance: float
    noise: float  # on the elements after the signal
    signal_noise: float
    target_noise: float


def two_sequence(*, length: int = 100, signal: int = 3, noise: float = 0.2) -> Task:
    """Experiment 3a: a clean signal, noise after it, targets 1 and 0.

    A sequence has T to T + T/10 elements, T being ``length``; the first ``signal`` of them are +1
    (class 1) or -1 (class 2). Noise is a variance. Raises ValueError unless
    1 <= signal < T <= 10,000 and every noise is finite and >= 0.
    """
    setting = Setting("two-sequence", "3a", (1.0, 0.0), 0.2, noise, 0.0, 0.0)
    return _task(setting, length, signal, {})


def two_sequence_noise(
    *, length: int = 100, signal: int = 3, noise: float = 0.2, signal_noise: float = 0.2
) -> Task:
    """Experiment 3b: as 3a, with noise on the signal too."""
    setting = Setting("two-sequence-noise", "3b", (1.0, 0.0), 0.2, noise, signal_noise, 0.0)
    return _task(setting, length, signal, {"signal_noise": signal_noise})


def two_sequence_targets(
    *, length: int = 100, signal: int = 3, noise: float = 0.2, target_noise: float = 0.1
) -> Task:
    """Experiment 3c: inputs of 3a, noisy targets around 0.2 and 0.8.

    An answer is right within 0.1 of the target without its noise.
    """
    setting = Setting("two-sequence-targets", "3c", (0.2, 0.8), 0.1, noise, 0.0, target_noise)
    return _task(setting, length, signal, {"target_noise": target_noise})


def _task(setting: Setting, length: int, signal: int, extra: dict[str, int | float | str]) -> Task:
    length = whole("length", length, SHORTEST, limits.LONGEST)
    signal = whole("signal", signal, 1, length - 1)
    for name in ("noise", "signal_noise", "target_noise"):
        limits.variance(name, getattr(setting, name))
    goal = partial(noise_free_goal, goals=setting.goals) if setting.target_noise else final_target
    return Task(
        slug=setting.slug,
        experiment=setting.experiment,
        inputs=1,
        outputs=1,
        parameters={"length": length, "signal": signal, "noise": setting.noise, **extra},
        lag=length - signal,
        sampler=partial(_draw, setting=setting, length=length, signal=signal),
        relevant=partial(relevant, signal=signal),
        criterion=partial(criteria.at_end, tolerance=setting.tolerance, goal=goal),
        tolerance=setting.tolerance,
        classes=CLASSES,
        label=partial(label, goal=goal, goals=setting.goals),
        goal=goal,
    )


def noise_free_goal(sequences: Sequences, *, goals: tuple[float, float]) -> Array:
    """Read the class off the clean first element and return its target: (1[, N])."""
    goal = np.where(sequences.xs[0] > 0.0, *goals)
    return np.asarray(goal, sequences.xs.dtype)


def relevant(sequences: Sequences, *, signal: int) -> Bools:
    """Mark the N elements of the signal: (T[, N])."""
    marks = np.zeros(sequences.teach.shape, np.bool_)
    marks[:signal] = True
    return marks


def label(
    sequences: Sequences, *, goal: Callable[[Sequences], Array], goals: tuple[float, float]
) -> Ints:
    """Return 0 for class 1, 1 for class 2: ([N])."""
    wanted = goal(sequences)[0]
    return np.asarray(np.abs(wanted - goals[1]) < np.abs(wanted - goals[0]), np.intp)


def _draw(
    count: int,
    *,
    rng: np.random.Generator,
    dtype: npt.DTypeLike,
    setting: Setting,
    length: int,
    signal: int,
) -> Sequences:
    lengths = rng.integers(length, length + length // 10, count, np.intp, endpoint=True)
    chosen = rng.integers(2, size=count)
    steps = real(lengths)
    line = rng.standard_normal(steps.shape) * np.sqrt(setting.noise)
    line[:signal] = 1.0 - 2.0 * chosen
    line[:signal] += _noise((signal, count), setting.signal_noise, rng)
    xs = np.where(steps, line, 0.0)[:, None].astype(dtype)
    goal = np.array(setting.goals)[chosen] + _noise(count, setting.target_noise, rng)
    return taught_at_end(xs, goal[None], lengths)


def _noise(shape: int | tuple[int, int], variance: float, rng: np.random.Generator) -> Array:
    """Draw Gaussian noise; without variance nothing is drawn."""
    return rng.normal(0.0, np.sqrt(variance), shape) if variance else np.zeros(shape)
