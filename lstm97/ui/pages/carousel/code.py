"""The pictures of the carousel as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.carousel.conditions import CarouselValues


def loop(values: CarouselValues) -> str:
    """What is left of the error in the reader's unit and in the carousel."""
    return f"""\
from lstm97.analysis.cell.carousel import loop

print(loop({values.w}, {values.T}, {values.f!r}).retention)
print(loop(1.0, {values.T}).retention)
"""
