"""Each sentence of the question on one unit's fate, recomputed from the engine in both languages.

What is claimed of "such units" is held against units that the question never draws as well.
"""

import re
from functools import cache

import numpy as np
import pytest

from lstm97.analysis.quiz.bank import ask
from lstm97.engine import NETWORKS, Params, backward, forward
from lstm97.engine.activations import ACTIVATIONS
from lstm97.ui.base.fill import labels, wording
from lstm97.words import catalogue, languages

DRAWS = [ask("which-fate", seed) for seed in range(200)]
BACK = 200  # steps, as the question says
SMALL, LARGE = 0.01, 100.0
UNITS = {"identity": "linear", "logistic": "logistic", "tanh": "tanh"}
SCARCE = (0.97, 0.99, 0.995, 1.0, 1.005, 1.01, 1.02, 1.03)  # weights at which it is close
WEIGHTS = sorted({*np.linspace(-8, 8, 65), *SCARCE, *(-one for one in SCARCE)})


def run(activation, w):
    """A unit with a loop on a single input of 1, with an error of 1 or more at its last output."""
    spec = NETWORKS["rnn"].spec(1, 1, hidden=1, activation=activation, output="identity", bias=())
    params = Params(spec, np.array([[1.0, w, 0.0]]), np.array([[1.0, 0.0]]))
    xs = np.eye(BACK + 1)[:, :1]
    last = forward(params, xs).y_k
    return forward(params, xs, last - np.exp2(np.ceil(np.log2(np.maximum(abs(last), 1)))))


@cache
def kept(activation, w):
    """What is left of an error 200 steps back, as a share of it."""
    errors = np.abs(backward(run(activation, w)).nets[:, 0])
    return errors[0] / errors[-1]


def outcome(share):
    return "vanish" if share < SMALL else "explode" if share > LARGE else "stay"


MEASURED = {(q.variant, q.values["w"]): kept(q.variant, q.values["w"]) for q in DRAWS}


def test_every_kind_of_unit_and_every_fate_is_drawn():
    assert {one.variant for one in DRAWS} == set(UNITS)
    assert {option for one in DRAWS for option in one.right} == {"vanish", "stay", "explode"}


def test_the_right_option_is_what_becomes_of_the_error():
    for question in DRAWS:
        assert question.right == {outcome(MEASURED[question.variant, question.values["w"]])}


def test_no_fate_that_is_asked_for_is_a_close_call():
    """Who computes it roughly gets the key, and only what keeps its size is said to keep it."""
    for question in DRAWS:
        share = MEASURED[question.variant, question.values["w"]]
        assert share == 1 or not SMALL / 5 < share < 5 * LARGE, question


@pytest.mark.parametrize("lang", languages())
def test_the_question_names_unit_weight_way_and_limits(lang):
    for question in DRAWS:
        text = (
            wording(question, "ask")
            if lang == "en"
            else catalogue(lang, "quiz")[f"which-fate.ask.{question.variant}"]
        )
        numbers = {float(one) for one in re.findall(r"\d+(?:\.\d+)?", text)}
        given = {question.values["w"]} if lang == "en" else set()
        single = set() if question.variant == "identity" else {1.0}
        error = {1.0} if question.variant == "identity" else set()
        assert numbers == {*given, *single, *error, BACK, SMALL, LARGE}, text
        unit = UNITS[question.variant]
        assert (unit in text.lower()) if lang == "en" else ("线性" in text) == (unit == "linear")


@pytest.mark.parametrize("lang", languages())
def test_the_options_are_the_three_fates(lang):
    texts = catalogue(lang, "quiz")
    said = {one: texts[f"which-fate.options.{one}"] for one in labels(DRAWS[0])}
    assert set(said) == {"vanish", "stay", "explode"}
    assert len(set(said.values())) == 3


def test_an_error_vanishes_where_the_geometric_mean_of_its_factors_is_below_one():
    for (activation, w), share in MEASURED.items():
        each = abs(w) * ACTIVATIONS[activation].slope(run(activation, w).gates.y_j[:-1, 0])
        mean = np.exp(np.log(each).mean())
        assert mean == pytest.approx(share ** (1 / BACK), rel=1e-9)
        assert (mean < 1) == (outcome(share) == "vanish")


def test_single_factors_may_be_larger_than_one_and_the_error_vanish_all_the_same():
    tall = [w for w in WEIGHTS if kept("tanh", w) < SMALL and largest_factor(w) > 1]
    assert tall


def largest_factor(w):
    """The largest f'(net) w of a tanh unit among the steps that an error goes back over."""
    return float(abs(w) * (1 - np.tanh(run("tanh", w).gates.net_j[:-1, 0]) ** 2).max())


@pytest.mark.parametrize("activation", ["logistic", "tanh"])
def test_of_such_units_only_a_linear_one_keeps_or_blows_up_an_error(activation):
    assert {outcome(kept(activation, w)) for w in WEIGHTS if w} == {"vanish"}


def test_a_linear_unit_keeps_an_error_at_a_weight_of_one_or_very_nearly():
    stays = [abs(w) for w in WEIGHTS if w and outcome(kept("identity", w)) == "stay"]
    assert {1.0} < set(stays)
    assert max(abs(np.log(w)) for w in stays) < 0.03
    explodes = [abs(w) for w in WEIGHTS if w and outcome(kept("identity", w)) == "explode"]
    assert min(explodes) > 1
    assert all(kept("identity", w) > LARGE for w in (1.03, 2.0, -2.0))
