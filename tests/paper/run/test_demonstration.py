"""Every experiment can be watched: nets of the paper at a short lag, a rival beside them."""

import tracemalloc
from itertools import islice

import numpy as np
import pytest

from lstm97.engine import FULL, backward, count, forward, sgd
from lstm97.paper.data.experiments import NAMES, small_row
from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.learn.rival import RATE, Rival, learn_once, rival_spec
from lstm97.paper.learn.trial import Trial
from lstm97.paper.run.demonstration import PART, Learning
from lstm97.paper.run.trials import Batch
from lstm97.tasks import join
from lstm97.ui.base.courses import bytes_of


@pytest.mark.parametrize("name", NAMES)
def test_every_experiment_gives_snapshots_of_both_nets(name):
    first, second = islice(Learning(name, 10, seed=3, trials=2), 2)
    assert (first.sequences, second.sequences) == (0, PART)
    assert np.isnan(first.error).all()
    assert np.isfinite(second.error).all()
    assert ((second.right >= 0) & (second.right <= 1)).all()
    assert second.lstm.spec.slug == "lstm97"
    assert second.rival.trials is None
    assert (second.rival.hidden != first.rival.hidden).any()


def test_a_run_depends_on_its_seed_alone():
    one, again, other = (
        list(islice(Learning("6a", 12, seed=seed, trials=2), 3))[-1] for seed in (5, 5, 6)
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
    from lstm97.paper.learn import methods

    row = small_row("4", 12)
    block = methods.feed([Trial(row, 0, 9)])()
    drawn = row.make.draw(BLOCK, rng=Rival(row, seed=9, trials=1).rngs[0])
    steps = len(drawn.xs)
    assert (block.xs[:, :steps, :, 0] == drawn.xs.transpose(2, 0, 1)).all()


def test_the_two_sequence_problem_is_solved_while_one_looks_on():
    """Experiment 3a at 20 steps: answers are right within some thousand sequences."""
    run = Learning("3a", 20, seed=1, trials=2)
    last = next(snap for snap in run if snap.right[0].min() > 0.95 or snap.sequences > 4000)
    assert last.right[0].min() > 0.95
    assert last.right[1].max() < 0.7


@pytest.mark.parametrize("name", NAMES)
def test_a_block_in_parts_is_the_same_block(name):
    row = small_row(name, 12)
    whole, parted = (Batch([Trial(row, index, 4) for index in range(2)]) for _ in range(2))
    for _ in range(2):
        one, *_, last = whole.advance(), *parted.parts(PART)
    assert one.sequences == last.sequences == 2 * BLOCK
    assert (one.params.hidden == last.params.hidden).all()
    assert (one.params.output == last.params.output).all()
    np.testing.assert_array_equal(one.error, last.error)
    np.testing.assert_array_equal(one.correct, last.correct)


@pytest.mark.parametrize("name", NAMES)
def test_the_rival_learns_by_its_own_full_gradient(name):
    rival = Rival(small_row(name, 12), seed=2, trials=3)
    drawn = join([rival.task.draw(1, rng=rng) for rng in rival.rngs])
    trace = forward(rival.params, *drawn[:3])
    wanted = sgd(rival.params, backward(trace, cuts=FULL).grad, RATE)
    params, outputs = learn_once(rival.params, drawn)
    np.testing.assert_allclose(params.hidden, wanted.hidden, rtol=0, atol=1e-14)
    np.testing.assert_allclose(params.output, wanted.output, rtol=0, atol=1e-14)
    np.testing.assert_allclose(outputs, trace.y_k, rtol=0, atol=1e-14)


@pytest.mark.parametrize("name", NAMES)
def test_a_run_that_lets_go_of_its_sequences_goes_on_as_if_it_had_not(name):
    kept, let_go = (Learning(name, 12, seed=4, trials=2) for _ in range(2))
    for one, other in islice(zip(kept, let_go, strict=True), 13):
        let_go.release()
        for side in ("lstm", "rival"):
            assert (getattr(one, side).hidden == getattr(other, side).hidden).all()


def test_at_rest_a_run_keeps_next_to_nothing_in_memory():
    tracemalloc.start()
    run = Learning("2c", 60, seed=1, trials=10)
    list(islice(run, 3))
    working, _ = tracemalloc.get_traced_memory()
    run.release()
    resting, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert resting < 2e6 < working
    assert peak < 60e6  # one trial's sequences at full width, the others a byte a symbol


def test_a_snapshot_keeps_one_trial_of_many():
    first, *_ = run = list(islice(Learning("2a", 20, seed=1, trials=10), 3))
    one = sum(net.hidden.nbytes + net.output.nbytes for net in (first.lstm, first.rival))
    assert all(bytes_of((shot.lstm, shot.rival)) == one for shot in run)
