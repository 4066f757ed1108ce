"""Figures of the Foundations pages show what was measured, and no more than has been reached."""

import json
import re
import struct
from itertools import combinations, pairwise

import numpy as np
import pytest
import vl_convert

from lstm97.analysis.foundations import descent, exercise, feedforward
from lstm97.analysis.foundations.ablation import letter_weights, remember, spikes, unit
from lstm97.analysis.foundations.contributions import loop_contributions
from lstm97.analysis.foundations.one_step import one_step
from lstm97.figures.edges import Leave, Point, short
from lstm97.figures.foundations.bars import pull_chart
from lstm97.figures.foundations.descent import (
    B_RANGE,
    W_RANGE,
    fit_chart,
    grid,
    surface_figure,
)
from lstm97.figures.foundations.feedforward import MOMENTS, layers_chart, numbers
from lstm97.figures.foundations.one_step import LOSSES, _spaced, way_chart
from lstm97.figures.palette import DARK, LIGHT
from lstm97.figures.scenes.ball import ball
from lstm97.figures.scenes.memory import left_chart, loop_chart, memory_scene
from lstm97.figures.scenes.unrolling import share_chart, signed, unrolled_scene
from lstm97.figures.wall import enlarge


class Words(dict):
    """Every word is its own key."""

    def __missing__(self, key):
        return key


@pytest.fixture
def flow():
    return exercise.run(exercise.net(1.0, 0.8, 1.0), exercise.inputs(26, 5), 0.5)


def test_every_number_is_on_the_chain_and_no_error_before_it_is_told(flow):
    chain = unrolled_scene(flow, lambda key: key, "").lanes[0]
    assert chain.values["error"].tolist() == flow.nets[:, 0].tolist()
    assert np.isnan(chain.values["output"]).tolist() == [True] * 4 + [False]  # the last is taught
    assert chain.values["back"][0] * flow.nets[1, 0] == pytest.approx(flow.nets[0, 0])
    (hidden,) = unrolled_scene(flow, lambda key: key, "", revealed=False).lanes
    assert all(np.isnan(hidden.values[row]).all() for row in ("error", "back", "share"))
    assert ("error", 1) in hidden.asked


def test_the_number_that_is_asked_is_not_sent(flow):
    chain = unrolled_scene(flow, lambda key: key, "", ("error", 4)).lanes[0]
    assert np.isnan(chain.values["error"]).tolist() == [False, False, False, True, False]
    assert chain.asked == (("error", 4),)
    assert not np.isnan(flow.nets).any()  # what was measured is left alone


def test_a_loss_outside_its_axis_is_no_point_of_the_way(flow):
    found = one_step(exercise.run(exercise.net(1.0, 2.0, 2.0), exercise.inputs(26, 8), -1.0, True),
                     10.0)  # fmt: skip
    assert found.way.max() > LOSSES[1]
    chart = way_chart(found, Words(), LIGHT, told=True)
    assert not [one for layer in chart["layer"] for one in layer["data"]["values"]
                if one.get("y", 1) > LOSSES[1]]  # fmt: skip
    gone = [one["label"] for layer in chart["layer"] for one in layer["data"]["values"]
            if "label" in one]  # fmt: skip
    assert short(found.way.max()) in gone
    assert short(found.losses[1]) in gone
    hidden = json.dumps(way_chart(found, Words(), LIGHT, told=False))
    assert "piece" not in hidden


def test_bars_of_the_shares_join_and_end_at_the_gradient(flow):
    chart = share_chart(flow, Words(), DARK)
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
    heights, how = descent.surface(task, *grid()), {"start": (-4, 4), "losses": (0.01, 1e3)}
    data = ball(heights, found, {}, "in words", "signed", axis=200, revealed=True, **how)
    (length,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + length])
    values = np.frombuffer(data[4 + length :], "<f4")
    assert (header["w"], header["b"]) == (list(W_RANGE), list(B_RANGE))
    assert (header["steps"], header["axis"]) == (len(found.losses) - 1, 200)
    steps = header["steps"] + 1
    np.testing.assert_allclose(values[: 61 * 61].reshape(61, 61), heights, rtol=1e-6)
    np.testing.assert_allclose(values[61 * 61 :][:2], [-1.0, 2.0])
    assert len(values) == 61 * 61 + 3 * steps
    assert np.isfinite(values).all()
    solid = surface_figure(task, found, Words(), DARK)
    assert len(solid.data) == 2
    assert [one.text for one in solid.layout.annotations] == [Words()["loss"]]  # whole on a phone


@pytest.mark.parametrize("start", [(0.0, 0.0), (-4.0, 4.0), (1e3, -1e3)])
def test_answers_of_a_neuron_end_at_the_edge_of_their_axis(start):
    task = descent.fit("identity", 1)
    found = descent.walk(task, np.array(start), 5.0, 50)
    chart = fit_chart(task, found, Words(), LIGHT)
    low, high = chart["layer"][0]["encoding"]["y"]["scale"]["domain"]
    drawn = [one["y"] for layer in chart["layer"] for one in layer["data"]["values"]]
    assert all(low - 1e-12 <= y <= high + 1e-12 for y in drawn)
    arrows = [layer for layer in chart["layer"] if "triangle" in layer["mark"].get("shape", "")]
    assert arrows  # the walk diverges
    json.dumps(chart, allow_nan=False)


def test_bars_of_a_memory_are_its_inputs():
    memory = remember(unit(0.6, letter_weights(1), "tanh"), spikes((2, 8, 14), 16))
    bars = left_chart(memory, (), Words(), LIGHT)["layer"][0]["data"]["values"]
    assert [bar["t"] for bar in bars] == [2, 8, 14]
    assert [bar["kept"] for bar in bars] == ["no", "no", "yes"]
    json.dumps(loop_chart(memory, 0.6, DARK), allow_nan=False)


def test_green_is_the_carousels_alone():
    memory = remember(unit(0.6, letter_weights(1), "tanh"), spikes((2, 8, 14), 16))
    lanes = memory_scene(memory, (), lambda key: key, "").lanes
    assert "signal" in {getattr(lane, "role", None) for lane in lanes}
    drawn = left_chart(memory, (), Words(), LIGHT), pull_chart([0.5, -1.0], Words(), LIGHT, bound=1)
    for part in (*map(json.dumps, drawn), *map(repr, lanes)):
        assert LIGHT.color("cell") not in part
        assert "role='cell'" not in part


def test_nothing_left_is_told_from_too_little_to_show():
    held = remember(unit(1.0, letter_weights(1), "identity"), spikes((1, 3), 4))
    lost = remember(unit(0.0, letter_weights(1), "identity"), spikes((1, 3), 4))
    faint = remember(unit(0.1, letter_weights(1), "identity"), spikes((1, 3), 4))

    def said(memory):
        return [
            bar["text"]
            for bar in left_chart(memory, (), Words(), LIGHT)["layer"][0]["data"]["values"]
        ]

    assert said(held) == ["1.00", "1.00"]
    assert said(lost) == ["0", "0"]
    assert said(faint) == ["≈0", "0.10"]
    texts = {one["text"] for one in loop_chart(faint, 0.1, LIGHT)["layer"][-1]["data"]["values"]}
    assert {"0", "0.10", "1.01"} <= texts
    assert "0.00" not in texts


PLACE = r"<{}[^>]*translate\(([^,]*),([^)]*)\)"
WORD = re.compile(PLACE.format("text") + r'[^>]*font-size="([^"]*)px"[^>]*>([^<]+)<')
UNIT = re.compile(PLACE.format("path") + r'[^>]*d="M([^,]*),0A')
LETTER = 0.6  # of its height, on average


def _net(lesson, moment, width, height, wall):
    """The words of the net, as boxes, and its units, as circles (x, y, radius)."""
    spec = layers_chart(lesson, moment, LIGHT, told=True)
    size = {"width": width, "height": height, "autosize": {"type": "fit", "contains": "padding"}}
    svg = vl_convert.vegalite_to_svg((enlarge(spec) if wall else spec) | size)
    boxes = {}  # a number on its plate is drawn twice
    for x, y, letter, text in WORD.findall(svg):
        half = LETTER / 2 * float(letter) * len(text)
        box = (float(x) - half, float(x) + half, float(y) - 0.8 * float(letter), float(y))
        boxes[text, x, y] = box
    return list(boxes.values()), [tuple(map(float, one)) for one in set(UNIT.findall(svg))]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("window", [(733, 440, False), (343, 300, False), (857, 533, True)])
def test_numbers_of_a_net_keep_off_its_units_and_off_each_other(moment, window):
    net = feedforward.small(37)
    found = feedforward.lesson(net, np.array([1.0, -0.5]), np.array([0.5, -0.5]), 0.5)
    words, units = _net(found, moment, *window)
    assert len(units) == 7
    for one, other in combinations(words, 2):
        assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]
    for left, right, top, bottom in words:
        assert left >= 0
        assert right <= window[0]
        for x, y, radius in units:
            if not left <= x <= right or not top - radius <= y <= bottom + radius:  # not its own
                assert (
                    np.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) > radius + 2
                )


def test_words_of_two_arrows_do_not_stand_on_each_other():
    ends = [Leave(Point(x, 1e-4), -1, low) for x, low in ((1.2, 5e-8), (2.0, 9e-6), (0.05, 1e-6))]
    assert [one.farthest for one in _spaced(ends)] == [5e-8, 1e-6]


def test_a_number_at_a_wire_is_0_only_if_nothing_is_there():
    told = numbers(np.array([0.0, 1e-17, 0.003, -0.004, 1e-5, -0.35, 1.0, 10.0]))
    assert told == ["0", "0", "0.003", "−0.004", "1×10⁻⁵", "−0.35", "1", "10"]
