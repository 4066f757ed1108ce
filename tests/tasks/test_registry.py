"""What holds for every task alike."""

import pickle

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks import TASKS

SLUGS = list(TASKS)


@pytest.fixture(params=SLUGS)
def task(request):
    return TASKS[request.param]()


def draw(task, count=7, seed=1, **options):
    return task.draw(count, rng=np.random.default_rng(seed), **options)


def test_names_agree(task):
    assert TASKS[task.slug]().slug == task.slug
    assert TASKS[task.slug](**task.parameters).parameters == task.parameters
    assert len(task.symbols) in (0, task.inputs)


def test_shapes(task):
    sequences = draw(task)
    steps = sequences.lengths.max()
    assert sequences.xs.shape == (steps, task.inputs, 7)
    assert sequences.targets.shape == (steps, task.outputs, 7)
    assert sequences.teach.shape == task.relevant(sequences).shape == (steps, 7)
    assert sequences.teach.dtype == np.bool_
    assert task.goal(sequences).shape == (task.outputs, 7)
    assert task.correct(sequences.targets, sequences).shape == (7,)


@pytest.mark.parametrize(
    "change", [lambda y: y[:-1], lambda y: y[:, :1], lambda y: y[..., 0], lambda y: y[-1], sum]
)
def test_outputs_of_another_shape_are_refused(task, change):
    sequences = draw(task)
    outputs = change(sequences.targets)
    if np.shape(outputs) != sequences.targets.shape:
        with pytest.raises(ValueError, match="outputs must have the targets' shape"):
            task.correct(outputs, sequences)


def test_padding_is_silent(task):
    sequences = draw(task, 50)
    beyond = np.arange(len(sequences.xs))[:, None] >= sequences.lengths
    assert not sequences.xs.transpose(0, 2, 1)[beyond].any()
    assert not sequences.teach[beyond].any()
    assert not task.relevant(sequences)[beyond].any()


def test_the_last_step_is_always_taught(task):
    sequences = draw(task, 50)
    assert sequences.teach[sequences.lengths - 1, np.arange(50)].all()


def test_the_seed_decides(task):
    for first, second in zip(draw(task), draw(task), strict=True):
        assert_array_equal(first, second)


def test_other_seeds_give_other_sequences(task):
    if task.slug != "typed":
        assert not all(
            first.shape == second.shape and (first == second).all()
            for first, second in zip(draw(task), draw(task, seed=2), strict=True)
        )


def test_float32_is_the_same_rounded(task):
    exact, rounded = draw(task), draw(task, dtype=np.float32)
    assert rounded.xs.dtype == rounded.targets.dtype == np.float32
    assert_array_equal(rounded.xs, exact.xs.astype(np.float32))
    assert_array_equal(rounded.targets, exact.targets.astype(np.float32))
    assert_array_equal(task.relevant(rounded), task.relevant(exact))
    assert_allclose(task.goal(rounded), task.goal(exact), rtol=1e-6)


def test_the_lag_is_kept(task):
    sequences = draw(task, 300)
    relevant = task.relevant(sequences)
    assert relevant.any(axis=0).all()
    last = len(relevant) - 1 - relevant[::-1].argmax(axis=0)
    asked = sequences.lengths - 1
    if task.slug == "embedded-reber":
        asked = asked - 1  # the second-last symbol is told one step before the last
    assert (asked - last >= task.lag).all()


def test_tasks_survive_pickling(task):
    again = pickle.loads(pickle.dumps(task))
    assert_array_equal(draw(again).xs, draw(task).xs)


def test_bad_draws_are_refused(task):
    with pytest.raises(ValueError, match="count must be a whole number of 1 or more"):
        draw(task, 0)
    with pytest.raises(ValueError, match="dtype must be float64 or float32"):
        draw(task, dtype=np.int64)
