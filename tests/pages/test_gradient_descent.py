"""The page on gradient descent, as a reader uses it."""

import re
from itertools import product

import numpy as np
import pytest
from sweep import ODD, states
from visit import opener, predict, said, skipper

from lstm97.ui.pages.gradient_descent import conditions, sentences
from lstm97.ui.pages.gradient_descent import view as page

open_page = opener(page.PAGE)
reveal = skipper(page.PAGE, "outcome")


def test_outcome_is_shown_only_after_a_prediction():
    at = open_page()
    assert "Arrived" not in said(at)
    at = reveal(at)
    assert not at.exception
    assert "Arrived" in said(at)


@pytest.mark.parametrize(
    ("answer", "word"),
    [("arrives", "**right**"), ("flies", "not so"), ("unsure", "You did not know")],
)
def test_a_guess_is_judged(answer, word):
    at = open_page()
    at = predict(at, f"{page.PAGE}.predict.outcome", answer)
    assert word in said(at)
    at.slider(key=f"{page.PAGE}/steps/en").set_value(10).run()
    assert answer == "unsure" or "another case" in said(at)


def walks():
    """Every state of the controls, and starts close to the lowest point."""
    yield from states(page.BENCH)
    for w, b, act, rate in product((0.5, 1, 1.5), (-0.5, 0), ("tanh", "identity"), (0.5, 2, 10)):
        yield page.SETTINGS.defaults().with_values(w=w, b=b, act=act, rate=rate)
        yield page.SETTINGS.defaults().with_values(w=w, b=b, act=act, rate=rate, steps=1)
        yield page.SETTINGS.defaults().with_values(w=w, b=b, act=act, rate=rate / 100, steps=2)
        yield page.SETTINGS.defaults().with_values(w=w - 4, b=b + 2, act=act, rate=0.1)
    yield page.SETTINGS.defaults().with_values(w=1.7, b=-0.5, act="identity", steps=5)


def test_what_is_said_of_a_walk_is_true_of_it():
    said_of_them = set()
    for values in walks():
        found = page.measure(values)
        walk, losses = found.walk, found.walk.losses
        near = losses[-1] <= 1.05 * walk.floor + 1e-12
        stable = values.rate < walk.limit
        pull = [np.abs(found.task.gradient(point)).max() for point in walk.path[:2]]
        held = losses[-1] > 1.05 * walk.floor and walk.slope < 0.05
        true = {
            "arrives": near and stable,
            "near": near and not stable,
            "crawls": not near and stable and losses[-1] > 2 * walk.floor,
            "under-way": not near,
            "swings": walk.turns > 2 and not near,
            "settles": walk.turns > 2 and near,
            "thrown": held and pull[1] < 0.1 * pull[0] and losses[1] < 1.03 * losses[-1],
            "plateau": held,
            "flies": values.act == "identity"
            and values.steps > 1
            and np.abs(walk.path[-1]).max() > 4  # it has left the map
            and (walk.overflow or losses[-1] > losses[0]),
            "rises": losses[-1] > losses[0],
        }
        assert not re.search(ODD["moves nowhere"], sentences.remarks(found)), values
        told = sentences.manner(found)
        assert true[told], (values, told)
        assert near == ("arrives" in sentences.judge(found).right), values
        said_of_them.add(told)
    assert said_of_them == set(sentences.RIGHT)


@pytest.mark.parametrize(
    ("preset", "event"),
    [
        ("small", "Not there yet"),
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
    assert event in said(at)


def test_turning_a_weight_says_what_becomes_of_the_loss():
    at = open_page(turned="b", point="1")
    at.session_state[f"{page.PAGE}/neuron"] = True
    at.run()
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


@pytest.mark.parametrize("act", ["tanh", "logistic", "identity"])
@pytest.mark.parametrize("rate", [0.005, 0.02, 0.2, 1.0, 5.0, 10.0])
@pytest.mark.parametrize("steps", [5, 200])
def test_only_what_there_is_and_what_the_valley_allows_is_to_be_taken(act, rate, steps):
    run = conditions.measure(
        conditions.SETTINGS.defaults().with_values(act=act, rate=rate, steps=steps, w=-4.0, b=-4.0)
    )
    told = sentences.remarks(run)
    if sentences.manner(run) == "crawls":
        allowed = [one for one in conditions.RATES if rate < one <= run.walk.limit]
        assert ("Take a larger one" in told) == bool(allowed)
    assert "take more steps" not in told or steps < 200
    assert "or more steps" not in told or steps < 200


def test_a_loss_that_hardly_falls_is_not_said_to_fall_to_where_it_was():
    at = open_page(w="-3.55", b="-1", act="logistic", seed="9", point="8")
    at.session_state[f"{page.PAGE}/neuron"] = True
    told = said(reveal(at))
    start, end = re.search(r"\*\*falls\*\* from (.+?) to (.+?)\.(?: |$)", told).groups()
    assert start != end
