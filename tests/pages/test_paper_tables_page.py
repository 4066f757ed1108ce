"""The paper's tables: every row is shown, measured or plainly not, with its evidence."""

import re

import pytest
from visit import everything, press, visit

from lstm97.paper.data.published import PUBLISHED
from lstm97.paper.data.rows import ROWS
from lstm97.paper.data.variations import VARIATIONS
from lstm97.ui.base.text import LANGUAGES, lookup
from lstm97.ui.pages.paper_tables import view as paper_tables


def open_page(**query):
    at = press(visit("paper-tables", **query), "paper-tables.predict.again/skip")
    assert not at.exception
    return at


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_each_table_has_a_line_for_every_row_of_the_paper(table):
    at = open_page(table=table)
    rows = paper_tables.of_table(paper_tables.results()[0], table)
    shown = [re.sub(r"\[(.*)\]\(.*\)", r"\1", name) for name in at.table[0].value.iloc[:, 0]]
    wanted = [paper_tables.name(row.published) for row in rows]
    assert [name for name in shown if name in wanted] == wanted
    compared = sum(ROWS[one.row].kind == "baseline" for row in rows for one in row.variations)
    agreeing = sum(row.agreeing is not None for row in rows)
    assert len(shown) - len(wanted) == agreeing + compared


def test_every_row_belongs_to_a_table_and_none_is_shown_twice():
    rows, _ = paper_tables.results()
    shown = [row for table in paper_tables.TABLES for row in paper_tables.of_table(rows, table)]
    assert len(shown) == len(rows) == len(PUBLISHED)


def test_the_score_counts_every_row_of_the_lstm_once():
    score = paper_tables.score(paper_tables.results()[0])
    assert score.pop("rows") == sum(score.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_phrases_of_the_tables_are_translated(lang, monkeypatch):
    """Whatever has words in it, and not only symbols, is in the catalogue."""
    for row in PUBLISHED:
        for text in (row.setting, row.note):
            words = [word for word in text.split() if word.isalpha() and len(word) > 2]
            if set(words) - {"alpha"} and not text.startswith(("varies", "T =")):
                slug = paper_tables.slug(text)
                assert lookup(lang, f"paper-tables.words.{slug}"), text


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_every_measured_row_has_its_evidence_under_the_name_it_has_in_the_table(table):
    at = everything(open_page(table=table))
    (chosen,) = (box for box in at.selectbox if "/evidence/run/" in box.key)
    assert len(chosen.options) == len(set(chosen.options))
    runs = {}
    for row in paper_tables.of_table(paper_tables.results()[0], table):
        name = paper_tables.name(row.published).removesuffix(f" · {row.published.milestone}")
        if row.measured:
            runs.setdefault(row.measured.row, name)
    assert set(runs.values()) <= set(chosen.options)
    chosen.set_value(chosen.options[-1]).run()
    assert not at.exception
    assert any("reproduce" in block.value for block in at.code)


def test_trials_that_failed_are_said_and_drawn():
    rows, files = paper_tables.results()
    data = [
        paper_tables._line(row, one, label, files)
        for row in paper_tables.of_table(rows, "3")
        for label, one in paper_tables._runs_of(row)
    ]
    assert any(line["unsolved"] == 10 and line["limit"] for line in data)
    shown = open_page(table="3").table[0].value
    assert shown["measured mean"].str.contains("not within").any()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_variation_says_in_words_what_it_changes(lang):
    for row in VARIATIONS.values():
        names = (row.slug, row.slug.removeprefix(f"{row.beside}-"))
        assert any(lookup(lang, f"paper-tables.tried.{name}") for name in names), row.slug
