"""Charts at rest: what they draw, and that Vega-Lite would accept them."""

import re

import altair as alt
import numpy as np
import pytest
import vl_convert

from lstm97.figures.foundations.bars import pull_chart
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.palette import palette
from lstm97.figures.titles import write_thousands

LOOK = palette("light")
LINES = [
    Line("whole", [1.0, 0.1, 0.0, np.nan, np.inf], "cell"),
    Line("half", [-1.0, 2.0], "error", x=[10, 20]),
]
WORDS = {"x": "t", "y": "pull", "up": "more", "down": "less", "sum": "all"}


def valid(chart):
    """The chart, checked by Altair against the schema of Vega-Lite."""
    alt.LayerChart.from_dict(chart, validate=True)
    return chart


def points(spec, name):
    return [(one["x"], one["y"]) for one in spec["data"]["values"] if one["name"] == name]


def test_axes_set_thousands_apart_from_five_digits_on():
    chart = write_thousands(line_chart(LINES, LOOK, x="t", y="value"))
    valid(chart)
    rule = chart["config"]["axisQuantitative"]["labelExpr"]
    pattern = re.search(r"/(.*)/", rule)[1]
    assert re.search(pattern, "2,000")
    assert re.search(pattern, "−2,000")
    assert not re.search(pattern, "20,000")
    assert not chart["config"]["axisYQuantitative"]["labelFlush"]  # a number stands at its line
    own = write_thousands({"config": {"axisQuantitative": {"labelExpr": "x"}}})
    assert own["config"]["axisQuantitative"]["labelExpr"] == "x"


def test_lines_drop_what_cannot_be_drawn():
    spec = valid(line_chart(LINES, LOOK, x="t", y="value"))
    assert points(spec, "whole") == [(1, 1.0), (2, 0.1), (3, 0.0)]
    assert points(spec, "half") == [(10, -1.0), (20, 2.0)]


@pytest.mark.parametrize("log_x", [False, True])
def test_logarithmic_axis_shows_sizes(log_x):
    chart = line_chart(LINES, LOOK, x="t", y="size", domain=(1e-3, 10), log=True, log_x=log_x)
    spec = valid(chart)
    assert points(spec, "half") == [(10, 1.0), (20, 2.0)]
    assert points(spec, "whole") == [(1, 1.0), (2, 0.1), (3, 1e-3)]  # 0 is beyond the axis
    assert spec["encoding"]["y"]["scale"]["domain"] == [1e-3, 10]


def test_every_power_that_an_axis_names_is_drawn():
    chart = line_chart(LINES, LOOK, x="t", y="size", domain=(1e-16, 1e2), log=True)
    drawn = vl_convert.vegalite_to_svg(chart)
    assert all(f">{power}<" in drawn for power in ("10⁻¹⁵", "10⁻¹²", "10⁻³", "10⁰"))


def test_a_line_that_leaves_the_axis_gets_an_arrow_with_its_value():
    line = Line("dying", [1.0, 1e-2, 1e-40], "rnn")
    spec = valid(line_chart([line], LOOK, x="t", y="size", domain=(1e-3, 10), log=True))
    assert points(spec, "dying")[-1][1] == 1e-3
    assert all(y >= 1e-3 for _, y in points(spec, "dying"))
    words = spec["layer"][-1]["data"]["values"]
    assert [one["label"] for one in words] == ["10⁻⁴⁰"]


def test_line_takes_colour_dash_and_marker_from_its_role():
    spec = valid(line_chart(LINES, LOOK, x="t", y="value"))
    assert spec["encoding"]["color"]["scale"]["range"] == [LOOK.color("cell"), LOOK.color("error")]
    strokes, marks = spec["layer"]
    assert len({str(dash) for dash in strokes["encoding"]["strokeDash"]["scale"]["range"]}) == 2
    assert len(set(marks["encoding"]["shape"]["scale"]["range"])) == 2


def test_single_line_needs_no_legend():
    spec = valid(line_chart(LINES[:1], LOOK, x="t", y="value"))
    assert spec["encoding"]["color"]["legend"] is None


def test_a_bar_beyond_its_axis_has_a_tip():
    spec = valid(pull_chart([1.5, -0.25, -2.0], WORDS, LOOK, bound=1))
    tips = {one["mark"]["shape"]: one["transform"] for one in spec["layer"]
            if one["mark"].get("shape")}  # fmt: skip
    assert tips == {
        "triangle-up": [{"filter": "1 * datum.pull > 1"}],
        "triangle-down": [{"filter": "-1 * datum.pull > 1"}],
    }


def test_pulls_have_their_sum_as_last_bar():
    spec = valid(pull_chart([0.5, -0.25, -0.25], WORDS, LOOK, bound=1))
    drawn = [(one["step"], one["pull"], one["meaning"]) for one in spec["data"]["values"]]
    assert drawn == [
        ("1", 0.5, "more"),
        ("2", -0.25, "less"),
        ("3", -0.25, "less"),
        ("Σ", 0.0, "all"),
    ]
    assert [one["number"] for one in spec["data"]["values"]] == ["+0.50", "−0.25", "−0.25", "0"]


@pytest.mark.parametrize("steps", [1, 2, 3, 5])
def test_few_steps_are_numbered_whole(steps):
    spec = line_chart([Line("one", [0.9] * steps, "error")], LOOK, x="step", y="size", height=200)
    svg = vl_convert.vegalite_to_svg(spec | {"width": 520})
    numbers = re.findall(r">([^<]+)</text>", svg)
    assert numbers[: numbers.index("step")] == [str(n + 1) for n in range(steps)]


def numbers_below(lines, across):
    spec = line_chart(lines, LOOK, x="step", y="size", across=across)
    svg = vl_convert.vegalite_to_svg(spec | {"width": 520})
    found = re.findall(r">([^<]+)</text>", svg)
    return found[: found.index("step")]


@pytest.mark.parametrize("values", [[0.5] * 2, [np.nan] * 40])
def test_the_numbers_below_a_chart_do_not_wait_for_its_lines(values):
    whole = numbers_below([Line("one", [0.5] * 40, "error")], (1, 40))
    assert len(whole) > 3
    assert numbers_below([Line("one", values, "error")], (1, 40)) == whole
