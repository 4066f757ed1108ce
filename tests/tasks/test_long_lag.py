"""Experiment 2c as the paper describes it, checked on its statistics."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks.long_lag import draw_symbols, long_lag


def test_strings_follow_the_paper():
    task = long_lag(p=5, q=7)
    sequences = task.draw(2000, rng=np.random.default_rng(1))
    names = np.array(task.symbols)[sequences.xs.argmax(axis=1)]
    for n, (steps, number) in enumerate(zip(sequences.lengths, task.label(sequences), strict=True)):
        assert names[0, n] == "b"
        assert names[1, n] == task.classes[number]
        assert set(names[2 : steps - 1, n]) <= {"a1", "a2", "a3", "a4", "a5"}
        assert names[steps - 1, n] == "e"
        assert steps - 3 >= 7


def test_a_string_has_q_plus_13_symbols_on_average():
    _, lengths = draw_symbols(40_000, rng=np.random.default_rng(2), p=2, q=50)
    symbols = lengths + 1
    assert symbols.min() == 54
    assert_allclose(symbols.mean(), 50 + 13, atol=0.2)
    assert_allclose((symbols == 54).mean(), 0.1, atol=0.005)
    assert_allclose((symbols == 55).mean(), 0.09, atol=0.005)


def test_classes_and_distractors_are_uniform():
    task = long_lag(p=10, q=50)
    sequences = task.draw(4000, rng=np.random.default_rng(3))
    assert_allclose(task.label(sequences).mean(), 0.5, atol=0.03)
    counts = sequences.xs[:, :10].sum(axis=(0, 2))
    assert_allclose(counts / counts.sum(), 0.1, atol=0.002)


def test_symbol_numbers_are_the_one_hot_inputs():
    task = long_lag(p=6, q=9)
    symbols, lengths = draw_symbols(20, rng=np.random.default_rng(4), p=6, q=9)
    sequences = task.draw(20, rng=np.random.default_rng(4))
    assert_array_equal(sequences.lengths, lengths)
    assert_array_equal(np.where(sequences.xs.any(axis=1), sequences.xs.argmax(axis=1), -1), symbols)
    assert_array_equal(symbols[1] - 8, task.label(sequences))


def test_the_papers_sizes():
    task = long_lag(p=1000, q=1000)
    assert (task.inputs, task.outputs, task.lag) == (1004, 2, 1001)
    assert long_lag().inputs == 54


@settings(deadline=None)
@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 2**32))
def test_the_lag_is_never_shorter_than_promised(p, q, seed):
    task = long_lag(p=p, q=q)
    sequences = task.draw(10, rng=np.random.default_rng(seed))
    assert_array_equal(task.relevant(sequences).argmax(axis=0), 1)
    assert (sequences.lengths - 2 >= task.lag).all()
    assert_array_equal(sequences.teach.sum(axis=0), 1)


@pytest.mark.parametrize(("name", "value"), [("p", 0), ("q", 0), ("p", 2001), ("q", 1.5)])
def test_bad_sizes_are_refused(name, value):
    with pytest.raises(ValueError, match=f"{name} must be a whole number from 1 to"):
        long_lag(**{name: value})
