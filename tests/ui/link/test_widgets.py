"""What a control says of its value: as one reads it, not as a link has it."""

import pytest
from streamlit.testing.v1 import AppTest

from lstm97.ui.link.kinds import Choice, Integer, Number, Scale
from lstm97.ui.link.widgets import _written, value_text
from lstm97.ui.registry import TABLES
from lstm97.writing import LONG

SCRIPT = """
import streamlit as st
from lstm97.ui.link import kinds, widgets

def draw(setting, value):
    class table:
        page, every = "experiments", {{setting.name: setting}}
    keep = lambda new: st.session_state.update(new=new)
    widgets.widget(table, setting, value, key="one", changed=keep)

draw(kinds.Integer("moment", 0, 40_000, 0, step=500), {value})
"""


def slider(value):
    at = AppTest.from_string(SCRIPT.format(value=value), default_timeout=30)
    at.session_state["language"] = "en"
    at.run()
    assert not at.exception
    return at


def test_a_slider_of_many_thousands_sets_them_apart():
    at = slider(26_000)
    assert at.select_slider[0].value == 26_000
    assert {"500", "9500", "10,000", "26,000"} <= set(at.select_slider[0].options)
    at.select_slider[0].set_value(27_500).run()
    assert at.session_state["new"] == 27_500


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        (Integer("n", 0, 10**6, 0), 26_000, "26,000"),
        (Integer("n", 0, 10**6, 0), 2_560, "2560"),
        (Integer("n", -9, 9, 0), -4, "−4"),
        (Number("x", -1, 1, 0), -0.25, "−0.25"),
        (Scale("r", (0.001, 20_000), 0.001), 20_000, "20,000"),
        (Scale("r", (0.001, 20_000), 0.001), 0.001, "0.001"),
    ],
)
def test_a_number_is_written_as_in_a_sentence(setting, value, said):
    assert _written(setting, value) == said


def test_no_page_has_a_slider_with_thousands_that_stand_together():
    for page, table in TABLES.items():
        for name, setting in table.every.items():
            if isinstance(setting, Choice) or not hasattr(setting, "high"):
                continue
            assert setting.high < LONG or value_text(table, name, setting.high).count(","), (
                page,
                name,
            )
