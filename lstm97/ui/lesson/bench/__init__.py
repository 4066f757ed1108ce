"""The bench: picture at the left, question, controls and what to notice at the right.

A page describes its bench (`description`), and `drawing` decides for all pages where its parts
stand; `words` writes what is read beside the picture, `ghost` keeps the run before.
"""

from lstm97.ui.lesson.bench.description import Bench, Drawer, PreviousRun, R, Reading, V, View
from lstm97.ui.lesson.bench.drawing import asked_picture, places, show
from lstm97.ui.lesson.bench.ghost import name_to_drop
from lstm97.ui.lesson.bench.words import as_table, how_to_read

__all__ = [
    "Bench",
    "Drawer",
    "PreviousRun",
    "R",
    "Reading",
    "V",
    "View",
    "as_table",
    "asked_picture",
    "how_to_read",
    "name_to_drop",
    "places",
    "show",
]
