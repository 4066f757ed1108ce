"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.analysis.myths.sayings import MYTHS
from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.pages.myths import experiment
from lstm97.ui.pages.myths.looks import LOOKS


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """What the experiment that refutes a saying measures."""
    return experiment.figures(query["show"])


def picture(query: Mapping[str, str]) -> Thumbnail:
    """The curves of the experiment that refutes the saying."""
    slug = query["show"]
    myth, roles = MYTHS[slug], LOOKS[slug].roles
    lines = {roles[curve.slug]: curve.y for curve in experiment.evidence(slug).curves}
    return Thumbnail(lines, myth.domain, myth.log)
