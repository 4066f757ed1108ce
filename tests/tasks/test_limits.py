"""Parameters out of range are refused in words that give the range."""

import numpy as np
import pytest

from lstm97.tasks import limits


@pytest.mark.parametrize("value", [1, 5, np.int64(3)])
def test_integers_within_limits_pass(value):
    assert limits.integer("n", value, 1, 5) == int(value)


@pytest.mark.parametrize("value", [0, 6, 2.0, "2", None, True])
def test_other_values_are_refused_with_the_limits(value):
    with pytest.raises(ValueError, match="n must be an integer of at least 1 and at most 5"):
        limits.integer("n", value, 1, 5)


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_a_variance_is_finite_and_not_negative(value):
    with pytest.raises(ValueError, match="noise must be a variance"):
        limits.variance("noise", value)
