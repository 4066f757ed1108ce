"""The maths toolbox: each bench asks first, its cases set it, what it says is true of it."""

from itertools import product

import numpy as np
import pytest
from visit import opener, predict, press, readings, said, skipper

from lstm97.ui.base.text import translate
from lstm97.ui.lesson.bench import View
from lstm97.ui.pages.math_toolbox import chain, noise, nudge, power, vector
from lstm97.ui.pages.math_toolbox.tools import CASES, PAGE, SETTINGS, TABS, ToolValues
from lstm97.ui.pages.math_toolbox.view import BENCHES

open_page = opener(PAGE)
QUESTIONS = {bench.tab: bench.question.name for bench in BENCHES}
OLD_LINKS = {"a": "0.5", "q": "9", "m12": "1", "variance": "0.5", "seed": "7"}


def reveal(at, tab):
    return skipper(PAGE, QUESTIONS[tab])(at)


def values_of(**changed):
    return ToolValues().with_values(**changed)


def ends(*names):
    """Both ends and three places between of some settings, all pairs."""
    every = SETTINGS.every
    stops = [np.linspace(every[name].low, every[name].high, 5) for name in names]
    for pair in product(*stops):
        yield {n: every[n].clean(float(v)) for n, v in zip(names, pair, strict=True)}


def presets(tab):
    (bench,) = [one for one in BENCHES if one.tab == tab]
    return [CASES[slug] for slug in bench.presets]


def test_every_tab_has_a_bench_in_order():
    assert tuple(bench.tab for bench in BENCHES) == TABS


@pytest.mark.parametrize("tab", TABS)
def test_a_bench_shows_its_picture_but_no_result_before_the_answer(tab):
    at = open_page(tab=tab)
    assert at.get("vega_lite_chart")
    assert not readings(at)
    at = reveal(at, tab)
    assert not at.exception
    assert len(readings(at)) == 2


@pytest.mark.parametrize(
    ("tab", "right", "wrong"),
    [
        ("nudge", "settles", "tenth"),
        ("vector", "row", "column"),
        ("chain", "small", "half"),
        ("power", "grows", "dies"),
        ("noise", "few", "half"),
    ],
)
def test_a_guess_is_judged(tab, right, wrong):
    for answer, word in ((right, "**right**"), (wrong, "not so"), ("unsure", "did not know")):
        at = open_page(tab=tab)
        key = f"{PAGE}.predict.{QUESTIONS[tab]}"
        at.radio(key=f"{key}/en").set_value(answer).run()
        assert word in said(press(at, f"{key}/reveal"))


def test_a_changed_case_marks_the_guess():
    at = open_page(tab="vector")
    at = predict(at, f"{PAGE}.predict.row", "row")
    at.slider(key=f"{PAGE}/x1/en").set_value(-1.0).run()
    assert "another case" in said(at)


@pytest.mark.parametrize(("name", "raw"), OLD_LINKS.items())
def test_an_old_link_opens_the_bench_that_it_set(name, raw):
    at = open_page(**{name: raw})
    tab = {"a": "chain", "q": "chain", "m12": "power"}.get(name, "noise")
    assert at.query_params["tab"] == tab
    assert at.query_params[name] == raw


@pytest.mark.parametrize("tab", TABS)
def test_cases_set_the_bench(tab):
    (bench,) = [one for one in BENCHES if one.tab == tab]
    at = reveal(open_page(tab=tab), tab)
    for slug in bench.presets:
        press(at, f"{PAGE}/preset/{slug}")
        assert not at.exception
        shown = {
            name: SETTINGS.every[name].parse(at.query_params[name])[0]
            if name in at.query_params
            else SETTINGS.every[name].default
            for name in CASES[slug]
        }
        assert shown == CASES[slug]


def test_what_is_said_of_a_nudge_is_true_of_it():
    cases = [{**case, "turned": knob} for case in ends("w", "bias") for knob in ("w", "b")]
    for case in [*cases, *presets("nudge")]:
        found = nudge.measure(values_of(**case))
        point = [case["w"], case["bias"]]
        index = "wb".index(case["turned"])
        move = 1e-5 * np.eye(2)[index]
        high, low = (float(nudge.POINTS.loss(*(point + side * move))) for side in (1, -1))
        slope = (high - low) / 2e-5
        assert found.slope == pytest.approx(slope, rel=1e-5, abs=1e-7)
        told = nudge.manner(found)
        assert {"up": slope > 0, "down": slope < 0, "flat": abs(slope) < 2e-3}[told]
        assert "settles" in nudge.judge(found).right


def test_what_is_said_of_a_vector_is_true_of_it():
    cases = [*ends("x1", "x2"), *({**a, "x1": -0.7} for a in presets("vector"))]
    for case in [*cases, *ends("n11", "n22"), *ends("n12", "n21")]:
        values = values_of(**case)
        found = vector.measure(values)
        y = [
            values.n11 * values.x1 + values.n12 * values.x2,
            values.n21 * values.x1 + values.n22 * values.x2,
        ]
        assert found.y == pytest.approx(y)
        before, after = np.hypot(values.x1, values.x2), np.hypot(*y)
        true = {
            "longer": after > before,
            "shorter": after < before,
            "same": after == pytest.approx(before),
            "none": before == 0,
        }
        assert true[vector.manner(found)]
        assert "row" in vector.judge(found).right


@pytest.mark.parametrize("act", ["identity", "tanh", "logistic"])
def test_what_is_said_of_a_chain_is_true_of_it(act):
    for case in [*ends("a", "b"), *ends("c", "q"), *presets("chain")]:
        found = chain.measure(values_of(**{**case, "act": case.get("act", act)}))
        off = abs(found.difference_quotient - found.slope)
        true = {
            "zero": found.slope == 0,
            "agree": off <= 0.011 * abs(found.slope),
            "rounding": 0 < abs(found.slope) < 1e-9,
            "neutral": off > 0.01 * abs(found.slope),
        }
        assert true[chain.manner(found)]


def test_what_is_said_of_powers_is_true_of_them():
    cases = [*ends("m11", "m22"), *ends("m12", "m21"), *presets("power")]
    jordan = {"m11": 1.0, "m12": 1.0, "m21": 0.0, "m22": 1.0}
    for case in [*cases, jordan]:
        values = values_of(**case)
        found = power.measure(values)
        matrix = np.array([[values.m11, values.m12], [values.m21, values.m22]])
        long = np.abs(np.linalg.matrix_power(matrix, 300)).sum(axis=1).max()
        true = {
            "transient": found.norms.max() > 1.05 and long < 1e-6,
            "below": long < 0.1,
            "one": 1e-3 < long < 1e4,
            "above": long > 10,
        }
        assert true[power.manner(found)], case


def test_what_is_said_of_noise_is_true_of_it():
    for case in [*ends("variance", "threshold"), *presets("noise")]:
        values = values_of(**case)
        by_mistake = noise.toolbox.gaussian_tail(values.threshold, values.variance)
        right = noise.toolbox.gaussian_tail(values.threshold, values.variance**0.5)
        assert values.variance >= 1 or by_mistake <= right  # the mistake makes it easier
        found = noise.measure(values)
        told = noise.notice(View(values, found, True))
        assert ("no value lies beyond" in told) == (found.beyond == 0)
        assert found.beyond or "easier" not in told  # what is not seen there is not said
        assert "10⁻" not in told


@pytest.mark.parametrize("variance", [0.01, 0.2, 1.0])
@pytest.mark.parametrize(("signal", "T"), [(1, 500), (3, 100), (50, 60), (50, 500)])
def test_averaging_is_called_no_way_out_only_where_a_sum_is_often_wrong(variance, signal, T):
    values = values_of(variance=variance, signal=signal, T=T)
    found = noise.measure(values)
    told = noise.notice(View(values, found, True))
    assert ("no way out" in told) == (found.by_sum < 0.9)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("edge", ["low", "high"])
@pytest.mark.parametrize("act", ["identity", "logistic"])
def test_extreme_settings_open(edge, act, tab):
    (bench,) = [one for one in BENCHES if one.tab == tab]
    query = {
        name: SETTINGS.every[name].format(getattr(SETTINGS.every[name], edge))
        for name in (*bench.controls, *bench.more)
        if hasattr(SETTINGS.every[name], edge)
    }
    query |= {"act": act} if "act" in bench.more else {}
    at = reveal(open_page(tab=tab, **query), tab)
    assert not at.exception
    assert not at.error
    assert not at.warning


def test_bad_link_is_told():
    at = open_page(a="big", m11="9", nonsense="1")
    assert len(at.warning) == 1
    assert not at.exception


def test_measured_slope_agrees_with_the_product():
    at = reveal(open_page(act="tanh", q="10"), "chain")
    names = [translate("en", f"{PAGE}.chain.{key}") for key in ("slope", "measured")]
    shown = {one.name: float(one.value) for one in readings(at)}
    assert shown[names[0]] == pytest.approx(shown[names[1]], rel=1e-3)
