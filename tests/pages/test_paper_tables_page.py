"""The paper's tables: every row is shown, measured or plainly not, with its evidence."""

import re
from dataclasses import replace

import pytest
from visit import everything, press, visit

from lstm97.paper.data.published import PUBLISHED
from lstm97.paper.data.rows import ROWS
from lstm97.ui.base.paper import results
from lstm97.ui.base.text import languages, lookup
from lstm97.ui.pages.paper_tables import view as paper_tables


def open_page(**query):
    at = press(visit("paper-tables", **query), "paper-tables.predict.again/skip")
    assert not at.exception
    return at


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_each_table_has_a_line_for_every_row_of_the_paper(table):
    at = open_page(table=table)
    rows = paper_tables.of_table(results()[0], table)
    shown = [re.sub(r"\[(.*)\]\(.*\)", r"\1", name) for name in at.table[0].value.iloc[:, 0]]
    wanted = [paper_tables.name(row.published) for row in rows]
    assert [name for name in shown if name in wanted] == wanted
    compared = sum(ROWS[one.row].kind == "baseline" for row in rows for one in row.others)
    nearer = sum(row.alternative is not None for row in rows)
    assert len(shown) - len(wanted) == nearer + compared


def test_every_row_belongs_to_a_table_and_none_is_shown_twice():
    rows, _ = results()
    shown = [row for table in paper_tables.TABLES for row in paper_tables.of_table(rows, table)]
    assert len(shown) == len(rows) == len(PUBLISHED)


@pytest.mark.parametrize("lang", languages())
def test_the_last_sentence_follows_from_the_count(lang):
    at = open_page(lang=lang)
    counts = paper_tables.takeaway(results()[0])
    last = at.info[-1].value
    assert [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", last)] == list(
        counts.values()
    )


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_every_measured_row_has_its_evidence_under_the_name_it_has_in_the_table(table):
    at = everything(open_page(table=table))
    (chosen,) = (box for box in at.selectbox if "/evidence/run/" in box.key)
    assert len(chosen.options) == len(set(chosen.options))
    runs = {}
    for row in paper_tables.of_table(results()[0], table):
        name = paper_tables.name(row.published).removesuffix(f" · {row.published.milestone}")
        if row.measured:
            runs.setdefault(row.measured.row, name)
    assert set(runs.values()) <= set(chosen.options)
    chosen.set_value(chosen.options[-1]).run()
    assert not at.exception
    assert any("reproduce" in block.value for block in at.code)


def test_trials_that_failed_are_said_and_drawn():
    rows, files = results()
    data = [
        paper_tables._line(row, one, label, files)
        for row in paper_tables.of_table(rows, "3")
        for label, one in paper_tables._runs_of(row)
    ]
    assert any(line["unsolved"] == 10 and line["limit"] for line in data)
    shown = open_page(table="3").table[0].value
    assert shown["measured mean"].str.contains("not within").any()


@pytest.mark.parametrize("lang", languages())
def test_every_run_says_in_words_what_it_is(lang, monkeypatch):
    monkeypatch.setattr(paper_tables, "t", lambda key: lookup(lang, key))
    measured = next(row.measured for row in results()[0] if row.measured)
    for row in ROWS.values():
        if row.kind != "printed":
            assert paper_tables.phrase(replace(measured, row=row.slug)), row.slug
