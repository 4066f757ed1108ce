"""What is shown as the code of an equation is the code that runs."""

from dataclasses import replace

import pytest

from lstm97.engine.lstm97 import Spec, step
from lstm97.folders import ROOT
from lstm97.ui.lesson.equations import Equation, listing

STATE = Equation("state", r"\role{s}", "9", step, r"s = state\.s", "cell")


def test_the_marked_line_is_the_line_in_the_file():
    found = listing(STATE)
    (marked,) = [line for line in found.lines if line.marked]
    there = (ROOT / found.file).read_text(encoding="utf-8").splitlines()[marked.number - 1]
    assert there.strip() == marked.text.strip()


def test_the_docstring_is_left_out_and_gaps_are_shown():
    lines = listing(STATE).lines
    assert lines[0].text.startswith("def step(")
    assert not [line for line in lines if "time step, equations" in line.text]
    assert [line.number for line in lines if line.text == "⋯"] == [0] * sum(
        line.text == "⋯" for line in lines
    )


def test_a_class_can_be_shown_too():
    entry = replace(STATE, source=Spec, marker=r"blocks: int")
    assert any(line.marked for line in listing(entry).lines)


def test_a_marker_that_is_not_found_is_an_error():
    with pytest.raises(ValueError, match="no line of step"):
        listing(replace(STATE, marker="no such line"))


def test_the_panel_draws_the_chosen_equation(open_sample):
    at = open_sample()
    assert r"\textcolor{#" in at.latex[0].value
    assert "The state adds up" in "\n".join(one.value for one in at.markdown)
    at.segmented_control(key="sample/equation").set_value("in").run()
    assert not at.exception
    assert "The gate decides" in "\n".join(one.value for one in at.markdown)
    where = [one.value for one in at.caption if ".py" in one.value]
    assert where
    assert all("__" not in one for one in where)  # that would be bold
