"""What is said about rows that differ from the paper quotes the result files."""

import re

import pytest

from lstm97.paper.data.deviations import DEVIATIONS
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.results import load_all, summary
from lstm97.paper.show.sentences import deviation
from lstm97.words import languages, lookup
from lstm97.writing import whole

FILES = load_all()
MEASURED = {ROWS[slug].published for slug in FILES if ROWS[slug].kind == "printed"}


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("row", sorted(MEASURED & DEVIATIONS.keys()))
def test_every_deviation_is_said_with_its_numbers(row: str, lang: str) -> None:
    said = deviation(lang, row, FILES)
    assert said
    assert not re.search(r"[{}]", said)


@pytest.mark.parametrize("lang", languages())
def test_a_deviation_whose_runs_are_not_there_is_not_said(lang: str) -> None:
    assert deviation(lang, "2a", {}) == ""
    assert deviation(lang, "6a", FILES) == ""


@pytest.mark.parametrize("lang", languages())
def test_numbers_come_from_the_files(lang: str) -> None:
    mean = summary(FILES["2a-tolerant"], "done").mean
    assert mean is not None
    assert whole(lang, mean) in deviation(lang, "2a", FILES)
    said = deviation(lang, "2c-8", FILES)
    assert "19" in said
    assert "1.4" in said
    changed = FILES | {"2c-8-unfed": FILES["2c-9-unfed"]}
    assert "18" in deviation(lang, "2c-8", changed)


def test_rows_that_others_are_set_against_always_succeed() -> None:
    for row in ("2a", "2a-tolerant", "2b-end-closed", "3b-3-three", "4-2-unfed", "4-3-unfed"):
        measured = summary(FILES[row], list(FILES[row]["milestones"])[-1])
        assert measured.solved == measured.trials


def test_no_text_quotes_a_run_that_is_no_row() -> None:
    slugs = {slug.replace("-", "_") for slug in ROWS}
    for one in DEVIATIONS.values():
        text = lookup("en", f"paper.deviations.{one.key}") or ""
        names = re.findall(r"\{[a-z_]+_(?:n140_)?(\d[a-z0-9_]*)\}", text)
        assert set(names) <= slugs, one.key
