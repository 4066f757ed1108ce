"""Twelve sayings about LSTM; an answer to one runs the experiment that decides it."""

from lstm97.ui import lesson, myths
from lstm97.ui.controls import controls
from lstm97.ui.part import part
from lstm97.ui.text import prose

PAGE = myths.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_sayings() -> None:
    """Those that the reader wants to see, each a part of its own."""
    values = controls(myths.SETTINGS)
    lesson.how_to_read(PAGE)
    for slug in myths.shown(values):
        myths.saying(slug)


part(PAGE, the_sayings)
lesson.takeaway(PAGE)
