"""Lines of equal height lie where the height is, in one piece, and stay there when thinned."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.analysis.foundations.contours import isolines, joined, levels, thinned

XS, YS = np.linspace(-2, 3, 61), np.linspace(-2.5, 2, 61)


def bowl():
    """Heights x^2 + 2 y^2: every line is an ellipse around the origin."""
    return XS**2 + 2 * YS[:, None] ** 2


def far(points, line):
    """The largest distance of ``points`` from a line of straight pieces."""
    start, way = line[:-1], np.diff(line, axis=0)
    share = ((points[:, None] - start) * way).sum(axis=-1) / (way**2).sum(axis=-1)
    foot = start + share.clip(0, 1)[..., None] * way
    return np.hypot(*(points[:, None] - foot).T).min(axis=0).max()


@pytest.mark.parametrize("level", [0.5, 1.7, 3.0])
def test_a_closed_line_is_one_ring_at_its_height(level):
    (ring,) = joined(isolines(bowl(), XS, YS, level))
    assert (ring[0] == ring[-1]).all()
    heights = ring[:, 0] ** 2 + 2 * ring[:, 1] ** 2
    assert np.abs(heights - level).max() < 0.01


def test_a_line_that_leaves_the_map_ends_at_its_edge():
    pieces = joined(isolines(bowl(), XS, YS, 6.0))
    for piece in pieces:
        assert {abs(piece[0]).max(), abs(piece[-1]).max()} <= {2.0, 2.5, 3.0}


def test_levels_are_inside_and_in_equal_ratios():
    heights = levels(bowl(), 7)
    assert bowl().min() < heights[0] < heights[-1] < bowl().max()
    np.testing.assert_allclose(heights[1:] / heights[:-1], heights[1] / heights[0])


def test_a_thinned_ring_is_short_closed_and_in_its_place():
    (ring,) = joined(isolines(bowl(), XS, YS, 1.7))
    few = thinned(ring, 0.02)
    assert len(few) < len(ring) / 3
    assert (few[0] == few[-1]).all()
    assert far(ring, few) <= 0.02


POINTS = st.lists(st.tuples(*[st.integers(-50, 50)] * 2), min_size=2, max_size=40, unique=True)


@given(points=POINTS, within=st.floats(0.01, 5))
def test_thinning_keeps_ends_and_moves_nothing(points, within):
    line = np.array(points, float)
    few = thinned(line, within)
    assert (few[[0, -1]] == line[[0, -1]]).all()
    assert {tuple(one) for one in few} <= {tuple(one) for one in line}
