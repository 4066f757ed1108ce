"""The page on a recurrent unit, as a reader uses it."""

import re
from itertools import product
from typing import get_args

import numpy as np
import pytest
from sweep import states
from visit import predict, press, visit

from lstm97.analysis.foundations.ablation import Fate
from lstm97.engine.activations import ACTIVATIONS
from lstm97.ui.pages.recurrent_network import view as page


def open_page(**query):
    at = visit(page.PAGE, theme="dark", **query)
    return press(at, f"{page.PAGE}.predict.kept/skip")


def said(at, words):
    return any(words in one.value for one in at.markdown)


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        ("forgets", "Old ones go first"),
        ("remembers", "3 of 3 inputs still count"),
        ("latches", "It remembers"),
        ("full", "A saturated unit is full"),
        ("oscillates", "it still swings"),
        ("word", "Old ones go first"),
    ],
)
def test_each_preset_shows_the_regime_it_is_named_for(preset, words):
    at = open_page()
    at = at.button(key=f"{page.PAGE}/preset/{preset}").click().run()
    assert not at.exception
    assert said(at, words)


def test_painting_a_spike_changes_the_run_and_the_link():
    at = open_page()
    key = f"{page.PAGE}/at/en"
    pills = next(one for one in at.get("button_group") if one.key == key)
    at = pills.set_value([5]).run()
    assert not at.exception
    assert at.query_params["at"] in ("5", ["5"])
    assert said(at, "t = 5")


@pytest.mark.parametrize(
    "query",
    [
        {"feed": "word", "word": "aaaa"},
        {"feed": "word", "word": "x"},
        {"feed": "word", "word": "<b>天地 [x](y)", "T": "4"},
        {"at": "", "w": "2.5", "act": "identity", "T": "24"},
        {"at": "1.2.3.99", "w": "-2.5", "act": "logistic", "vin": "3"},
    ],
)
def test_odd_input_is_answered_in_words(query):
    at = open_page(**query)
    assert not at.exception
    assert not at.error


def test_a_word_of_a_link_is_no_markup():
    at = open_page(feed="word", word="[x](//y.z) $b$", T="4")
    assert not at.exception
    everything = " ".join(str(one.value) for one in [*at.markdown, *at.caption])
    assert "[x](//y.z)" in everything
    assert "[x]" not in re.sub(r"`[^`]*`", "", everything)


def fed():
    """Every state of the controls, and other inputs."""
    yield from states(page.BENCH)
    start = page.SETTINGS.defaults()
    yield start.with_values(act="identity", w=0.7, vin=3.0, at=(2,))  # fades, but not below the bar
    yield start.with_values(w=0.2, at=(14, 16))
    for act, w, at in product(
        ("tanh", "logistic", "identity"),
        (-2.5, -1.5, -0.6, 0.0, 0.6, 1.0, 1.5, 2.0, 2.5),
        ((), (2,), (16,), tuple(range(1, 17))),
    ):
        yield page.SETTINGS.defaults().with_values(act=act, w=w, at=at)


def test_what_is_said_of_a_unit_is_true_of_it():
    said_of_them = set()
    for values in fed():
        memory = page.measure(values).memory
        kept, last = memory.lasting, memory.state[-4:]
        slope = ACTIVATIONS[values.act].slope(memory.state)
        saturated = slope[-1] < 0.1 * ACTIVATIONS[values.act].max_slope
        alone, every = len(kept) == 1, bool(kept.all())
        back = np.abs(memory.flow.nets[:, 0])
        newest_first = list(kept) == sorted(kept)
        true = {
            "silent": not len(kept),
            "full": saturated and not kept.any() and len(kept) > 1,
            "latched": saturated and alone and every and np.ptp(last) < 0.02,
            "swings": alone and every and bool((np.diff(np.sign(last)) != 0).all()),
            "keeps": every,
            "held": every
            and len(kept)
            and back[memory.steps[0]] < 0.01
            and memory.final_effects[0] > 10 * back[memory.steps[0]] * memory.initial_effects[0],
            "fades": newest_first and len(kept) and back[memory.steps[0]] < back[-1],
            "mixed": not every,
            "grows": values.act == "identity"
            and len(kept)
            and memory.final_effects[0] > memory.initial_effects[0],
        }
        assert true[memory.fate], (values, memory.fate)
        said_of_them.add(memory.fate)
    assert said_of_them == set(get_args(Fate))


def test_what_is_left_of_an_input_is_nothing_only_without_a_loop():
    """Two states of a saturated unit are one number, though an input still tells them apart."""
    told = set()
    for values in fed():
        memory = page.measure(values).memory
        for step, left in zip(memory.steps, memory.final_effects, strict=True):
            text = page.effect_text(float(left), memory)
            assert (text == "0") == (not values.w and step < len(memory.state) - 1), values
            told.add(text[0])
    assert {"0", "<"} <= told


def test_what_is_just_below_the_bar_is_not_told_as_the_bar():
    memory = page.measure(page.SETTINGS.defaults()).memory
    told = [page.effect_text(left, memory) for left in (0.00997, 0.01, 0.37)]
    assert told == ["0.00997", "0.01", "0.37"]


@pytest.mark.parametrize(("answer", "word"), [("last", "**right**"), ("all", "not so")])
def test_a_guess_is_judged(answer, word):
    at = visit(page.PAGE)
    at = predict(at, f"{page.PAGE}.predict.kept", answer)
    assert said(at, word)


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ({"w": 2.0, "at": (2,)}, {"all", "last"}),  # a single one is the newest, too
        ({"w": 0.6, "at": (2,)}, {"none"}),
        ({"w": 0.6, "at": ()}, {"none"}),
        ({"w": 0.6, "at": (2, 13, 15)}, {"two"}),
        ({"w": 2.4, "T": 10, "vin": 1.1, "at": (5, 9)}, set()),  # only the older one
    ],
)
def test_every_answer_that_holds_is_right(query, right):
    values = page.SETTINGS.defaults().with_values(**query)
    assert page.judge(page.measure(values)).right == right
