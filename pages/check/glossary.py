"""Every term and symbol, in both languages side by side, each with the page where it lives."""

from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.glossary import view as glossary

PAGE = glossary.PAGE

lesson.text(prose(PAGE, "intro"))

part(PAGE, lambda: glossary.listing(controls(glossary.SETTINGS)))
lesson.takeaway(PAGE)
