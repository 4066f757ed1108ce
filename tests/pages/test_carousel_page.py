"""The carousel's page: predict first, then change the weight, then the three claims."""

import pytest
from visit import opener, said, skipper

open_page = opener("carousel")
skip = skipper("carousel", "left", "full")


def test_nothing_is_revealed_before_the_prediction():
    at = open_page()
    assert not at.get("vega_lite_chart")
    assert "0x1.0" not in said(at)


def test_reveal_shows_the_exact_one_and_three_claims():
    at = skip(open_page())
    assert not at.exception
    assert "0x1.0000000000000p+0" in said(at)
    assert "4.4×10⁻⁵" in said(at)
    assert len(at.get("vega_lite_chart")) == 3


def test_preset_sets_the_weight():
    at = skip(open_page())
    at.button(key="carousel/preset/above").click().run()
    assert "w = 1.01 the error is 2.1×10⁴" in said(at)


@pytest.mark.parametrize(
    "query",
    [
        {"w": "1.2", "T": "1000", "f": "logistic", "echo": "r-p1"},
        {"w": "0", "T": "10", "f": "tanh", "echo": "r-m40"},
        {"w": "-1.2", "T": "1000", "echo": "r-0", "seed": "9999"},
    ],
)
def test_extreme_settings_do_not_break(query):
    at = skip(open_page(**query))
    assert not at.exception


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(w="much", T="77", echo="r-99")
    assert len(at.warning) == 1
    assert not skip(at).exception
