"""The numbers of every picture as a file: it parses, and holds what has been drawn."""

import csv
import io
import json
import re

import numpy as np
import pytest
import streamlit as st
from benches import BENCHES, values_of
from visit import press, visit

from lstm97.figures.columns import FIELDS, SEVERAL, as_csv, of_chart
from lstm97.ui.base.files.picture_tables import collect, note
from lstm97.ui.lesson.bench import View
from lstm97.ui.lesson.bench.drawing import column_words
from lstm97.ui.pages.your_network.conditions import steps_of


def drawn(name, revealed=True, **other):
    """What a bench has measured, and the tables of its picture."""
    bench = BENCHES[name]
    values = values_of(bench, **other)
    run = bench.measure(values)
    with collect() as tables:
        bench.picture(View(values, run, revealed, page=bench.page))
    return run, tables


def read(text):
    """A CSV as its columns; numbers as numbers, nothing as nan."""
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert all(None not in row for row in rows)
    return {head: [number(row[head]) for row in rows] for head in rows[0]}


def number(text):
    try:
        return float(text or "nan")
    except ValueError:
        return text


HELD = {  # a curve that stands in the picture of each of these, from the run itself
    "gradient-descent/": lambda run: run.walk.losses,
    "recurrent-network/unit": lambda run: run.memory.state,
    "bptt/grid": lambda run: run.trace.gates.y_j[:, 0],
    "math-toolbox/chain": lambda run: run.factors,
    "vanishing-exploding/flow": lambda run: run.run.largest,
    "carousel/": lambda run: run.yours.share,
    "memory-cell/game": lambda run: run.play.flow.trace.gates.s[:, 0],
    "memory-cell/drift": lambda run: run.yours.state,
    "error-race/": lambda run: run.laps["lstm97"].reach.curve,
    "scissors/cuts": lambda run: run.cutting.reaches["yours"].curve,
    "forget-gate/dial": lambda run: run.reaches["lstm2000"].curve,
    "forget-gate/stream": lambda run: run.lives["lstm97"].state,
    "experiments/film": lambda run: run.laps["lstm97"].reach.curve,
    "your-network/reach": lambda run: run.report.layers[0].median,
    "your-network/steps": lambda run: steps_of(run)[0].sizes[run.layer][-1],
}


@pytest.mark.parametrize("name", BENCHES)
def test_the_file_of_a_picture_holds_its_numbers(name):
    run, tables = drawn(name)
    columns = read(as_csv(tables, {}))
    rows = [row for table in tables for row in table]
    assert len(columns[next(iter(columns))]) == len(rows)
    for number_, row in enumerate(rows):
        for head, value in row.items():
            if isinstance(value, float | int):
                np.testing.assert_equal(columns[head][number_], float(value))
    if name in HELD:
        wanted = np.asarray(HELD[name](run), float)
        found = [np.array([one for one in column if isinstance(one, float)])
                 for column in columns.values()]  # fmt: skip
        assert any(holds(column, wanted) for column in found)


def holds(column, wanted):
    """Whether the numbers of a curve, as far as every axis has them, stand in a column in order."""
    sizes = np.abs(wanted)
    left = list(wanted[np.isfinite(wanted) & (sizes > 1e-15) & (sizes < 1e2)])
    assert left
    for value in column:
        if left and abs(value - left[0]) <= 1e-9 * abs(left[0]):
            left.pop(0)
    return not left


@pytest.fixture
def in_chinese():
    st.session_state["language"] = "zh"
    yield
    del st.session_state["language"]


@pytest.mark.parametrize("name", BENCHES)
@pytest.mark.usefixtures("in_chinese")
def test_the_heads_of_columns_are_in_the_readers_language(name):
    """A head has a word of the language, or is a symbol: no word of another one."""
    _, tables = drawn(name)
    heads = read(as_csv(tables, column_words()))
    chinese, english = re.compile("[\u4e00-\u9fff]"), re.compile("[a-z]{2,}")
    assert [head for head in heads if english.search(head) and not chinese.search(head)] == []
    assert not {"picture", *FIELDS} & set(heads)


@pytest.mark.parametrize("name", ["carousel/", "error-race/", "math-toolbox/chain"])
def test_before_the_answer_the_file_does_not_tell_it(name):
    run, tables = drawn(name, revealed=False)
    columns = read(as_csv(tables, {})).values()
    hidden = {"math-toolbox/chain": lambda run: run.running}.get(name, HELD[name])
    wanted = np.asarray(hidden(run), float)
    found = [np.array([one for one in column if isinstance(one, float)]) for column in columns]
    assert not any(holds(column, wanted) for column in found)
    assert not any(holds(column[::-1], wanted) for column in found)  # a state may fall as it does


def test_several_tables_stand_below_each_other():
    text = as_csv([[{"t": 1, "y": 0.1}], [{"t": 2, "z": float("nan")}]], {SEVERAL: "图", "z": "y"})
    assert text == "图,t,y,y 2\n1,1,0.1,\n2,2,,\n"


def test_names_of_columns_are_the_titles_of_the_axes():
    axis = {"field": "x", "axis": {"title": "time"}}
    spec = {"data": {"values": [{"x": 1, "part": 0}]}, "mark": "line", "encoding": {"x": axis}}
    assert of_chart(spec) == [[{"time": 1}]]
    assert of_chart({**spec, "mark": "text"}) == []


def test_nothing_is_kept_where_nobody_asks():
    note([{"t": 1}])
    with collect() as tables:
        pass
    assert tables == []


def test_the_file_lies_where_the_link_stands():
    at = press(visit("carousel"), "carousel.predict.left/skip")
    at.session_state["carousel/link"] = True
    at.run()
    assert not at.exception
    saved = [
        one.proto for one in at.get("bidi_component") if one.proto.component_name == "lstm97_save"
    ]
    link, file = (json.loads(one.json)["files"][0] for one in saved)
    assert link["text"] == at.code[0].value
    assert file["name"] == "carousel.csv"
    assert len(read(file["text"])["t"]) == 1000
