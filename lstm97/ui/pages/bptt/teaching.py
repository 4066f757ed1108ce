"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.engine.activations import Array
from lstm97.figures.palette import Role
from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.link.settings import values_of
from lstm97.ui.pages.bptt.net import SETTINGS, run
from lstm97.ui.pages.bptt.view import facts


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """The step that adds most to the gradient, and what is left of the error at the first."""
    found = facts(run(values_of(SETTINGS, query)))
    return {name: str(found[name]) for name in ("largest", "share", "total", "kept")}


def picture(query: Mapping[str, str]) -> Thumbnail:
    """Outputs on their way forward, and the error on its way back."""
    flow = run(values_of(SETTINGS, query))
    lines: dict[Role, Array] = {"signal": flow.trace.gates.y_j[:, 0], "error": flow.nets[:, 0]}
    return Thumbnail(lines, (-1.0, 1.0), log=False)
