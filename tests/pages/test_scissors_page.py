"""The scissors' page: guesses, tabs and links, cuts, live teaching, and sentences that hold."""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from visit import everything, opener, predict, press, readings, said, skipper

from lstm97.analysis.scissors import online97
from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors.truncation import EDGES, Turn
from lstm97.engine import network_of
from lstm97.engine.gradcheck import gradcheck
from lstm97.ui.base.courses import Shelf
from lstm97.ui.base.text import translate
from lstm97.ui.pages.scissors import cost, cuts, learning, paths, sentences
from lstm97.ui.pages.scissors.conditions import PAGE, SETTINGS, TABS, TRAINED_NETS, run

open_page = opener(PAGE)
QUESTIONS = {"cuts": "turn", "paths": "stayed", "learn": "learn", "cost": "cost"}
KEYS = {tab: f"{PAGE}.predict.{question}" for tab, question in QUESTIONS.items()}


def skip(at, tab="cuts"):
    return skipper(PAGE, QUESTIONS[tab])(at)


def metrics(at):
    return [one.value for one in readings(at)]


def values(**changed):
    return SETTINGS.defaults().with_values(**changed)


# ---- the question and its verdict


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_shows_a_picture_and_asks_before_it_tells(tab):
    at = open_page(tab=tab)
    assert not readings(at)
    assert at.get("vega_lite_chart") or at.get("bidi_component")
    assert not predict(at, KEYS[tab], "unsure").exception


@pytest.mark.parametrize(
    ("tab", "right", "wrong"),
    [
        ("cuts", "little", "against"),
        ("paths", "little", "most"),
        ("learn", "same", "full"),
        ("cost", "hundred", "same"),
    ],
)
def test_a_guess_is_judged(tab, right, wrong):
    assert "**right**" in said(predict(open_page(tab=tab), KEYS[tab], right))
    assert "not so" in said(predict(open_page(tab=tab), KEYS[tab], wrong))


def test_a_guess_is_marked_where_the_network_is_another_and_not_where_the_cuts_are():
    at = predict(open_page(), f"{PAGE}.predict.turn", "little")
    at.toggle(key="scissors/net_c/en").set_value(True).run()
    assert "**right**" in said(at)
    at.button_group(key="scissors/net/en").set_value("untrained").run()
    assert "another case" in said(at)


# ---- cuts


def test_nothing_cut_turns_nothing_and_the_paper_turns_as_the_preset_does():
    at = skip(open_page())
    yours, paper = metrics(at)
    assert yours == "0°" != paper
    press(at, "scissors/preset/paper")
    assert metrics(at) == [paper, paper]
    assert translate("en", "scissors.shape.level", steps=30) in said(at)


def test_switches_cut_one_edge_at_a_time():
    at = skip(open_page())
    at.toggle(key="scissors/net_in/en").set_value(True).run()
    assert at.query_params["net_in"] in ("1", ["1"])
    assert metrics(at)[0] not in ("0°", metrics(at)[1])


def test_with_everything_cut_nothing_is_said_to_take_another_way():
    at = skip(open_page(tab="paths", net_in="1", net_out="1", net_c="1"), "paths")
    assert metrics(at) == ["0%", "100%"]
    assert "add up" not in said(at)
    assert "all of the error came over the carousel" in said(at)


@pytest.mark.parametrize("net", TRAINED_NETS)
def test_every_network_passes_its_proof_as_the_page_opens(net):
    flow = run(values(net=net)).cutting.yours
    trace = flow.trace
    assert gradcheck(network_of(trace.params), trace.params, *trace.inputs, cuts=flow.cuts).passed


# ---- live teaching


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(course, "EVERY", 20)
    monkeypatch.setattr(course, "LONGEST", 40)
    steps = replace(SETTINGS.every["trained"], step=20, high=40)
    monkeypatch.setitem(SETTINGS.every, "trained", steps)
    monkeypatch.setattr(learning, "CLASS", 2)
    monkeypatch.setattr(learning, "SHELF", Shelf(1_000_000))


@pytest.mark.usefixtures("short")
def test_networks_are_taught_live_and_taken_back():
    at = skip(open_page(first="101"), "learn")
    before = said(at)
    press(at, "scissors/start")
    assert not at.exception
    assert at.query_params["trained"] in ("40", ["40"])
    assert "None of the 2 networks" in said(at)
    assert [one.value for one in readings(at)] == ["not yet", "not yet"]
    assert "0 → 40; before: 5875, 6250" in said(at)
    assert at.button(key="scissors/start").disabled
    press(at, "scissors/forget")
    assert "trained" not in at.query_params
    assert re.sub(r":small\[[^]]+ 40 → 0; before: not yet, not yet\] ", "", said(at)) == before


@pytest.mark.usefixtures("short")
def test_a_class_that_teaches_the_same_networks_has_them_taught_once(monkeypatch):
    assert not skip(open_page(first="101", trained="40"), "learn").exception
    monkeypatch.setattr(course, "lessons", None)  # would fail if it were called
    at = skip(open_page(first="101", trained="20"), "learn")
    assert not at.exception
    assert any("20 " in one.value for one in at.caption)


def test_the_verdict_on_learning_follows_from_the_sign_test():
    ready, _ = course.load_training()
    found = learning.paired_results(ready)
    less, pairs, p = course.sign_test(
        ready["truncated"].sequences_needed, ready["full"].sequences_needed
    )
    assert found == {"less": less, "pairs": pairs, "p": p}
    assert sentences.faster(found) == "same"
    assert p > 0.05
    assert sentences.faster({"less": 27, "pairs": 28, "p": 1e-6}) == "cut"
    assert sentences.faster({"less": 1, "pairs": 28, "p": 1e-6}) == "full"


# ---- cost


def test_cost_is_counted_at_once_and_measured_when_asked(monkeypatch):
    monkeypatch.setattr(cost, "by_size", lambda: {m: [(27, 1.0)] * 7 for m in online97.METHODS})
    monkeypatch.setattr(
        cost, "by_time", lambda: {m: [(n, 1.0, 9) for n in cost.TIMES] for m in online97.METHODS}
    )
    at = skip(open_page(tab="cost"), "cost")
    assert "measured, it takes" not in said(at)
    press(at, "scissors/measure")
    assert not at.exception
    assert "measured, it takes" in said(at)
    assert at.button(key="scissors/measure").disabled


def test_rtrl_is_as_much_dearer_as_is_said():
    found = cost.bills(values())
    counted = online97.bills(cost.MOST_RTRL, cost.FEW)
    assert found.ratio == counted["rtrl"].work / counted["paper"].work > 100
    assert cost.judge(found).right == {"hundred"}
    longest = online97.bills(cost.EIGHT, cost.TIMES[-1])
    assert found.memory == longest["bptt"].memory / longest["paper"].memory > 100


@pytest.mark.parametrize("cells", cost.CELLS)
def test_all_three_methods_have_as_many_weights(cells):
    ours = online97.count(online97.cells_net(cells))
    assert abs(online97.count(online97.rival(cells)) - ours) < 0.15 * ours


# ---- links


@pytest.mark.parametrize(
    ("query", "tab"),
    [({"first": "101"}, "learn"), ({"trained": "250"}, "learn"), ({"net_c": "1"}, "cuts")],
)
def test_an_old_link_opens_the_tab_of_its_thing(query, tab, monkeypatch):
    monkeypatch.setattr(learning, "CLASS", 2)
    monkeypatch.setattr(learning, "SHELF", Shelf(1_000_000))
    at = open_page(**query)
    assert at.query_params.get("tab", ["cuts"]) in (tab, [tab])
    assert all(at.query_params[name] in (value, [value]) for name, value in query.items())


@pytest.mark.parametrize("tab", ["cuts", "paths"])
@pytest.mark.parametrize(
    "query",
    [
        {"net": "untrained", "scale": "3", "input_bias": "2", "length": "200", "seed": "30"},
        {"net": "untrained", "scale": "0.05", "input_bias": "-6", "length": "20", "net_c": "1"},
        {"net": "full", "length": "200", "seed": "1", "net_in": "1", "net_out": "1"},
    ],
)
def test_extreme_settings_do_not_break(query, tab):
    at = everything(open_page(tab=tab, **query))
    assert not at.exception
    assert "nan" not in said(at)


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(net="clever", seed="99", net_in="maybe")
    assert len(at.warning) == 1
    assert not skip(at).exception


# ---- sentences against what they say


def states():
    """All cuts of every network, and both ends and inner points of what is behind "more"."""
    for switches in product((False, True), repeat=3):
        cut = dict(zip(EDGES, switches, strict=True))
        for net in TRAINED_NETS:
            yield {**cut, "net": net}
            for name, few in {"seed": (1, 8, 15, 22, 30), "length": (20, 50, 100, 200)}.items():
                for value in few:
                    yield {**cut, "net": net, name: value}
        for scale, bias in product((0.05, 0.5, 1.0, 2.0, 3.0), (-6.0, -2.0, 0.0, 2.0)):
            yield {**cut, "net": "untrained", "scale": scale, "input_bias": bias}
    yield {"net": "untrained", "scale": 3.0, "input_bias": 2.0, "seed": 4, "length": 20}  # cancels
    yield {
        "net_c": True,
        "net": "untrained",
        "scale": 3.0,
        "seed": 14,
        "length": 50,
    }  # 1e-14 enters


def true_of_shape(slug, cutting):
    ours, bare = (cutting.reaches[name].curve for name in ("yours", "paper"))
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = ours[0] / bare[0]
    return {
        "level": np.allclose(ours, ours[-1], rtol=1e-9, atol=0) and ours[-1] > 0,
        "alike": abs(ratio - 1) <= 0.01,
        "more": ratio > 1,
        "less": ratio < 1,
        "nothing": not np.nansum(ours),
    }[slug]


def true_of_ways(slug, cutting):
    last = cutting.trace.steps - 1
    others = [cutting.shares[edge][:last].mean() for edge in EDGES]
    carousel = cutting.shares["carousel"][:last].mean()
    stayed = cutting.carousel_share[0]
    inside, arrived = cutting.paper.state[0], cutting.yours.state[0]
    sizes = np.abs(inside).sum() + np.abs(arrived - inside).sum()
    cancel = np.abs(arrived).sum() < 0.1 * sizes * (1 - 1e-12)
    assert sum(others) == pytest.approx(1 - carousel, abs=1e-9)
    return {
        "closed": carousel == pytest.approx(1) and stayed == pytest.approx(1),
        "adds": not cancel and 1 - stayed > 1 - carousel > 0,
        "few": not cancel and 1 - stayed <= 1 - carousel + 1e-12,
        "cancel": cancel,
        "nothing": not np.isfinite(stayed),
    }[slug]


def test_what_is_said_of_the_cuts_is_true_of_them_in_every_state():
    seen, count = set(), 0
    for state in states():
        found = run(values(**state))
        cutting = found.cutting
        shape, ways = sentences.shape(cutting), sentences.ways(cutting)
        assert true_of_shape(shape, cutting), (state, shape)
        assert true_of_ways(ways, cutting), (state, ways)
        assert (paths.judge(found).why == "cancel") == (ways == "cancel")
        edge = sentences.widest(cutting)
        assert edge not in cutting.yours.cuts
        if cutting.yours.cuts >= set(EDGES):
            assert (shape, ways, edge) in (("level", "closed", ""), ("nothing", "nothing", ""))
        angle = float(cuts._paper(found).angle)
        slug = sentences.turn(cutting)
        bars = {"none": (0, 0.01), "little": (0, 30), "much": (30, 90), "against": (90, 181)}
        assert slug == "nothing" or bars[slug][0] <= angle < bars[slug][1]
        seen |= {shape, ways}
        count += 1
    assert count > 400
    assert seen >= {"level", "alike", "more", "less", "closed", "adds", "cancel"}


@pytest.mark.parametrize(
    ("angle", "said_of_it"),
    [
        *((0.0, "0°"), (3e-6, "3.0×10⁻⁶°"), (0.0034, "0.0034°"), (29.7, "29.7°"), (30.2, "30.2°")),
        *((42.4, "42°"), (89.96, "89.96°"), (90.3, "90.3°"), (134.6, "135°")),
        (np.nan, "no gradient"),
    ],
)
def test_an_angle_is_0_only_if_nothing_is_turned_and_stays_beside_the_bars(angle, said_of_it):
    assert cuts.degrees(Turn(np.float64(angle), np.float64(1), {})) == said_of_it
