"""Errors against steps back: what is drawn, where a line ends, and that no label lies."""

import altair as alt
import numpy as np
import pytest

from lstm97.figures.palette import palette
from lstm97.figures.reach.bands import MOST, Band, band_chart, share_chart

LOOK = palette("light")


def say(key, **values):
    return key


def drawn(spec, name):
    """Size by steps back of one line."""
    lines = spec["layer"][1]["data"]["values"]
    return {one["q"]: one["y"] for one in lines if one["name"] == name}


def texts(spec):
    """All words on the chart."""
    return list(
        dict.fromkeys(
            value
            for layer in spec["layer"][2:]
            if layer["mark"]["type"] == "text"
            for record in layer["data"]["values"]
            for value in (record.get("text"), record.get("label"))
            if value
        )
    )


def band(name, factor, steps=100, **more):
    median = factor ** np.arange(steps, dtype=float)
    return Band(name, "lstm", median, median / 2, median * 2, **more)


def test_a_line_has_every_size_at_its_step_back():
    spec = band_chart([band("one", 0.9)], say, LOOK)
    alt.LayerChart.from_dict(spec, validate=True)
    assert drawn(spec, "one") == pytest.approx({q: 0.9**q for q in range(100)})


def test_a_line_ends_at_the_edge_and_says_where_it_goes():
    spec = band_chart([band("one", 0.1), band("two", 0.2, layer=1)], say, LOOK)
    assert min(drawn(spec, "one").values()) == pytest.approx(1e-16)
    assert max(drawn(spec, "one")) <= 16
    assert texts(spec) == ["10⁻⁹⁹", "6×10⁻⁷⁰"]


@pytest.mark.parametrize(
    ("factors", "sides"),
    [((0.4, 0.5), ["left", "right"]), ((0.4, 0.4), ["right"] * 2), ((0.4,), ["right"])],
)
def test_of_lines_that_leave_the_first_has_its_words_on_its_free_side(factors, sides):
    bands = [band(str(n), factor, layer=n) for n, factor in enumerate(factors)]
    marks = [one["mark"] for one in band_chart(bands, say, LOOK)["layer"][2:]]
    assert [mark["align"] for mark in marks if mark["type"] == "text"] == sides


def test_a_band_is_cut_at_the_edges():
    areas = band_chart([band("one", 10.0)], say, LOOK)["layer"][0]["data"]["values"]
    assert max(one["top"] for one in areas) == 1e2
    assert [one["x"] for one in areas] == [0, -1, -2]


def test_the_depth_is_marked_on_the_line():
    spec = band_chart([band("one", 0.9, depth=43)], say, LOOK)
    mark = spec["layer"][2]["data"]["values"][0]
    assert mark["x"] == -43
    assert mark["y"] == pytest.approx(0.9**43)


def test_the_numbers_of_two_close_depths_stand_apart():
    falls = [band("one", 0.5, depth=9), band("two", 0.4, depth=5, layer=1)]
    marks = [one for one in band_chart(falls, say, LOOK)["layer"] if one["mark"]["type"] == "text"]
    sides = {one["data"]["values"][0]["text"]: np.sign(one["mark"]["dy"]) for one in marks[:2]}
    assert sides == {"5": -1, "9": 1}  # the higher one above, whichever layer it is


def test_a_ghost_has_neither_band_nor_mark():
    spec = band_chart([band("one", 0.9), band("old", 0.1, ghost=True)], say, LOOK)
    assert {one["name"] for one in spec["layer"][0]["data"]["values"]} == {"one"}
    assert texts(spec) == []
    assert [one["mark"]["shape"] for one in spec["layer"][2:]] == ["triangle-down"]


def test_an_overflow_is_said():
    median = np.append(np.ones(5), np.inf)
    assert texts(band_chart([Band("one", "rnn", median)], say, LOOK)) == [">10³⁰⁸"]


def test_long_runs_have_few_points():
    assert len(drawn(band_chart([band("one", 0.999, 1000)], say, LOOK), "one")) <= MOST


def test_shares_are_drawn_from_nothing_to_all():
    shares = {"one": [0.25, 0.5, np.nan], "two": [0.75, 0.5, 1.0]}
    bands = [Band(name, "cell", np.array(values)) for name, values in shares.items()]
    spec = share_chart(bands, say, LOOK)
    alt.Chart.from_dict(spec, validate=True)
    found = {(one["name"], one["q"]): one["y"] for one in spec["data"]["values"]}
    assert found == {("one", 0): 0.25, ("one", 1): 0.5, ("two", 0): 0.75, ("two", 1): 0.5,
                     ("two", 2): 1.0}  # fmt: skip
    assert spec["encoding"]["y"]["scale"]["domain"] == [0, 1]
