"""What a control says of its value: as one reads it, not as a link has it."""

import pytest
from streamlit.testing.v1 import AppTest

from lstm97.ui.link.kinds import Choice, Integer, IntList, Number, Scale
from lstm97.ui.link.widgets import _text_of, text_among, value_text
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
    assert _text_of(setting, value) == said


def test_no_page_has_a_slider_with_thousands_that_stand_together():
    for page, table in TABLES.items():
        for name, setting in table.every.items():
            if isinstance(setting, Choice) or not hasattr(setting, "high"):
                continue
            assert setting.high < LONG or value_text(table, name, setting.high).count(","), (
                page,
                name,
            )


@pytest.mark.parametrize(
    ("value", "told"),
    [((), "none"), (tuple(range(1, 21)), "all"), ((6,), "6"), ((9, 1, 2, 5, 6, 7), "1, 2, 5–7, 9")],
)
def test_a_list_of_numbers_is_told_as_one_reads_it(value, told):
    class Table:
        page, every = "memory-cell", {"inn": IntList("inn", 1, 20)}

    assert value_text(Table, "inn", value) == told


@pytest.mark.parametrize(
    ("opened", "steps", "told"),
    [(range(1, 21), 12, "all"), ((5, 14), 12, "5"), ((13, 20), 12, "none"), ((5, 14), 20, "5, 14")],
)
def test_no_step_beyond_the_end_of_a_sequence_is_told(opened, steps, told):
    values = {"inn": tuple(opened), "T": steps}
    assert text_among(TABLES["memory-cell"], "inn", values) == told


FIRST = {  # a setting, its value, and what a browser begins with that has heard of no other
    'Integer("n", 0, 9, 0)': (5, lambda one: one.default == [5]),
    'Number("x", 0, 2, 0)': (1.5, lambda one: one.default == [1.5]),
    'Integer("n", 0, 9, 0, box=True)': (5, lambda one: one.default == 5),
    'Scale("r", (0.1, 1, 10), 1)': (10, lambda one: one.default == [2]),
    'Choice("c", ("a", "b", "c"), "a")': ("b", lambda one: one.default == [1]),
    'Choice("c", tuple("abcdef"), "a")': ("e", lambda one: one.default == 4),
    'Toggle("s", False)': (True, lambda one: one.default is True),
    'Text("w", "")': ("cat", lambda one: one.default == "cat"),
}


@pytest.mark.parametrize("setting", FIRST)
def test_a_control_whose_first_run_was_lost_still_begins_with_its_value(setting, monkeypatch):
    monkeypatch.setattr(
        "lstm97.ui.link.widgets.label", lambda settings, name, part="": part or name
    )
    value, begins = FIRST[setting]
    script = SCRIPT.replace('kinds.Integer("moment", 0, 40_000, 0, step=500)', f"kinds.{setting}")
    at = AppTest.from_string(script.format(value=repr(value)), default_timeout=30)
    at.session_state["language"] = "en"
    at.run()
    at.run()  # nothing is set any more
    assert not at.exception
    (drawn,) = at.main.children.values()
    assert not drawn.proto.set_value
    assert begins(drawn.proto)
