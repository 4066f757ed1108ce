"""Experiments 4 and 5 as the paper describes them: marks, values and targets."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks.marked_pairs import adding, multiplication

BOTH = [
    (adding, -1.0, 0.0, lambda a, b: 0.5 + (a + b) / 4),
    (multiplication, 0.0, 1.0, lambda a, b: a * b),
]


@pytest.mark.parametrize(("factory", "low", "missing", "combine"), BOTH)
@pytest.mark.parametrize("length", [6, 31, 100])
def test_each_target_can_be_worked_out_by_hand(factory, low, missing, combine, length):
    sequences = factory(length=length).draw(500, rng=np.random.default_rng(1))
    for n, steps in enumerate(sequences.lengths):
        values, markers = sequences.xs[:steps, :, n].T
        marked = np.flatnonzero(markers == 1.0)
        assert markers[0] == markers[-1] == -1.0
        assert set(markers[1:-1]) <= {0.0, 1.0}
        assert length <= steps <= length + length // 10
        assert marked[-1] < length // 2
        assert low <= values.min() <= values.max() <= 1.0
        found = missing if len(marked) == 1 else values[marked[0]]
        others = values[marked[-1]]
        assert_allclose(sequences.targets[-1, 0, n], combine(found, others))


def test_one_mark_alone_happens_in_a_tenth_of_the_cases():
    task = adding()
    sequences = task.draw(40_000, rng=np.random.default_rng(2))
    count = task.relevant(sequences).sum(axis=0)
    assert set(count) == {1, 2}
    assert_allclose((count == 1).mean(), 0.1, atol=0.005)


def test_marks_stand_where_the_paper_puts_them():
    marks = adding().relevant(adding().draw(40_000, rng=np.random.default_rng(3)))
    first = marks[:, marks.sum(axis=0) == 2].argmax(axis=0)
    last = len(marks) - 1 - marks[::-1].argmax(axis=0)
    assert first.min() == 1
    assert first.max() == 9
    assert last.min() >= 1
    assert last.max() == 49
    late = np.bincount(last[last >= 10])[10:]
    assert_allclose(late / 40_000, 0.1 / 49 + 0.9 / 48, rtol=0.2)


@pytest.mark.parametrize("length", [100, 500, 1000])
def test_marks_stay_among_the_first_ten_at_every_length_of_the_paper(length):
    task = adding(length=length)
    marks = task.relevant(task.draw(3000, rng=np.random.default_rng(4)))
    first = marks[:, marks.sum(axis=0) == 2].argmax(axis=0)
    assert first.max() == 9
    assert marks.any(axis=1).nonzero()[0].max() in range(length // 2 - 5, length // 2)
    assert task.lag == length // 2


def test_targets_have_the_expected_spread():
    rng = np.random.default_rng(5)
    sums = adding().draw(40_000, rng=rng).targets[-1, 0]
    products = multiplication().draw(40_000, rng=rng).targets[-1, 0]
    assert 0.0 <= min(sums.min(), products.min()) <= max(sums.max(), products.max()) <= 1.0
    assert_allclose(sums.mean(), 0.5, atol=0.005)
    assert_allclose(sums.var(), (0.9 * 2 / 3 + 0.1 / 3) / 16, atol=0.001)
    assert_allclose(products.mean(), 0.9 / 4 + 0.1 / 2, atol=0.005)


def test_values_are_uniform_over_their_range():
    for factory, low in [(adding, -1.0), (multiplication, 0.0)]:
        values = factory().draw(500, rng=np.random.default_rng(6)).xs[:100, 0]
        shares = np.histogram(values, bins=10, range=(low, 1.0))[0] / values.size
        assert_allclose(shares, 0.1, atol=0.01)


def test_padding_is_silent():
    sequences = adding().draw(30, rng=np.random.default_rng(7))
    beyond = np.arange(len(sequences.xs))[:, None] >= sequences.lengths
    assert_array_equal(sequences.xs.transpose(0, 2, 1)[beyond], 0.0)
    assert not sequences.teach[beyond].any()


@settings(deadline=None)
@given(st.integers(6, 60), st.integers(0, 2**32))
def test_two_places_are_never_the_same(length, seed):
    task = multiplication(length=length)
    sequences = task.draw(20, rng=np.random.default_rng(seed))
    assert np.isin(task.relevant(sequences).sum(axis=0), (1, 2)).all()
    assert task.correct(sequences.targets, sequences).all()
    assert not task.correct(sequences.targets + 0.0401, sequences).any()


def test_bad_lengths_are_refused():
    with pytest.raises(ValueError, match="length must be a whole number from 6 to"):
        adding(length=5)
