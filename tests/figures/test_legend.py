"""Names below a chart: as many rows as the neighbour's, so that both plots end at one height."""

import json
import re

import pytest

from lstm97.figures.legend import NARROW, with_rows
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.palette import palette


def color(*names):
    lines = [Line(name, [1.0, 2.0], "cell") for name in names]
    chart = line_chart(lines, palette("light"), x="t", y="size")
    return with_rows(chart, 3)["encoding"]["color"]


@pytest.mark.parametrize("names", [("a",), ("a", "b"), ("a", "b", "c")])
def test_a_legend_has_the_rows_that_it_is_told(names):
    wide, narrow = re.findall(r"\[\".*?\]", color(*names)["legend"]["values"]["expr"])
    assert tuple(name.strip() for name in json.loads(wide)) == (*names, "", "")[:3]
    assert tuple(json.loads(narrow)) == names  # one below the other, there is no neighbour


def test_a_row_without_a_name_shows_nothing_and_is_one_of_its_own():
    scale = color("a")["scale"]
    assert len(set(scale["domain"])) == len(scale["range"]) == 3
    assert all(shown.endswith("00") and len(shown) == 9 for shown in scale["range"][1:])


def test_it_is_the_width_of_the_window_that_says_who_has_a_neighbour():
    assert f"windowSize()[0] > {NARROW} ?" in color("a")["legend"]["values"]["expr"]
