"""The memory cell: what gates protect, what blocks share, drift, abuse, and what mends them."""

import numpy as np
import pytest

from lstm97.analysis.cell import abuse, drift, valve_game
from lstm97.engine import NETWORKS, TRUNCATED, count
from lstm97.engine.gradcheck import gradcheck
from lstm97.engine.lstm97 import Spec


def pose(seed, steps=12, size=1):
    return valve_game.puzzle(steps, size, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [1, 4])
def test_perfect_keeper_carries_every_value_of_the_block_with_the_same_two_gates(seed, size):
    puzzle = pose(seed, size=size)
    play = valve_game.play(puzzle, [puzzle.mark + 1], [puzzle.steps])
    assert play.score == pytest.approx(100, abs=1e-6)
    np.testing.assert_allclose(play.answer, valve_game.readout(puzzle.values[puzzle.mark]))
    assert play.flow.trace.gates.y_in.shape[1] == 1


def test_shut_cell_scores_nothing_and_open_one_says_a_mixture():
    puzzle = pose(1)
    everywhere = range(1, puzzle.steps + 1)
    assert valve_game.play(puzzle, (), ()).score == pytest.approx(0, abs=1e-6)
    open_wide = valve_game.play(puzzle, everywhere, everywhere)
    mixture = np.tanh(puzzle.values / 2).sum() * 2
    np.testing.assert_allclose(open_wide.flow.trace.gates.s[-1, 0], mixture, rtol=1e-6)


def test_input_gate_protects_the_cell_and_output_gate_the_others():
    puzzle = pose(1)
    kept, end = [puzzle.mark + 1], [puzzle.steps]
    disturbed = valve_game.play(puzzle, [*kept, *end], end)
    loud = valve_game.play(puzzle, kept, range(1, puzzle.steps + 1))
    perfect = valve_game.play(puzzle, kept, end)
    assert disturbed.answer != pytest.approx(perfect.answer, abs=1e-3)
    assert loud.answer == pytest.approx(perfect.answer)
    assert loud.score < perfect.score


def test_reader_cell_has_a_right_gradient():
    puzzle = pose(2, steps=8, size=2)
    trace = valve_game.play(puzzle, [1, 3, 8], [2, 8]).flow.trace
    check = gradcheck(NETWORKS["lstm97"], trace.params, *trace.inputs, cuts=TRUNCATED)
    assert check.passed


def test_trained_network_opens_its_gates_where_a_keeper_does():
    nets = valve_game.from_text(valve_game.FILE.read_text(encoding="utf-8"))
    scores = [valve_game.let_play(nets[6000], pose(seed)).score for seed in range(20)]
    assert np.median(scores) > 95
    assert max(valve_game.let_play(nets[0], pose(seed)).score for seed in range(20)) < 5
    puzzle = pose(1)
    gates = valve_game.let_play(nets[6000], puzzle).flow.trace.gates
    assert gates.y_in[:, 0].argmax() == puzzle.mark
    assert gates.y_out[:, 0].argmax() == puzzle.steps - 1


def test_baked_network_is_the_one_that_its_command_makes():
    baked = valve_game.from_text(valve_game.FILE.read_text(encoding="utf-8"))
    again = list(valve_game.school(sequences=1000, every=500))
    for one in again:
        np.testing.assert_allclose(baked[one.sequences].hidden, one.params.hidden, rtol=1e-8)
    assert valve_game.COMMAND in valve_game.FILE.read_text(encoding="utf-8")


def test_larger_blocks_need_fewer_weights_for_as_many_cells():
    weights = [count(Spec(2, 1, 4 // size, size, gates_fed_back=True)) for size in (1, 2, 4)]
    assert weights == sorted(weights, reverse=True)


def test_ajar_gate_lets_the_state_drift_until_no_error_enters():
    ajar = drift.drift(0.0)
    assert ajar.state[-1] > 20
    assert (np.diff(ajar.state) > 0).all()
    assert ajar.entry[-1] < 1e-9 < 0.2 < ajar.entry[0]


@pytest.mark.parametrize("bias", [-6.0, -3.0, 0.0, 1.0, 2.0])
def test_entry_of_an_error_is_exact_where_the_output_is_flat(bias):
    run = drift.drift(bias)
    slope = 0.5 / np.cosh(run.state / 2) ** 2  # of 2 / (1 + exp(-s)) - 1; 1 - h^2 would round to 0
    assert run.entry == pytest.approx(0.5 * slope, rel=1e-9)
    assert run.arrives == pytest.approx(run.entry[-1] * run.exit, rel=1e-9)


@pytest.mark.parametrize("steps", [6, 7, 12, 20])
def test_more_cells_in_a_block_change_neither_the_mark_nor_the_first_values(steps):
    for seed in range(1, 20):
        one, four = (valve_game.puzzle(steps, n, rng=np.random.default_rng(seed)) for n in (1, 4))
        assert one.mark == four.mark
        assert (one.values[:, 0] == four.values[:, 0]).all()
        assert (np.abs(four.values[four.mark]) >= 0.5).all()
        assert valve_game.keep(four).score == pytest.approx(100)


def test_negative_input_gate_bias_mends_drift_at_a_small_price():
    ajar, cured = drift.drift(0.0), drift.drift(-3.0)
    assert cured.state[-1] < 3
    assert cured.entry[-1] > 1e8 * ajar.entry[-1]
    assert cured.exit < ajar.exit  # the price
    assert cured.arrives > 1e8 * ajar.arrives  # and what it buys
    assert cured.arrives == pytest.approx(cured.entry[-1] * cured.exit)


@pytest.mark.parametrize("seed", [1, 2])
def test_without_a_bias_cells_are_abused_as_constants_and_output_gate_biases_keep_one_free(seed):
    free, held = (abuse.training(biases, seed=seed) for biases in ((0.0, 0.0), (-1.0, -4.0)))
    assert free.parts[-1].sum() == pytest.approx(abuse.MEAN, abs=0.1)
    assert (free.parts[-1] > 0.2).all()
    assert free.swing.max() < 0.2 * abuse.SWING  # what they add does not depend on the sequence
    assert held.parts[-1, 0] > 0.5
    assert abs(held.parts[-1, 1]) < 0.05
