"""The experiments: each can be looked at, trained, stopped and gone back in."""

import re
import statistics
from contextlib import ExitStack
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st
from benches import BENCHES
from sweep import some
from visit import predict, press, readings, said, visit

from lstm97.paper.data.experiments import NAMES, ROW_OF
from lstm97.paper.run import film, plain
from lstm97.paper.show.examples import available
from lstm97.paper.show.results import load_all
from lstm97.ui.base.courses import Shelf, Turns
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import languages, lookup
from lstm97.ui.lesson import training
from lstm97.ui.pages.experiments import conditions as page
from lstm97.ui.pages.experiments import run as runs
from lstm97.ui.pages.experiments import sentences
from lstm97.ui.pages.experiments import training as experiments_train

QUESTION = {"film": "arrives"}


@pytest.fixture(autouse=True)
def nothing_learnt_yet(monkeypatch):
    monkeypatch.setattr(experiments_train, "SHELF", Shelf(1_000_000))


def open_page(skip=True, **query):
    at = visit("experiments", **query)
    if skip:
        press(at, f"experiments.predict.{QUESTION.get(query.get('net'), 'count')}/skip")
    assert not at.exception
    return at


def values(**changed):
    return replace(page.SETTINGS.defaults(), **changed)


def stands_at(at, sequences):
    return any(one.value.startswith(f"{sequences} ") for one in at.caption)


@pytest.mark.parametrize("name", NAMES)
def test_every_experiment_opens_with_what_has_to_be_remembered(name):
    at = open_page(experiment=name, trials="2")
    assert any("To remember" in one.value for one in at.caption)
    assert "lanes." not in said(at)
    assert at.button(key="experiments/start")


@pytest.mark.parametrize("name", NAMES)
def test_a_net_at_the_papers_scale_opens_or_is_plainly_missing(name):
    at = open_page(experiment=name, net="paper")
    assert at.info or at.get("bidi_component")
    assert "The recurrent network has about as many weights" in said(at)
    assert not any(button.key == "experiments/start" for button in at.button)


@pytest.mark.parametrize(
    ("query", "tab"),
    [
        ({"net": "paper", "experiment": "4"}, "paper"),
        ({"experiment": "4", "lag": "30", "trials": "3"}, "classroom"),
        ({"moment": "26000"}, "film"),
    ],
)
def test_a_link_opens_where_its_thing_lives(query, tab):
    at = visit("experiments", **query)
    assert at.query_params.get("net", "classroom") == tab
    assert not at.warning


def test_training_starts_ends_and_can_be_scrubbed(monkeypatch):
    monkeypatch.setattr(page, "MOST_STEPS", 3000)
    at = open_page(experiment="3a", lag="10", trials="2")
    press(at, "experiments/start")
    assert not at.exception
    assert at.query_params["trained"] == "300"
    assert at.button(key="experiments/start").disabled
    assert any("ends here" in one.value for one in at.caption)
    assert "After 300 sequences" in said(at)
    at.select_slider[0].set_value(100).run()
    assert not at.exception
    assert "After 100 sequences" in said(at)
    press(at, "experiments/restart")
    assert "trained" not in at.query_params


def test_while_others_are_trained_a_reader_waits_in_line_and_is_told(monkeypatch):
    turns, others, told = Turns(1), ExitStack(), []

    def words(key, **values):
        if key == "common.training.waiting":
            told.append(values)
            others.close()  # the other training ends
        return key

    monkeypatch.setattr(page, "MOST_STEPS", 3000)
    monkeypatch.setattr(training, "TURNS", turns)
    monkeypatch.setattr(training, "t", words)
    at = open_page(experiment="3a", lag="10", trials="2")
    assert others.enter_context(turns.line("another"))() == 0
    press(at, "experiments/start")
    assert told == [{"others": 1, "place": 1}]
    assert at.query_params["trained"] == "300"


def test_what_is_learnt_is_bounded_in_bytes(monkeypatch):
    monkeypatch.setattr(experiments_train, "SHELF", shelf := Shelf(6_000))
    for seed in range(501, 505):
        at = open_page(experiment="3a", lag="10", trials="2", trained="100", seed=str(seed))
        assert not at.exception
        assert shelf.size <= 6_000


def test_a_link_that_says_trained_opens_trained():
    assert stands_at(open_page(experiment="3a", lag="10", trials="2", trained="200"), 200)


def test_what_one_session_has_learnt_the_next_one_finds(monkeypatch):
    open_page(experiment="3a", lag="10", trials="2", trained="300")
    monkeypatch.setattr(experiments_train, "Learning", None)  # would fail if it were called
    assert stands_at(open_page(experiment="3a", lag="10", trials="2", trained="200"), 200)


def test_training_that_would_take_minutes_is_cut_and_said(monkeypatch):
    monkeypatch.setattr(page, "MOST_STEPS", 3000)
    at = open_page(experiment="3a", lag="10", trials="2", trained="60000")
    assert "`300` is used" in at.warning[0].value
    assert stands_at(at, 300)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lag", [10, 60])
def test_no_training_is_longer_than_a_link_may_ask_for(name, lag):
    most = page.conditions(values(experiment=name, lag=lag)).most
    assert 0 < most <= page.SETTINGS.every["trained"].high
    assert most % 100 == 0


def test_a_run_at_rest_follows_its_link():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    for asked in ("300", "100"):
        at.query_params["trained"] = asked
        at.run()
        assert not at.exception
        assert stands_at(at, asked)


def test_changed_conditions_start_untrained():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    at.slider(key="experiments/lag/en").set_value(12).run()
    assert not at.exception
    assert "trained" not in at.query_params


def test_the_nets_are_shown_without_their_errors_before_the_prediction():
    at = open_page(skip=False)
    assert at.get("bidi_component")
    assert not readings(at)
    assert not any(button.key == "experiments/start" for button in at.button)


def test_another_test_sequence_leaves_the_training_as_it_is():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    press(at, "experiments/another")
    assert not at.exception
    assert at.query_params["sequence"] == "2"
    assert at.query_params["trained"] == "200"
    assert stands_at(at, 200)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("name", NAMES)
def test_both_nets_answers_stand_beside_the_stage(name, lang):
    assert len(readings(open_page(experiment=name, net="paper", lang=lang))) == 2


@pytest.mark.parametrize(
    ("name", "right"), [("2a", "thousands"), ("6a", "tens"), ("5", "more"), ("6b", "more")]
)
def test_how_long_it_takes_is_judged_by_what_was_measured(name, right):
    run = runs.here(values(experiment=name))
    assert sentences.sequence_count(run).right == {right}
    low, high = {"thousands": (1e3, 1e4), "tens": (1e4, 1e5), "more": (1e5, np.inf)}[right]
    assert low <= page.trial_results(name).mean < high


@pytest.mark.parametrize(("answer", "word"), [("tens", "**right**"), ("more", "not so")])
def test_a_guess_is_judged(answer, word):
    at = visit("experiments")
    assert word in said(predict(at, "experiments.predict.count", answer))


def test_a_guess_about_another_experiment_is_marked_so():
    at = visit("experiments")
    predict(at, "experiments.predict.count", "tens")
    at.selectbox(key="experiments/experiment/en").set_value("5").run()
    assert "**right**" not in said(at)
    assert "not so" not in said(at)


@pytest.mark.parametrize(("answer", "word"), [("first", "**right**"), ("grows", "not so")])
def test_when_the_error_arrives_is_judged_by_the_recorded_training(answer, word):
    at = visit("experiments", net="film")
    assert word in said(predict(at, "experiments.predict.arrives", answer))


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ({0: 3, 5000: 109, 25_000: 109}, "grows"),
        ({0: 3, 5000: 40, 25_000: 109}, "solved"),
        ({0: 3, 5000: 40, 25_000: 50}, "never"),
    ],
)
def test_an_error_that_arrives_later_is_judged_so(monkeypatch, found, right):
    monkeypatch.setattr(sentences, "depths", lambda asked: found)
    assert sentences.arrives(runs.film_run(values(net="film"))).right == {right}


def test_the_film_is_a_training_of_the_papers_task():
    moments = film.load()
    assert moments[0].sequences == 0
    assert moments[-1].solutions[0] == moments[-1].sequences
    assert np.all(moments[-1].right[0] > 0.95)
    assert runs.film_run(values(net="film")).way >= film.LAG - 1


def test_the_film_goes_to_the_moment_that_the_link_says():
    at = open_page(net="film", moment="26000")
    assert "After 26,000 sequences" in said(at)
    at.select_slider(key="experiments/moment/en").set_value(1000).run()
    assert "After 1000 sequences" in said(at)
    assert "plateau" in said(at)
    assert at.query_params["moment"] == "1000"


def test_the_film_s_slider_ends_where_the_film_does():
    at = open_page(net="film", moment="40000")  # as a link may say
    assert not at.warning
    slider = at.select_slider(key="experiments/moment/en")
    assert slider.value == 29_700
    assert slider.options[-1] == "29,700"
    for moment in (1000, 29_700):
        at.select_slider(key="experiments/moment/en").set_value(moment).run()
        assert at.select_slider(key="experiments/moment/en").value == moment


STATES = [
    *({"net": "film", "moment": moment} for moment in range(0, 30_001, 2500)),
    *({"net": "film", "moment": 29_700, "sequence": n} for n in (1, 2, 50, 99)),
    *({"net": "paper", "experiment": name} for name in NAMES),
    *({"experiment": name, "lag": lag} for name in NAMES for lag in (10, 22, 35, 47, 60)),
    *(
        {"experiment": one.experiment, "lag": one.lag, "trials": one.trials}
        for one in some(BENCHES["experiments/classroom"])
    ),
    *({"experiment": "3a", "lag": 10, "trials": 2, "trained": n} for n in (100, 300, 900)),
]
MEASURES = {"film": runs.film_run, "paper": runs.at_scale}


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_sentence_is_true_of_its_run(state):
    run = MEASURES.get(state.get("net"), runs.here)(values(**state))
    depths = {side: lap.reach.depth for side, lap in run.laps.items()}
    way = len(run.conditions.sequence.xs) - 1
    far = [side for side, depth in depths.items() if depth >= 0.9 * way]
    enter = np.flatnonzero(run.conditions.sequence.teach)
    wanted = {
        (): "reach-neither",
        ("rnn",): "reach-rnn",
        ("lstm97",): "reach-lstm",
        ("rnn", "lstm97"): "reach-both",
    }.get(tuple(far))
    assert sentences.reach(run).slug == ("reach-fed" if len(enter) > 1 else wanted)
    assert ("effective depth" in sentences.summary(run)) == (len(enter) == 1)
    trace = run.laps["lstm97"].trace
    written = np.abs(np.repeat(trace.gates.y_in, trace.params.spec.size, axis=1) * trace.gates.g)
    total, marked = written.sum(axis=1), run.conditions.relevant
    slug = sentences.writing(run).slug
    if slug == "writes-much":
        assert total[marked].mean() >= 2 * total[~marked].mean()
    elif slug == "writes-little":
        assert total[marked].mean() <= 0.5 * total[~marked].mean()
    elif slug == "writes-nothing":
        assert total[~marked].sum() == 0
    stands = sentences.standing(run)
    if stands is None:
        assert run.sequences == 0 or state.get("net") == "paper"
        return
    lstm, rnn = (np.nanmedian(run.moment.right[side]) for side in (0, 1))
    assert (stands.slug in ("stands-apart", "stands-both")) == (lstm >= 0.9)
    if stands.slug == "stands-apart":
        assert rnn < 0.9
    if stands.slug == "stands-plateau":
        assert np.nanmedian(run.moment.error[0]) >= 0.9 * np.nanmedian(run.past[1].error[0])


@pytest.mark.parametrize("name", available())
def test_a_paper_scale_net_is_the_median_of_its_trials_and_says_so(name):
    run = runs.at_scale(values(net="paper", experiment=name))
    marks = [one["marks"] for one in load_all()[ROW_OF[name]]["trials"] if one["solved"]]
    counts = [max(mark["sequences"] for mark in one.values()) for one in marks]
    told = sentences.trial(run)
    assert run.sequences == statistics.median_low(counts)
    assert told.values == {"sequences": whole(run.sequences), "trials": len(counts)}
    seen = plain.load(name).sequences
    unequal = lookup("en", "experiments.paper_nets.fewer") in sentences.scale_noticed(run)
    assert unequal == (seen < run.sequences)


def test_the_stage_shows_what_the_engine_measured():
    run = runs.film_run(values(net="film", moment=29_700))
    assert run.laps["lstm97"].flow.cuts >= {"net_in", "net_out", "net_c"}
    assert (
        sentences.answer(run.conditions, run.laps["lstm97"])
        == run.conditions.task.classes[int(run.conditions.task.label(run.conditions.sequence))]
    )


@pytest.mark.parametrize(
    ("name", "question", "query"),
    [
        ("experiments", "count", {"experiment": "3a", "lag": "10"}),
        ("error-race", "reach", {}),
        ("memory-cell", "gates", {"tab": "contest"}),
    ],
)
def test_while_a_net_learns_nothing_is_said_of_the_moment_before(
    monkeypatch, name, question, query
):
    at = press(visit(name, **query), f"{name}.predict.{question}/skip")
    assert readings(at)
    noticed = re.findall(r"^- .+", "\n".join(str(one.value) for one in at.markdown), re.MULTILINE)
    monkeypatch.setattr(training.Training, "watch", lambda *_: st.stop())
    press(at, f"{name}/start")
    assert not at.exception
    assert not readings(at)
    assert not [one for one in noticed if one in said(at)]


def test_a_training_that_goes_on_elsewhere_hides_no_numbers_of_another_tab(monkeypatch):
    at = open_page(experiment="3a", lag="10")
    monkeypatch.setattr(training.Training, "watch", lambda *_: st.stop())
    press(at, "experiments/start")
    at.segmented_control(key="experiments/net/en").set_value("film").run()
    assert readings(press(at, "experiments.predict.arrives/skip"))


@pytest.mark.parametrize(
    ("lstm", "rnn", "error", "slug"),
    [
        (0.0, 0.0, 0.37, "stands-plateau"),
        (0.0, 0.0, 0.2, "stands-between"),
        (0.7, 0.0, 0.37, "stands-between"),
        (0.89, 0.0, 0.1, "stands-between"),
        (0.95, 0.5, 0.02, "stands-apart"),
        (0.95, 0.95, 0.02, "stands-both"),
    ],
)
def test_how_both_stand_is_said_by_their_median_trials(lstm, rnn, error, slug):
    run = runs.film_run(values(net="film", moment=1000))
    moment = replace(
        run.moment, right=np.array([[lstm] * 3, [rnn] * 3]), error=np.array([[error] * 3] * 2)
    )
    past = [moment if one is run.moment else one for one in run.past]
    assert sentences.standing(replace(run, past=past)).slug == slug
