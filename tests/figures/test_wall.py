"""Figures on a wall: twice as large in all that takes pixels, and otherwise the same figures."""

import re

import pytest
import vl_convert

from lstm97.figures.foundations.wires import column, wire_chart
from lstm97.figures.layers import LETTERS, layer
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.palette import palette
from lstm97.figures.wall import LETTERS as LEAST
from lstm97.figures.wall import TIMES, enlarge

LOOK = palette("light")
LINES = [Line("falls", [1, 1e-3, 1e-9], "rnn"), Line("stays", [1, 1, 1], "lstm")]
CHARTS = {
    "lines": line_chart(LINES, LOOK, x="t", y="size", domain=(1e-6, 1e2), log=True),
    "wires": wire_chart(column(0, ["1", "2"], ["a", "b"]), [], LOOK),
}


def found(part, *names):
    """Every value of these names in a spec, wherever it stands."""
    if isinstance(part, list):
        for one in part:
            yield from found(one, *names)
    if isinstance(part, dict):
        for name, value in part.items():
            if name in names:
                yield value
            elif name not in ("values", "data"):
                yield from found(value, *names)


def test_a_tick_is_read_whole():
    """Streamlit cuts labels at 100 pixels: on a wall that is −2×1…"""
    assert enlarge(CHARTS["lines"])["config"]["axis"]["labelLimit"] >= 200


@pytest.mark.parametrize("name", CHARTS)
def test_no_letter_is_smaller_than_24_pixels(name):
    sizes = [*found(enlarge(CHARTS[name]), "fontSize", "labelFontSize", "titleFontSize")]
    assert len(sizes) > 5
    for size in sizes:
        least = re.match(r"max\((\d+), ", size["expr"])[1] if isinstance(size, dict) else size
        assert float(least) >= TIMES * LEAST == 24


def test_what_takes_pixels_is_doubled_and_areas_are_four_times_as_large():
    before, after = CHARTS["lines"], enlarge(CHARTS["lines"])
    strokes, points = after["layer"][:2]
    assert strokes["mark"]["strokeWidth"] == 2 * before["layer"][0]["mark"]["strokeWidth"]
    assert points["mark"]["size"] == 4 * before["layer"][1]["mark"]["size"]
    dashes = strokes["encoding"]["strokeDash"]["scale"]["range"]
    assert dashes == [[2 * one for one in dash] for dash in
                      before["layer"][0]["encoding"]["strokeDash"]["scale"]["range"]]  # fmt: skip
    assert after["data"] == before["data"]
    assert after["encoding"]["y"]["scale"] == before["encoding"]["y"]["scale"]


def test_what_asks_for_room_is_told_half_of_it():
    mark = {"type": "text", "fontSize": LETTERS, "dx": 8}
    grown = enlarge({"layer": [layer([], mark, x={"value": {"expr": "width / 2"}})]})["layer"][0]
    assert grown["mark"]["fontSize"] == {"expr": "max(24, 2 * (clamp((width / 2) / 26, 13, 24)))"}
    assert grown["mark"]["dx"] == 16
    assert grown["encoding"]["x"] == {"value": {"expr": "width / 2"}}  # where it is, in full


def test_a_bar_is_twice_as_wide_only():
    grown = enlarge({"mark": {"type": "bar", "size": 10}})
    assert grown["mark"]["size"] == 20


def test_the_symbols_of_a_legend_have_no_edge_as_on_a_desk():
    made = vl_convert.vegalite_to_vega(enlarge(CHARTS["lines"]))
    assert "strokeWidth" not in made["legends"][0]["encode"]["symbols"]["update"]
