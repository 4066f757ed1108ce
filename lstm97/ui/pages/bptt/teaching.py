"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.ui.link.settings import values_of
from lstm97.ui.pages.bptt.net import SETTINGS, run
from lstm97.ui.pages.bptt.view import facts


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """The step that adds most to the gradient, and what is left of the error at the first."""
    found = facts(run(values_of(SETTINGS, query)))
    return {name: str(found[name]) for name in ("largest", "share", "total", "kept")}
