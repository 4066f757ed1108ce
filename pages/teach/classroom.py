"""For teachers: a lesson to project, worksheets with their answers, and links made to measure."""

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import controls, current
from lstm97.ui.pages.classroom import links as classroom_links
from lstm97.ui.pages.classroom import notes
from lstm97.ui.pages.classroom import sheet as classroom_sheet
from lstm97.ui.pages.classroom import view as classroom
from lstm97.ui.registry import TABLES, stage_numbers, stage_pictures, teaching
from lstm97.ui.room import teach as room

PAGE = classroom.PAGE


def the_tools() -> None:
    """One of the three at a time: what a class sees on the wall should not be the answers."""
    values = controls(classroom.SETTINGS)
    lesson.text(prose(PAGE, f"show-{values.show}"))
    if values.show == "lesson":
        classroom.plan(stage_numbers(), stage_pictures())
    elif values.show == "room":
        room.tools()
    elif values.show == "worksheets":
        classroom_sheet.worksheets(values, teaching("error-race").reaches)
    else:
        classroom_links.Builder(TABLES).draw(values)


if current(classroom.SETTINGS).notes:
    part(PAGE, lambda: notes.window(stage_numbers()))
else:
    lesson.text(prose(PAGE, "intro"))
    lesson.goals(PAGE)
    part(PAGE, the_tools)
    see_also("quiz", "myths", "glossary")
    lesson.takeaway(PAGE)
