"""The page on layers: the picture at every moment, the guess judged, its sentences true."""

import json
import re
from itertools import product

import numpy as np
import pytest
from visit import opener, predict, press, readings, said, skipper

from lstm97.figures.edges import short
from lstm97.figures.foundations.feedforward import MOMENTS, layers_chart, products
from lstm97.figures.palette import LIGHT
from lstm97.figures.stage.scene import ERROR_DOMAIN
from lstm97.ui.pages.layers import deep, small
from lstm97.ui.pages.layers.net import PAGE, RATES, SETTINGS, LayerValues

open_page = opener(PAGE)
skip = skipper(PAGE, "largest")
skip_deep = skipper(PAGE, "left")


def values_of(**changed):
    return LayerValues().with_values(**changed)


def nets():
    """Every preset, both ends and middle of the inputs and targets, a few nets."""
    for preset in SETTINGS.presets:
        yield dict(preset.values)
    for x1, x2, d1, d2 in product((-1, 0, 1), repeat=4):
        yield {"x1": x1, "x2": x2, "d1": d1, "d2": d2}
    for seed in range(1, 20):
        yield {"seed": seed}


def depths():
    for preset in SETTINGS.presets:
        yield dict(preset.values)
    for act, layers, spread in product(
        ("logistic", "tanh", "identity"), (2, 14, 50), (0.1, 1.0, 1.5, 2.2, 3.0)
    ):
        yield {"act": act, "layers": layers, "spread": spread}
    for units, draw in product((1, 4, 16), (1, 77, 9999)):
        yield {"units": units, "draw": draw, "act": "tanh"}


def texts(chart):
    """Every text on a drawing of the net."""
    return [
        one[field]
        for layer in chart["layer"]
        for one in layer["data"]["values"]
        for field in ("text", "note")  # on a phone "short" instead of "text"
        if one.get(field)
    ]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_picture_is_there_at_every_moment_and_tells_no_error_before_the_answer(moment):
    at = open_page(moment=moment)
    assert len(at.get("vega_lite_chart")) == 1
    assert not readings(at)
    found = small.measure(values_of(moment=moment))
    hidden = [f"ϑ {one}" for one in small.hidden_errors(found, True)]
    before = texts(layers_chart(found, moment, LIGHT, told=False))
    after = texts(layers_chart(found, moment, LIGHT, told=True))
    assert not set(hidden) & set(before)
    assert set(hidden) <= set(after) or moment not in ("back", "step")
    at = skip(at)
    assert not at.exception
    assert len(readings(at)) == 2


def test_wires_show_their_weight_and_what_passes_each_way():
    found = small.measure(values_of())
    (w1, w2), (x, h, _) = found.sweep.net.weights, found.sweep.ys
    assert products(w1, x)[0][0] == "−0.7·1"
    assert products(w1, x)[1] == ["0.3·1", "0.4·(−0.5)"]
    back = texts(layers_chart(found, "back", LIGHT, told=True))
    for j, i in np.ndindex(3, 2):
        assert products(w2.T, found.errors.nets[1])[j][i] in back
    forward = texts(layers_chart(found, "output", LIGHT, told=True))
    assert {one for row in products(w2, h) for one in row} <= set(forward)
    json.dumps(layers_chart(found, "step", LIGHT, told=True), allow_nan=False)


@pytest.mark.parametrize(
    ("guess", "word"), [("right", "**right**"), ("wrong", "not so"), ("unsure", "did not know")]
)
def test_a_guess_is_judged_and_marked_when_the_case_changes(guess, word):
    right = next(iter(small.judge(small.measure(values_of())).right))
    wrong = next(one for one in small.UNITS if one != right)
    at = open_page()
    key = f"{PAGE}.predict.largest"
    at = predict(at, key, {"right": right, "wrong": wrong}.get(guess, guess))
    assert word in said(at)
    at.select_slider(key=f"{PAGE}/rate/en").set_value(2.0).run()
    assert "another case" not in said(at)  # the step comes after the error
    at.slider(key=f"{PAGE}/x1/en").set_value(-1.0).run()
    assert guess == "unsure" or "another case" in said(at)


@pytest.mark.parametrize("case", list(nets()), ids=str)
def test_what_is_said_of_the_small_net_is_true_of_it(case):
    for rate in RATES:
        found = small.measure(values_of(**{**case, "rate": rate}))
        start, end = found.losses
        true = {
            "falls": end < start,
            "rises": end > start,
            "still": end == pytest.approx(start, rel=1e-8, abs=1e-20),
        }
        assert true[found.outcome]
    sizes = np.abs(found.errors.nets[0])
    for name, one in zip(small.UNITS, sizes, strict=True):
        assert (name in small.judge(found).right) == bool(one >= (1 - 1e-9) * sizes.max())


@pytest.mark.parametrize("case", list(depths()), ids=str)
def test_what_is_said_of_a_deep_net_is_true_of_it(case):
    found = deep.measure(values_of(**case))
    kept = np.linalg.norm(found.errors[0]) / np.linalg.norm(found.errors[-1])
    bounds = {"more": (2, np.inf), "same": (0.5, 2), "part": (0.01, 0.5), "trace": (0, 0.01)}
    low, high = bounds[deep.manner(found)]
    assert low <= kept < high
    assert deep.judge(found).right == {deep.manner(found)}
    assert found.factor > 1 or deep.manner(found) != "more"


def test_sizes_outside_the_axis_end_at_its_edge_with_an_arrow():
    low, high = ERROR_DOMAIN
    left = 0
    for case in depths():
        found = deep.measure(values_of(**case))
        chart = deep.depth_chart(found, told=True)
        assert all(low <= one["y"] <= high for one in chart["data"]["values"])
        ends = [one for part in chart["layer"] for one in part.get("data", {}).get("values", ())]
        for name, sizes in (("outputs", found.sizes), ("error", found.errors)):
            out = sizes[(sizes < low) | (sizes > high)]
            told = {one["label"] for one in ends if name in one["name"]}
            assert bool(out.size) == bool(told)
            assert not out.size or {short(out.max()), short(out.min())} & told
            left += bool(out.size)
    assert left > 5


def test_the_next_moment_is_a_press_away():
    at = skip(open_page(moment="error"))
    at = press(at, f"{PAGE}/next")
    assert "moment" not in at.query_params  # that of the hidden errors, with which the page opens
    at = press(press(at, f"{PAGE}/next"), f"{PAGE}/next")
    assert at.query_params["moment"] == "hidden"


def test_many_layers_stand_in_a_tab_and_a_link_opens_it():
    at = open_page(layers="50")
    assert at.query_params["tab"] == "deep"
    at = predict(at, f"{PAGE}.predict.left", "same")
    assert not at.exception
    assert "not so" in said(at)


@pytest.mark.parametrize("preset", [one.slug for one in SETTINGS.presets])
def test_presets(preset):
    tab = "net" if preset in small.BENCH.presets else "deep"
    at = (skip if tab == "net" else skip_deep)(open_page(tab=tab))
    at = press(at, f"{PAGE}/preset/{preset}")
    assert not at.exception


@pytest.mark.parametrize(
    "query",
    [
        {"x1": "-1", "x2": "1", "d1": "-1", "d2": "1", "rate": "5", "moment": "step"},
        {"x1": "0", "x2": "0", "seed": "9999"},
        {"tab": "deep", "layers": "50", "spread": "3", "units": "16", "act": "identity"},
        {"tab": "deep", "layers": "2", "spread": "0.1", "units": "1", "draw": "9999"},
        {"moment": "nonsense", "x1": "1e99", "rate": "<b>"},
    ],
)
def test_extreme_settings_do_not_break_it(query):
    at = open_page(**query)
    at = (skip_deep if "tab" in query else skip)(at)
    assert not at.exception
    assert not at.error
    assert not re.search(r"\bnan\b", said(at))
