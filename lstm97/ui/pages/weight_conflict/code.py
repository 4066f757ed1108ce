"""The tug at a weight and the runs of a whole unit as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.weight_conflict.settings import ConflictValues

WHOLE = """\
import numpy as np
from lstm97.analysis.problem.conflict import FILE, from_text

*_, last = from_text(FILE.read_text())
print(np.median(last.loss["rnn"]))
print(last.loss["rnn"].min())
"""


def tug(values: ConflictValues, training: int) -> str:
    """The weight and the loss at this moment of training, and where they settle."""
    return f"""\
from lstm97.analysis.problem.conflict import tug

found = tug({values.side!r}, steps={values.T}, training={training}, seed={values.seed})
print(found.weight[{values.after}], found.weight[-1])
print(found.loss[{values.after}], found.loss[-1])
"""
