"""The mathematics of the toolbox, against what it is said to show."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.analysis.foundations.toolbox import READABLE, chain, gaussian_tail, noise, powers

entries = st.floats(-2, 2)


@given(st.tuples(entries, entries, entries), st.sampled_from(["identity", "tanh", "logistic"]))
def test_product_of_factors_is_the_slope_that_moving_the_input_measures(weights, activation):
    found = chain(weights, activation, 20)
    assert found.slope == pytest.approx(float(np.prod(found.factors)), rel=1e-12)
    if abs(found.slope) > READABLE:
        assert found.difference_quotient == pytest.approx(found.slope, rel=1e-4, abs=1e-9)


def test_running_product_runs_from_the_end():
    found = chain((2.0, 0.5, 1.0), "identity", 6)
    np.testing.assert_allclose(found.running, [1, 0.5, 1, 1, 0.5, 1])


@pytest.mark.parametrize(("weight", "left"), [(0.9, 0.9**50), (1.0, 1.0), (1.1, 1.1**50)])
def test_fifty_equal_factors(weight, left):
    assert chain((weight,) * 3, "identity", 50).slope == pytest.approx(left)


@given(st.tuples(st.tuples(entries, entries), st.tuples(entries, entries)))
def test_no_power_is_smaller_than_the_spectral_radius_says(matrix):
    found = powers(matrix, 30)
    assert found.norms[0] == 1
    floor = found.radius ** np.arange(31)
    assert (found.norms >= floor * (1 - 1e-6) - 1e-9).all()


def test_a_matrix_may_grow_before_it_dies():
    found = powers(((0.9, 2.0), (0.0, 0.9)), 60)
    assert found.radius == pytest.approx(0.9)
    assert found.transient
    assert found.peak == 9
    assert found.norms[60] < 1 < found.norms[9]


def test_a_rotation_never_dies():
    found = powers(((0.0, -1.0), (1.0, 0.0)), 60)
    assert (found.norms == 1).all()
    assert not found.transient


def test_noise_of_experiment_3_has_variance_and_not_deviation_02():
    found = noise(0.2, 1.0, 3, 100, 1)
    assert found.variance == pytest.approx(0.2, rel=0.03)
    assert found.mean == pytest.approx(0, abs=0.01)
    assert found.beyond == pytest.approx(found.gaussian_tail, rel=0.1)
    assert (found.line[:3] == 1).all()


def test_confusing_variance_and_deviation_makes_the_task_easier():
    assert gaussian_tail(1.0, 0.2) < 1e-4 * gaussian_tail(1.0, np.sqrt(0.2))
    assert noise(0.04, 1.0, 3, 100, 1).by_sum > noise(0.2, 1.0, 3, 100, 1).by_sum


def test_the_sum_of_a_long_line_forgets_the_signal():
    assert noise(0.2, 1.0, 1, 500, 1).by_sum < 0.6
