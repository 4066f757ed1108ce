"""Twelve sayings about LSTM; an answer to one runs the experiment that decides it."""

from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.myths import view as myths

PAGE = myths.PAGE

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
