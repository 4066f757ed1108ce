import numpy as np
import pytest

from lstm97.tasks import TASKS, describe, pick


def described(slug, **parameters):
    task = TASKS[slug](**parameters)
    return describe(task, pick(task.draw(1, rng=np.random.default_rng(1)), 0))


def test_symbols_with_marks():
    description = described("typed", text="XabY")
    assert description.text == "[X] a b Y"
    assert description.class_name == "X"
    assert [step.answer for step in description.steps] == ["", "", "", "X"]


def test_values_with_marks():
    description = described("typed", text="0.5 -0.25")
    assert description.text == "[+0.50] -0.25"
    assert description.goal == (0.75,)
    assert description.class_name == ""


def test_predictions_name_the_next_symbol_and_the_legal_ones():
    steps = described("embedded-reber").steps
    assert [step.answer for step in steps[:-1]] == [step.symbol for step in steps[1:]]
    assert steps[0].legal == ("T", "P")
    assert steps[-1].legal == ("E",)
    assert all(step.answer in step.legal for step in steps)


def test_a_batch_is_refused():
    task = TASKS["adding"]()
    with pytest.raises(ValueError, match="use pick"):
        describe(task, task.draw(2, rng=np.random.default_rng(1)))
