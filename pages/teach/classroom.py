"""For teachers: a lesson to project, worksheets with their answers, and links made to measure."""

from lstm97.ui import classroom, classroom_links, classroom_sheet, lesson
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.part import part
from lstm97.ui.text import prose

PAGE = classroom.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_tools() -> None:
    """One of the three at a time: what a class sees on the wall should not be the answers."""
    values = controls(classroom.SETTINGS)
    lesson.text(prose(PAGE, f"show-{values.show}"))
    if values.show == "lesson":
        classroom.plan()
    elif values.show == "worksheets":
        classroom_sheet.worksheets(values)
    else:
        classroom_links.builder(values)


part(PAGE, the_tools)

see_also("quiz", "myths", "glossary")
lesson.takeaway(PAGE)
