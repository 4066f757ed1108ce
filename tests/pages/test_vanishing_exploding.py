"""The page on vanishing and exploding errors: prediction, presets, extremes, links, drawing."""

import pytest
from visit import opener, press, said, skipper

from lstm97.ui.base.text import translate
from lstm97.ui.pages.vanishing_exploding.view import PAGE, SETTINGS

open_page = opener(PAGE)
reveal = skipper(PAGE, "fate")


def test_nothing_is_measured_before_the_prediction():
    at = open_page()
    assert not at.metric
    at.radio[0].set_value("stay").run()
    press(at, f"{PAGE}.predict.fate/reveal")
    assert at.metric[0].value == "2"
    assert translate("en", f"{PAGE}.predict.fate.vanish") in said(at)


@pytest.mark.parametrize(
    ("preset", "fate"),
    [
        ("logistic", "vanish"),
        ("tanh", "vanish"),
        ("below", "vanish"),
        ("one", "stay"),
        ("above", "explode"),
        ("chaos", "explode"),
        ("overflow", "explode"),
    ],
)
def test_preset_shows_the_regime_it_names(preset, fate):
    at = reveal(open_page())
    press(at, f"{PAGE}/preset/{preset}")
    assert not at.exception
    assert f"**{translate('en', f'{PAGE}.events.{fate}')}**" in said(at)


@pytest.mark.parametrize("act", ["logistic", "tanh", "identity", "relu"])
@pytest.mark.parametrize("size", ["0.1", "8"])
@pytest.mark.parametrize(("n", "T"), [("1", "5"), ("16", "1000")])
def test_extreme_settings_open(act, size, n, T):
    at = reveal(open_page(act=act, size=size, n=n, T=T, q="12", y="0.1", w="40", sweep="1"))
    press(at, f"{PAGE}.predict.rate/skip")
    assert not at.exception
    assert not at.error


def test_bad_link_is_told_and_the_rest_opens():
    at = open_page(act="soft", size="x", T="1e9", n="3", sketch="a.b")
    assert len(at.warning) == 1
    assert not at.exception


def test_doubling_the_weight_and_the_rate_are_one_click_each():
    at = reveal(open_page(w="4", y="1"))
    press(at, f"{PAGE}/double")
    assert at.query_params["w"] == "8"
    press(at, f"{PAGE}.predict.rate/skip")
    before = [one.value for one in at.metric]
    press(at, f"{PAGE}/tenfold")
    after = [one.value for one in at.metric]
    changed = [a != b for a, b in zip(before, after, strict=True)]
    assert changed == [False, False, False, False, True, True, False, False]


def test_every_setting_survives_a_link():
    at = reveal(open_page(sketch="-1.-3.-6", q="3", y="0.3"))
    assert at.query_params["sketch"] == "-1.-3.-6"
    assert at.query_params["q"] == "3"
    assert set(SETTINGS.every) >= {"sketch", "q", "y", "w", "rate", "sweep"}
