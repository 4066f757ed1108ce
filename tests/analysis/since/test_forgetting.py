"""The forget gate: from carousel to leak by its bias, and a reset where a stream needs one."""

import numpy as np
import pytest

from lstm97.analysis.since import continual, forgetting
from lstm97.analysis.since.continual import Stream
from lstm97.analysis.since.forgetting import Dial
from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, forward
from lstm97.engine.gradcheck import gradcheck

BIASES = (8.0, 3.0, 1.0, 0.0, -1.0)


@pytest.mark.parametrize("bias", BIASES)
@pytest.mark.parametrize("scale", [0.1, 1.0])
def test_truncated_error_is_the_product_of_the_measured_gates(bias, scale):
    fade = forgetting.fade(Dial(bias, scale=scale))
    np.testing.assert_allclose(fade.reaches["lstm2000"].curve, fade.gates, rtol=1e-12)


@pytest.mark.parametrize("bias", BIASES)
def test_small_weights_leave_the_gate_to_its_bias(bias):
    fade = forgetting.fade(Dial(bias, steps=50))
    depth = fade.reaches["lstm2000"].depth
    promised = min(forgetting.depth_on_paper(bias), fade.steps - 1)
    assert abs(depth - promised) <= 1
    assert fade.sigma[-2] == pytest.approx(1 / (1 + np.exp(-bias)))


def test_the_dial_in_steps_for_one_per_cent():
    assert [forgetting.depth_on_paper(bias) for bias in BIASES] == [13730, 94, 14, 6, 3]


def test_half_is_lost_at_each_step_where_the_bias_is_zero():
    assert forgetting.keep(0) == 0.5
    assert forgetting.depth_on_paper(0, share=0.25) == 2


def test_wide_open_it_is_the_cell_of_1997_to_the_last_bit():
    dial = Dial(40.0, scale=1.0)
    fade = forgetting.fade(dial)
    new, old = (fade.flows[side] for side in ("lstm2000", "lstm97"))
    np.testing.assert_allclose(new.trace.gates.s, old.trace.gates.s, rtol=1e-12)
    np.testing.assert_allclose(new.state, old.state, rtol=1e-12)
    assert (fade.reaches["lstm97"].curve == 1).all()


def test_anything_less_than_open_leaks_and_the_carousel_does_not():
    fade = forgetting.fade(Dial(8.0, steps=500))
    assert fade.reaches["lstm97"].retention == 1
    assert 0.8 < fade.reaches["lstm2000"].retention < 0.9


@pytest.mark.parametrize("bias", BIASES)
def test_a_gru_leaks_by_its_own_gate(bias):
    fade = forgetting.fade(Dial(bias, steps=50))
    gate = fade.flows["gru"].trace.gates.y_z
    each = np.stack([forgetting.products(column) for column in gate.T], axis=1)
    last = fade.flows["gru"].state[-1]
    np.testing.assert_allclose(fade.flows["gru"].state, each * last, rtol=1e-12)


def test_with_the_full_gradient_and_large_weights_the_curve_is_not_the_product():
    fade = forgetting.fade(Dial(3.0, scale=1.0, gradient="full"))
    assert not np.allclose(fade.reaches["lstm2000"].curve, fade.gates, rtol=0.5)


def test_depths_grow_with_the_bias_until_the_sequence_ends():
    depths = forgetting.measured_depths(Dial(1.0))
    assert (np.diff(depths) >= 0).all()
    assert depths[-1] == forgetting.fade(Dial(1.0)).steps - 1
    here = forgetting.SWEEP.index(1.0)
    assert depths[here] == forgetting.fade(Dial(1.0)).reaches["lstm2000"].depth


# ---- the stream


def test_the_cell_of_1997_adds_up_all_values_and_answers_their_sum():
    stream = Stream()
    life = continual.live(stream)["lstm97"]
    stored = life.trace.gates.g[stream.starts, 0]
    np.testing.assert_allclose(life.state[stream.ends], np.cumsum(stored), rtol=0.01)
    assert life.right[0]
    assert life.right.mean() < 0.2


def test_its_state_drifts_without_limit_and_closes_the_exit():
    drifts = [continual.live(Stream(episodes=n))["lstm97"].drift for n in (10, 20, 40, 60)]
    assert drifts == sorted(drifts)
    assert drifts[-1] > 4 * drifts[0]
    slopes = continual.live(Stream(episodes=60))["lstm97"].slope
    assert slopes[0] > 0.9
    assert slopes[-1] < 1e-4


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("side", ["lstm2000", "gru"])
def test_a_gate_that_closes_resets_and_every_answer_is_right(side, signed):
    life = continual.live(Stream(episodes=60, signed=signed))[side]
    assert life.right.all()
    assert life.drift < 0.6


def test_the_reset_is_the_forget_gate_at_the_start_signal():
    stream = Stream()
    life = continual.live(stream)["lstm2000"]
    closed = life.trace.gates.y_forget[stream.starts, 0].max()
    assert continual.reset(life, stream) == pytest.approx(closed, rel=1e-6)
    assert closed < 1e-3


def test_error_goes_through_all_episodes_in_1997_and_stops_at_its_own_with_the_gate():
    stream = Stream()
    lives = continual.live(stream)
    assert (lives["lstm97"].error == lives["lstm97"].error[-1]).all()
    error, start = lives["lstm2000"].error, stream.starts[-1]
    assert error[start] > 0.9 * error[-1]
    assert error[start - 1] < 1e-3 * error[-1]


@pytest.mark.parametrize("side", continual.SIDES)
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_the_hand_set_networks_pass_the_gradient_check(side, cuts):
    given, params = continual.draw(Stream(3, 5)), continual.networks()[side]
    check = gradcheck(NETWORKS[side], params, given.xs, given.targets, given.teach, cuts=cuts)
    assert check.passed


def test_same_weights_but_for_the_forget_gate():
    gated = continual.forgetful()
    old = forgetting.without_forgetting(gated)
    np.testing.assert_array_equal(old.output, gated.output)
    for row in ("net_in", "net_out", "net_c"):
        np.testing.assert_array_equal(
            old.hidden[old.spec.rows[row]], gated.hidden[gated.spec.rows[row]]
        )
    assert backward(forward(old, np.zeros((4, 2)), np.zeros((4, 1)))).grad.hidden.shape == (3, 4)
