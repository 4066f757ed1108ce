"""Beside a solved net of the paper's scale stands a plain one that has seen as much."""

import numpy as np
import pytest

from lstm97.engine import count
from lstm97.paper.data.experiments import ROW_OF, small_row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.learn import rival
from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.run import plain
from lstm97.paper.show.examples import available, example


def test_training_is_in_whole_blocks_and_depends_on_its_seed_alone():
    row = small_row("6a", 12)
    one, again, other = (plain.train(row, 2 * BLOCK - 30, seed=seed) for seed in (5, 5, 6))
    assert one.sequences == 2 * BLOCK
    assert (one.params.hidden == again.params.hidden).all()
    assert (one.params.hidden != other.params.hidden).any()
    assert 0 <= one.right <= 1
    assert 0 < one.error < 1


def test_a_network_that_diverges_is_kept_as_it_was_before(monkeypatch):
    monkeypatch.setattr(rival, "RATE", 1e200)
    with np.errstate(all="ignore"):
        left = plain.train(small_row("5", 12), BLOCK)
    assert left.sequences == 0
    assert left.params.finite


@pytest.mark.parametrize("experiment", available())
def test_every_solved_net_has_one_that_saw_as_much(experiment):
    solved, kept = example(experiment), plain.load(experiment)
    assert solved.sequences <= kept.sequences < solved.sequences + BLOCK
    assert count(kept.params.spec) == pytest.approx(count(ROWS[ROW_OF[experiment]].spec), rel=0.2)


@pytest.mark.parametrize("experiment", ["2c", "3a", "4", "5", "6a", "6b"])
def test_over_the_papers_lags_it_has_not_learned(experiment):
    assert plain.load(experiment).right < 0.7


def test_a_missing_or_damaged_file_is_never_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(plain, "FILE", tmp_path / "plain.npz")
    assert plain.load("6a") is None
    plain.FILE.write_bytes(b"PK\x03\x04 not a file of ours")
    assert plain.load("6a") is None


def test_the_file_has_what_its_recipe_makes():
    known = plain.load("3b")  # the quickest to make again
    again = plain.train(ROWS[ROW_OF["3b"]], example("3b").sequences)
    assert (again.sequences, again.right) == (known.sequences, known.right)
    assert again.error == pytest.approx(known.error, rel=1e-6)
    assert again.params.hidden == pytest.approx(known.params.hidden, rel=1e-4, abs=1e-6)
    assert again.params.output == pytest.approx(known.params.output, rel=1e-4, abs=1e-6)
