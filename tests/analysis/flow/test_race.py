"""The race: fair by construction, and won by the carousel on every seed tried."""

import numpy as np
import pytest

from lstm97.analysis.flow.paths import path_shares
from lstm97.analysis.flow.practice import ROUND, practise
from lstm97.analysis.flow.race import RaceSetup, beside, contenders, depth_shares, run_race
from lstm97.engine import FULL, TRUNCATED, count, network_of
from lstm97.engine.gradcheck import gradcheck
from lstm97.paper.show.examples import example
from lstm97.tasks import TASKS, pick

TASK = TASKS["temporal-order"](length=40)


@pytest.fixture
def sequence():
    return pick(TASK.draw(1, rng=np.random.default_rng(5)), 0)


def test_both_networks_have_about_as_many_weights():
    for slug in ("temporal-order", "adding", "embedded-reber"):
        rnn, lstm = contenders(TASKS[slug](), RaceSetup()).values()
        assert abs(count(rnn.spec) / count(lstm.spec) - 1) < 0.1


def test_beside_a_trained_net_runs_one_of_its_size_with_the_same_loss():
    lstm = example("4").lstm
    rnn = beside(lstm, RaceSetup(seed=3, activation="relu"))["rnn"]
    assert abs(count(rnn.spec) / count(lstm.spec) - 1) < 0.1
    assert (rnn.spec.output, rnn.spec.activation) == (lstm.spec.output, "relu")
    assert (rnn.hidden == beside(lstm, RaceSetup(seed=3, activation="relu"))["rnn"].hidden).all()


def test_contenders_are_the_same_for_a_seed_and_have_the_biases_asked_for():
    one, again = (contenders(TASK, RaceSetup(seed=4, input_bias=-1.5)) for _ in range(2))
    for side in one:
        assert (one[side].hidden == again[side].hidden).all()
    lstm = one["lstm97"]
    assert lstm.hidden[lstm.spec.rows["net_in"], -1].tolist() == [-1.5, -3.0]


def test_truncated_the_state_error_is_constant_to_the_last_bit(sequence):
    laps = run_race(contenders(TASK, RaceSetup()), sequence, cuts=TRUNCATED)
    states = laps["lstm97"].flow.state
    assert (states == states[-1]).all()
    assert laps["lstm97"].reach.retention == 1.0
    assert laps["rnn"].reach.depth < 5


def test_an_error_of_one_step_is_followed_from_there(sequence):
    laps = run_race(contenders(TASK, RaceSetup()), sequence, at=12)
    assert {lap.reach.source for lap in laps.values()} == {12}


def test_many_seeds_in_a_batch_are_the_races_one_by_one():
    seeds = [3, 8, 21]
    pairs = {seed: contenders(TASK, RaceSetup(seed=seed)) for seed in seeds}
    shares = depth_shares(TASK, pairs, cuts=TRUNCATED)
    for n, seed in enumerate(seeds):
        alone = pick(TASK.draw(1, rng=np.random.default_rng([seed, 97])), 0)
        laps = run_race(pairs[seed], alone, cuts=TRUNCATED)
        for side, lap in laps.items():
            assert shares[side][n] == pytest.approx(lap.reach.depth / lap.reach.source)
    assert (shares["lstm97"] == 1).all()
    assert shares["rnn"].max() < 0.2


def test_path_shares_sum_to_one_and_truncation_leaves_two_paths(sequence):
    networks = contenders(TASK, RaceSetup(scale=0.5))
    for cuts, paths in ((TRUNCATED, 2), (FULL, 5)):
        shares = path_shares(run_race(networks, sequence, cuts=cuts)["lstm97"].flow)
        assert sum(shares.values()) == pytest.approx(np.ones(len(sequence.xs)))
        used = {name for name, share in shares.items() if share.max() > 0}
        assert len(used) == paths
    assert {"carousel", "output_layer"} <= used


def test_practice_is_a_pure_function_of_seed_and_round():
    task = TASKS["two-sequence"](length=20)
    start = contenders(task, RaceSetup(input_bias=-2.0))
    one, again = (practise(start, task, rate=0.5, seed=2, number=7) for _ in range(2))
    assert one.loss == again.loss
    assert (one.networks["lstm97"].hidden == again.networks["lstm97"].hidden).all()
    other = practise(start, task, rate=0.5, seed=2, number=8)
    assert other.loss != one.loss


def test_the_lstm_learns_what_the_recurrent_network_cannot():
    """The two-sequence problem (experiment 3a) at 40 steps, a thousand sequences."""
    task = TASKS["two-sequence"](length=40)
    networks = contenders(task, RaceSetup(input_bias=-1.0))
    for number in range(1000 // ROUND):
        done = practise(networks, task, rate=1.0, seed=1, number=number)
        networks = done.networks
    assert done.right["lstm97"] > 0.9
    assert done.right["rnn"] < 0.5


def test_a_network_that_diverges_keeps_its_last_finite_weights():
    task = TASKS["adding"](length=15)
    start = contenders(task, RaceSetup(scale=1e200, activation="identity"))
    done = practise(start, task, rate=0.1, seed=1, number=0)
    assert "rnn" in done.divergent
    assert np.isfinite(done.networks["rnn"].hidden).all()


@pytest.mark.parametrize("task", ["adding", "temporal-order"])
def test_the_proof_holds_on_long_sequences_too(task):
    """A state that adds up a thousand steps bends under a moved weight a thousand times as far."""
    task = TASKS[task](length=500)
    sequence = pick(task.draw(1, rng=np.random.default_rng([1, 97])), 0)
    for lap in run_race(contenders(task, RaceSetup()), sequence).values():
        trace = lap.flow.trace
        network = network_of(trace.params)
        assert gradcheck(network, trace.params, *trace.inputs, cuts=lap.flow.cuts).passed


@pytest.mark.parametrize(
    ("length", "entry", "error", "state"),
    [
        (300, RaceSetup(seed=102, scale=1.5, input_bias=-2.0), 2.77931765e-34, None),
        (1000, RaceSetup(seed=2, scale=3.0, input_bias=2.0), 4.3e-315, -1425.33),
    ],
)
def test_what_a_drifted_cell_lets_in_is_kept_to_the_first_step(length, entry, error, state):
    """Slopes computed from outputs said that there was no error at all."""
    task = TASKS["temporal-order"](length=length)
    sequence = pick(task.draw(1, rng=np.random.default_rng([entry.seed, 97])), 0)
    lap = run_race(contenders(task, entry), sequence, cuts=TRUNCATED)["lstm97"]
    assert lap.reach.source == len(sequence.xs) - 1
    assert lap.reach.curve[-1] == pytest.approx(error, rel=0.01)
    assert (lap.reach.curve == lap.reach.curve[-1]).all()
    (event,) = lap.reach.events
    assert event.kind == "drift"
    assert event.value == pytest.approx(state or lap.trace.gates.s[-1, 2], rel=1e-4)
