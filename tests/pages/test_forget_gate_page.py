"""The forget gate's page: predict, turn the dial, and let a stream run on."""

import pytest
from visit import opener, skipper

open_page = opener("forget-gate")
skip = skipper("forget-gate", "reach", "state")


def metrics(at):
    return [one.value for one in at.metric]


def test_nothing_is_revealed_before_the_prediction():
    at = open_page()
    assert not at.metric
    assert not at.get("vega_lite_chart")


def test_presets_turn_the_dial_from_carousel_to_leak():
    at = skip(open_page())
    assert metrics(at)[:4] == ["0.7311", "14", "108", "14"]
    for preset, depth in (("b8", "108"), ("b3", "95"), ("b0", "6"), ("bm1", "3")):
        at.button(key=f"forget-gate/preset/{preset}").click().run()
        assert metrics(at)[1:3] == [depth, "108"]
    assert not at.exception


def test_stream_tells_who_answers():
    assert metrics(skip(open_page()))[4:] == ["1 / 20", "20 / 20", "20 / 20"]


def test_prediction_is_compared_with_what_was_measured():
    at = open_page()
    at.radio(key="forget-gate.predict.reach/en").set_value("few").run()
    at.button(key="forget-gate.predict.reach/reveal").click().run()
    assert any("Right." in one.value for one in at.markdown)


@pytest.mark.parametrize(
    "query",
    [
        {"b": "-4", "T": "500", "scale": "2", "gradient": "full"},
        {"b": "10", "T": "20", "scale": "0.05", "sketch": "-1.-4.-16"},
        {"episodes": "60", "length": "30", "values": "both", "seed": "9999"},
        {"episodes": "2", "length": "5", "share": "0.5"},
    ],
)
def test_extreme_settings_do_not_break(query):
    at = skip(open_page(**query))
    assert not at.exception
    assert not at.warning


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(b="wide", sketch="a.b", values="none")
    assert len(at.warning) == 1
    assert not skip(at).exception
