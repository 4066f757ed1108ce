"""The walk down the loss as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.gradient_descent.conditions import SlopeValues


def walk(values: SlopeValues) -> str:
    """The loss at the end of the walk, and the lowest there is."""
    return f"""\
from lstm97.analysis.foundations.descent import fit, walk

points = fit({values.act!r}, seed={values.seed})
found = walk(points, ({values.w}, {values.b}), rate={values.rate}, count={values.steps})
print(found.losses[-1])
print(found.floor)
"""
