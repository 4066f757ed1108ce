"""Learning curves: what is drawn of many learners, by a specification without data."""

import json

import numpy as np
import pytest

from lstm97.figures.learning import KINDS, LARGEST, learning_chart, learning_data
from lstm97.figures.palette import palette

SIDES = {"LSTM": "lstm", "RNN": "rnn"}


def test_middle_and_band_of_each_mark():
    many, one = np.array([[0.1, 0.5, 0.3], [0.2, 0.2, 0.8]]), np.ones((2, 1))
    data = learning_data({"LSTM": ([100, 200], many), "RNN": ([100, 200], one)})
    assert data["sequences"] == [100, 200, 100, 200]
    assert data["side"] == ["LSTM", "LSTM", "RNN", "RNN"]
    assert data["low"] == [0.1, 0.2, 1, 1]
    assert data["middle"] == [0.3, 0.2, 1, 1]
    assert data["high"] == [0.5, 0.8, 1, 1]


@pytest.mark.parametrize("band", [(0, 1), (0.1, 0.9)])
def test_learners_without_a_number_do_not_count(band):
    rng = np.random.default_rng(1)
    values = rng.random((6, 7))
    values[rng.random(values.shape) < 0.3] = np.nan
    values[2] = np.nan
    data = learning_data({"LSTM": (range(6), values)}, band)
    assert data["sequences"] == [0, 1, 3, 4, 5]
    wanted = np.nanquantile(values[[0, 1, 3, 4, 5]], (band[0], 0.5, band[1]), axis=1)
    np.testing.assert_allclose([data["low"], data["middle"], data["high"]], wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_the_specification_is_plain_and_has_no_data(kind):
    spec = learning_chart(kind, SIDES, palette("light"), x="seen", y="error")
    assert "data" not in spec
    assert json.loads(json.dumps(spec)) == spec
    assert spec["encoding"]["color"]["scale"]["domain"] == list(SIDES)


def test_a_loss_that_leaves_its_axis_ends_at_the_edge_with_an_arrow():
    chart = learning_chart("loss", SIDES, palette("light"), x="seen", y="loss")
    line = next(one for one in chart["layer"] if one["mark"]["type"] == "line")
    assert line["encoding"]["y"]["field"] == "seen"
    assert line["transform"][-1]["calculate"] == (
        "datum.beyond != 0 && datum.before == datum.beyond ? null : clamp(datum.middle, 0.0001, 1)"
    )
    arrows = [one for one in chart["layer"] if one["mark"]["type"] == "text"]
    assert [one["transform"][-1]["calculate"][1] for one in arrows] == ["▲", "▼"]
    free = learning_chart("error", SIDES, palette("light"), x="seen", y="loss")
    assert not [one for one in free["layer"] if "transform" in one]


def test_a_loss_that_overflows_goes_on_above_its_axis():
    losses = np.array([[0.5, 0.5, 0.5], [0.5, np.inf, np.inf], [np.inf] * 3, [np.nan] * 3])
    data = learning_data({"LSTM": ([100, 200, 300, 400], losses)})
    assert data["sequences"] == [100, 200, 300]
    assert data["middle"] == [0.5, LARGEST, LARGEST]
    assert data["low"] == [0.5, 0.5, LARGEST]
    chart = learning_chart("loss", SIDES, palette("light"), x="seen", y="loss")
    up = next(one for one in chart["layer"] if one["mark"]["type"] == "text")
    assert f"datum.far > {LARGEST / 2} ? '>10³⁰⁸'" in up["transform"][-1]["calculate"]


def test_a_strip_marks_the_moment_that_the_stage_shows():
    chart = learning_chart("right", SIDES, palette("light"), x="seen", y="right", strip=True)
    (rule,) = (one for one in chart["layer"] if one["mark"]["type"] == "rule")
    assert rule["encoding"]["x"]["field"] == "at"
    data = learning_data({"LSTM": ([100, 200], np.ones((2, 3)))}, at=200)
    assert set(data["at"]) == {200}
    assert chart["encoding"]["color"]["legend"] is None
