"""The experiments: each can be looked at, trained, stopped and gone back in."""

from contextlib import ExitStack

import pytest
from visit import press, visit

from lstm97.paper.data.experiments import NAMES
from lstm97.ui.base.courses import Shelf, Turns
from lstm97.ui.base.text import languages
from lstm97.ui.lesson import training
from lstm97.ui.pages.experiments import training as experiments_train
from lstm97.ui.pages.experiments import view as experiments


@pytest.fixture(autouse=True)
def nothing_learnt_yet(monkeypatch):
    monkeypatch.setattr(experiments_train, "SHELF", Shelf(1_000_000))


def open_page(skip=True, **query):
    at = visit("experiments", **query)
    if skip:
        press(at, f"experiments.predict.count/{query.get('experiment', '6a')}/skip")
    assert not at.exception
    return at


@pytest.mark.parametrize("name", NAMES)
def test_every_experiment_opens_with_its_story(name):
    at = open_page(experiment=name, trials="2")
    assert "lanes." not in " ".join(str(one.value) for one in at.markdown)
    assert at.button(key="experiments/start")


@pytest.mark.parametrize("name", NAMES)
def test_a_net_at_the_papers_scale_opens_or_is_plainly_missing(name):
    at = open_page(experiment=name, net="paper")
    assert at.info or at.get("bidi_component")
    assert at.info or any("The recurrent network beside it" in one.value for one in at.markdown)
    assert not any(button.key == "experiments/start" for button in at.button)


def test_training_starts_ends_and_can_be_scrubbed(monkeypatch):
    monkeypatch.setattr(experiments, "MOST_STEPS", 3000)
    at = open_page(experiment="3a", lag="10", trials="2")
    at.button(key="experiments/start").click().run()
    assert not at.exception
    assert at.query_params["trained"] == "300"
    assert at.button(key="experiments/start").disabled
    assert any("ends here" in str(one.value) for one in at.markdown)
    at.select_slider[0].set_value(100).run()
    assert not at.exception
    at.button(key="experiments/restart").click().run()
    assert "trained" not in at.query_params


def test_while_others_are_trained_a_reader_waits_in_line_and_is_told(monkeypatch):
    turns, others, told = Turns(1), ExitStack(), []

    def words(key, **values):
        if key == "common.training.waiting":
            told.append(values)
            others.close()  # the other training ends
        return key

    monkeypatch.setattr(experiments, "MOST_STEPS", 3000)
    monkeypatch.setattr(training, "TURNS", turns)
    monkeypatch.setattr(training, "t", words)
    at = open_page(experiment="3a", lag="10", trials="2")
    assert others.enter_context(turns.line("another"))() == 0
    at.button(key="experiments/start").click().run()
    assert told == [{"others": 1, "place": 1}]
    assert at.query_params["trained"] == "300"


def test_what_is_learnt_is_bounded_in_bytes(monkeypatch):
    monkeypatch.setattr(experiments_train, "SHELF", shelf := Shelf(6_000))
    for seed in range(501, 505):
        at = open_page(experiment="3a", lag="10", trials="2", trained="100", seed=str(seed))
        assert not at.exception
        assert shelf.size <= 6_000


def test_a_link_that_says_trained_opens_trained():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    assert any("200" in caption.value for caption in at.caption)


def test_what_one_session_has_learnt_the_next_one_finds(monkeypatch):
    open_page(experiment="3a", lag="10", trials="2", trained="300")
    monkeypatch.setattr(experiments_train, "Learning", None)  # would fail if it were called
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    assert any(caption.value.startswith("200 ") for caption in at.caption)


def test_training_that_would_take_minutes_is_cut_and_said(monkeypatch):
    monkeypatch.setattr(experiments, "MOST_STEPS", 3000)
    at = open_page(experiment="3a", lag="10", trials="2", trained="60000")
    assert "`300` is used" in at.warning[0].value
    assert any(caption.value.startswith("300 ") for caption in at.caption)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lag", [10, 60])
def test_no_training_is_longer_than_a_link_may_ask_for(name, lag):
    values = experiments.SETTINGS.defaults() | {"experiment": name, "lag": lag}
    most = experiments.most(type(experiments.SETTINGS.defaults())(values))
    assert 0 < most <= experiments.SETTINGS.every["trained"].high
    assert most % 100 == 0


def test_each_experiment_has_a_prediction_of_its_own():
    at = open_page(experiment="3a", lag="10")
    at.selectbox(key="experiments/experiment/en").set_value("4").run()
    assert not any(button.key == "experiments/start" for button in at.button)
    at.selectbox(key="experiments/experiment/en").set_value("3a").run()
    assert at.button(key="experiments/start")


def test_the_outcome_stands_beside_the_guess():
    at = visit("experiments", experiment="3b", lag="10", trials="2", trained="2500")
    at.radio[0].set_value("thousands").run()
    press(at, "experiments.predict.count/3b/reveal")
    (said,) = (one.value for one in at.markdown if "Met the criterion" in str(one.value))
    assert "You said: Some thousands" in said


def test_a_run_at_rest_follows_its_link():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    for asked in ("300", "100"):
        at.query_params["trained"] = asked
        at.run()
        assert not at.exception
        assert any(caption.value.startswith(f"{asked} ") for caption in at.caption)


def test_changed_conditions_start_untrained():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    at.slider(key="experiments/lag/en").set_value(12).run()
    assert not at.exception
    assert "trained" not in at.query_params


def test_the_sequence_alone_is_shown_before_the_prediction():
    at = open_page(skip=False)
    assert not any(button.key == "experiments/start" for button in at.button)


def test_another_test_sequence_leaves_the_training_as_it_is():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    press(at, "experiments/another")
    assert not at.exception
    assert at.query_params["sequence"] == "2"
    assert at.query_params["trained"] == "200"
    assert any(caption.value.startswith("200 ") for caption in at.caption)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("name", NAMES)
def test_both_nets_answers_stand_above_the_stage(name, lang):
    at = open_page(experiment=name, net="paper", lang=lang)
    assert at.info or len(at.metric) == 2


def test_it_is_said_how_the_trained_net_stands_among_all_trials():
    at = open_page(experiment="6a", net="paper")
    found = experiments.measured("6a")
    assert any(f"{found.low:,} to {found.high:,}" in str(one.value) for one in at.markdown)
    assert experiments.example("6a").sequences in range(found.low, found.high + 1)
