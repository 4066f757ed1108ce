"""Every term and symbol, in both languages side by side, each with the page where it lives."""

from lstm97.ui import glossary, lesson
from lstm97.ui.controls import controls
from lstm97.ui.part import part
from lstm97.ui.text import prose

PAGE = glossary.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))

part(PAGE, lambda: glossary.listing(controls(glossary.SETTINGS)))
lesson.takeaway(PAGE)
