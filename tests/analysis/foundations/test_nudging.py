"""A nudge of one knob: the ratio settles at the derivative, and the other knob is left alone."""

import numpy as np
import pytest

from lstm97.analysis.foundations.descent import fit
from lstm97.analysis.foundations.nudging import NUDGES, nudge_knob

POINTS = fit("tanh", 1)


@pytest.mark.parametrize("knob", [0, 1])
def test_the_ratio_settles_at_the_derivative(knob):
    found = nudge_knob(POINTS, np.array([0.3, -0.6]), knob, 0.5)
    off = np.abs(found.ratios - found.slope)
    assert off[-1] < 0.01
    assert (np.diff(off) < 0).all()
    assert off[NUDGES.index(0.1)] / off[NUDGES.index(0.01)] == pytest.approx(10, rel=0.2)


def test_only_the_turned_knob_moves():
    found = nudge_knob(POINTS, np.array([0.3, -0.6]), 1, 0.5)
    assert found.here == (-0.6, pytest.approx(float(POINTS.loss(0.3, -0.6))))
    assert found.there == (pytest.approx(-0.1), pytest.approx(float(POINTS.loss(0.3, -0.1))))
    assert found.ratio == pytest.approx((found.there[1] - found.here[1]) / 0.5)
