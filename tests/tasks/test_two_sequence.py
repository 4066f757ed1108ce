"""Experiments 3a, 3b and 3c as the paper describes them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks.two_sequence import two_sequence, two_sequence_noise, two_sequence_targets

ALL = [two_sequence, two_sequence_noise, two_sequence_targets]


def draw(task, count=5000, seed=1):
    return task.draw(count, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("factory", ALL)
def test_classes_are_balanced_and_told_by_the_signal(factory):
    task = factory()
    sequences = draw(task)
    first = task.label(sequences) == 0
    assert_allclose(first.mean(), 0.5, atol=0.03)
    assert_allclose(sequences.xs[:3, 0, first].mean(), 1.0, atol=0.02)
    assert_allclose(sequences.xs[:3, 0, ~first].mean(), -1.0, atol=0.02)


@pytest.mark.parametrize("factory", ALL)
def test_noise_has_variance_one_fifth(factory):
    rest = draw(factory()).xs[3:100, 0]
    assert_allclose(rest.mean(), 0.0, atol=0.01)
    assert_allclose(rest.var(), 0.2, atol=0.005)


def test_only_3b_disturbs_the_signal():
    for factory, variance in zip(ALL, (0.0, 0.2, 0.0), strict=True):
        task = factory()
        sequences = draw(task)
        signal = sequences.xs[:3, 0] - np.where(task.label(sequences) == 0, 1.0, -1.0)
        assert_allclose(signal.var(), variance, atol=0.01)


def test_targets_of_the_three_experiments():
    for factory, wanted in zip(ALL, [(1.0, 0.0), (1.0, 0.0), (0.2, 0.8)], strict=True):
        task = factory()
        sequences = draw(task)
        assert_array_equal(task.goal(sequences)[0], np.array(wanted)[task.label(sequences)])


def test_only_3c_disturbs_the_target():
    for factory, variance in zip(ALL, (0.0, 0.0, 0.1), strict=True):
        task = factory()
        sequences = draw(task, 20_000)
        noise = sequences.targets[-1] - task.goal(sequences)
        assert_allclose(noise.mean(), 0.0, atol=0.01)
        assert_allclose(noise.var(), variance, atol=0.003)


def test_one_noisy_target_in_six_lies_nearer_to_the_wrong_class():
    task = two_sequence_targets()
    sequences = draw(task, 20_000)
    wrong = (sequences.targets[-1, 0] > 0.5) != (task.goal(sequences)[0] > 0.5)
    assert_allclose(wrong.mean(), 0.171, atol=0.01)


def test_3c_is_judged_by_the_target_without_noise():
    task = two_sequence_targets()
    sequences = draw(task, 100)
    right = np.broadcast_to(task.goal(sequences), sequences.targets.shape)
    assert task.correct(right + 0.099, sequences).all()
    assert not task.correct(right + 0.101, sequences).any()


def test_3a_is_judged_by_a_fifth():
    task = two_sequence()
    sequences = draw(task, 100)
    assert task.correct(sequences.targets - 0.199, sequences).all()
    assert not task.correct(sequences.targets - 0.201, sequences).any()


@pytest.mark.parametrize("factory", ALL)
def test_lengths_are_uniform_and_padding_is_silent(factory):
    sequences = draw(factory(length=100, signal=1))
    shares = np.bincount(sequences.lengths)[100:] / 5000
    assert_allclose(shares, 1 / 11, atol=0.02)
    assert not sequences.xs[np.arange(110)[:, None, None] >= sequences.lengths].any()


@settings(deadline=None)
@given(st.integers(2, 60), st.data())
def test_the_signal_is_what_must_be_remembered(length, data):
    signal = data.draw(st.integers(1, length - 1))
    task = two_sequence(length=length, signal=signal)
    sequences = draw(task, 4)
    assert_array_equal(task.relevant(sequences).sum(axis=0), signal)
    assert task.relevant(sequences)[:signal].all()
    assert_array_equal(np.abs(sequences.xs[:signal]), 1.0)
    assert task.lag == length - signal


def test_bad_parameters_are_refused():
    with pytest.raises(ValueError, match="signal must be a whole number from 1 to 9"):
        two_sequence(length=10, signal=10)
    with pytest.raises(ValueError, match="signal_noise must be a variance"):
        two_sequence_noise(signal_noise=-1.0)
    with pytest.raises(ValueError, match="target_noise must be a variance"):
        two_sequence_targets(target_noise=float("nan"))
