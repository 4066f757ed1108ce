"""Figures of the toolbox and of one weight: plain records, finite numbers, fixed axes."""

import json
from itertools import product

import numpy as np
import pytest

from lstm97.analysis.foundations.descent import fit
from lstm97.analysis.foundations.nudging import nudge_knob
from lstm97.analysis.foundations.toolbox import chain, noise, powers
from lstm97.figures.foundations import one_weight, toolbox
from lstm97.figures.foundations.nudge import along_chart
from lstm97.figures.layers import place
from lstm97.figures.palette import LIGHT, PALETTES

NAMES = [
    "step",
    "factor",
    "product",
    "real",
    "imaginary",
    "value",
    "share",
    "signal",
    "noise",
    "beyond",
    "weight",
    "keeps",
    "four",
    "here",
    "best",
    "paths",
    "sum",
    "left",
    "slope",
    "line",
    "product",
]
WORDS = dict(zip(NAMES, NAMES, strict=True))


def specs(look):
    for weights in ((0.0, 0.0, 0.0), (2.0, -2.0, 2.0), (0.9, 0.9, 0.9)):
        for activation in ("identity", "tanh", "logistic"):
            found = chain(weights, activation, 100)
            yield toolbox.factor_bars(found.factors, WORDS, look)
    for matrix in (((0.0, 0.0), (0.0, 0.0)), ((2.0, 2.0), (-2.0, 2.0))):
        yield toolbox.plane(powers(matrix, 60).eigenvalues, WORDS, look)
    heard = noise(1.0, 0.1, 50, 60, 1)
    yield toolbox.noisy_line(heard.line, 50, 0.1, WORDS, look)
    yield toolbox.histogram(heard.values, 1.0, 0.1, WORDS, look)
    yield toolbox.histogram(None, 1.0, 0.1, WORDS, look)
    for y in (0.1, 1.0):
        for weight in (0.5, 40.0):
            for revealed in (False, True):
                yield one_weight.hump(y, weight, WORDS, look, revealed=revealed)
    for products in ([0.5], [0.0], list(np.linspace(1, -1, 5000))):
        yield one_weight.running_sum(np.array(products), WORDS, look)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_figure_is_plain_and_finite(theme):
    for spec in specs(PALETTES[theme]):
        text = json.dumps(spec, allow_nan=False)
        assert len(text) < 100_000


def test_what_is_off_the_axis_is_an_arrow_at_its_edge():
    look = PALETTES["light"]
    far = powers(((2.0, 2.0), (-2.0, 2.0)), 60).eigenvalues  # 2 + 2i and 2 - 2i, inside
    assert not [one for one in map(toolbox._eigenvalue, far) if one["out"]]
    (out,) = map(toolbox._eigenvalue, [3.3 + 3.3j])
    assert out["out"]
    assert (out["x"], out["y"], out["angle"]) == pytest.approx((2.2, 2.2, -45))
    tips = toolbox.noisy_line(np.array([1, 0.5, 3.1, -2.6]), 1, 1.0, WORDS, look)["layer"][1]
    assert [(one["x"], one["y"]) for one in tips["data"]["values"]] == [(3, 2.5), (4, -2.5)]


def test_factor_axis_never_moves():
    look = PALETTES["light"]
    axes = [one_weight.hump(y, 1.0, WORDS, look)["encoding"] for y in (0.1, 0.5, 1.0)]
    assert axes[0] == axes[1] == axes[2]


def test_the_product_is_hidden_until_the_answer_and_never_drawn_beyond_its_axis():
    look = PALETTES["light"]
    for y in (0.1, 0.5, 1.0):
        hidden = json.dumps(one_weight.hump(y, 2.0, WORDS, look, revealed=False))
        shown = one_weight.hump(y, 2.0, WORDS, look)
        assert '"product"' not in hidden
        heights = [one["y"] for layer in shown["layer"] for one in layer["data"]["values"]
                   if "part" in one]  # fmt: skip
        assert one_weight.FACTORS[0] <= min(heights) <= max(heights) <= one_weight.FACTORS[1]


def test_values_outside_the_histogram_are_counted_at_its_edges():
    noise = np.array([-3.0, 0.0, 0.1, 2.6, 4.0])
    spec = toolbox.histogram(noise, 1.0, 1.0, WORDS, PALETTES["light"])
    told = [one["text"] for layer in spec["layer"] for one in layer["data"]["values"]
            if "text" in one]  # fmt: skip
    assert told == ["◀ 1", "2 ▶"]


def test_only_a_factor_of_one_is_called_one_and_a_bar_tells_its_size():
    spec = toolbox.factor_bars(np.array([1.0, 0.9996, -2.0]), WORDS, PALETTES["light"])
    bars = spec["layer"][0]
    assert [one["size"] for one in bars["data"]["values"]] == ["1", "0.9996", "2"]
    assert {one["field"] for one in bars["encoding"]["tooltip"]} == {"x", "size"}


def _covered(drawn):
    """Left, right, low and high of the words of a layer, in pixels of a narrow chart."""
    (record,), mark = drawn["data"]["values"], drawn["mark"]
    wide = 0.6 * 13 * len(record["text"])
    start = {"left": 0, "center": -wide / 2, "right": -wide}[mark["align"]]
    left, middle = 26 * record["x"] + mark["dx"] + start, 21 * record["y"] - mark["dy"]
    return left, left + wide, middle - 5, middle + 5


@pytest.mark.parametrize("knob", [0, 1])
@pytest.mark.parametrize("by", [0.001, 0.1, 1.0])
def test_words_of_a_nudge_stand_on_the_axes_and_off_the_curve(knob, by):
    """All over the knobs; the axes would shrink for words beside them."""
    on_curve = 0
    task, words = fit("tanh", 1), {"knob": "w", "loss": "E", "run": f"Δ = {by:g}"}
    for at, other in product(np.arange(-4, 4.1, 0.5), (-4.0, -0.5, 0.5, 4.0)):
        point = np.array([at, other] if knob == 0 else [other, at])
        found = nudge_knob(task, point, knob, by)
        chart = along_chart(found, words | {"rise": "ΔE = −0.00644"}, LIGHT)
        run, rise = boxes = [_covered(one) for one in (chart["layer"][-3], chart["layer"][-1])]
        assert run[1] <= rise[0] or rise[1] <= run[0] or run[3] <= rise[2] or rise[3] <= run[2]
        for left, right, low, high in boxes:
            assert low > -20
            assert 26 * -4 <= left <= right <= 26 * 5
            xs, ys = 26 * found.xs, 21 * found.losses
            on_curve += ((xs > left) & (xs < right) & (ys > low) & (ys < high)).any()
    assert on_curve <= 14  # of 136; there a plate keeps the words apart


@pytest.mark.parametrize("values", [(0.9, 2.0), (0.9, 1.1), (-1.1, 2.9)])
def test_words_of_eigenvalues_that_are_near_each_other_stand_on_both_sides(values):
    chart = toolbox.plane(np.array(values), dict.fromkeys(NAMES, ""), LIGHT)
    sides = {layer["mark"]["dy"] for layer in chart["layer"] if layer["mark"]["type"] == "text"}
    near = abs(np.clip(values[1], -1.6, 1.6) - values[0]) < 1.6
    assert len(sides) == 1 + near


def test_named_steps_are_round():
    assert place("x", "t", 520)["axis"]["values"] == [1, *range(50, 521, 50)]
    assert place("x", "t", 103)["axis"]["values"] == [1, *range(10, 104, 10)]
    assert place("x", "t", 4)["axis"]["values"] == [1, 2, 3, 4]


def test_the_number_of_a_narrow_last_step_ends_within_the_figure():
    assert place("x", "t", 50)["axis"]["labelAlign"]["condition"]["value"] == "right"
    assert "labelAlign" not in place("x", "t", 10)["axis"]


def test_what_slope_and_factor_go_on_to_stands_in_two_rows():
    chart = one_weight.hump(1.0, 2.0, WORDS, PALETTES["light"])
    rows = {one["mark"]["dy"] for one in chart["layer"] if "10⁻" in str(one["data"])}
    assert len(rows) == 2
    assert max(rows) - min(rows) >= 14  # a line of words


@pytest.mark.parametrize("y", [0.2, 0.5, 1.0])
def test_the_slopes_name_stands_where_the_factor_does_not_run(y):
    """Left of its line, which falls; the factor lies on its right for weights above 1."""
    chart = one_weight.hump(y, 2.0, WORDS, PALETTES["light"])
    beside = {one["mark"]["align"] for one in chart["layer"]
              if one.get("data", {}).get("values", [{}])[0].get("name") == WORDS["slope"]
              and one["mark"]["type"] == "text"}  # fmt: skip
    assert beside == {"right"}
