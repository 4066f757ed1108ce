"""The pictures of the scissors as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.analysis.scissors.truncation import EDGES
from lstm97.ui.pages.scissors.conditions import ScissorsValues


def cuts(values: ScissorsValues) -> str:
    """The angle and the ratio to the full gradient, of the reader's cuts and of the paper's."""
    return f"""\
from lstm97.analysis.scissors.training import network, task
from lstm97.analysis.scissors.truncation import cut, turn

{_cutting_code(values)}
for one in (found.turn, turn(found.paper, found.full)):
    print(one.angle, one.ratio)
"""


def paths(values: ScissorsValues) -> str:
    """A step's detours, and what never left the carousel, as shares."""
    return f"""\
from lstm97.analysis.scissors.training import network, task
from lstm97.analysis.scissors.truncation import cut, detour

{_cutting_code(values)}
print(detour(found))
print(found.carousel_share[0])
"""


def _cutting_code(values: ScissorsValues) -> str:
    edges = tuple(edge for edge in EDGES if values[edge])
    net = f"{values.net!r}, {values.seed}, scale={values.scale}, bias={values.input_bias}"
    return f"""\
params = network({net})
sequence = task({values.length}).single({values.seed}, 97, 1)
found = cut(params, sequence, frozenset({edges}))"""


def learn(values: ScissorsValues, count: int, longest: int, every: int) -> str:
    """How many networks solved the task, and after how many sequences: cut, and in full."""
    trained = min(values.trained, longest) // every * every
    own = f"""\
marks = list(lessons(range({values.first}, {values.first + count}), longest={trained}))
courses = {{side: gather_marks([mark[side] for mark in marks]) for side in SIDES}}"""
    names, courses = "SIDES, gather_marks, lessons", own
    if not trained:
        names, courses = "load_training", "courses, _ = load_training()"
    return f"""\
import numpy as np
from lstm97.analysis.scissors.training import {names}

{courses}
for course in courses.values():
    needed = course.sequences_needed
    needed = needed[np.isfinite(needed)]
    print(len(needed), *(np.median(needed, keepdims=True) if len(needed) else ()))
"""


def cost(cells: int, steps: int, few: int, long: int) -> str:
    """How many times the paper's work RTRL takes, and the paper's numbers BPTT keeps, counted."""
    return f"""\
from lstm97.analysis.scissors.online97 import bills

counted = bills(cells={cells}, steps={steps})
print(counted["rtrl"].work / counted["paper"].work)
counted = bills(cells={few}, steps={long})
print(counted["bptt"].memory / counted["paper"].memory)
"""
