"""Sequences: padding, real steps, and targets where the task has a teacher."""

import numpy as np
from numpy.testing import assert_array_equal

from lstm97.tasks.sequences import (
    PADDING,
    final,
    join,
    next_symbol,
    one_hot,
    pick,
    real,
    take,
    taught_at_end,
)

STRINGS = np.array([[0, 2], [1, 0], [2, 1], [1, PADDING]])  # 0121 and 201
LENGTHS = np.array([3, 2])


def batch():
    return next_symbol(STRINGS, 3)


def test_one_hot_leaves_padding_empty():
    xs = one_hot(STRINGS, 3)
    assert xs.shape == (4, 3, 2)
    assert_array_equal(xs[:, :, 0], np.eye(3)[[0, 1, 2, 1]])
    assert_array_equal(xs[3, :, 1], 0.0)


def test_real_and_final_steps():
    assert_array_equal(real(LENGTHS), [[True, True], [True, True], [True, False]])
    assert_array_equal(final(LENGTHS), [[False, False], [False, True], [True, False]])


def test_next_symbol_never_shows_the_last_one():
    sequences = batch()
    assert_array_equal(sequences.lengths, LENGTHS)
    assert_array_equal(sequences.xs[:, :, 0], np.eye(3)[[0, 1, 2]])
    assert_array_equal(sequences.targets[:, :, 0], np.eye(3)[[1, 2, 1]])
    assert_array_equal(sequences.xs[2, :, 1], 0.0)
    assert_array_equal(sequences.targets[2, :, 1], 0.0)
    assert_array_equal(sequences.teach, real(LENGTHS))


def test_taught_at_end_repeats_the_target():
    goal = np.array([[0.25, 0.75]])
    sequences = taught_at_end(np.zeros((3, 1, 2), np.float32), goal, LENGTHS)
    assert sequences.targets.dtype == np.float32
    assert_array_equal(sequences.targets, [goal, goal, goal])
    assert_array_equal(sequences.teach, final(LENGTHS))


def test_take_orders_repeats_and_trims():
    chosen = take(batch(), [1, 1])
    assert chosen.xs.shape == (2, 3, 2)
    assert_array_equal(chosen.lengths, [2, 2])
    for part, whole in zip(chosen[:3], batch()[:3], strict=True):
        assert_array_equal(part[..., 0], whole[:2, ..., 1])
        assert_array_equal(part[..., 1], whole[:2, ..., 1])


def test_pick_drops_padding_and_the_last_axis():
    one = pick(batch(), 1)
    assert one.xs.shape == (2, 3)
    assert one.teach.shape == (2,)
    assert one.lengths == 2
    assert_array_equal(one.targets, np.eye(3)[[0, 1]])


def test_join_keeps_every_sequence():
    joined = join([take(batch(), [1]), batch()])
    assert joined.xs.shape == (3, 3, 3)
    assert_array_equal(joined.lengths, [2, 3, 2])
    for field, part in enumerate(joined[:3]):
        assert_array_equal(part[..., 1:], batch()[field])
        assert_array_equal(part[..., 0], batch()[field][..., 1])
