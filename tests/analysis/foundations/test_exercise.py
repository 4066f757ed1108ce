"""The reader's answer is judged by the engine's number, and slips are recognised."""

import numpy as np
import pytest

from lstm97.analysis.foundations.exercise import KINDS, cell, judge
from lstm97.engine import Params, backward, forward, rnn


@pytest.fixture
def flow():
    spec = rnn.Spec(1, 1, 1, output="identity", bias=())
    params = Params(spec, np.array([[1.0, 0.8, 0.0]]), np.array([[1.5, 0.0]]))
    xs = np.array([[1.0], [0.0], [-0.5], [0.5], [0.0]])
    return backward(forward(params, xs, np.full((5, 1), 0.5), np.ones(5, bool)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_engines_own_number_is_right_and_so_is_it_rounded_to_three_decimals(flow, kind):
    asked = cell(flow, kind)
    assert judge(asked, asked.value) == "right"
    assert judge(asked, round(asked.value, 3)) == "right"


@pytest.mark.parametrize("kind", KINDS)
def test_each_slip_is_named(flow, kind):
    asked = cell(flow, kind)
    for slip, value in asked.slips.items():
        assert judge(asked, value) != "right"
        named = judge(asked, value)
        assert asked.slips[named] == pytest.approx(value, abs=5e-3), slip


@pytest.mark.parametrize("kind", KINDS)
def test_anything_else_is_just_wrong(flow, kind):
    assert judge(cell(flow, kind), 17.0) == "wrong"


def test_the_cells_are_the_engines(flow):
    assert cell(flow, "error").value == flow.nets[3, 0]
    assert cell(flow, "activation").value == flow.trace.gates.y_j[2, 0]
    assert cell(flow, "share").value == pytest.approx(flow.nets[3, 0] * flow.trace.gates.y_j[2, 0])
