"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.base.numbers import size
from lstm97.ui.link.settings import values_of
from lstm97.ui.pages.carousel.conditions import SETTINGS, loops
from lstm97.ui.pages.carousel.view import SPAN


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """What is left after a thousand steps at a loop just below 1, at 1, and just above."""
    values = values_of(SETTINGS, query)
    run = loops(values)
    below, beside = run.yours, run.beside
    return {
        "steps": str(below.steps - 1),
        "below": size(below.retention),
        "exact": size(beside[1.0].retention),
        "above": size(beside[1.01].retention),
    }


def picture(query: Mapping[str, str]) -> Thumbnail:
    """The error that stays, and the one that does not."""
    run = loops(values_of(SETTINGS, query))
    return Thumbnail({"cell": run.beside[1.0].share, "rnn": run.yours.share}, SPAN)
