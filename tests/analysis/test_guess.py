"""A drawn prediction comes back from its code as drawn, and is compared with what is measured."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.analysis.guess import (
    CORNERS,
    code_of,
    curve_of,
    is_tidy,
    logs_of,
    miss,
    nearest,
    tidy_code,
)

HEIGHTS = st.floats(-16, 2)


def logs(drawing):
    return np.array([np.nan if one is None else one for one in drawing], float)


@st.composite
def broken_lines(draw):
    """Drawings of a few corners, with gaps."""
    steps = draw(st.integers(2, 1100))
    corners = sorted(draw(st.sets(st.integers(0, steps - 1), min_size=1, max_size=10)))
    heights = draw(st.lists(HEIGHTS, min_size=len(corners), max_size=len(corners)))
    drawing = [None] * steps
    for step in range(corners[0], corners[-1] + 1):
        drawing[step] = float(np.interp(step, corners, heights))
    for first, last in draw(
        st.lists(st.tuples(st.integers(1, 1100), st.integers(1, 1100)), max_size=3)
    ):
        for step in set(corners[1:-1]) & set(range(first, last)):
            drawing[step] = None
    return drawing


@given(broken_lines())
def test_a_drawing_comes_back_as_it_was_drawn(drawing):
    code = code_of(drawing)
    assert tidy_code(code) == code
    back = np.log10(curve_of(code, len(drawing)))
    np.testing.assert_allclose(back, logs(drawing), atol=0.01)


@given(st.lists(st.none() | HEIGHTS, min_size=1, max_size=1100))
def test_whatever_is_drawn_fits_into_a_link(drawing):
    code = code_of(drawing)
    assert len(code) <= 5 * CORNERS + CORNERS // 2 + 1
    assert tidy_code(code) == code
    assert bool(code) == any(one is not None for one in drawing)
    if code:
        back, own = np.log10(curve_of(code, len(drawing))), logs(drawing)
        ends = np.flatnonzero(np.isfinite(own))[[0, -1]]
        np.testing.assert_allclose(back[ends], own[ends], atol=0.01)
        assert logs_of(code)


def test_a_steady_hand_is_kept_to_a_tenth():
    """Sixty places of a mouse, a pixel up or down each: more corners than a link holds."""
    rng, steps = np.random.default_rng(1), 400
    ragged = np.cumsum(rng.normal(-0.25, 0.1, 61))
    drawing = np.interp(np.arange(steps), np.linspace(0, steps - 1, 61), ragged)
    back = np.log10(curve_of(code_of(list(drawing)), steps))
    assert np.abs(back - drawing).max() < 0.1


def test_a_drawing_stretches_to_another_length():
    code = code_of([-8.0, -6.0, -4.0, -2.0, 0.0])
    assert np.log10(curve_of(code, 9)) == pytest.approx(np.arange(-8, 1), abs=0.01)
    assert np.isfinite(curve_of(code, 2)).all()


def test_a_link_of_before_draws_what_it_drew():
    assert np.log10(curve_of("-2.-4", 5)) == pytest.approx([-4, -3, -2, -1, 0])
    assert curve_of("-2.-4", 5, start=None)[-1] == pytest.approx(1e-2)
    assert tidy_code("-2, 3; -99") == "-2.2.-16"
    assert [is_tidy(one) for one in ("-2,-4", "-2.-99", "", "-1." * 9)] == [
        True,
        False,
        True,
        False,
    ]
    assert logs_of("-2.-4") == (-2, -4)
    assert logs_of(code_of([-8.0, -6.0, -4.0, -2.0, 0.0])) == (-1, -2, -3, -4, -5, -6, -7, -8)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a.b",
        "aAAAAA.",
        "aAAAA",
        "aAAAA!",
        "aBBAAAAAAAA",
        "a" + "AAAAA.BBBBB." * 99,
        "b",
        "1.5e",
    ],
)
def test_what_is_no_code_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        tidy_code(text)


def test_a_curve_is_right_where_it_is_near_at_half_of_its_steps():
    measured = 10.0 ** np.arange(-8, 1)
    found = miss(code_of([None, None, None, *range(-5, 1)]), measured)
    assert (found.near, found.steps, found.is_right) == (6, 6, True)
    assert found.off == pytest.approx(0, abs=0.01)
    found = miss(code_of([float(one) for one in [-3] * 8 + [0]]), measured)
    assert (found.near, found.is_right) == (2, False)
    assert found.off == pytest.approx(sum((5, 4, 3, 2, 1, 0, 1, 2, 0)) / 9, abs=0.01)
    name, _ = nearest(code_of([0.0] * 9), {"rnn": measured, "lstm97": np.ones(9)})
    assert name == "lstm97"


def test_at_the_edge_of_the_axis_it_is_right_to_draw_at_the_edge():
    drawing = [-16.0, -16.0, 0.0]
    assert miss(code_of(drawing), [0.0, 1e-200, 1.0]).is_right
    assert not miss(code_of([-16.0, -100.0, 0.0]), [0.0, 1e-200, 1.0]).is_right  # the wide axis
    assert miss(code_of([2.0, 2.0]), [np.inf, np.nan]).is_right
