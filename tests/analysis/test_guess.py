"""A drawn prediction, and what a link keeps of it."""

import numpy as np
import pytest

from lstm97.analysis.guess import sample_curve, sketch_curve


def test_drawing_is_sampled_from_the_end_and_gaps_are_bridged():
    assert sample_curve([None] * 10, 4) == ()
    assert sample_curve([-8.0, -6.0, -4.0, -2.0, 0.0], 4) == (-2, -4, -6, -8)
    assert sample_curve([-8.0, None, None, None, 0.0], 4) == (-2, -4, -6, -8)


def test_the_curve_goes_through_the_points_of_the_link():
    curve = sketch_curve((-2, -4), 5, start=0.0)
    assert curve == pytest.approx(10.0 ** np.array([-4, -3, -2, -1, 0]))
    assert sketch_curve((-2, -4), 5, start=None)[-1] == pytest.approx(1e-2)
