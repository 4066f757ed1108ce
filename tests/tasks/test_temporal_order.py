"""Experiments 6a and 6b as the paper describes them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks.temporal_order import (
    SYMBOLS,
    WINDOWS_2,
    WINDOWS_3,
    scaled,
    temporal_order,
    temporal_order_3,
)

CLASSES = {"XX": "Q", "XY": "R", "YX": "S", "YY": "U"} | {
    "XXX": "Q", "XXY": "R", "XYX": "S", "XYY": "U", "YXX": "V", "YXY": "A", "YYX": "B", "YYY": "C"
}  # fmt: skip
BOTH = [(temporal_order, WINDOWS_2), (temporal_order_3, WINDOWS_3)]


def strings(sequences):
    symbols = np.array(SYMBOLS)[sequences.xs.argmax(axis=1)]
    return ["".join(symbols[:length, n]) for n, length in enumerate(sequences.lengths)]


@pytest.mark.parametrize(("factory", "windows"), BOTH)
def test_strings_follow_the_paper(factory, windows):
    task = factory()
    sequences = task.draw(2000, rng=np.random.default_rng(1))
    for string, number in zip(strings(sequences), task.label(sequences), strict=True):
        places = [t for t, symbol in enumerate(string, start=1) if symbol in "XY"]
        assert string[0] == "E"
        assert string[-1] == "B"
        assert set(string[1:-1]) <= set("abcdXY")
        for place, (low, high) in zip(places, windows, strict=True):
            assert low <= place <= high
        assert task.classes[number] == CLASSES["".join(string[t - 1] for t in places)]


@pytest.mark.parametrize(("factory", "windows"), BOTH)
def test_everything_random_is_uniform(factory, windows):
    task = factory()
    sequences = task.draw(20_000, rng=np.random.default_rng(2))
    for values, low, high in [
        (sequences.lengths, 100, 110),
        (task.label(sequences), 0, task.outputs - 1),
        *((task.relevant(sequences)[a - 1 : b].argmax(axis=0), 0, b - a) for a, b in windows),
    ]:
        shares = np.bincount(values - low, minlength=high - low + 1) / len(values)
        assert_allclose(shares, 1 / (high - low + 1), atol=0.01)
    letters = sequences.xs[:, :4].sum(axis=(0, 2))
    assert_allclose(letters / letters.sum(), 0.25, atol=0.01)


def test_the_teacher_speaks_at_the_last_step_only():
    sequences = temporal_order().draw(50, rng=np.random.default_rng(3))
    steps, which = np.nonzero(sequences.teach)
    assert_array_equal(np.sort(which), np.arange(50))
    assert_array_equal(steps, sequences.lengths[which] - 1)
    assert_array_equal(sequences.targets, np.broadcast_to(sequences.targets[0], (110, 4, 50)))
    assert_array_equal(sequences.targets[0].sum(axis=0), 1.0)


def test_lags_are_those_of_table_10():
    assert temporal_order().lag == 40
    assert temporal_order_3().lag == 24


@settings(deadline=None)
@given(st.integers(10, 10_000))
def test_windows_stay_apart_and_inside_at_any_length(length):
    for windows in (WINDOWS_2, WINDOWS_3):
        edges = [1, *(edge for window in scaled(windows, length) for edge in window), length]
        starts, ends = edges[1::2], edges[0::2]
        assert all(end < start for end, start in zip(ends, starts, strict=True))
        assert all(low <= high for low, high in scaled(windows, length))


def test_windows_are_exact_at_the_papers_length():
    assert scaled(WINDOWS_2, 100) == WINDOWS_2
    assert scaled(WINDOWS_3, 1000) == ((100, 200), (330, 430), (660, 760))


@pytest.mark.parametrize("length", [9, 0, -1, 50.5, "100", 10_001])
def test_bad_lengths_are_refused(length):
    with pytest.raises(ValueError, match="length must be a whole number from 10 to"):
        temporal_order(length=length)
