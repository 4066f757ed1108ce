"""Learning as a generator of snapshots."""

from itertools import islice

import numpy as np
import pytest
from networks import every_variant, make

from lstm97.engine import NETWORKS, TRUNCATED, backward, forward, sgd
from lstm97.engine.training import train


def show(case):
    return lambda rng: (case.xs + rng.normal(0, 0.01, case.xs.shape), case.targets, case.teach)


def rng():
    return np.random.default_rng(5)


@every_variant
def test_learning_lowers_the_error(variant):
    case = make(variant)
    snapshots = train(case.network, case.params, show(case), rate=0.1, rng=rng(), every=5)
    first, *later = islice(snapshots, 6)
    assert first.sequences == 0
    assert np.isnan(first.loss)
    assert first.params is case.params
    assert [snapshot.sequences for snapshot in later] == [5, 10, 15, 20, 25]
    assert later[-1].loss < later[0].loss


def test_learning_is_gradient_steps_and_nothing_else():
    case = make("lstm97")
    _, snapshot = islice(
        train(case.network, case.params, show(case), rate=0.3, rng=rng(), every=3), 2
    )
    params, source, total = case.params, rng(), 0.0
    for _ in range(3):
        trace = forward(params, *show(case)(source))
        params = sgd(params, backward(trace, cuts=TRUNCATED).grad, 0.3)
        total += trace.loss.sum()
    assert (snapshot.params.hidden == params.hidden).all()
    assert snapshot.loss == pytest.approx(total / 3)
    assert not snapshot.diverged


def test_trials_learn_side_by_side():
    case = make("gru", trials=3)
    *_, last = islice(train(case.network, case.params, show(case), rate=0.1, rng=rng(), every=4), 3)
    assert last.loss.shape == (3,)


def test_weights_that_are_no_longer_numbers_end_it():
    network = NETWORKS["rnn"]
    spec = network.spec(1, 1, activation="identity", output="identity")
    params = network.init(spec, rng=rng(), scale=1.0)
    sequence = np.full((40, 1), 100.0), np.zeros((40, 1)), np.ones(40)
    snapshots = list(train(network, params, lambda _: sequence, rate=1e3, rng=rng()))
    assert snapshots[-1].diverged
    assert 0 < snapshots[-1].sequences < 100
    assert not any(snapshot.diverged for snapshot in snapshots[:-1])


def test_a_snapshot_is_taken_every_so_often():
    case = make("rnn")
    with pytest.raises(ValueError, match="every must be a whole number of 1 or more, got 0"):
        next(train(case.network, case.params, show(case), rate=0.1, rng=rng(), every=0))
