"""The memory cell's page: predict, play with the valves, and see each trouble mended."""

import pytest
from visit import opener, skipper

open_page = opener("memory-cell")
skip = skipper("memory-cell", "open", "drift", "abuse")


def score(at):
    return [one.value for one in at.metric]


def test_nothing_is_revealed_before_the_prediction():
    at = open_page()
    assert not at.metric
    assert not at.get("vega_lite_chart")


def test_open_gates_fail_and_a_keeper_wins():
    at = skip(open_page())
    assert not at.exception
    assert score(at)[0] == "0"
    at.button(key="memory-cell/all/keeper").click().run()
    assert score(at)[0] == "100"
    assert score(at)[1] == score(at)[2]
    at.button(key="memory-cell/all/shut").click().run()
    assert score(at)[:2] == ["0", "0"]


def test_gates_stay_open_in_a_longer_sequence():
    at = skip(open_page(T="20"))
    rows = [one for one in at.get("button_group") if one.key.endswith("/20")]
    assert [len(row.value) for row in rows] == [20, 20]


def test_valves_can_be_turned_one_by_one():
    at = skip(open_page(inn="6", out="11"))
    valve = next(one for one in at.get("button_group") if one.key == "memory-cell/out/en/12")
    valve.set_value([12]).run()
    assert score(at)[0] == "100"


@pytest.mark.parametrize(
    "query",
    [
        {"T": "20", "size": "4", "inn": "1.20", "out": "", "trained": "0", "bias": "2"},
        {"T": "6", "size": "1", "inn": "19.20", "bias": "-6", "ogb": "strong", "seed": "9999"},
    ],
)
def test_extreme_settings_do_not_break(query):
    assert not skip(open_page(**query)).exception


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(T="lots", inn="a.b", ogb="none")
    assert len(at.warning) == 1
    assert not skip(at).exception
