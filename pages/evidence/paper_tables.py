"""Every table of the paper: published, and measured here with its own algorithm."""

from lstm97.ui.base.paper import results
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.paper_tables import evidence as paper_evidence
from lstm97.ui.pages.paper_tables import view as paper_tables

PAGE = paper_tables.PAGE
GUESSES = ("few", "some", "half", "most")

lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_table() -> None:
    """One of the paper's tables beside what was measured, and how."""
    rows, files = results()
    values = controls(paper_tables.SETTINGS)
    chosen = paper_tables.of_table(rows, values.table)
    lesson.text(t(f"{PAGE}.about.{values.table}"))
    paper_tables.chart(chosen, files)
    paper_tables.table(chosen)
    lesson.how_to_read(PAGE)
    paper_evidence.evidence(chosen, files)


if lesson.predict(PAGE, "again", GUESSES):
    paper_tables.verdicts(results()[0])
    part(PAGE, the_table)
    lesson.notice(PAGE)
    lesson.takeaway(PAGE, **paper_tables.takeaway(results()[0]))
