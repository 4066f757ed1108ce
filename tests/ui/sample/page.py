"""A page that uses every part of the frame, so that the parts can be tested without a lesson."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from lstm97.engine.lstm97 import step
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import question
from lstm97.ui.lesson.equations import Equation, equation_panel
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link.controls import controls
from lstm97.ui.link.record import Record, choice, integer, integers, real, stops, toggle
from lstm97.ui.link.settings import Preset, Settings


@dataclass(frozen=True)
class SampleValues(Record):
    T: int = integer(5, 1000, 50)
    w: float = real(-2, 2, 0.5)
    net: str = choice(("rnn", "lstm97"), "rnn")
    bound: bool = toggle(True)
    rate: float = stops((0.01, 0.1, 1.0), 0.1, place="more")
    at: tuple[int, ...] = integers(1, 1000, (3, 7), place="more")
    seed: int = integer(0, 9999, 1, box=True, place="more")


SETTINGS = Settings(
    "sample",
    SampleValues,
    presets=(Preset("long", {"T": 1000, "net": "lstm97"}), Preset("short", {"T": 10})),
)
EQUATIONS = (
    Equation("state", r"\role{s_c(t)} = s_c(t-1) + y^{in}\, g", "9", step, r"s = state\.s", "cell"),
    Equation("in", r"\role{y^{in}(t)} = f(net_{in}(t))", "7", step, r"y_in = LOG", "input_gate"),
)
WINNER = Question("winner", ("first", "second"), lambda _: Judgement(frozenset({"second"})))

lesson.goals("sample")
values = controls(SETTINGS)
if not question.is_revealed("sample", WINNER):
    question.ask("sample", WINNER, "", None)
else:
    question.verdict("sample", WINNER, "", None)
    st.markdown(f"values: {dict(values)}")
lesson.how_to_read("sample")
lesson.summary_and_table("sample", "Two steps.", [{"t": 1, "error": 0.5}, {"t": 2, "error": 0.25}])
equation_panel("sample", EQUATIONS)
lesson.takeaway("sample")
st.page_link(Path(__file__), label="Seventy", query_params={"T": "70"})
