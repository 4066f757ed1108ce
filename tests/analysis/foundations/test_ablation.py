"""What one recurrent unit can hold, by taking away each of its inputs."""

import numpy as np
import pytest

from lstm97.analysis.foundations import ablation
from lstm97.analysis.foundations.ablation import letter_weights, padded, remember, spikes, unit


def run(loop, at, length=16, activation="tanh", weight=1.0):
    return remember(unit(loop, np.array([weight]), activation), spikes(at, length))


def test_a_small_loop_forgets_old_inputs_first():
    found = run(0.6, (2, 8, 14))
    assert (np.diff(found.final_effects) > 0).all()
    assert found.lasting.tolist() == [False, False, True]
    assert found.fate == "fades"


def test_a_linear_loop_of_exactly_one_remembers_every_input_for_ever():
    found = run(1.0, (2, 8, 14), length=200, activation="identity")
    np.testing.assert_array_equal(found.final_effects, 1.0)
    np.testing.assert_array_equal(found.flow.nets, 1.0)
    assert found.fate == "keeps"


def test_a_large_loop_latches_one_spike_but_no_error_finds_its_way_back_to_it():
    found = run(2.0, (2,), length=40)
    assert found.final_effects[0] > 0.9
    assert abs(found.flow.nets[1, 0]) < 1e-6
    assert found.fate == "latched"


def test_a_latched_state_does_not_know_which_of_three_spikes_set_it():
    found = run(2.0, (2, 8, 14))
    assert abs(found.state[-1]) > 0.9
    assert not found.lasting.any()
    assert found.fate == "full"


def test_a_negative_loop_changes_sign_at_every_step():
    state = run(-1.5, (2,)).state[1:]
    assert (state[1:] * state[:-1] < 0).all()


def test_a_linear_loop_above_one_grows():
    assert run(1.2, (2,), activation="identity").fate == "grows"
    assert run(0.5, ()).fate == "silent"


@pytest.mark.parametrize("loop", [0.5, 1.3, -0.9])
def test_taking_away_a_very_small_input_is_what_the_derivative_says(loop):
    small = 1e-6
    found = remember(unit(loop, np.array([1.0]), "tanh"), small * spikes((3,), 12))
    assert found.final_effects[0] == pytest.approx(small * abs(found.flow.nets[2, 0]), rel=1e-4)


def test_letters_are_told_apart_and_none_is_silent():
    weights = letter_weights(7)
    assert len(set(weights)) == 7
    assert np.abs(weights).min() > 0


def test_silence_follows_the_word():
    word = padded(np.eye(3), 5)
    assert word.shape == (5, 3)
    assert not word[3:].any()
    assert remember(unit(0.9, letter_weights(3), "tanh"), word).steps.tolist() == [0, 1, 2]
    assert ablation.BAR == 0.01
