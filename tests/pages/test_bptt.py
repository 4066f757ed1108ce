"""The page on backpropagation through time, as a reader uses it."""

from itertools import product

import numpy as np
import pytest
from sweep import states
from visit import opener, predict, readings, said, skipper

from lstm97.analysis.foundations import exercise
from lstm97.analysis.foundations.contributions import back_factors, loop_contributions
from lstm97.ui.lesson.proof import check_of
from lstm97.ui.pages.bptt import net, step
from lstm97.ui.pages.bptt import view as bptt

open_page = opener("bptt")
reveal = skipper("bptt", "largest")
reveal_step = skipper("bptt", "step")
EXERCISE, CHECK = "bptt/grid/exercise", "bptt/grid/check"


def values_of(**changed):
    return net.NetValues().with_values(**changed)


def flow(**changed):
    return net.run(values_of(**changed))


def cases():
    """Every preset, and ends and middle of every slider of the net in pairs."""
    for preset in net.SETTINGS.presets:
        yield dict(preset.values)
    for T, w, every in product((3, 5, 8), (-2, -0.8, 0, 0.3, 1, 2), (False, True)):
        yield {"T": T, "w": w, "every": every}
    for d, u, v in product((-1, 0, 0.5, 1), (-2, 0, 1, 2), (-2, 0, 1)):
        yield {"d": d, "u": u, "vin": v}


def opened(at, key):
    at.session_state[key] = True
    return at.run()


def answer(at, value):
    box = next(one for one in at.number_input if one.key.startswith("bptt/answer"))
    return box.set_value(value).run()


def test_nothing_that_comes_back_is_told_before_the_answer():
    at = open_page()
    assert not readings(at)
    assert "0.29" not in said(at)
    at = reveal(at)
    assert not at.exception
    assert [one.name for one in readings(at)] == ["∂E/∂w", "E"]
    assert any("−0.472" in one.value for one in opened(at, CHECK).markdown)


@pytest.mark.parametrize(
    ("guess", "word"), [("last", "**right**"), ("same", "not so"), ("unsure", "You did not know")]
)
def test_a_guess_is_judged_and_marked_when_the_case_changes(guess, word):
    right = bptt.judge(flow()).right
    at = open_page()
    guess = next(iter(right)) if guess == "last" else guess
    at = predict(at, "bptt.predict.largest", guess)
    assert word in said(at)
    at.slider(key="bptt/w/en").set_value(0.3).run()
    assert guess == "unsure" or "another case" in said(at)


def flows(bench):
    """The runs of every state of a bench, and of the cases, with the state that each is of."""
    for values in [*states(bench), *(values_of(**case) for case in cases())]:
        yield values, net.run(values)


def test_what_is_said_of_the_way_back_is_true_of_it():
    for values, found in flows(bptt.GRID):
        _is_true(values, found)


def _is_true(values, found):
    errors, factors = found.nets[:, 0], back_factors(found.trace)[:-1]
    first, last = abs(errors[0]), abs(errors[-1])
    taught_once = found.trace.inputs.teach.sum() == 1
    true = {
        "silent": not errors.any(),
        "empty": errors.any() and not loop_contributions(found).any(),
        "every": not taught_once,
        "neutral": True,
        "fades": taught_once and first < last,
        "swells": taught_once and first > last and np.abs(factors).max() > 1,
        "flips": taught_once and first < last and (factors < 0).all(),
    }
    assert true[bptt.manner(found)]
    if bptt.manner(found) == "silent":
        assert found.trace.y_k[-1, 0] == found.trace.inputs.targets[-1, 0] or values.u == 0


def test_no_share_is_written_as_decimals_of_nothing():
    told = [bptt.share_text(one) for one in (0.0, 4e-4, -4e-4, -1.4864)]
    assert told == ["0", "4.0×10⁻⁴", "−4.0×10⁻⁴", "−1.486"]
    found = net.run(values_of(vin=0.0))
    assert bptt.manner(found) == "empty"
    assert bptt.judge(found).values["share"] == "0"


def test_the_judgement_names_every_step_that_adds_most():
    for _, found in flows(bptt.GRID):
        _names_all(found)


def _names_all(found):
    shares = np.abs(loop_contributions(found))
    judgement = bptt.judge(found)
    if shares.max() == 0:
        assert judgement.right == {"same"}
    else:
        where = {"first": shares[:1], "middle": shares[1:-1], "last": shares[-1:]}
        for slug, part in where.items():
            assert (slug in judgement.right) == bool(part.max() > (1 - 1e-9) * shares.max())


def test_what_is_said_of_a_step_is_true_of_it():
    for values in states(step.BENCH):
        _step_is_true(step.measure(values), values.rate)


def _step_is_true(found, rate):
    start, end = found.losses
    said_of_it = step.manner(found)
    shorter = found.way[found.rates < rate].min(initial=np.inf)
    true = {
        "falls": end < start and shorter >= 0.95 * end,
        "past": shorter < end < start,
        "rises": end > start,
        "still": end == pytest.approx(start, rel=1e-8, abs=1e-20),
    }
    assert true[said_of_it]
    assert step.judge(found).right == {"falls" if said_of_it == "past" else said_of_it}


@pytest.mark.parametrize(
    ("preset", "word"), [("small", "falls"), ("right", "past"), ("large", "rises")]
)
def test_a_preset_of_the_step_does_what_its_name_says(preset, word):
    chosen = next(one for one in net.SETTINGS.presets if one.slug == preset)
    found = step.measure(values_of(**chosen.values))
    assert step.manner(found) in (word, "falls" if preset == "right" else word)


def test_a_step_shows_every_weight_before_and_after_and_judges_the_guess():
    at = open_page(tab="step", rate="10")
    assert not readings(at)
    at = predict(at, "bptt.predict.step", "falls")
    assert not at.exception
    assert "not so" in said(at)
    assert [one.name for one in readings(at)] == ["E before", "E after"]


def test_a_link_with_a_learning_rate_opens_the_step():
    assert open_page(rate="2").query_params["tab"] == "step"
    assert "tab" not in open_page(T="8", w="0.3").query_params


@pytest.mark.parametrize("kind", exercise.KINDS)
def test_right_answer_is_accepted_and_a_slip_is_explained(kind):
    at = opened(reveal(open_page(cell=kind)), EXERCISE)
    asked = exercise.cell(flow(), kind)
    slip = next(iter(asked.slips.values()))
    at = answer(at, slip)
    assert at.warning
    assert not at.success
    at = answer(at, round(asked.value, 3))
    assert not at.exception
    assert at.success
    assert not at.warning


def test_solution_can_be_looked_up():
    at = opened(reveal(open_page()), EXERCISE)
    at = at.button(key="bptt/show").click().run()
    assert not at.exception
    assert any(f"{exercise.cell(flow(), 'error').value:.4f}" in one.value for one in at.markdown)


@pytest.mark.parametrize("preset", bptt.GRID.presets)
def test_presets(preset):
    at = reveal(open_page())
    at = at.button(key=f"bptt/preset/{preset}").click().run()
    assert not at.exception


@pytest.mark.parametrize(
    "query",
    [
        {"T": "3", "w": "-2", "vin": "2", "u": "-2", "d": "-1", "every": "1"},
        {"T": "8", "w": "0", "vin": "0", "u": "0", "seed": "9999"},
        {"T": "nonsense", "w": "1e99", "cell": "<script>"},
        {"tab": "step", "T": "8", "w": "2", "u": "2", "d": "-1", "every": "1", "rate": "10"},
    ],
)
def test_extreme_settings_do_not_break_it(query):
    at = open_page(**query)
    at = (reveal_step if "tab" in query else reveal)(at)
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize(
    ("changed", "word"),
    [({}, "passed"), ({"T": 3, "w": 0.0}, "zero"), ({"T": 3, "vin": 1e-5, "u": 1e-5}, "faint")],
)
def test_a_check_that_has_nothing_to_measure_says_so(changed, word):
    check = check_of(net.run(values_of(**changed)))
    assert bptt.verdict_on(check) == word
    assert (word == "zero") == (not check.analytic.any())
    if word != "passed":
        assert np.abs(check.analytic - check.numeric).max() <= check.rounding
