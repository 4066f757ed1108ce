"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.ui.pages.myths import view


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """What the experiment that refutes a saying measures."""
    return view.figures(query["show"])
