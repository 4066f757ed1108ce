"""Figures of the Foundations pages show what was measured, and no more than has been reached."""

import json
from itertools import pairwise

import numpy as np
import pytest

from lstm97.analysis.foundations import descent, exercise
from lstm97.analysis.foundations.ablation import letter_weights, remember, spikes, unit
from lstm97.analysis.foundations.contributions import loop_contributions
from lstm97.figures.descent import B_RANGE, W_RANGE, equal_loss, map_chart, surface_figure
from lstm97.figures.memory import left_chart, loop_chart
from lstm97.figures.palette import DARK, LIGHT
from lstm97.figures.unrolled import CLOSE, ROWS, Moment, number_chart, share_chart, signed


class Words(dict):
    """Every word is its own key."""

    def __missing__(self, key):
        return key


@pytest.fixture
def flow():
    return exercise.run(exercise.net(1.0, 0.8, 1.0), exercise.inputs(26, 5), 0.5)


def printed(chart):
    """Row and time step of every number on the chart, and its text."""
    records = chart["layer"][-1]["data"]["values"]
    return {(one["row"], one["x"]): one["text"] for one in records}


def test_all_numbers_are_there_once_both_sweeps_are_done(flow):
    found = printed(number_chart(flow, Moment(10, 5), Words(), LIGHT))
    assert len(found) == 4 * 5 + 1  # the output has a target at the last step only
    assert found["error", 5] == signed(float(flow.nets[4, 0]))


def test_no_error_is_shown_before_it_has_come_back(flow):
    found = printed(number_chart(flow, Moment(7, 5), Words(), LIGHT))
    assert {t for row, t in found if row == "error"} == {4, 5}
    assert not [row for row, _ in printed(number_chart(flow, Moment(5, 5), Words(), LIGHT))
                if row in ("error", "share")]  # fmt: skip


def test_the_number_that_is_asked_is_a_question_mark(flow):
    assert (
        printed(number_chart(flow, Moment(10, 5), Words(), LIGHT, ("error", 4)))["error", 4] == "?"
    )
    assert set(ROWS) >= {"error", "share"}


@pytest.mark.parametrize("column", [34, 40, CLOSE - 1, CLOSE, 60, 120])
def test_numbers_of_neighbouring_steps_do_not_touch(flow, column):
    """A phone has 34 pixels for each of eight steps; a digit takes 0.58 of its letter's size."""
    chart = number_chart(flow, Moment(10, 5), Words(), LIGHT)
    name = "short" if column < CLOSE else "text"
    records = [one for one in chart["layer"][-1]["data"]["values"]]
    longest = max(len(one[name]) for one in records)
    letter = min(max(column / 3.9, 9), 14)
    assert longest * 0.58 * letter < column
    assert f"< {CLOSE} ? datum.short : datum.text" in chart["layer"][-1]["mark"]["text"]["expr"]


def test_bars_of_the_shares_join_and_end_at_the_gradient(flow):
    chart = share_chart(flow, Moment(10, 5), Words(), DARK)
    bars = chart["layer"][2]["data"]["values"]
    assert bars[0]["to"] == pytest.approx(loop_contributions(flow).sum())
    assert all(a["from"] == b["to"] for a, b in pairwise(bars))
    assert bars[-1]["from"] == 0


def test_signed_never_prints_minus_zero():
    assert signed(-0.0) == "0.000"
    assert signed(-1e-9) == "0.000"
    assert signed(-0.5) == "−0.500"


@pytest.mark.parametrize(("activation", "rate"), [("tanh", 0.2), ("identity", 5.0)])
def test_the_map_never_rescales_and_holds_no_nan(activation, rate):
    task = descent.fit(activation, 1)
    found = descent.walk(task, np.array([-1.0, 2.0]), rate, 200)
    chart = map_chart(equal_loss(task), found, Words(), LIGHT)
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"] == list(W_RANGE)
    assert chart["layer"][0]["encoding"]["y"]["scale"]["domain"] == list(B_RANGE)
    json.dumps(chart, allow_nan=False)
    assert len(surface_figure(task, found, Words(), DARK).data) == 2


def test_bars_of_a_memory_are_its_inputs():
    memory = remember(unit(0.6, letter_weights(1), "tanh"), spikes((2, 8, 14), 16))
    bars = left_chart(memory, (), Words(), LIGHT)["layer"][0]["data"]["values"]
    assert [bar["t"] for bar in bars] == [2, 8, 14]
    assert [bar["kept"] for bar in bars] == ["no", "no", "yes"]
    json.dumps(loop_chart(memory, 0.6, DARK), allow_nan=False)
