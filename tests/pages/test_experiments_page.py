"""The experiments: each can be looked at, trained, stopped and gone back in."""

import pytest
from visit import press, visit

from lstm97.paper.classroom import NAMES
from lstm97.ui import experiments


def open_page(skip=True, **query):
    at = visit("experiments", **query)
    if skip:
        press(at, "experiments.predict.count/skip")
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
    assert not any(button.key == "experiments/start" for button in at.button)


def test_training_starts_ends_and_can_be_scrubbed(monkeypatch):
    monkeypatch.setattr(experiments, "MOST", 300)
    at = open_page(experiment="3a", lag="10", trials="2")
    at.button(key="experiments/start").click().run()
    assert not at.exception
    assert at.query_params["trained"] == "300"
    at.select_slider[0].set_value(100).run()
    assert not at.exception
    at.button(key="experiments/restart").click().run()
    assert "trained" not in at.query_params


def test_a_link_that_says_trained_opens_trained():
    at = open_page(experiment="3a", lag="10", trials="2", trained="200")
    assert any("200" in caption.value for caption in at.caption)


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
