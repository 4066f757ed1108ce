"""Each criterion reads the taught steps of the real sequence, and nothing else."""

import numpy as np
from numpy.testing import assert_array_equal

from lstm97.tasks import criteria
from lstm97.tasks.sequences import pick, taught_at_end

GOAL = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]])
LENGTHS = np.array([2, 3, 3])
SEQUENCES = taught_at_end(np.zeros((3, 1, 3)), GOAL, LENGTHS)


def answers(*errors):
    """Right answers at the last steps, off by one error a sequence, and nonsense elsewhere."""
    outputs = np.full((3, 2, 3), 9.0)
    outputs[LENGTHS - 1, :, np.arange(3)] = (GOAL + np.array(errors)).T
    return outputs


def test_last_reads_the_real_end():
    outputs = np.arange(18.0).reshape(3, 2, 3)
    assert_array_equal(criteria.last(outputs, LENGTHS), [[6, 13, 14], [9, 16, 17]])


def test_absolute_error_at_the_end_only():
    correct = criteria.at_end(answers(0.1, -0.29, 0.3), SEQUENCES, tolerance=0.3)
    assert_array_equal(correct, [True, True, False])


def test_one_wrong_output_is_enough():
    outputs = answers(0.0, 0.0, 0.0)
    outputs[2, 0, 1] = 0.5
    assert_array_equal(criteria.at_end(outputs, SEQUENCES, tolerance=0.3), [True, False, True])


def test_every_step_counts_only_taught_steps():
    taught = SEQUENCES._replace(teach=np.arange(3)[:, None] < LENGTHS)
    outputs = taught.targets + 0.1
    outputs[2, :, 0] = 5.0  # padding
    outputs[1, 0, 1] += 0.2
    right = criteria.at_every_step(outputs, taught, tolerance=0.25)
    assert_array_equal(right, [True, False, True])


def test_a_single_sequence_gives_a_single_answer():
    one = pick(SEQUENCES, 0)
    assert criteria.at_end(one.targets, one, tolerance=0.1).shape == ()
    assert criteria.at_every_step(one.targets, one, tolerance=0.1)


def test_all_legal_symbols_must_be_the_most_active():
    legal = np.array([[True], [True], [False]])[None]
    sequences = taught_at_end(np.zeros((1, 3, 1)), np.zeros((3, 1)), np.array([1]))
    for outputs, expected in [((0.5, 0.4, 0.3), True), ((0.9, 0.3, 0.3), False)]:
        activation = np.array(outputs)[None, :, None]
        assert criteria.legal_most_active(activation, sequences, legal=lambda _: legal) == expected
