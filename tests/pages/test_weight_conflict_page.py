"""The page of the weight conflicts: predict, train, watch it settle, then the contest."""

import pytest
from visit import opener, said, skipper

open_page = opener("weight-conflict")
skip = skipper("weight-conflict", "settles", "gates")


def test_nothing_is_revealed_before_the_prediction():
    at = open_page()
    assert not at.get("vega_lite_chart")


def test_weight_settles_near_a_quarter_and_gates_win():
    at = skip(open_page())
    assert not at.exception
    assert "The weight rests at 0.25, near 1/4" in said(at)
    assert "**0.272** without gates and **0.004** with them" in said(at)
    assert len(at.get("vega_lite_chart")) == 4


def test_training_goes_on_step_by_step():
    at = skip(open_page(after="0"))
    assert "At training step 0 the weight is 1." in said(at)
    at.button(key="weight-conflict/train/1").click().run()
    assert "At training step 1 the weight is 0.82." in said(at)
    at.button(key="weight-conflict/preset/settled").click().run()
    assert "At training step 60 the weight is 0.25." in said(at)


def test_contest_can_be_run_again_with_a_seed_of_ones_own(monkeypatch):
    from lstm97.ui.pages.weight_conflict import view as weight_conflict

    monkeypatch.setitem(weight_conflict.LIVE, "sequences", 400)
    at = skip(open_page(seed="7"))
    at.button(key="weight-conflict/again").click().run()
    assert not at.exception
    assert "After 400 sequences" in said(at)


@pytest.mark.parametrize(
    "query",
    [
        {"side": "output", "T": "10", "after": "60", "seed": "9999"},
        {"side": "input", "T": "2", "after": "0"},
    ],
)
def test_extreme_settings_do_not_break(query):
    assert not skip(open_page(**query)).exception


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(side="both", after="-5", T="1e9")
    assert len(at.warning) == 1
    assert not skip(at).exception
