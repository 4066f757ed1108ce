"""How far an error reaches: depth, what is kept, and failures by name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.analysis.flow.reach import reach
from lstm97.engine.health import LEAST


@given(factor=st.floats(0.5, 0.99), steps=st.integers(5, 200), share=st.sampled_from([0.5, 0.01]))
def test_depth_of_a_geometric_decay_is_the_paper_and_pencil_one(factor, steps, share):
    curve = 3.0 * factor ** np.arange(steps)[::-1]
    found = reach(curve, share)
    wanted = int(np.floor(np.log(share) / np.log(factor) + 1e-9))
    assert found.depth == min(wanted, steps - 1)
    assert found.whole == (wanted >= steps - 1)
    assert found.factor == pytest.approx(factor)


def test_the_average_factor_is_taken_while_there_is_an_error_to_measure():
    assert reach(np.array([0.0, 0.0, 0.25, 0.5, 1.0])).factor == pytest.approx(0.5)
    assert reach(np.array([np.inf, 1e6, 1e3, 1.0])).factor == pytest.approx(1e3)


def test_a_constant_error_arrives_whole_from_where_it_entered():
    curve = np.array([2.0, 2.0, 2.0, 2.0, 0.0, 0.0])
    found = reach(curve)
    assert (found.source, found.depth, found.whole, found.retention) == (3, 3, True, 1.0)


def test_depth_stops_at_the_first_gap_however_loud_it_is_before():
    assert reach(np.array([5.0, 0.0, 1.0, 1.0])).depth == 1


def test_overflow_and_underflow_are_named_where_the_error_meets_them():
    low = reach(np.array([1e-20, 1e-15, 1e-3, 1.0]))
    assert [(event.kind, event.t) for event in low.events] == [("underflow", 0)]
    high = reach(np.array([np.nan, np.inf, 1e300, 1.0]))
    assert [(event.kind, event.t) for event in high.events] == [("overflow", 1)]
    assert high.depth == 1
    assert not high.whole


def test_an_error_that_overflowed_before_it_left_reaches_nothing():
    found = reach(np.array([np.nan, np.nan, np.nan]))
    assert (found.depth, found.whole) == (0, False)
    assert [event.kind for event in found.events] == ["overflow"]


def test_no_error_is_no_reach():
    found = reach(np.zeros(4))
    assert found.source is None
    assert found.depth == 0
    assert np.isnan(found.factor)


@pytest.mark.parametrize("share", [0, -1, 1.5, np.nan])
def test_a_share_must_be_a_share(share):
    with pytest.raises(ValueError, match="share"):
        reach(np.ones(3), share)


def test_what_is_too_small_to_hold_is_not_nothing():
    """A hundredth a step: after 200 steps no double holds what is left, yet it is no 0."""
    fades = 0.01 ** np.arange(200.0)[::-1]
    assert fades[0] == 0
    assert reach(fades).retention == LEAST
    assert reach(np.where(np.arange(200) < 90, 0, fades)).retention == LEAST
    assert reach(np.where(np.arange(200) < 150, 0, fades)).retention == 0  # cut off at 10⁻⁹⁸
