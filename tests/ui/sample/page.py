"""A page that uses every part of the frame, so that the parts can be tested without a lesson."""

import streamlit as st

from lstm97.engine.lstm97 import step
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import Entry, equation_panel
from lstm97.ui.link.controls import controls
from lstm97.ui.link.settings import (
    Choice,
    Integer,
    IntList,
    Number,
    Preset,
    Scale,
    Settings,
    Toggle,
)

SETTINGS = Settings(
    "sample",
    main=(
        Integer("T", 5, 1000, 50),
        Number("w", -2, 2, 0.5),
        Choice("net", ("rnn", "lstm97"), "rnn"),
        Toggle("bound", True),
    ),
    more=(
        Scale("rate", (0.01, 0.1, 1.0), 0.1),
        IntList("at", 1, 1000, (3, 7)),
        Integer("seed", 0, 9999, 1, box=True),
    ),
    presets=(Preset("long", {"T": 1000, "net": "lstm97"}), Preset("short", {"T": 10})),
)
EQUATIONS = (
    Entry("state", r"\role{s_c(t)} = s_c(t-1) + y^{in}\, g", "9", step, r"s = state\.s", "cell"),
    Entry("in", r"\role{y^{in}(t)} = f(net_{in}(t))", "7", step, r"y_in = LOG", "input_gate"),
)

lesson.goals("sample")
values = controls(SETTINGS)
if lesson.predict("sample", "winner", ("first", "second")):
    st.markdown(f"values: {dict(values)}")
    lesson.notice("sample", steps=values.T)
lesson.how_to_read("sample")
lesson.summary_and_table("sample", "Two steps.", [{"t": 1, "error": 0.5}, {"t": 2, "error": 0.25}])
equation_panel("sample", EQUATIONS)
lesson.takeaway("sample")
