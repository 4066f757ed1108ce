"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.base.numbers import size
from lstm97.ui.link.settings import values_of
from lstm97.ui.pages.vanishing_exploding import conditions
from lstm97.ui.pages.vanishing_exploding.conditions import SETTINGS


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """How far the error of a logistic network gets, and how a linear unit's grows."""
    values = values_of(SETTINGS, query)
    run = conditions.run_vanishing(conditions.setup(values), values.share)
    loud = values_of(SETTINGS, query, act="identity", size=1.1, n=1, T=100)
    grown = conditions.run_vanishing(conditions.setup(loud), loud.share)
    return {
        "depth": str(run.reach.depth),
        "steps": str(run.trace.steps - 1),
        "left": size(float(run.largest[0])),
        "far": str(grown.trace.steps - 1),
        "grown": size(float(grown.largest[0])),
    }


def picture(query: Mapping[str, str]) -> Thumbnail:
    """The error of the network, below its bound."""
    values = values_of(SETTINGS, query)
    run = conditions.run_vanishing(conditions.setup(values), values.share)
    return Thumbnail({"bound": run.bound, "rnn": run.largest})
