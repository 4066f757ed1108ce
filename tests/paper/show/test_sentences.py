"""What is said about rows that differ from the paper quotes the result files."""

import math
import re

import pytest

from lstm97.engine import forward
from lstm97.paper.data.deviations import DEVIATIONS
from lstm97.paper.data.paper_results import PAPER_RESULTS
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.results import example_weights, load_all, summary
from lstm97.paper.show.sentences import deviation, reading
from lstm97.words import languages, lookup
from lstm97.writing import whole

FILES = load_all()
MEASURED = {ROWS[slug].paper_row for slug in FILES if ROWS[slug].kind == "printed"}


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
        assert measured.solutions == measured.trials


def test_noise_alone_makes_as_many_wrong_as_the_paper_has_with_one_signal_element() -> None:
    """The reading of Table 5 quotes the paper's share of wrong answers and that of noise."""
    noise = 50 * (1 + math.erf(-1 / math.sqrt(2 * 0.2)))  # per cent below -1, variance 0.2
    paper = next(one for one in PAPER_RESULTS if (one.row, one.milestone) == ("3b-3", "ST2"))
    for lang in languages():
        said = reading(lang, "three-signals")
        assert f"{noise:.1f}%" in said
        assert f"{100 * paper.wrong:.1f}%" in said


def share(slug: str, limit: int = 60_000) -> float:
    """Of a row's trials, those that succeeded by so many sequences."""
    trials = FILES[slug]["trials"]
    counts = (trial["marks"]["done"]["sequences"] for trial in trials if trial["solved"])
    return sum(count <= limit for count in counts) / len(trials)


def test_what_is_said_to_help_in_experiment_1_helps_and_nothing_else() -> None:
    """By as many sequences as the variations had."""
    assert {FILES[f"1-{row}-{one}"]["limit"] for row in (4, 5)
            for one in ("tolerant", "biased", "swapped", "sequence")} == {60_000}  # fmt: skip
    three, four = share("1-5-literal"), share("1-4-literal")
    assert share("1-5-tolerant") > 2 * three
    assert share("1-4-tolerant") < four + 0.2
    assert share("1-4-biased") > four + 0.3
    assert share("1-5-biased") < three
    assert abs(share("1-5-swapped") - three) < 0.1
    assert share("1-4-swapped") < four + 0.2


def test_a_linear_output_comes_near_the_papers_counts_at_100_steps_alone() -> None:
    assert times("4-1", "done") < 2
    assert times("5", "n13") < 2
    assert times("4-2", "done") > 2


def times(slug: str, milestone: str) -> float:
    """Our mean over the paper's."""
    paper = next(one for one in PAPER_RESULTS if (one.row, one.milestone) == (slug, milestone))
    mean = summary(FILES[slug], milestone).mean
    assert mean
    assert paper.sequences
    return mean / paper.sequences


def test_the_net_that_found_one_element_in_a_thousand_opens_for_it_alone() -> None:
    """As the text on Table 5 says of the trials that succeed."""
    params, task = example_weights("3b-3"), ROWS["3b-3"].make
    assert params
    gates = [forward(params, task.single(seed).xs).gates for seed in range(60)]
    (heard,) = [block for block in range(3) if gates[0].y_out[-1, block] > 0.5]
    first = [float(one.y_in[0, heard]) for one in gates]
    others = [float(one.y_in[5:, heard].mean()) for one in gates]
    assert round(sum(first) / len(first), 1) == 0.4
    assert round(sum(others) / len(others), 3) == 0.001


def test_no_text_quotes_a_run_that_is_no_row() -> None:
    slugs = {slug.replace("-", "_") for slug in ROWS}
    for one in DEVIATIONS.values():
        text = lookup("en", f"paper.deviations.{one.key}") or ""
        names = re.findall(r"\{[a-z_]+_(?:n140_)?(\d[a-z0-9_]*)\}", text)
        assert set(names) <= slugs, one.key
