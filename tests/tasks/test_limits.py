"""A noise variance out of range is refused in words that give the range."""

import pytest

from lstm97.tasks import limits


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_a_variance_is_finite_and_not_negative(value):
    with pytest.raises(ValueError, match="noise must be a variance"):
        limits.variance("noise", value)
