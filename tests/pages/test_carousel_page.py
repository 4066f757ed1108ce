"""The carousel's page: predict first, then change the weight."""

from itertools import product

import pytest
from sweep import states
from visit import opener, predict, readings, said, skipper

from lstm97.ui.pages.carousel import view as page

open_page = opener("carousel")
skip = skipper("carousel", "left")


def test_the_error_is_not_told_before_the_prediction():
    at = open_page()
    assert "4.4×10⁻⁵" not in said(at)
    assert not readings(at)


def test_reveal_shows_what_is_left_to_the_last_bit():
    at = skip(open_page(w="1"))
    assert not at.exception
    assert "the error is 1, to the last of its bits" in said(at)
    assert "0x" not in said(at)  # a beginner reads no hexadecimal digits
    assert [one.value for one in readings(at)] == ["1", "1"]
    assert "4.4×10⁻⁵" in said(at)  # of 0.99, which the question is about


@pytest.mark.parametrize(("answer", "word"), [("trace", "**right**"), ("most", "not so")])
def test_a_guess_is_judged_by_the_weight_that_was_asked_for(answer, word):
    at = open_page(w="1")
    assert word in said(predict(at, "carousel.predict.left", answer))


def test_preset_sets_the_weight():
    at = skip(open_page())
    at.button(key="carousel/preset/above").click().run()
    assert "w = 1.01 the error is 2.1×10⁴" in said(at)


def test_what_is_said_of_a_loop_is_true_of_it():
    exact = [
        page.SETTINGS.defaults().with_values(f=f, w=w, T=steps)
        for f, w, steps in product(("identity", "tanh"), (-1.0, 1.0, 1.01), (10, 1000))
    ]
    for values in [*states(page.BENCH), *exact]:
        run = page.loops(values)
        kept, w, linear = run.yours.retention, values.w, values.f == "identity"
        true = {
            "exact": kept == 1 and w == 1 and linear,
            "flips": kept == 1 and w == -1 and linear,
            "below": kept < 1 and linear,
            "above": kept > 1 and linear,
            "bent": kept < 1 and not linear and (kept > 0 or w == 0),
            "underflow": kept == 0 and w != 0 and not linear,
            "neutral": not linear,
        }
        assert true[page.manner(run)], values
        assert (page.numbers(run.yours)["kept"] == "0") == (w == 0)  # else only too small to hold


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


def test_only_the_carousel_keeps_the_same_number():
    run = page.loops(page.SETTINGS.defaults().with_values(w=0.99, T=1000))
    told = [list(row.values())[-1] for row in page.rows(run)]
    assert told == ["no", "no", "yes", "no"]
