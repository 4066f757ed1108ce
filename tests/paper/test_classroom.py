"""Every experiment can be watched: nets of the paper at a short lag, a rival beside them."""

from itertools import islice

import numpy as np
import pytest

from lstm97.engine import count
from lstm97.paper.classroom import KEPT, NAMES, Rival, learn, rival_spec, small_row, thinned
from lstm97.paper.feed import BLOCK


@pytest.mark.parametrize("name", NAMES)
def test_every_experiment_gives_snapshots_of_both_nets(name):
    first, second = islice(learn(name, 10, seed=3, trials=2), 2)
    assert (first.sequences, second.sequences) == (0, BLOCK)
    assert np.isnan(first.error).all()
    assert np.isfinite(second.error).all()
    assert ((second.right >= 0) & (second.right <= 1)).all()
    assert second.lstm.spec.slug == "lstm97"
    assert second.rival.trials is None
    assert (second.rival.hidden != first.rival.hidden).any()


def test_a_run_depends_on_its_seed_alone():
    one, again, other = (
        list(islice(learn("6a", 12, seed=seed, trials=2), 3))[-1] for seed in (5, 5, 6)
    )
    assert (one.error == again.error).all()
    assert (one.lstm.hidden == again.lstm.hidden).all()
    assert (one.error != other.error).any()


def test_a_short_lag_changes_nothing_but_the_sequences():
    small, paper = small_row("6a", 20), small_row("6a", 100)
    assert small.spec == paper.spec
    assert (small.rate, small.biases, small.milestones) == (
        paper.rate,
        paper.biases,
        paper.milestones,
    )


@pytest.mark.parametrize("name", ["3a", "4", "6a"])
def test_the_rival_has_about_as_many_weights(name):
    row = small_row(name, 20)
    assert abs(count(rival_spec(row)) / count(row.spec) - 1) < 0.2


def test_the_rival_reads_what_the_lstm_reads(monkeypatch):
    """In experiments 3 to 6 both draw from equal generators."""
    from lstm97.paper import learners
    from lstm97.paper.trials import Trial

    row = small_row("4", 12)
    block = learners.feed([Trial(row, 0, 9)])()
    drawn = row.make.draw(BLOCK, rng=Rival(row, seed=9, trials=1).rngs[0])
    steps = len(drawn.xs)
    assert (block.xs[:, :steps, :, 0] == drawn.xs.transpose(2, 0, 1)).all()


def test_the_two_sequence_problem_is_solved_while_one_looks_on():
    """Experiment 3a at 20 steps: answers are right within some thousand sequences."""
    run = learn("3a", 20, seed=1, trials=2)
    last = next(snap for snap in run if snap.right[0].min() > 0.95 or snap.sequences > 4000)
    assert last.right[0].min() > 0.95
    assert last.right[1].max() < 0.7


def test_snapshots_are_thinned_and_keep_first_and_last():
    run = list(range(KEPT + 1))
    kept = thinned(run)
    assert len(kept) <= KEPT // 2 + 2
    assert (kept[0], kept[-1]) == (0, KEPT)
