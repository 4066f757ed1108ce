"""Which sentence is true of a run: predicates on what was measured, and nothing on the screen.

Each slug is a text of the page, and says no more than its predicate has found.
"""

from __future__ import annotations

from math import isclose

import numpy as np

from lstm97.analysis.problem.path_sum import PathSum
from lstm97.analysis.problem.vanishing import Fate, Updates, VanishingRun, fate
from lstm97.engine.activations import Array

HALF, LITTLE = 0.5, 0.1  # shares of the paths' sizes that are left once signs have cancelled
SATURATION = 0.1  # of the steepest slope
SAME = 1e-9  # a factor that differs from 1 by less is 1
LEAST = 1e-290  # an error above it is not lost to rounding in one step
FAINT = 1e-300  # updates below it have lost their digits


def fate_of(run: VanishingRun) -> Fate:
    """What became of the error at t = 1: less than 1 % of it, more than 100 times, or between."""
    return fate(float(run.largest[0]))


def manner(run: VanishingRun) -> str:
    """How the error got there."""
    last = float(run.largest[0])
    if last == 0:
        return "off" if _stops_at_once(run) else "tiny"
    if not np.isfinite(last):
        return "overflow"
    return "same" if (run.largest == 1).all() else fate_of(run)


def _stops_at_once(run: VanishingRun) -> bool:
    """Whether the error became 0 from one step to the next, and not by becoming ever smaller."""
    return float(run.largest[turn(run)]) > LEAST


def turn(run: VanishingRun) -> int:
    """The last time step (from 1) at which the error is 0, or too large for a computer."""
    beyond = (run.largest == 0) | ~np.isfinite(run.largest)
    return int(np.flatnonzero(beyond)[-1]) + 1


def bound(run: VanishingRun) -> str:
    """Where the paper's bound goes, whether the error lies on it, and what that proves."""
    if isclose(run.rate, 1, rel_tol=SAME):
        way = "constant"
    else:
        way = "shrinks" if run.rate < 1 else "grows"
    if np.allclose(run.largest, run.bound, rtol=1e-6, atol=0):
        return f"{way}_tight"
    return "grows_with" if way == "grows" and fate_of(run) == "explode" else way


def hump(w: float, factor: float, peak: float, safe: float) -> str:
    """Where a weight stands on the hump of f'(w y) w, whose top is at ``peak``."""
    if w <= safe:
        return "safe"
    if factor > 1:
        return "above"
    return "past" if w > peak else "between"


def sizes(factors: Array) -> str:
    """What ever larger weights make of the mean factor of a step."""
    if (factors < 1).all():
        return "no"
    rests = np.abs(factors[-4:] - 1) < 0.02
    return "rests" if rests.all() else "past"


def single(factors: Array, stops: tuple[float, ...], steepest: float, *, bends: bool) -> str:
    """What they make of that of a single unit, whose slope is ``steepest`` at most.

    One that ``bends`` at both ends saturates; another is only switched off.
    """
    if (factors == 0).all():
        return "off"
    if np.allclose(factors, stops):
        return "straight"
    best = int(factors.argmax())
    inside = 0 < best < len(factors) - 1
    saturated = bends and factors[-1] / stops[-1] < SATURATION * steepest
    return "hump" if inside and saturated else "other"


def ratios(once: Updates, tenfold: Updates) -> str:
    """What ten times the learning rate makes of first against last, "none" without either."""
    ends = np.array([once.near, once.far, tenfold.near, tenfold.far])
    if not np.isfinite(ends).all() or (ends < FAINT).any():
        return "none"
    if isclose(once.ratio, tenfold.ratio, rel_tol=1e-6):
        return "same"
    return "grows" if tenfold.ratio > once.ratio else "shrinks"


def paths(found: PathSum) -> str:
    """What is left of all paths once their signs have cancelled."""
    sizes_ = np.abs(found.products)
    if not np.isfinite(sizes_).all():
        return "overflow"
    if not sizes_.any():
        return "zero"
    if len(sizes_) == 1:
        return "alone"
    return "most" if found.survives >= HALF else "part" if found.survives >= LITTLE else "little"
