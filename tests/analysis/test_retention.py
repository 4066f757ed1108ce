"""What a net answers and what it writes to its cells, as a page says it."""

import numpy as np
import pytest

from lstm97.analysis import retention
from lstm97.engine import forward
from lstm97.paper.data.experiments import NAMES
from lstm97.paper.show.examples import example
from lstm97.tasks import TASKS, pick


def one(task, seed=1):
    return pick(task.draw(1, rng=np.random.default_rng(seed)), 0)


@pytest.mark.parametrize("slug", TASKS)
def test_outputs_that_are_the_targets_give_the_answer_that_is_wanted(slug):
    task = TASKS[slug]()
    for seed in range(5):
        sequence = one(task, seed)
        right = sequence.targets.copy()
        right[-1] = task.goal(sequence)
        assert retention.answer(task, sequence, right) == retention.right_answer(task, sequence)


def test_of_two_sequences_the_number_is_wanted_that_the_task_speaks_of():
    task = TASKS["two-sequence"]()
    for seed in range(5):
        sequence = one(task, seed)
        assert retention.right_answer(task, sequence) == ("1" if sequence.xs[0, 0] > 0 else "0")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_what_the_states_change_by(name):
    known = example(name)
    if known is None:
        pytest.skip("no trained net")
    task = known.row.make
    sequence = one(task)
    trace, marked = forward(known.lstm, sequence.xs), task.relevant(sequence)
    change = np.abs(np.diff(trace.gates.s, axis=0, prepend=0.0)).sum(axis=1)
    assert retention.cell_writes(trace) == pytest.approx(change, abs=1e-9)
    times = change[marked].mean() / change[~marked].mean()
    assert retention.preference(trace, marked) == pytest.approx(times)


def test_a_trained_net_writes_where_it_counts():
    known = example("6a")
    task = known.row.make
    sequence = one(task)
    marked = task.relevant(sequence)
    trace = forward(known.lstm, sequence.xs)
    assert retention.preference(trace, marked) > 3
    there, elsewhere = retention.widest(trace, marked)
    assert there > 2 * elsewhere
