"""The five tools as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.math_toolbox.tools import ToolValues


def nudge(values: ToolValues) -> str:
    """The ratio of this nudge, and where it settles."""
    return f"""\
import numpy as np
from lstm97.analysis.foundations.descent import fit
from lstm97.analysis.foundations.nudging import nudge_knob

knob = ("w", "b").index({values.turned!r})
found = nudge_knob(fit("tanh", seed=1), np.array([{values.w}, {values.bias}]), knob, by={values.by})
print(found.ratio)
print(found.slope)
"""


def vector(values: ToolValues) -> str:
    """Both numbers of the product."""
    return f"""\
import numpy as np

matrix = np.array([[{values.n11}, {values.n12}], [{values.n21}, {values.n22}]])
for y in matrix @ np.array([{values.x1}, {values.x2}]):
    print(y)
"""


def chain(values: ToolValues) -> str:
    """The product, and the same slope by moving the input."""
    return f"""\
from lstm97.analysis.foundations.toolbox import chain

found = chain(({values.a}, {values.b}, {values.c}), {values.act!r}, {values.q})
print(found.slope)
print(found.difference_quotient)
"""


def power(values: ToolValues, last: int) -> str:
    """The spectral radius, the largest of the powers, and the last."""
    return f"""\
from lstm97.analysis.foundations.toolbox import powers

matrix = ({values.m11}, {values.m12}), ({values.m21}, {values.m22})
found = powers(matrix, {last})
print(found.radius)
print(found.norms[found.peak], found.norms[-1])
"""


def noise(values: ToolValues) -> str:
    """How much lies beyond the threshold, and what the sum of a line still tells, as shares."""
    return f"""\
from lstm97.analysis.foundations.toolbox import noise

settings = {values.variance}, {values.threshold}, {values.signal}, {values.T}
found = noise(*settings, seed={values.seed})  # variance, threshold, signal, length
print(found.beyond)
print(found.by_sum)
"""
