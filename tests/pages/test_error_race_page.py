"""The main screen: prediction first, every setting answered, training that starts and stops."""

import pytest
from visit import opener

from lstm97.ui import race

SKIP = "error-race.predict.reach/skip"
open_page = opener("error-race")


def revealed(**query):
    at = open_page(**query)
    at.button(key=SKIP).click().run()
    assert not at.exception
    return at


def depths(at):
    return [metric.value for metric in at.metric]


def test_nothing_is_told_before_the_prediction():
    at = open_page()
    assert not at.metric
    assert not at.button(key=SKIP).disabled


def test_the_frame_goes_on_where_a_page_stops_to_ask():
    assert any("Neural Computation" in one.value for one in open_page().caption)


def test_the_headline_is_the_effective_depth_of_both():
    assert depths(revealed(length="100")) == ["2 of 108 steps", "108 of 108 steps"]


@pytest.mark.parametrize(
    "query",
    [
        {"length": "1000", "scale": "3"},
        {"length": "10", "scale": "0.05", "gradient": "full", "seed": "9999"},
        {"task": "adding", "activation": "relu", "scale": "3", "enters": "every"},
        {"task": "embedded-reber", "enters": "one", "step": "1000"},
        {"task": "typed", "text": "0.5 -1 0 1 0.25"},
        {"task": "two-sequence", "activation": "identity", "scale": "3", "length": "1000"},
        {"input_bias": "-6", "output_bias": "-6", "share": "0.5"},
    ],
)
def test_extreme_settings_do_not_break(query):
    at = revealed(**query)
    assert len(at.metric) == 2
    assert "nan" not in " ".join([*depths(at), *(str(one.value) for one in at.markdown)])


def test_a_text_that_is_no_sequence_is_said_and_replaced():
    at = open_page(task="typed", text="a")
    assert at.warning
    at.button(key=SKIP).click().run()
    assert len(at.metric) == 2


def test_a_text_of_a_link_is_no_markup_when_it_is_quoted():
    at = open_page(task="typed", text="[a](//x.y) [a](//x.y)")
    assert "`[a](//x.y)`" in at.warning[0].value


def test_what_is_cut_off_a_long_sequence_is_said():
    at = open_page(task="typed", text="ab" * 150)
    assert "The last 100 elements were left out" in at.warning[0].value


def test_a_link_that_says_trained_opens_trained():
    at = revealed(task="two-sequence", length="12", trained="50")
    assert any("50" in caption.value for caption in at.caption)
    assert at.button(key="error-race/forget")


def test_training_that_would_take_minutes_is_cut_and_said(monkeypatch):
    monkeypatch.setattr(race, "MOST_STEPS", 1000)
    at = open_page(task="two-sequence", length="20", trained="20000")
    assert "`25` is used" in at.warning[0].value
    at.button(key=SKIP).click().run()
    assert any("25" in caption.value for caption in at.caption)
    assert at.button(key="error-race/start").disabled


def test_training_starts_goes_on_and_is_kept(monkeypatch):
    monkeypatch.setattr(race, "MOST", 75)
    at = revealed(task="two-sequence", length="12")
    at.button(key="error-race/start").click().run()
    assert not at.exception
    assert at.query_params["trained"] == "75"
    assert any("75" in caption.value for caption in at.caption)
    at.button(key="error-race/forget").click().run()
    assert "trained" not in at.query_params


def test_changed_conditions_start_untrained():
    at = revealed(task="two-sequence", length="12", trained="50")
    at.slider(key="error-race/length/en").set_value(14).run()
    assert "trained" not in at.query_params


def test_the_proof_is_of_the_networks_on_screen():
    at = revealed(task="two-sequence", length="12")
    at.session_state["error-race/proof"] = True
    at.run()
    assert len(at.success) == 2
