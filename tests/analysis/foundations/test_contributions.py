"""A shared weight's gradient is the sum of what each time step contributes."""

import numpy as np
import pytest

from lstm97.analysis.foundations import contributions as added
from lstm97.engine import NETWORKS, backward, forward, rnn


@pytest.fixture
def flow():
    rng = np.random.default_rng(3)
    params = NETWORKS["rnn"].init(rnn.Spec(2, 1, 3), rng=rng, scale=0.8)
    return backward(forward(params, rng.normal(size=(7, 2)), np.ones((7, 1))))


def test_contributions_of_all_time_steps_sum_to_the_gradient(flow):
    total = added.contributions(flow).sum(axis=0)
    np.testing.assert_allclose(total, flow.grad.hidden, rtol=1e-12)


def test_the_running_total_ends_at_the_gradient_when_the_error_is_back_at_the_first_step(flow):
    shares = added.loop_contributions(flow, unit=1)
    total = added.running_total(shares)
    loop = flow.trace.params.spec.sources["y_j"].start + 1
    assert total[0] == pytest.approx(flow.grad.hidden[1, loop], rel=1e-12)
    assert total[-1] == shares[-1]


def test_the_first_step_adds_nothing_to_a_loop_weight_for_it_heard_a_state_of_zero(flow):
    assert added.loop_contributions(flow)[0] == 0


def test_the_error_of_one_unit_shrinks_by_slope_times_weight_at_each_step():
    params = NETWORKS["rnn"].init(rnn.Spec(1, 1, 1), rng=np.random.default_rng(1), scale=0.9)
    run = forward(params, np.ones((5, 1)), np.ones((5, 1)))
    flow, factors = backward(run), added.back_factors(run)
    np.testing.assert_allclose(flow.nets[:-1, 0], factors[:-1] * flow.nets[1:, 0], rtol=1e-12)


def test_moving_a_weight_by_hand_gives_the_slope_that_backpropagation_gives(flow):
    moved = added.nudge(flow.trace, 1, 0)
    assert moved.slope == pytest.approx(flow.grad.hidden[1, 0], rel=1e-5)
