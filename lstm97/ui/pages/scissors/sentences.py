"""Which sentence is true of a run: predicates on its errors, and nothing on the screen."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lstm97.analysis.scissors import truncation as scissors
from lstm97.analysis.scissors.truncation import EDGES, Cutting, detour, detours

NONE, LITTLE, HALF = 1e-10, 30.0, 90.0  # degrees; below the first is rounding
MOST, LEAST = 0.9, 0.1  # shares
LEVEL = 1e-9  # a curve that changes by less, relatively, is level
CHANCE = 0.05  # of the sign test
TENFOLD, HUNDREDFOLD = 3.0, 100.0


def turn(cutting: Cutting) -> str:
    """How far the paper's scissors turn the gradient of this network; "nothing" without one."""
    angle = float(scissors.turn(cutting.paper, cutting.full).angle)
    if not np.isfinite(angle):
        return "nothing"
    bars = {"none": NONE, "little": LITTLE, "much": HALF}
    return next((slug for slug, bar in bars.items() if angle < bar), "against")


def shape(cutting: Cutting) -> str:
    """What the reader's cuts leave of the curve, beside that of the paper's scissors."""
    reach = cutting.reaches["yours"]
    if not reach.source:
        return "nothing"
    curve, bare = (cutting.reaches[name].curve for name in ("yours", "paper"))
    if np.allclose(curve[: reach.source + 1], curve[reach.source], rtol=LEVEL, atol=0):
        return "level"
    ours, paper = float(curve[0]), float(bare[0])
    if np.isclose(ours, paper, rtol=0.01, atol=0):
        return "alike"
    return "more" if not ours < paper else "less"


def widest(cutting: Cutting) -> str:
    """The way through which most error leaves and comes back; empty if there is none."""
    found = detours(cutting)
    best = max(found, key=found.__getitem__)
    return best if found[best] > 0 else ""


def ways(cutting: Cutting) -> str:
    """What single steps and the whole way have to do with each other."""
    stayed = float(cutting.carousel_share[0])
    if not np.isfinite(stayed):
        return "nothing"
    if cutting.yours.cuts >= set(EDGES):
        return "closed"
    away, left = detour(cutting), np.abs(cutting.yours.state[0]).sum()
    if left < LEAST * np.abs(cutting.paper.state[0]).sum() / stayed:
        return "cancel"
    return "adds" if away > 0 and 1 - stayed > away else "few"


def carousel_share(cutting: Cutting) -> str:
    """How much of what arrives at the first step has never left the carousel."""
    share = float(cutting.carousel_share[0])
    if not np.isfinite(share):
        return "nothing"
    return "most" if share > MOST else "part" if share >= LEAST else "little"


def faster(found: Mapping[str, float]) -> str:
    """Which gradient taught faster: ``less`` of ``pairs`` for the truncated, ``p`` by chance."""
    if found["p"] > CHANCE:
        return "same"
    return "cut" if found["less"] > found["pairs"] / 2 else "full"


def dearer(ratio: float) -> str:
    """How many times as much work RTRL is."""
    return "same" if ratio < TENFOLD else "ten" if ratio < HUNDREDFOLD else "hundred"
