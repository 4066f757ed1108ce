"""The page of the weight conflicts: predict, train, watch it settle; the contest in a tab."""

from itertools import product

import pytest
from visit import opener, press, said, skipper

from lstm97.ui.base.courses import Shelf
from lstm97.ui.pages.weight_conflict import view as page

open_page = opener("weight-conflict")
skip = skipper("weight-conflict", "settles")
skip_gates = skipper("weight-conflict", "gates")


def test_it_opens_untrained_with_its_picture_and_without_the_answer():
    at = open_page()
    assert len(at.get("vega_lite_chart")) == 3
    assert not at.metric
    at = skip(at)
    assert not at.button(key="weight-conflict/train/1").disabled
    assert at.metric[0].value == "1"


@pytest.mark.parametrize(("answer", "word"), [("between", "**right**"), ("one", "not so")])
def test_a_guess_is_judged(answer, word):
    at = open_page()
    at.radio(key="weight-conflict.predict.settles/en").set_value(answer).run()
    assert word in said(press(at, "weight-conflict.predict.settles/reveal"))


def test_training_goes_on_step_by_step():
    at = skip(open_page())
    assert "The weight is 1." in said(at)
    press(at, "weight-conflict/train/1")
    assert "At training step 1 the weight is 0.82." in said(at)
    press(at, "weight-conflict/preset/settled")
    assert "At training step 60 the weight is 0.25, near 1/4." in said(at)


@pytest.mark.parametrize(("side", "steps"), [*product(("input", "output"), (2, 4, 10))])
@pytest.mark.parametrize("after", [0, 1, 15, 30, 60])
def test_what_is_said_of_a_moment_is_true_of_it(side, steps, after):
    values = page.SETTINGS.defaults().changed(side=side, T=steps, after=after)
    run = page.measured(values)
    if run.state == "settled":
        assert run.tug.weight[after] == pytest.approx(1 / steps, abs=0.05)
        assert run.tug.loss[after] == pytest.approx(run.tug.loss[-1], rel=0.02)
    if run.state == "moving" and after < page.TRAINING:
        sign = run.tug.weight[after + 1] - run.tug.weight[after]
        assert sign * run.tug.pulls[after].sum() > 0


def test_gates_win_the_contest():
    at = skip_gates(open_page(tab="contest"))
    assert not at.exception
    assert "**0.272** without gates and **0.004** with them" in said(at)


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setitem(page.LIVE, "sequences", 400)
    monkeypatch.setattr(page, "SHELF", Shelf(1_000_000))


def test_contest_can_be_run_with_a_seed_of_ones_own_and_taken_back(short):
    at = skip_gates(open_page(tab="contest", seed="7"))
    press(at, "weight-conflict/start")
    assert not at.exception
    assert "After 400 sequences" in said(at)
    assert at.query_params["trained"] == "400"
    assert at.button(key="weight-conflict/start").disabled
    press(at, "weight-conflict/forget")
    assert "trained" not in at.query_params
    assert "After 4000 sequences" in said(at)


def test_a_link_that_says_trained_finds_the_contest_of_its_seed(short, monkeypatch):
    first = skip_gates(open_page(tab="contest", seed="7", trained="200"))
    assert "After 200 sequences" in said(first)
    monkeypatch.setattr(page.conflict, "contest", None)  # would fail if it were called
    assert said(skip_gates(open_page(tab="contest", seed="7", trained="200"))) == said(first)


def test_a_link_that_says_trained_opens_the_contest():
    assert page.BENCHES[1].more == ("trained",)
    at = open_page(trained="200")
    assert at.query_params["tab"] == "contest"


def test_another_seed_starts_untrained(short):
    at = skip_gates(open_page(tab="contest", seed="7", trained="200"))
    at.number_input(key="weight-conflict/seed/en").set_value(8).run()
    assert not at.exception
    assert "trained" not in at.query_params


def test_a_contest_that_goes_on_decides_nothing(short):
    run = page.contested(page.SETTINGS.defaults())
    assert run.decided
    assert page.winner(run).right == {"cell"}
    values = page.SETTINGS.defaults().changed(seed=7, trained=200)
    run = page.contested(values)
    assert not run.decided
    assert page.winner(run).right == {"cell"}
    assert "Measured after 200" not in said(skip_gates(open_page(seed="7", trained="200")))


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
