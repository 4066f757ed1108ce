"""The scissors' page: predict, cut edge by edge, and keep within bounds."""

import pytest
from visit import opener, skipper

from lstm97.engine import network_of
from lstm97.engine.gradcheck import gradcheck
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.scissors.view import SETTINGS, run

open_page = opener("scissors")
skip = skipper("scissors", "turn", "learn")


def angles(at):
    return [one.value for one in at.metric]


def test_nothing_is_revealed_before_the_prediction():
    at = open_page()
    assert not at.metric
    assert not at.get("vega_lite_chart")


def test_nothing_cut_turns_nothing_and_the_paper_turns_as_the_preset_does():
    at = skip(open_page())
    yours, paper, _ = angles(at)
    assert yours == "0°" != paper
    at.button(key="scissors/preset/paper").click().run()
    assert angles(at)[0] == angles(at)[1] == paper
    assert angles(at)[2].startswith("100")
    assert not at.exception


def test_switches_cut_one_edge_at_a_time():
    at = skip(open_page())
    at.toggle(key="scissors/net_in/en").set_value(True).run()
    assert at.query_params["net_in"] in ("1", ["1"])
    assert angles(at)[0] not in ("0°", angles(at)[1])


@pytest.fixture
def short(monkeypatch):
    from lstm97.analysis.scissors import training as course
    from lstm97.ui.base.courses import Shelf
    from lstm97.ui.pages.scissors import learning

    monkeypatch.setattr(course, "EVERY", 20)
    monkeypatch.setattr(course, "LONGEST", 40)
    monkeypatch.setattr(learning, "CLASS", 2)
    monkeypatch.setattr(learning, "SHELF", Shelf(1_000_000))


def test_networks_are_taught_live_and_taken_back(short):
    at = skip(open_page(first="101"))
    before = len(at.get("vega_lite_chart"))
    at.button(key="scissors/start").click().run()
    assert not at.exception
    assert at.query_params["trained"] == "40"
    assert len(at.get("vega_lite_chart")) == before + 2
    assert at.button(key="scissors/start").disabled
    at.button(key="scissors/forget").click().run()
    assert "trained" not in at.query_params
    assert len(at.get("vega_lite_chart")) == before


def test_a_class_that_teaches_the_same_networks_has_them_taught_once(short, monkeypatch):
    from lstm97.analysis.scissors import training as course

    assert not skip(open_page(first="101", trained="40")).exception
    monkeypatch.setattr(course, "lessons", None)  # would fail if it were called
    at = skip(open_page(first="101", trained="20"))
    assert not at.exception
    assert any("20 " in one.value for one in at.caption)


@pytest.mark.parametrize("net", ["untrained", "halfway", "truncated", "full"])
def test_every_network_passes_its_proof_as_the_page_opens(net):
    flow = run(Values({**SETTINGS.defaults(), "net": net})).yours
    trace = flow.trace
    assert gradcheck(network_of(trace.params), trace.params, *trace.inputs, cuts=flow.cuts).passed


@pytest.mark.parametrize(
    "query",
    [
        {"net": "untrained", "scale": "3", "input_bias": "2", "length": "200", "seed": "30"},
        {"net": "untrained", "scale": "0.05", "input_bias": "-6", "length": "20", "net_c": "1"},
        {"net": "full", "length": "200", "seed": "1", "net_in": "1", "net_out": "1"},
    ],
)
def test_extreme_settings_do_not_break(query):
    assert not skip(open_page(**query)).exception


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(net="clever", seed="99", net_in="maybe")
    assert len(at.warning) == 1
    assert not skip(at).exception
