"""The problem: why an error dies or blows up on its way back (paper, section 3.1)."""

from lstm97.ui import lesson
from lstm97.ui.text import prose

lesson.title("vanishing-exploding")
lesson.text(prose("vanishing-exploding", "intro"))
lesson.next_step("vanishing-exploding")
