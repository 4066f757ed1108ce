"""The paper's tables on the bench: every trial beside the published mean, verdicts first.

A row without a result says so; nothing is filled in from the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from lstm97.figures.evidence.reproduction import reproduction_chart
from lstm97.paper.show.comparison import Comparison, score
from lstm97.ui.base.charts import draw
from lstm97.ui.base.paper import results
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.question import Question
from lstm97.ui.link.record import Record, choice
from lstm97.ui.link.settings import Settings
from lstm97.ui.pages.paper_tables import code, evidence, rows, sentences
from lstm97.ui.pages.paper_tables.rows import PAGE, TABLES, Files


@dataclass(frozen=True)
class TableValues(Record):
    """Which of the paper's tables is shown."""

    table: str = choice(TABLES, "9")


SETTINGS = Settings(PAGE, TableValues)


@dataclass(frozen=True, eq=False)
class TableView:
    """All results, and the rows of the table that is shown."""

    everything: list[Comparison]
    rows: list[Comparison]
    files: Files


def table_view(values: TableValues) -> TableView:
    """The table that the settings ask for."""
    everything, files = results()
    return TableView(everything, rows.of_table(everything, values.table), files)


def picture(view: View[TableView, TableValues]) -> None:
    """Every trial beside the published means; before the answer, what is published."""
    run = view.run
    lines = rows.lines(run.rows, run.files) if view.revealed else rows.published_lines(run.rows)
    words = {
        key: t(f"{PAGE}.chart.{key}") for key in ("published", "mean", "unsolved", "sequences")
    }
    chart = reproduction_chart(lines, words, current_palette())
    alt = rows.in_words(run.rows) if view.revealed else t(f"{PAGE}.chart.before")
    with st.container(key="dots"):
        draw(chart, key=f"{PAGE}/chart", alt=alt, height="stretch")


def readings(view: View[TableView, TableValues]) -> list[Reading]:
    """Of all rows of the paper: as fast as printed, and not."""
    counts = score(view.run.everything)
    return [
        Reading(t(f"{PAGE}.score.fast"), f"{sentences.as_fast(counts)} / {counts['rows']}"),
        Reading(t(f"{PAGE}.score.deviates"), f"{counts['deviates']} / {counts['rows']}"),
    ]


def about(values: TableValues) -> None:
    """What the table is about."""
    st.caption(t(f"{PAGE}.about.{values.table}"))


def remarks(view: View[TableView, TableValues]) -> str:
    """What to notice in this table."""
    return "\n".join(f"- {one.text}" for one in sentences.facts(view.run.rows))


def _figures(view: View[TableView, TableValues]) -> None:
    with st.container(key="scrolls"):
        st.caption(t(f"{PAGE}.scrolls"))
    rows.table(view.run.rows)


BENCH: Bench[TableView, TableValues] = Bench(
    settings=SETTINGS,
    measure=table_view,
    picture=picture,
    question=Question(
        "again", ("few", "some", "half", "most"), lambda run: sentences.judge(run.everything)
    ),
    case=lambda values: "",
    code=lambda _: code.TABLES,
    readings=readings,
    notice=remarks,
    notes=about,
    ghosts=lambda _: False,
    drawers=(
        how_to_read(PAGE),
        Drawer("figures", "table_chart", _figures),
        Drawer(
            "evidence",
            "lab_profile",
            lambda view: evidence.evidence(view.run.rows, view.run.files),
        ),
        Drawer("others", "alt_route", lambda view: evidence.alternatives(view.run.rows)),
    ),
)
