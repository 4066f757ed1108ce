"""On a bench the last run stays behind this one, with what was changed named."""

import json
import re
import struct

import pytest
from visit import readings, visit

from lstm97.ui.base.text import translate

CASES = [
    ("carousel", "left", "w", 0.9, "0.99 → 0.9"),
    ("recurrent-network", "kept", "w", 0.9, "0.6 → 0.9"),
    ("vanishing-exploding", "fate", "n", 3, "8 → 3"),
    ("error-race", "reach", "scale", 1.0, "0.1 → 1"),
]


def headers(at):
    """What each stage of the page was last told."""
    fed = [one.proto.bytes for one in at.get("bidi_component") if len(one.proto.bytes) > 4]
    return [json.loads(data[4 : 4 + struct.unpack_from("<I", data)[0]]) for data in fed]


def ghosts(at):
    return [header["ghost"] for header in headers(at) if header.get("ghost")]


@pytest.mark.parametrize(("page", "question", "name", "value", "said"), CASES)
def test_the_last_run_stays_until_the_next_change(page, question, name, value, said):
    at = visit(page)
    at.button(key=f"{page}.predict.{question}/skip").click().run()
    assert not ghosts(at)
    at.slider(key=f"{page}/{name}/en").set_value(value).run()
    (ghost,) = ghosts(at)
    assert said in ghost["name"]
    assert ghost["curves"]
    assert all(header["caption"] for header in headers(at) if "caption" in header)
    at.slider(key=f"{page}/{name}/en").set_value(value).run()
    assert ghosts(at) == [ghost]


def test_the_same_run_looked_at_otherwise_leaves_no_ghost():
    page = "vanishing-exploding"
    at = visit(page)
    at.button(key=f"{page}.predict.fate/skip").click().run()
    at.session_state[f"{page}/more"] = True
    at.run()
    at.toggle(key=f"{page}/wide/en").set_value(True).run()
    assert at.query_params["wide"] in ("1", ["1"])
    assert not ghosts(at)
    at.slider(key=f"{page}/n/en").set_value(3).run()
    (ghost,) = ghosts(at)
    assert "8 → 3" in ghost["name"]
    assert "0 → 1" not in ghost["name"]


def test_a_change_in_another_tab_or_before_the_reader_went_away_leaves_none():
    page = "vanishing-exploding"
    at = visit(page)
    at.button(key=f"{page}.predict.fate/skip").click().run()
    at.slider(key=f"{page}/n/en").set_value(3).run()
    assert ghosts(at)
    at.segmented_control(key=f"{page}/tab/en").set_value("one").run()
    at.button(key=f"{page}.predict.hump/skip").click().run()
    at.slider(key=f"{page}/w/en").set_value(2.0).run()
    at.segmented_control(key=f"{page}/tab/en").set_value("flow").run()
    assert not ghosts(at)
    at.slider(key=f"{page}/n/en").set_value(8).run()
    (ghost,) = ghosts(at)
    assert "3 → 8" in ghost["name"]
    assert " w " not in f" {ghost['name']} "


def test_a_curve_that_is_added_leaves_no_ghost_of_the_same_run():
    page = "forget-gate"
    at = visit(page)
    at.button(key=f"{page}.predict.reach/skip").click().run()
    at.session_state[f"{page}/more"] = True
    at.run()
    at.toggle(key=f"{page}/gru/en").set_value(True).run()
    assert not ghosts(at)
    at.slider(key=f"{page}/b/en").set_value(3.0).run()
    assert ghosts(at)


def test_the_last_walk_stays_on_its_map_and_on_no_other():
    page = "gradient-descent"
    at = visit(page)
    at.button(key=f"{page}.predict.outcome/skip").click().run()
    assert [one["ghost"] for one in headers(at) if "ghost" in one] == [None]
    at.slider(key=f"{page}/steps/en").set_value(20).run()
    (ghost,) = ghosts(at)
    assert ghost["steps"] == 60
    assert "60 → 20" in ghost["name"]
    at.session_state[f"{page}/more"] = True
    at.run()
    at.number_input(key=f"{page}/seed/en").set_value(2).run()
    assert not ghosts(at)  # another loss


NUMBERS = [
    ("layers", "net", "x1", -1.0, "x₁ 1 → −1"),
    ("math-toolbox", "power", "m11", 2.0, "m₁₁ 0.9 → 2"),
    ("bptt", "grid", "T", 8, "Time steps T 5 → 8"),
    ("vanishing-exploding", "many", "q", 12, "Steps back q 4 → 12"),
    ("weight-conflict", "tug", "after", 5, "Training steps 0 → 5"),
    ("memory-cell", "drift", "bias", 2.0, "Bias of the input gate −3 → 2"),
]


def line_before(at):
    """The line below the numbers on what they were."""
    found = re.findall(r":small\[(.+; before: .+)\]$", "\n".join(told(at)), flags=re.MULTILINE)
    return found[0] if found else ""


def told(at):
    return [str(one.value) for one in at.markdown]


@pytest.mark.parametrize(("page", "tab", "name", "value", "change"), NUMBERS)
def test_where_no_picture_holds_a_ghost_the_numbers_before_are_told(page, tab, name, value, change):
    at = visit(page, tab=tab)
    skip = next(one for one in at.button if str(one.key).endswith("/skip"))
    skip.click().run()
    first = [one.value for one in readings(at)]
    assert not line_before(at)
    at.slider(key=f"{page}/{name}/en").set_value(value).run()
    assert not at.exception
    assert not ghosts(at)
    assert [one.value for one in readings(at)] != first
    assert line_before(at) == f"{change}; before: {', '.join(first)}"
    at.slider(key=f"{page}/{name}/en").set_value(value).run()
    assert line_before(at).startswith(change)


def test_numbers_of_another_tab_are_no_numbers_before():
    at = visit("math-toolbox", tab="nudge")
    skip = next(one for one in at.button if str(one.key).endswith("/skip"))
    skip.click().run()
    at.slider(key="math-toolbox/w/en").set_value(4.0).run()
    assert line_before(at)
    at.segmented_control(key="math-toolbox/tab/en").set_value("power").run()
    assert not line_before(at)


@pytest.mark.parametrize(("page", "seed"), [("bptt", 26), ("experiments", 1), ("forget-gate", 1)])
def test_a_saved_picture_is_signed_with_title_and_seed(page, seed):
    drawn = [header for header in headers(visit(page)) if "lanes" in header]
    signed = f"{translate('en', f'pages.{page}.title')} · "
    assert all(one["caption"].startswith(signed) for one in drawn)
    assert all(one["caption"].endswith(f" {seed}") for one in drawn)
    assert drawn
