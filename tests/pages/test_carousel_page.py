"""The carousel's page: predict first, then change the weight."""

import pytest
from visit import opener, press, said, skipper

from lstm97.ui.pages.carousel import view as page

open_page = opener("carousel")
skip = skipper("carousel", "left")


def test_the_error_is_not_told_before_the_prediction():
    at = open_page()
    assert "4.4×10⁻⁵" not in said(at)
    assert not at.metric


def test_reveal_shows_what_is_left_to_the_last_bit():
    at = skip(open_page(w="1"))
    assert not at.exception
    assert "0x1.0000000000000p+0" in said(at)
    assert [one.value for one in at.metric] == ["1", "1"]
    assert "4.4×10⁻⁵" in said(at)  # of 0.99, which the question is about


@pytest.mark.parametrize(("answer", "word"), [("trace", "**right**"), ("most", "not so")])
def test_a_guess_is_judged_by_the_weight_that_was_asked_for(answer, word):
    at = open_page(w="1")
    at.radio(key="carousel.predict.left/en").set_value(answer).run()
    assert word in said(press(at, "carousel.predict.left/reveal"))


def test_preset_sets_the_weight():
    at = skip(open_page())
    at.button(key="carousel/preset/above").click().run()
    assert "w = 1.01 the error is 2.1×10⁴" in said(at)


@pytest.mark.parametrize("f", ["identity", "tanh", "logistic"])
@pytest.mark.parametrize("w", [-1.2, -1.0, -0.5, 0.0, 0.5, 0.99, 1.0, 1.01, 1.2])
@pytest.mark.parametrize("steps", [10, 100, 1000])
def test_what_is_said_of_a_loop_is_true_of_it(f, w, steps):
    values = page.SETTINGS.defaults().changed(f=f, w=w, T=steps)
    run = page.loops(values)
    kept = run.yours.kept
    true = {
        "exact": kept == 1 and f == "identity",
        "flips": kept == 1 and w < 0,
        "below": kept < 1 and f == "identity",
        "above": kept > 1 and f == "identity",
        "bent": kept < 1 and f != "identity",
        "neutral": f != "identity",
    }
    assert true[page.manner(run)]


@pytest.mark.parametrize(
    "query",
    [
        {"w": "1.2", "T": "1000", "f": "logistic"},
        {"w": "0", "T": "10", "f": "tanh"},
        {"w": "-1.2", "T": "1000"},
    ],
)
def test_extreme_settings_do_not_break(query):
    assert not skip(open_page(**query)).exception


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(w="much", T="77")
    assert len(at.warning) == 1
    assert not skip(at).exception
