"""Examples: drawn as PyTorch draws, and one that has learnt, as its recipe makes it again."""

import json

import numpy as np
import pytest

from lstm97.flow import examples, report, teaching
from lstm97.formats import file_contents
from lstm97.formats.arrays import numbers


def arrays(data):
    return {name: numbers(name, one) for name, one in file_contents(data).arrays.items()}


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_every_example_has_a_report_and_the_same_seed_the_same(name):
    first, second = (
        report(examples.network(name, seed=3), examples.sequences(name, 12, 4, seed=5), seed=5)
        for _ in range(2)
    )
    assert first.check.passed
    np.testing.assert_array_equal(first.layers[0].median, second.layers[0].median)


def test_weights_are_drawn_as_pytorch_draws_them():
    drawn = examples.as_torch_draws(inputs=5, hidden=16, layers=2, seed=1)
    assert {name: one.shape for name, one in drawn.items() if name.endswith("_l1")} == {
        "weight_ih_l1": (64, 16), "weight_hh_l1": (64, 16), "bias_ih_l1": (64,), "bias_hh_l1": (64,)
    }  # fmt: skip
    every = np.concatenate([one.ravel() for one in drawn.values()])
    assert 0.24 < np.abs(every).max() <= 0.25
    assert np.abs(every).mean() == pytest.approx(0.125, rel=0.03)


def test_the_biased_one_differs_in_its_forget_gates_alone():
    plain, biased = examples.as_torch_draws(seed=2), examples.as_torch_draws(seed=2, bias=3.0)
    forget = slice(examples.HIDDEN, 2 * examples.HIDDEN)
    assert (biased["bias_ih_l0"][forget] + biased["bias_hh_l0"][forget] == 3).all()
    same = np.ones(len(plain["bias_ih_l0"]), bool)
    same[forget] = False
    np.testing.assert_array_equal(plain["bias_ih_l0"][same], biased["bias_ih_l0"][same])
    np.testing.assert_array_equal(plain["weight_hh_l1"], biased["weight_hh_l1"])


def test_the_trained_one_ends_where_it_is_taught():
    shown = examples.sequences("trained", 40, 6)
    assert shown.xs.shape[1:] == (2, 6)
    assert shown.lengths.min() >= 40
    assert shown.lengths.max() <= 44


def test_the_file_says_how_it_was_made_and_is_what_its_recipe_makes():
    data = teaching.FILE.read_bytes()
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    assert header["__metadata__"]["command"] == teaching.COMMAND
    assert header["__metadata__"]["seed"] == str(teaching.SEED)
    there, again = arrays(data), arrays(teaching.to_bytes())
    assert set(there) == set(again)
    for name, values in there.items():
        np.testing.assert_allclose(values, again[name], atol=1e-4)
