"""What is said of a walk: each sentence with the predicate that makes it true.

How a walk ends is found in its numbers and named, never taken from the preset.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.analysis.foundations.descent import Walk
from lstm97.figures.foundations.descent import B_RANGE, W_RANGE
from lstm97.ui.base.fill import quote, quote_prose
from lstm97.ui.base.numbers import apart, general, size
from lstm97.ui.base.text import t
from lstm97.ui.lesson.question import Judgement
from lstm97.ui.pages.gradient_descent.conditions import MOST, PAGE, RATES, Descent

FAR = 2.0  # times the lowest loss, from where the way is far from over

RIGHT: dict[str, frozenset[str]] = {  # the options that each bears out
    "arrives": frozenset({"arrives"}),
    "near": frozenset({"arrives"}),
    "crawls": frozenset({"crawls"}),
    "under-way": frozenset({"crawls"}),
    "swings": frozenset({"swings"}),
    "settles": frozenset({"swings", "arrives"}),
    "thrown": frozenset({"flies"}),
    "plateau": frozenset({"crawls", "flies"}),
    "flies": frozenset({"flies"}),
    "rises": frozenset({"flies"}),
}

WHY = {  # the reason for each
    "arrives": "bottom",
    "near": "close",
    "crawls": "way",
    "under-way": "way",
    "swings": "side",
    "settles": "nearer",
    "thrown": "flat",
    "plateau": "flat",
    "flies": "over",
    "rises": "over",
}


def manner(run: Descent) -> str:
    """What became of the walk: the predicate behind what is said of it."""
    found, below = run.walk, run.rate < run.walk.limit
    if found.outcome == "stuck":
        return "thrown" if run.thrown else "plateau"
    if found.outcome == "flies":
        return "flies" if run.task.activation == "identity" and _grows(found) else "rises"
    if found.outcome == "arrives":
        return "arrives" if below else "near"
    if found.outcome == "crawls":
        return "crawls" if below and found.losses[-1] > FAR * found.floor else "under-way"
    if found.outcome == "swings" and found.arrival is not None:
        return "settles"
    return found.outcome


def judge(run: Descent) -> Judgement:
    """What became of the walk; a plateau counts as thrown away."""
    slug = manner(run)
    said = quote(f"{PAGE}.events.{slug}", _facts(run))
    return Judgement(RIGHT[slug], {"event": said}, WHY[slug])


def remarks(run: Descent) -> str:
    """What to look for, with the numbers of this walk."""
    return quote_prose(PAGE, f"notice-{manner(run)}", _facts(run))


def _facts(run: Descent) -> dict[str, Any]:
    found = run.walk
    first, last, floor = sizes(found)
    return {
        "step": found.arrival,
        "left": _left_map(found),
        "steps": len(found.losses) - 1,
        "turns": found.turns,
        "slope": size(found.slope),
        "floor": floor,
        "limit": size(found.limit),
        "rate": general(run.rate),
        "first": first,
        "last": last,
        "start": first,
        "end": last,
        "change": change(found),
        "more": t(f"{PAGE}.more.{to_take(run)}"),
        "on": t(f"{PAGE}.on.{'steps' if _steps_left(run) else 'none'}"),
    }


def to_take(run: Descent) -> str:
    """What can still be taken: a larger rate that the valley allows, more steps, both, or none."""
    rate = any(run.rate < one <= run.walk.limit for one in RATES)
    if rate and _steps_left(run):
        return "both"
    return "rate" if rate else "steps" if _steps_left(run) else "none"


def _steps_left(run: Descent) -> bool:
    return len(run.walk.losses) - 1 < MOST


def change(found: Walk) -> str:
    """What the walk has made of the loss: from where to where, or that it stays where it is."""
    first, last, _ = sizes(found)
    if first == last:
        return t(f"{PAGE}.change.same", start=first)
    return t(f"{PAGE}.change.moved", start=first, end=last)


def sizes(found: Walk) -> list[str]:
    """The loss at first, at last, and at its lowest, which only a walk that goes on ends above."""
    ends = (float(found.losses[0]), float(found.losses[-1]))
    if found.outcome == "crawls":
        return apart(*ends, found.floor)
    return [*apart(*ends), size(found.floor)]


def _inside(found: Walk) -> NDArray[np.bool_]:
    """Which points of a walk lie on the map."""
    (w0, w1), (b0, b1) = W_RANGE, B_RANGE
    w, b = found.path.T
    return np.asarray((w >= w0) & (w <= w1) & (b >= b0) & (b <= b1))


def _grows(found: Walk) -> bool:
    """Whether a walk has left the map by steps that grew; a single one is no row of steps."""
    lengths = np.linalg.norm(np.diff(found.path, axis=0), axis=1)
    grew = found.overflow or bool(lengths[-1] > lengths[0])
    return len(lengths) > 1 and grew and not _inside(found)[-1]


def _left_map(found: Walk) -> int:
    """The step at which the walk left the map for good."""
    inside = _inside(found)
    return int(np.flatnonzero(inside)[-1]) + 1 if inside.any() else 0
