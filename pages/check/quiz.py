"""Questions with reasons; what was wrong comes back, and the link keeps what was right."""

from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.quiz import view as quiz

PAGE = quiz.PAGE

lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_sitting() -> None:
    """A question on the table, and how far the reader is."""
    values = controls(quiz.SETTINGS)
    quiz.table(values)
    quiz.standing(values)


part(PAGE, the_sitting)
lesson.takeaway(PAGE)
