"""The maths toolbox: each bench asks first, its milestones set it, extremes do not break it."""

import pytest
from visit import opener, press

from lstm97.ui.base.text import translate
from lstm97.ui.pages.math_toolbox.view import CHAINS, MATRICES, NOISES, PAGE, SETTINGS

open_page = opener(PAGE)

QUESTIONS = {"chain": "fifty", "power": "transient", "noise": "beyond"}
BENCHES = {"chain": CHAINS, "power": MATRICES, "noise": NOISES}


def reveal(at, *benches):
    for bench in benches or QUESTIONS:
        press(at, f"{PAGE}.predict.{QUESTIONS[bench]}/skip")
    return at


def metric(at, key):
    label = translate("en", f"{PAGE}.{key}")
    return next(one.value for one in at.metric if one.label == label)


def test_no_bench_shows_a_result_before_its_prediction():
    at = open_page()
    assert not at.metric
    reveal(at, "power")
    assert metric(at, "power.radius") == "0.9"
    assert len(at.metric) == 3


@pytest.mark.parametrize("bench", BENCHES)
def test_milestones_set_the_bench(bench):
    at = reveal(open_page(), bench)
    for slug, chosen in BENCHES[bench].items():
        press(at, f"{PAGE}/{bench}/{slug}")
        assert not at.exception
        shown = {name: SETTINGS.every[name].default for name in chosen}
        shown |= {
            name: SETTINGS.every[name].parse(at.query_params[name])[0]
            for name in chosen
            if name in at.query_params
        }
        assert shown == chosen


def test_milestones_are_within_their_ranges():
    for milestones in BENCHES.values():
        for chosen in milestones.values():
            for name, value in chosen.items():
                assert SETTINGS.every[name].clean(value) == value


@pytest.mark.parametrize("edge", ["low", "high"])
@pytest.mark.parametrize("act", ["identity", "tanh", "logistic"])
def test_extreme_settings_open(edge, act):
    query = {
        name: setting.format(getattr(setting, edge))
        for name, setting in SETTINGS.every.items()
        if hasattr(setting, edge)
    }
    at = reveal(open_page(act=act, **query))
    assert not at.exception
    assert not at.error
    assert not at.warning


def test_bad_link_is_told():
    at = open_page(a="big", m11="9", nonsense="1")
    assert len(at.warning) == 1
    assert not at.exception


def test_measured_slope_agrees_with_the_product():
    at = reveal(open_page(act="tanh", q="10"), "chain")
    assert float(metric(at, "chain.slope")) == pytest.approx(
        float(metric(at, "chain.measured")), rel=1e-3
    )
