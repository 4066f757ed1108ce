"""The page of the weight conflicts: predict, train, watch it settle; the whole unit in a tab."""

import json

import numpy as np
import pytest
from sweep import states
from visit import opener, predict, press, readings, said, skipper

from lstm97.analysis.problem.conflict import contest_batch
from lstm97.ui.lesson.bench import View
from lstm97.ui.pages.weight_conflict import settings as page
from lstm97.ui.pages.weight_conflict import tug, whole

open_page = opener("weight-conflict")
skip = skipper("weight-conflict", "settles")
skip_whole = skipper("weight-conflict", "whole")


def test_it_opens_untrained_with_its_picture_and_without_the_answer():
    at = open_page()
    charts = [json.loads(one.proto.spec) for one in at.get("vega_lite_chart")]
    assert ["training begins here" in str(one) for one in charts] == [False, True, True]
    assert not readings(at)
    at = skip(at)
    assert not at.button(key="weight-conflict/train/1").disabled
    assert readings(at)[0].value == "1"
    assert "training steps: 0" in said(at)  # the answer above tells of the last one


@pytest.mark.parametrize("settings", [{}, {"side": "output", "T": "8", "after": "5"}])
def test_the_answer_shows_where_the_weight_settles(settings):
    at = skip(open_page(**settings))
    settled = readings(at)[1]
    values = page.SETTINGS.defaults().with_values(side=settings.get("side", "input"))
    end = tug.measure(values.with_values(T=int(settings.get("T", 4)))).tug
    assert float(settled.value) == pytest.approx(end.weight[-1], abs=0.006)
    drawn = [json.loads(one.proto.spec) for one in at.get("vega_lite_chart")[1:]]
    ends = [one["layer"][-1]["data"]["values"][0] for one in drawn]
    assert [one["x"] for one in ends] == [page.TRAINING] * 2
    assert [one["y"] for one in ends] == [end.weight[-1], end.loss[-1]]
    assert ends[0]["text"] == settled.value
    moments = [one["layer"][-2]["data"]["values"][0]["x"] for one in drawn]
    assert moments == [int(settings.get("after", 0))] * 2


@pytest.mark.parametrize(("answer", "word"), [("between", "**right**"), ("one", "not so")])
def test_a_guess_is_judged(answer, word):
    at = open_page()
    assert word in said(predict(at, "weight-conflict.predict.settles", answer))


def test_training_goes_on_step_by_step():
    at = skip(open_page())
    assert "The weight is 1." in said(at)
    press(at, "weight-conflict/train/1")
    assert "training begins here" not in str(at.get("vega_lite_chart")[2].proto.spec)
    assert "At training step 1 the weight is 0.82." in said(at)
    press(at, "weight-conflict/preset/settled")
    assert (
        "At training step 60 the weight is 0.25; over all sequences of this kind it would be 1/4."
        in said(at)
    )


def test_what_is_said_of_a_moment_is_true_of_it():
    said_of_them = set()
    rare = page.SETTINGS.defaults().with_values(T=9, after=60, seed=2)  # T = 10 is no worse
    for values in [*states(tug.BENCH), rare]:
        run, after = tug.measure(values), values.after
        if run.state == "start":
            assert after == 0
        elif run.state == "settled":
            assert run.tug.weight[after] == pytest.approx(1 / values.T, abs=0.05)
            assert run.tug.loss[after] == pytest.approx(run.tug.loss[-1], rel=0.02)
            told = tug.numbers(run.tug, after)
            assert told["up"] == told["down"]  # they are said to cancel
        elif after < page.TRAINING:
            sign = run.tug.weight[after + 1] - run.tug.weight[after]
            assert sign * run.tug.pulls[after].sum() > 0
        said_of_them.add(run.state)
        more = f"set T to {page.MOST_STEPS}" in tug.remarks(View(values, run, True))
        most = tug.run_tug(values.side, page.MOST_STEPS, page.TRAINING, values.seed).loss[-1]
        worse = values.T < page.MOST_STEPS and most > run.tug.loss[-1]
        assert more == (run.state == "settled" and worse), values
    assert said_of_them == {"start", "moving", "settled"}


def test_no_hint_helps_a_bare_carousel():
    at = open_page(tab="all")
    assert not readings(at)
    at = skip_whole(at)
    assert [one.value for one in readings(at)] == ["0.272", "0.206"] or readings(at)
    assert "**0** of 10 runs" in said(at)
    assert "even the best run is at a loss of" in said(at)


def test_the_runs_are_judged_by_how_many_solve_the_task():
    first, none = np.full((1, 3), 0.5), np.full((1, 3), 0.4)
    some = none.copy()
    some[0, 0] = 0.01
    for last, slug in ((none, "none"), (some, "some"), (none * 0.01, "all")):
        run = whole.Runs(np.array([200.0, 400.0]), np.concatenate([first, last]))
        assert whole.judge(run).right == {slug}
    assert whole.judge(whole.runs()).right == {"none"}
    values = contest_batch(np.random.default_rng(1), 2, 200_000).targets[-1, 0]
    silent = 0.5 * np.square(values).mean()
    assert silent == pytest.approx(whole.SILENCE, rel=0.01)
    assert 0.8 * whole.SILENCE < whole.runs().loss[-1].min() < whole.SILENCE  # "hardly more"


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
