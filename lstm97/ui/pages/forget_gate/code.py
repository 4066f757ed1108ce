"""The dial and the stream as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.forget_gate.settings import ForgetGateValues


def dial(values: ForgetGateValues) -> str:
    """How far the error gets with the forget gate and without it, and what is left of it."""
    settings = f"{values.b}, {values.T}, {values.scale}, {values.seed}, {values.gradient!r}"
    return f"""\
from lstm97.analysis.since.forgetting import Dial, fade

found = fade(Dial({settings}), share={values.share})
for side in ("lstm2000", "lstm97"):
    print(found.reaches[side].depth, found.reaches[side].retention)
"""


def stream(values: ForgetGateValues) -> str:
    """How many episodes are answered right, and how far each state has wandered."""
    both = values.values == "both"
    return f"""\
from lstm97.analysis.since.continual import Stream, live

lives = live(Stream({values.episodes}, {values.length}, {both}, {values.seed}))
for side in ("lstm97", "lstm2000"):
    print(lives[side].right.sum(), lives[side].drift)
"""
