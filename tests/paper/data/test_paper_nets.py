"""The nets are the paper's: every weight count of Table 10 comes out."""

import numpy as np
import pytest

from lstm97.engine import count
from lstm97.paper.data.conditions import TABLE_10, TABLE_11, experiment_of
from lstm97.paper.data.nets import biases, initial, net
from lstm97.paper.data.paper_results import PAPER_RESULTS


@pytest.mark.parametrize("task", TABLE_10)
def test_weight_count(task: str) -> None:
    assert count(net(TABLE_10[task])) == TABLE_10[task].weights


@pytest.mark.parametrize("task", TABLE_10)
def test_each_condition_has_a_protocol(task: str) -> None:
    assert experiment_of(task) in TABLE_11


def test_published_weights_agree_with_the_conditions() -> None:
    for result in PAPER_RESULTS:
        if result.row:
            task = result.row if result.row in TABLE_10 else experiment_of(result.row)
            assert int(result.weights) == TABLE_10[task].weights


def test_published_keys_are_unique() -> None:
    keys = [result.key for result in PAPER_RESULTS]
    assert len(set(keys)) == len(keys)


def test_initial_gate_biases() -> None:
    condition = TABLE_10["3a"]
    spec = net(condition)
    rng = np.random.default_rng(0)
    params = initial(spec, rng=rng, scale=0.1, biases=biases(condition))
    bias = params.hidden[:, spec.sources["bias"]][:, 0]
    assert bias[spec.rows["net_in"]].tolist() == [-1, -3, -5]
    assert bias[spec.rows["net_out"]].tolist() == [-2, -4, -6]
    assert np.abs(bias[spec.rows["net_c"]]).max() <= 0.1


def test_gates_without_biases_start_closed_by_their_weights() -> None:
    spec = net(TABLE_10["2a"])
    drawn, closed = (
        initial(spec, rng=np.random.default_rng(0), scale=0.2, biases=biases)
        for biases in ({}, {"net_in": (-3.0,)})
    )
    shift = closed.hidden - drawn.hidden
    assert np.allclose(shift[spec.rows["net_in"], : spec.inputs], -3)
    assert not shift[spec.rows["net_c"]].any()
    assert not shift[:, spec.inputs :].any()
    assert (closed.output == drawn.output).all()
