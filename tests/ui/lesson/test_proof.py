"""The gradient check of a page ends with its reader: who leaves leaves no work behind."""

import pytest
from streamlit.testing.v1 import AppTest

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


def test_no_page_checks_gradients_in_a_way_of_its_own():
    files = (ROOT / "lstm97" / "ui").rglob("*.py")
    users = [one.name for one in files if "gradcheck(" in one.read_text(encoding="utf-8")]
    assert users == ["proof.py"]
