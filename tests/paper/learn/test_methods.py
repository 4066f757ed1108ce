"""Every row is trained by one method, which knows its net; measured counts stay what they were."""

import json

import numpy as np
import pytest

from lstm97.paper.data.readings import OPEN
from lstm97.paper.data.rows import ROWS
from lstm97.paper.learn.methods import METHODS, learner
from lstm97.paper.learn.trial import Trial
from lstm97.paper.run.job import plan
from lstm97.paper.run.trials import Batch
from lstm97.paper.show.results import FOLDER, load_all

# Two trials of seed 7 after one block (2a: six, so that the cell has come in): sums of |hidden|
# and |output| weights, of the last block's errors and shares right; written down before methods
# took the place of conditions.
MEASURED = {
    "1-5": (92.69626384801765, 37.668089650780345, 0.6318190131621674, 0.0),
    "1-5-sequence": (97.29656365375354, 42.850105410855065, 0.5492109521582486, 0.0),
    "1-4-distinct": (97.44246851133704, 34.529397367885146, 0.5256902470635727, 0.0),
    "1-5-tolerant": (91.11683246503799, 35.5311685529053, 0.6419114526993683, 0.0),
    "1-5-biased": (69.406175010595, 45.39831157395108, 0.500792390308591, 0.0),
    "2a-tolerant": (673.4952103272211, 29043.383583711024, 0.3708855761800579, 0.41),
    "2b-end-tolerant": (
        650.0174259125662,
        17926.172695066747,
        0.22080482679985697,
        0.6,
    ),
    "2c-1": (70.685750481264, 0.7674323442543888, 1.000936894509974, 0.0),
    "2c-1-unfed": (63.7847889376478, 0.6387600993188638, 1.000939009283972, 0.0),
    "3a-1": (51.48743378321031, 0.6325984403152956, 0.998839504684692, 0.0),
    "3b-1": (51.85824296727465, 0.31040467308422887, 1.0000903430776207, 0.0),
    "3c-1": (51.387445230208606, 0.3702214634410905, 0.6513827115557497, 0.0),
    "4-1": (26.65937618702563, 1.1547691829632591, 0.36747102865165304, 0.37),
    "4-1-calm": (23.059952609166594, 1.370375355592588, 0.3680745608155781, 0.35),
    "4-1-unfed": (19.96399722410592, 1.369638200580234, 0.3680766190936665, 0.35),
    "4-1-rnn": (9.295491863266616, 1.921672783618058, 0.40560788502250383, 0.25),
    "5": (27.47878550831998, 0.865892489868634, 0.42370375937426635, 0.2),
    "6a": (26.83667757005119, 12.06904623631391, 0.8026094415231869, 0.0),
    "6a-full": (26.919422986092364, 12.055958498840807, 0.8022149862807224, 0.0),
    "6b-calm-doubled": (44.79155403698089, 26.95217185257598, 0.7415688920083158, 0.0),
}


def test_every_method_is_that_of_some_row() -> None:
    assert set(METHODS) == {row.method for row in ROWS.values()}


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.slug)
def test_the_method_of_a_row_knows_its_net(row) -> None:
    assert METHODS[row.method].fits(row.spec)


def test_a_net_that_a_method_does_not_know_is_refused() -> None:
    trial = Trial(ROWS["4-1-unfed"], 0, 1)
    trial.row = ROWS["4-1"]
    params = Batch([Trial(ROWS["4-1-unfed"], 0, 1)]).params
    with pytest.raises(ValueError, match="'online' does not train"):
        learner(params, [trial])


@pytest.mark.parametrize("slug", MEASURED)
def test_what_a_row_learns_has_not_changed(slug) -> None:
    row = ROWS[slug]
    batch = Batch([Trial(row, index, 7) for index in (0, 3)])
    for _ in range(6 if row.grow else 1):
        standing = batch.advance()
    params = batch.params
    sums = np.abs(params.hidden).sum(), np.abs(params.output).sum()
    found = [*sums, standing.error.sum(), standing.correct.sum()]
    np.testing.assert_allclose(found, MEASURED[slug], rtol=1e-9)


@pytest.mark.parametrize(("slug", "index"), [("3b-1", 1), ("2b-end-tolerant", 11)])
def test_a_trial_takes_the_number_of_sequences_that_is_kept(slug, index) -> None:
    result = load_all()[slug]
    wanted = next(trial for trial in result["trials"] if trial["index"] == index)["marks"]
    trial = Trial(ROWS[slug], index, result["seed"])
    batch = Batch([trial])
    while batch.live:
        batch.advance()
    counts = {mark.milestone: mark.sequences for mark in trial.marks}
    assert counts == {name: mark["sequences"] for name, mark in wanted.items()}
    assert [mark.exam.wrong for mark in trial.marks if mark.exam] == [
        mark["exam"]["wrong"] for mark in wanted.values() if mark["exam"]
    ]


def test_guesses_are_counted_as_before() -> None:
    trial = Trial(ROWS["3b-1-guess"], 5, 1997)
    METHODS["guess"].alone(trial, lambda _: None)
    kept = json.loads((FOLDER / "3b-1-guess.json").read_text())["trials"][5]
    assert trial.marks[0].sequences == kept["marks"]["ST1"]["sequences"]


def test_rows_run_together_if_net_method_and_task_allow_it() -> None:
    groups = {slug: group for group in plan(list(ROWS.values())) for slug in group}
    assert groups["4-1"] == ("4-1", "5", "5-random")
    assert groups["2a"] == ("2a", "2a-doubled-closed", "2a-tolerant")
    assert groups["2b"] == ("2b",)
    assert groups["2b-end"] == ("2b-end", "2b-end-closed", "2b-end-doubled-closed",
                                "2b-end-tolerant")  # fmt: skip
    assert groups["1-5"] == ("1-2", "1-3", "1-5", "1-5-swapped",
                             "1-5-legal-swapped", "1-5-legal-swapped-tolerant")  # fmt: skip
    assert groups["6b"] == ("6b", "6b-doubled")
    assert groups["2c-1"] == ("2c-1", "2c-1-doubled")


def test_printed_rows_and_readings_change_nothing_that_the_text_says() -> None:
    for row in ROWS.values():
        if row.kind in ("printed", "reading"):
            assert set(OPEN).issuperset(row.readings), row.slug
        elif row.kind == "set-up":
            assert not set(OPEN).issuperset(row.readings), row.slug
