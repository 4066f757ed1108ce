"""The gradient check of a page ends with its reader: who leaves leaves no work behind."""

import numpy as np
import pytest
from benches import BENCHES, values_of
from streamlit.testing.v1 import AppTest

from lstm97.engine import FULL
from lstm97.engine.gradcheck import Check
from lstm97.folders import ROOT
from lstm97.ui.lesson import proof

SCRIPT = """
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lstm97.engine import backward
from lstm97.analysis.problem import vanishing
from lstm97.folders import ROOT
from lstm97.ui.lesson import proof

steps = 0
give_way = proof.give_way

def counted():
    global steps
    steps += 1
    proof.steps_made = steps  # not in the session: reading that is what ends a run
    if steps == {leaves}:
        get_script_run_ctx().script_requests.request_stop()  # what closing the tab does
    return give_way()

proof.give_way = counted
try:
    flow = backward(vanishing.run_forward(vanishing.Setup(length=20, seed={seed})))
    proof.prove("home", {{"rnn": flow}}, None)
finally:
    proof.give_way = give_way
"""


def run(**how):
    return AppTest.from_string(SCRIPT.format(**how), default_timeout=60).run()


def test_a_reader_who_stays_gets_the_outcome():
    at = run(leaves=-1, seed=71)
    assert len(at.success) == 1
    assert proof.steps_made > 15


@pytest.mark.parametrize("leaves", [1, 5])
def test_the_check_ends_when_the_reader_has_left(leaves):
    at = run(leaves=leaves, seed=72)
    assert not at.exception
    assert not at.success
    assert proof.steps_made == leaves


def test_a_check_that_was_ended_is_made_whole_for_the_next_reader():
    run(leaves=3, seed=73)
    assert len(run(leaves=-1, seed=73).success) == 1


def check(analytic, numeric, error=1.0, rounding=0.0):
    return Check("rnn", FULL, 1, error, np.array([analytic]), np.array([numeric]), 1, rounding)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (check(1.0, 1.0, error=1e-9), "passed"),
        (check(1e-12, 3e-12, rounding=1e-11), "faint"),
        (check(0.0, 3e-12, rounding=1e-11), "faint"),
        (check(1e3, 2e3, rounding=1e-11), "failed"),
        (check(np.nan, np.nan, error=np.nan), "overflow"),
    ],
)
def test_a_check_is_told_by_what_it_came_to(found, outcome):
    assert proof.outcome(found) == outcome


def verdict(page, state, at=None, **settings):
    """What the drawer says of the first network of a bench, in one state of its controls."""
    bench = BENCHES[page]
    values = values_of(bench, **settings)
    flow = state(bench.measure(values))
    return proof.outcome(proof.check_of(flow, at)), flow


SHUT = [((), ()), ((), (12,)), ((2,), ())]


@pytest.mark.parametrize(("inn", "out"), SHUT)
def test_gates_that_are_shut_leave_too_little_to_measure(inn, out):
    found, flow = verdict("memory-cell/game", lambda run: run.play.flow, inn=inn, out=out)
    assert found == "faint"
    assert np.abs(flow.grad.hidden).max() < 1e-6


def test_gates_that_open_once_are_enough_to_check():
    found, _ = verdict("memory-cell/game", lambda run: run.play.flow, inn=(2,), out=(12,))
    assert found == "passed"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"w": 1.0}, "passed"),
        ({"w": 1.01}, "passed"),
        ({"w": 0.6}, "faint"),
        ({"w": -0.6}, "faint"),
    ],
)
def test_a_carousel_is_checked_and_an_error_that_died_is_too_small(settings, found):
    flows = lambda run: run.yours.flow  # noqa: E731
    assert verdict("carousel/", flows, "last", T=100, **settings)[0] == found


def test_a_network_that_overflows_has_no_slope_to_measure():
    settings = {"activation": "identity", "scale": 3.0, "length": 1000}
    assert verdict("error-race/", lambda run: run.laps["rnn"].flow, **settings)[0] == "overflow"


def test_no_page_checks_gradients_in_a_way_of_its_own():
    files = (ROOT / "lstm97" / "ui").rglob("*.py")
    users = [one.name for one in files if "gradcheck(" in one.read_text(encoding="utf-8")]
    assert users == ["proof.py"]
