"""The small net and the deep one as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.layers.net import LayerValues


def small(values: LayerValues) -> str:
    """The loss before and after the step."""
    return f"""\
import numpy as np
from lstm97.analysis.foundations.feedforward import lesson, small

x, target = np.array([{values.x1}, {values.x2}]), np.array([{values.d1}, {values.d2}])
before, after = lesson(small(seed={values.seed}), x, target, rate={values.rate}).losses
print(before)
print(after)
"""


def deep(values: LayerValues) -> str:
    """What is left of the error, and the mean factor of a layer."""
    return f"""\
from lstm97.analysis.foundations.feedforward import deep

found = deep({values.layers}, {values.units}, {values.act!r}, {values.spread}, seed={values.draw})
print(found.retention)
print(found.factor)
"""
