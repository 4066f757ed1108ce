"""Experiments 2a and 2b as the paper describes them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks.noise_free import alphabet, no_regularities, noise_free, noise_free_pair


def strings(sequences):
    """Symbol numbers (p + 1, N) with the last target put behind the inputs."""
    shown, told = sequences.xs.argmax(axis=1), sequences.targets.argmax(axis=1)
    assert_array_equal(shown[1:], told[:-1])
    return np.vstack([shown, told[-1:]])


def test_the_two_sequences_of_2a():
    pair = noise_free_pair(p=5)
    names = np.array(alphabet(5))[strings(pair)].T
    assert names.tolist() == [
        ["x", "a1", "a2", "a3", "a4", "x"],
        ["y", "a1", "a2", "a3", "a4", "y"],
    ]


def test_2a_draws_one_of_the_two_with_equal_chance():
    task = noise_free(p=5)
    sequences = task.draw(10_000, rng=np.random.default_rng(1))
    number = task.label(sequences)
    assert_allclose(number.mean(), 0.5, atol=0.02)
    assert_array_equal(sequences.xs, noise_free_pair(p=5).xs[..., number])
    assert_array_equal(sequences.targets, noise_free_pair(p=5).targets[..., number])


def test_the_papers_size():
    task = noise_free()
    sequences = task.draw(2, rng=np.random.default_rng(2))
    assert (task.inputs, task.outputs) == (101, 101)
    assert sequences.xs.shape == (100, 101, 2)
    assert sequences.teach.all()


def test_2b_is_random_between_and_repeats_the_first_at_the_end():
    sequences = no_regularities(p=20).draw(5000, rng=np.random.default_rng(3))
    symbols = strings(sequences)
    assert_array_equal(symbols[0], symbols[-1])
    assert set(symbols[0]) == {19, 20}
    shares = np.bincount(symbols[1:-1].ravel()) / symbols[1:-1].size
    assert_allclose(shares, 1 / 19, atol=0.003)


def test_every_step_counts_in_2a_but_only_the_last_in_2b():
    rng = np.random.default_rng(4)
    for task, expected in [(noise_free(p=6), False), (no_regularities(p=6), True)]:
        sequences = task.draw(3, rng=rng)
        outputs = sequences.targets.copy()
        outputs[2, 0] += 0.25
        assert_array_equal(task.correct(outputs, sequences), expected)
        outputs[-1, 0] += 0.25
        assert not task.correct(outputs, sequences).any()


@settings(deadline=None)
@given(st.integers(2, 40), st.integers(0, 2**32))
def test_shapes_at_any_size(p, seed):
    for factory in (noise_free, no_regularities):
        task = factory(p=p)
        sequences = task.draw(3, rng=np.random.default_rng(seed))
        assert sequences.xs.shape == sequences.targets.shape == (p, p + 1, 3)
        assert_array_equal(sequences.xs.sum(axis=1), 1.0)
        assert len(task.symbols) == p + 1


@pytest.mark.parametrize("p", [1, 1001, 4.0])
def test_bad_sizes_are_refused(p):
    for make in (noise_free, no_regularities, noise_free_pair):
        with pytest.raises(ValueError, match="p must be a whole number from 2 to"):
            make(p=p)
