"""The page on gradient descent, as a reader uses it."""

import pytest
from visit import opener, skipper

from lstm97.ui.pages.gradient_descent import view as page

open_page = opener(page.PAGE)
reveal = skipper(page.PAGE, "outcome")


def test_outcome_is_shown_only_after_a_prediction():
    at = open_page()
    assert not at.success
    at = reveal(at)
    assert not at.exception
    assert "Arrived" in at.success[0].value


@pytest.mark.parametrize(
    ("preset", "event"),
    [
        ("small", "Too slow"),
        ("right", "Arrived"),
        ("large", "Swings"),
        ("plateau", "Stuck on a plateau"),
        ("diverging", "Diverged"),
    ],
)
def test_each_preset_is_the_event_it_is_named_for(preset, event):
    at = reveal(open_page())
    at = at.button(key=f"{page.PAGE}/preset/{preset}").click().run()
    assert not at.exception
    assert any(event in one.value for one in [*at.success, *at.warning])


def test_turning_a_weight_says_what_becomes_of_the_loss():
    at = open_page(turned="b", point="1")
    assert any("Turn b" in one.value for one in at.markdown)


@pytest.mark.parametrize(
    "query",
    [
        {"act": "identity", "rate": "10", "steps": "200"},
        {"act": "logistic", "rate": "0.005", "w": "4", "b": "-4", "steps": "1"},
        {"act": "tanh", "rate": "10", "w": "-4", "b": "4", "seed": "9999"},
        {"rate": "3", "w": "nan", "turned": "x"},
    ],
)
def test_extreme_settings_do_not_break_it(query):
    at = reveal(open_page(**query))
    assert not at.exception
    assert not at.error
    assert not any("nan" in one.value for one in at.markdown)
