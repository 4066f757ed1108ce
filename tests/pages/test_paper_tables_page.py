"""The paper's tables: every row is shown, measured or plainly not, with its evidence."""

import re
from dataclasses import replace

import pytest
from visit import everything, predict, press, readings, said, visit

from lstm97.paper.data.paper_results import PAPER_RESULTS
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.comparison import AS_FAST, by_row, score
from lstm97.ui.base.paper import results
from lstm97.ui.base.text import languages, lookup
from lstm97.ui.pages.paper_tables import rows as paper_tables
from lstm97.ui.pages.paper_tables import sentences
from lstm97.words import translate_prose


def open_page(**query):
    at = press(visit("paper-tables", **query), "paper-tables.predict.again/skip")
    assert not at.exception
    return at


def of_table(table):
    return paper_tables.of_table(results()[0], table)


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_each_table_has_a_line_for_every_row_of_the_paper(table):
    at = everything(open_page(table=table))
    rows = of_table(table)
    figures = at.table[0].value
    assert list(figures.columns[:2]) == ["verdict", "experiment"]
    shown = [re.sub(r"\[(.*)\]\(.*\)", r"\1", name) for name in figures.iloc[:, 1]]
    wanted = [paper_tables.name(row.paper_result) for row in rows]
    assert [name for name in shown if name in wanted] == wanted
    compared = sum(ROWS[one.row].kind == "baseline" for row in rows for one in row.others)
    nearer = sum(row.alternative is not None for row in rows)
    assert len(shown) - len(wanted) == nearer + compared


def test_every_row_belongs_to_a_table_and_none_is_shown_twice():
    rows, _ = results()
    shown = [row for table in paper_tables.TABLES for row in of_table(table)]
    assert len(shown) == len(rows) == len(PAPER_RESULTS)


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_before_the_answer_only_what_is_published_is_drawn(table):
    at = visit("paper-tables", table=table)
    assert at.get("vega_lite_chart")
    assert not readings(at)
    assert at.query_params.get("table", "9") == table
    for line in paper_tables.published_lines(of_table(table)):
        assert not line["trials"]
        assert line["mean"] is None
        assert not line["unsolved"]


@pytest.mark.parametrize(("answer", "word"), [("some", "**right**"), ("most", "not so")])
def test_a_guess_is_judged_by_the_count_of_rows(answer, word):
    at = visit("paper-tables")
    at = predict(at, "paper-tables.predict.again", answer)
    assert word in said(at)
    at.selectbox(key="paper-tables/table/en").set_value("4").run()
    assert word in said(at)  # the question is about all tables


@pytest.mark.parametrize(
    ("fast", "right"),
    [(0, "few"), (3, "few"), (4, "some"), (12, "some"), (13, "half"), (18, "half"), (19, "most")],
)
def test_the_option_follows_from_the_count(monkeypatch, fast, right):
    counts = score(results()[0]) | {"matched": fast, "faster": 0, "more_errors": 0}
    monkeypatch.setattr(sentences, "score", lambda rows: counts)
    assert sentences.judge(results()[0]).right == {right}


@pytest.mark.parametrize("lang", languages())
def test_the_verdict_says_all_counts(lang):
    counts = score(results()[0])
    told = sentences.judge(results()[0]).values
    shown = said(open_page(lang=lang))
    wanted = lookup(lang, "paper-tables.predict.again.measured").format(**told)
    assert wanted in shown
    assert told["fast"] == counts["matched"] + counts["faster"] + counts["more_errors"]
    assert told["fast"] + told["deviates"] + told["open"] == told["rows"] == 31


@pytest.mark.parametrize("lang", languages())
def test_what_to_take_away_follows_from_the_count(lang):
    """It says that fewer than half of the rows come again, and the question asks about all."""
    counts = score(results()[0])
    fast = counts["matched"] + counts["faster"] + counts["more_errors"]
    assert 2 * fast < counts["rows"]
    half = {"en": "fewer than half", "zh": "不到一半"}[lang]
    assert half in translate_prose(lang, paper_tables.PAGE, "takeaway")
    assert str(counts["rows"]) in lookup(lang, "paper-tables.predict.again.ask")


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_every_sentence_is_true_of_its_table(table):
    rows = of_table(table)
    facts = {one.slug: one.values for one in sentences.facts(rows)}
    verdicts = [[one.verdict for one in row] for row in by_row(rows)]
    fast = sum(all(word in AS_FAST for word in row) for row in verdicts)
    count = sentences.match_count(rows)
    assert count.slug.startswith("all" if fast == len(verdicts) else "some" if fast else "none")
    assert ("errors" in count.slug) == (fast > 0 and any("more-errors" in row for row in verdicts))
    measured = [row.own_result for row in rows if row.own_result]
    failures = [one.trials - one.solutions for one in measured if one.complete]
    assert ("failed" in facts or "failed-all" in facts) == any(failures)
    if "failed-all" in facts:
        assert any(one.solutions == 0 for one in measured if one.complete)
    ratios = [one.high / one.low for one in measured if one.solutions > 1]
    assert ("wide" in facts) == (max(ratios, default=0) >= 2)
    if "guessed" in facts:
        guess = [o for row in rows for o in row.others if o.row.endswith("-guess")]
        assert min(one.mean for one in guess if one.mean) < max(one.mean or 0 for one in measured)
    near = sum(
        any(one.verdict not in AS_FAST for one in row)
        and all(one.verdict in AS_FAST or one.of(one.alternative) in AS_FAST for one in row
                if one.verdict in AS_FAST or one.alternative)
        and all(one.verdict in AS_FAST or one.alternative for one in row)
        for row in by_row(rows)
    )  # fmt: skip
    assert facts.get("nearer", {"count": 0})["count"] == near


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_every_measured_row_has_its_evidence_under_the_name_it_has_in_the_table(table):
    at = everything(open_page(table=table))
    (chosen,) = (box for box in at.selectbox if "/evidence/run/" in box.key)
    assert len(chosen.options) == len(set(chosen.options))
    runs = {}
    for row in of_table(table):
        name = paper_tables.name(row.paper_result).removesuffix(f" · {row.paper_result.milestone}")
        if row.own_result:
            runs.setdefault(row.own_result.row, name)
    assert set(runs.values()) <= set(chosen.options)
    chosen.set_value(chosen.options[-1]).run()
    assert not at.exception
    assert any("reproduce" in block.value for block in at.code)


def test_trials_that_failed_are_said_and_drawn():
    data = paper_tables.lines(of_table("3"), results()[1])
    assert any(line["unsolved"] == 10 and line["limit"] for line in data)
    shown = everything(open_page(table="3")).table[0].value
    assert shown["measured mean"].str.contains("not within").any()


@pytest.mark.parametrize("table", paper_tables.TABLES)
def test_the_verdict_stands_before_a_name_in_the_picture(table):
    rows = of_table(table)
    lines = paper_tables.lines(rows, results()[1])
    labels = {line["name"]: line["label"] for line in lines}
    assert len(labels) == len(lines)
    for row in rows:
        name = paper_tables.name(row.paper_result)
        assert labels[name] == f"{paper_tables.SIGNS[row.verdict]} {name}".strip()


@pytest.mark.parametrize("lang", languages())
def test_every_run_says_in_words_what_it_is(lang, monkeypatch):
    monkeypatch.setattr(paper_tables, "t", lambda key: lookup(lang, key))
    measured = next(row.own_result for row in results()[0] if row.own_result)
    for row in ROWS.values():
        if row.kind != "printed":
            assert paper_tables.phrase(replace(measured, row=row.slug)), row.slug


def test_a_criterion_that_a_row_s_setting_names_is_not_said_twice():
    names = [paper_tables.name(one.paper_result) for one in of_table("8")]
    assert names == ["5 · T = 100, n_seq 140", "5 · T = 100, n_seq 13"]
