"""The table shows every row of the paper, measured or plainly not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lstm97.__main__ import main
from lstm97.engine import count
from lstm97.paper.data.published import PUBLISHED
from lstm97.paper.data.readings import READINGS
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.results import FOLDER, Measured, load_all, trained
from lstm97.paper.show.table import Entry, entries


def test_every_published_row_has_an_entry(tmp_path: Path) -> None:
    rows = entries(tmp_path)
    assert [entry.published for entry in rows] == list(PUBLISHED)
    assert {entry.status for entry in rows} == {"not measured", "quoted"}


def test_every_row_of_the_paper_can_be_run() -> None:
    for result in PUBLISHED:
        if result.row:
            names = [milestone.name for milestone in ROWS[result.row].milestones]
            assert result.milestone in names


def test_every_reading_is_told_in_both_languages() -> None:
    for row in ROWS.values():
        for slug in row.readings:
            assert READINGS[slug].en
            assert READINGS[slug].zh


def test_json_has_a_line_for_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told) == len(PUBLISHED)
    assert {"table", "row", "published", "measured", "status", "reading"} <= set(told[0])


def result(row: str, mean: int, solved: int = 20, complete: bool = True) -> Measured:
    """A measured row of twenty trials, as far as the comparison reads it."""
    return replace(known(), row=row, mean=mean, solved=solved, trials=20, complete=complete)


def known() -> Measured:
    return next(entry.measured for entry in entries() if entry.measured)


@pytest.mark.parametrize(
    ("tried", "agrees"),
    [
        ([result("2c-1-unfed", 31_000), result("2c-1-doubled", 45_000)], "2c-1-unfed"),
        ([result("2c-1-unfed", 61_000)], None),
        ([result("2c-1-unfed", 31_000, solved=19)], None),
        ([result("2c-1-unfed", 31_000, complete=False)], None),
        ([result("6a-full", 31_000)], None),  # a baseline is no reading
    ],
)
def test_the_reading_nearest_to_the_paper_agrees(tried: list[Measured], agrees: str | None) -> None:
    published = next(one for one in PUBLISHED if one.row == "2c-1")
    entry = Entry(published, result("2c-1", 118_826, solved=19), tuple(tried))
    assert entry.status == "deviates"
    assert (entry.agreeing and entry.agreeing.row) == agrees
    assert Entry(published, result("2c-1", 30_000), tuple(tried)).agreeing is None


def test_text_has_a_line_for_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= len(PUBLISHED) + 2


def test_a_result_that_is_being_written_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".6a.json").write_text('{"row": "6a", "tri')
    assert load_all(tmp_path) == {}


def test_kept_weights_are_small_and_fit_their_net() -> None:
    for slug, result in load_all().items():
        assert (FOLDER / f"{slug}.json").stat().st_size < 200_000
        params = trained(slug)
        if params is not None:
            assert (FOLDER / f"{slug}.npz").stat().st_size < 100_000
            assert count(params.spec) == result["weights"]
