"""What is said about rows that differ from the paper is what the result files say."""

import pytest

from lstm97.paper.data.deviations import DEVIATIONS
from lstm97.paper.data.published import PUBLISHED
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.results import Measured, load_all, summary
from lstm97.ui.base.text import LANGUAGES

WORDS = {"en": ("four", "five", "six", "seven"), "zh": ("四", "五", "六", "七")}


def measured(row: str) -> Measured:
    """A row at its last milestone."""
    result = load_all()[row]
    return summary(result, list(result["milestones"])[-1])


def solved(row: str) -> int:
    return measured(row).solved


def mean(row: str) -> str:
    return f"{measured(row).mean:,.0f}"


def published(row: str) -> int:
    """The paper's mean."""
    return next(one.sequences for one in PUBLISHED if one.row == row and one.sequences)


def test_every_deviation_belongs_to_a_row() -> None:
    assert set(DEVIATIONS) <= set(ROWS)
    assert all(told.en and told.zh for told in DEVIATIONS.values())


def test_counts_quoted_about_experiment_1_are_those_measured() -> None:
    literal = [solved(f"1-{number}-literal") for number in range(1, 6)]
    text = DEVIATIONS["1-1"]
    assert "{}, {}, {}, {} and {} of 30".format(*literal) in text.en
    assert "、".join(map(str, literal)) in text.zh
    assert f"({solved('1-5-tolerant')} of 12 with 3 blocks)" in text.en
    assert f"({solved('1-4-biased')} of 30 with 4 blocks" in text.en
    assert f"swapped ({solved('1-5-swapped')} of 12)" in text.en


@pytest.mark.parametrize(
    ("row", "source"),
    [
        ("2a", "2a-tolerant"),
        ("2b", "2b-end-closed"),
        ("2b", "2b-end-doubled-closed"),
        ("2b", "2b-end-doubled-centred"),
        ("3b-3", "3b-3-three"),
        ("4-2", "4-2"),
        ("4-2", "4-2-calm"),
        ("4-2", "4-2-unfed"),
        ("4-3", "4-3-unfed"),
        ("6b", "6b-calm"),
        ("6b", "6b-doubled"),
        ("6b", "6b-calm-doubled"),
    ],
)
def test_means_that_are_quoted_are_those_measured(row: str, source: str) -> None:
    assert mean(source) in DEVIATIONS[row].en
    assert mean(source) in DEVIATIONS[row].zh


@pytest.mark.parametrize(
    "row",
    ["2a", "2a-tolerant", "2b-end-closed", "2b-end-doubled-closed", "2b-end-doubled-centred"],
)
def test_experiments_2a_and_2b_succeed_where_it_is_said(row: str) -> None:
    assert solved(row) == measured(row).trials == 18


def test_experiment_2b_fails_where_it_is_said() -> None:
    assert solved("2b-end") == 0
    assert f"{measured('2b-end').limit:,}" in DEVIATIONS["2b"].en
    assert round(measured("2a").mean / published("2a")) == 8  # "eight times"


@pytest.mark.parametrize("number", range(2, 10))
def test_2c_says_how_many_succeed_with_nothing_fed_back(number: int) -> None:
    row, apart = f"2c-{number}", measured(f"2c-{number}-unfed")
    assert apart.trials == 20
    if apart.solved == 20:
        assert "all 20 trials succeed" in DEVIATIONS[row].en
        assert apart.mean / published(row) < 2  # "near the paper's count"
    else:
        assert f"{apart.solved} of 20 trials succeed" in DEVIATIONS[row].en
        assert f"20 次试验成功 {apart.solved} 次" in DEVIATIONS[row].zh
        assert f"{apart.mean / published(row):.1f} times the paper's" in DEVIATIONS[row].en
        assert f"到 {apart.limit // 10_000} 万条序列" in DEVIATIONS[row].zh


def test_2c_at_lag_50_says_what_was_measured() -> None:
    own, doubled = measured("2c-1"), measured("2c-1-doubled")
    assert DEVIATIONS["2c-1"].en.startswith(f"{own.solved} of {own.trials} trials solved")
    assert f"{own.median / published('2c-1'):.1f} times" in DEVIATIONS["2c-1"].en
    assert f"{doubled.median:,.0f}" in DEVIATIONS["2c-1"].en
    assert f"only {doubled.solved} of {doubled.trials} trials" in DEVIATIONS["2c-1"].en
    assert solved("2c-1-unfed") == measured("2c-1-unfed").trials


def test_4_says_how_many_answers_were_wrong() -> None:
    exams = [trial["marks"]["done"]["exam"]["wrong"] for trial in load_all()["4-1"]["trials"]]
    many = sorted(wrong for wrong in exams if wrong > 3)
    assert "have {}, {} and {}".format(*many) in DEVIATIONS["4-1"].en
    assert "错 {}、{} 和 {} 个".format(*many) in DEVIATIONS["4-1"].zh


def test_4_over_long_lags_says_how_far_the_rows_as_read_have_come() -> None:
    assert solved("4-2") == measured("4-2").trials
    assert round(measured("4-2").mean / published("4-2")) == 5  # "five times"
    assert solved("4-3") == 0
    seen = f"{max(trial['seen'] for trial in load_all()['4-3']['trials']):,}"
    assert f"none had by {seen}" in DEVIATIONS["4-3"].en
    assert f"到 {seen} 条序列" in DEVIATIONS["4-3"].zh


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("3b-3", {"en": "{} of ten trials succeed", "zh": "十次试验有{}次成功"}),
        ("6b", {"en": "{} of ten had not", "zh": "十次中有{}次到"}),
        ("6b-calm", {"en": "{} of ten succeed", "zh": "十次中有{}次成功"}),
    ],
)
def test_how_many_of_ten_succeed_is_said_in_words(row: str, told: dict[str, str]) -> None:
    result = measured(row)
    assert result.trials == 10
    number = 10 - result.solved if row == "6b" else result.solved
    for language, word in spelled(number).items():
        text = DEVIATIONS[row.partition("-calm")[0]].text(language).lower()
        assert told[language].format(word) in text


@pytest.mark.parametrize("row", ["6b-doubled", "6b-calm-doubled"])
def test_6b_with_the_error_doubled_succeeds_as_often_as_it_is_said(row: str) -> None:
    result = measured(row)
    assert (result.solved, result.trials, result.limit) == (8, 10, 600_000)
    assert "eight of ten succeed by 600,000" in DEVIATIONS["6b"].en
    assert "到 60 万条序列时十次成功八次" in DEVIATIONS["6b"].zh


def spelled(number: int) -> dict[str, str]:
    """A number between 4 and 7 in both languages."""
    return {language: WORDS[language][number - 4] for language in LANGUAGES}


@pytest.mark.parametrize("row", ["3b-3-three", "4-2-calm", "4-2-unfed", "4-3-unfed"])
def test_rows_that_others_are_set_against_always_succeed(row: str) -> None:
    assert solved(row) == measured(row).trials
