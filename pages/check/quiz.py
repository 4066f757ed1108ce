"""Questions with reasons; what was wrong comes back, and the link keeps what was right."""

from lstm97.ui.base.part import part
from lstm97.ui.pages.quiz import view
from lstm97.ui.pages.quiz.sitting import PAGE

part(PAGE, view.page)
