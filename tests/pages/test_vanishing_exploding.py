"""The page on vanishing and exploding errors: guesses, tabs, links, sentences that hold."""

from itertools import combinations, product

import numpy as np
import pytest
from test_ghosts import headers
from visit import everything, opener, predict, press, readings, said, skipper, visit

from lstm97.analysis.guess import code_of
from lstm97.analysis.problem.path_sum import path_sum
from lstm97.engine import rnn
from lstm97.engine.activations import ACTIVATIONS
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import exists, translate
from lstm97.ui.lesson.bench import View
from lstm97.ui.pages.vanishing_exploding import (
    exploding,
    many,
    network,
    one,
    remedies,
    sentences,
)
from lstm97.ui.pages.vanishing_exploding.conditions import PAGE, SETTINGS, STOPS, TABS

open_page = opener(PAGE)
ASKED = ("fate", "hump", "weights", "rate", "explode", "paths")
QUESTIONS = dict(zip(TABS, ASKED, strict=True))
KEYS = {tab: f"{PAGE}.predict.{question}" for tab, question in QUESTIONS.items()}
reveal = skipper(PAGE, "fate")


def values(**changed):
    return SETTINGS.defaults().with_values(**changed)


# ---- the question and its verdict


def test_nothing_is_told_before_the_guess():
    at = open_page()
    assert not readings(at)
    assert "2.1×10⁻³³" not in said(at)
    at = predict(at, f"{PAGE}.predict.fate", "stay")
    assert [one.value for one in readings(at)] == ["2.1×10⁻³³", "2 of 51"]


@pytest.mark.parametrize(("answer", "word"), [("vanish", "**right**"), ("explode", "not so")])
def test_a_guess_is_judged_in_words_and_number(answer, word):
    at = predict(open_page(), f"{PAGE}.predict.fate", answer)
    assert word in said(at)
    assert "**2.1×10⁻³³**" in said(at)


def test_a_drawn_curve_is_judged_too_and_only_for_the_case_it_was_drawn_for():
    run = network.network(values()).run
    own = [max(float(log), -16) for log in np.log10(run.largest)]
    at = reveal(open_page(sketch=code_of(own)))
    assert (
        f"Your curve is **right**: it is within half a power of ten of the measured one "
        f"(Recurrent network) at {len(own)} of its {len(own)} steps." in said(at)
    )
    assert "No prediction made" not in said(at)
    at.slider(key=f"{PAGE}/n/en").set_value(3).run()
    assert "Your curve" not in said(at)
    at = predict(
        open_page(sketch=code_of([one + 3 for one in own if one < -1])),
        f"{PAGE}.predict.fate",
        "vanish",
    )
    assert "is **right**" in said(at)
    assert "Your curve: **It is not so.** It is " in said(at)
    assert "Your curve" not in said(reveal(open_page()))


def test_a_guess_is_marked_when_the_network_is_another():
    at = predict(open_page(), f"{PAGE}.predict.fate", "vanish")
    at.slider(key=f"{PAGE}/n/en").set_value(3).run()
    assert "another case" in said(at)


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_asks_first_and_judges(tab):
    at = open_page(**({} if tab == "flow" else {"tab": tab}))
    assert not readings(at)
    option = at.radio(key=f"{PAGE}.predict.{QUESTIONS[tab]}/en").options
    assert len(option) == 4
    assert not predict(at, KEYS[tab], "unsure").exception
    assert readings(at)


@pytest.mark.parametrize(
    ("tab", "right"),
    [("one", "peak"), ("weights", "no"), ("rate", "same"), ("explode", "ends"), ("many", "part")],
)
def test_what_is_right_as_each_tab_opens(tab, right):
    assert "**right**" in said(predict(open_page(tab=tab), KEYS[tab], right))


# ---- links


@pytest.mark.parametrize(
    ("query", "tab"),
    [
        ({"w": "20"}, "one"),
        ({"y": "0.3"}, "one"),
        ({"sweep": "1"}, "weights"),
        ({"rate": "100", "T": "20"}, "rate"),
        ({"q": "6"}, "many"),
        ({"act": "tanh", "size": "3.9", "T": "100"}, "flow"),
        ({"sketch": "-1.-3.-6"}, "flow"),
    ],
)
def test_an_old_link_opens_the_tab_of_its_thing(query, tab):
    at = open_page(**query)
    assert at.query_params.get("tab", ["flow"]) in (tab, [tab])
    assert all(at.query_params[name] in (value, [value]) for name, value in query.items())


def ranges(at):
    """Whether the stage was told to open the wide range, as often as it was told."""
    return [lane["wide"] for header in headers(at) for lane in header.get("lanes", ())
            if "wide" in lane]  # fmt: skip


def test_the_wide_range_is_in_the_link_and_follows_the_button_on_the_stage():
    at = reveal(open_page(wide="1"))
    assert at.query_params["wide"] in ("1", ["1"])
    assert ranges(at) == [True]
    at.session_state[f"{PAGE}/stage/True"] = {"wide": [False, 7]}  # the reader presses the button
    at.run()
    assert "wide" not in at.query_params
    assert ranges(at) == [False]
    press(at, f"{PAGE}/preset/overflow")
    assert at.query_params["wide"] in ("1", ["1"])  # what was told once is not obeyed again
    assert ranges(at) == [True]


@pytest.mark.parametrize("act", ["logistic", "tanh", "identity", "relu"])
@pytest.mark.parametrize("size", ["0.1", "8"])
@pytest.mark.parametrize(("n", "T", "tab"), [("1", "5", "many"), ("16", "1000", "rate")])
def test_extreme_settings_open(act, size, n, T, tab):
    query = {"act": act, "size": size, "n": n, "T": T, "q": "12", "rate": "100"}
    at = press(open_page(tab=tab, **query), f"{PAGE}.predict.{QUESTIONS[tab]}/skip")
    assert not at.exception
    assert "nan" not in said(at)


def test_all_drawers_open_for_every_network_that_dies_or_overflows():
    for query in ({"act": "relu", "n": "1"}, {"act": "identity", "size": "8", "T": "400"}):
        at = everything(open_page(**query))
        assert not at.exception
        assert len(at.get("vega_lite_chart")) >= 2


def test_bad_link_is_told_and_the_rest_opens():
    at = open_page(act="soft", size="x", T="1e9", n="3", sketch="a.b")
    assert len(at.warning) == 1
    assert not at.exception


def test_doubling_the_weight_and_the_rate_are_one_click_each():
    at = press(open_page(w="4", y="1"), f"{PAGE}.predict.hump/skip")
    press(at, f"{PAGE}/double")
    assert at.query_params["w"] in ("8", ["8"])
    at = press(open_page(tab="rate"), f"{PAGE}.predict.rate/skip")
    before = [one.value for one in readings(at)]
    press(at, f"{PAGE}/tenfold")
    assert at.query_params["rate"] in ("1", ["1"])
    assert [one.value for one in readings(at)] == before  # ratios


# ---- sentences against what they say


SLIDERS = {
    "act": ("logistic", "tanh", "identity", "relu"),
    "size": (0.1, 0.9, 1.0, 1.1, 8.0),
    "n": (1, 3, 8, 12, 16),
    "T": (5, 20, 100, 400, 1000),
    "by": ("radius", "norm"),
    "task": ("two-sequence", "adding", "temporal-order"),
}


def states():
    """Every preset, and from each all pairs of ends and inner points of the sliders."""
    found = {}
    for preset in SETTINGS.presets:
        base = values(**preset.values)
        for one_, two in combinations(SLIDERS, 2):
            for first, second in product(SLIDERS[one_], SLIDERS[two]):
                state = {**base, one_: first, two: second}
                found.setdefault(tuple(state.items()), state)
    return found.values()


MANNERS = {
    "vanish": lambda left, run: 0 < left < 0.01 and run.reach.factor < 1,
    "off": lambda left, run: left == 0 and run.trace.params.spec.activation == "relu",
    "tiny": lambda left, run: left == 0 and run.largest[run.largest > 0].min() < 1e-270,
    "stay": lambda left, run: 0.01 <= left <= 100,
    "same": lambda left, run: (run.largest == 1).all(),
    "explode": lambda left, run: 100 < left < np.inf and run.reach.factor > 1,
    "overflow": lambda left, run: not np.isfinite(left),
}


def true_of_bound(slug, run, told):
    """Whether a sentence about the bound holds; ``told`` is the number that it shows."""
    lies_on = np.allclose(run.largest, run.bound, rtol=1e-6)
    steep = float(rnn.slopes(run.trace)[:-1].max())
    rate = steep * run.norm
    ways = {
        "constant": abs(rate - 1) < 1e-9 and len(set(np.round(run.bound, 6))) == 1,
        "shrinks": rate < 1 and float(told) < 1,
        "grows": rate > 1 and float(told) > 1,
    }
    claims = {"with": run.largest.max() > 100 or not np.isfinite(run.largest).all()}
    way, _, more = slug.partition("_")
    return ways[way] and lies_on == (more == "tight") and claims.get(more, True)


def test_what_is_said_of_a_network_is_true_of_it_in_every_state():
    seen, count = set(), 0
    for state in states():
        found = network.network(values(**state))
        run, left = found.run, float(found.run.largest[0])
        manner, bound = sentences.manner(run), sentences.bound(run)
        assert MANNERS[manner](left, run), state
        told = size(run.rate, 3).replace("×10", "e").translate(SUPER)
        assert true_of_bound(bound, run, told), (state, bound, told)
        if manner in ("vanish", "stay", "explode"):
            shown = size(run.reach.factor, 3)
            assert (shown == "1") == (abs(run.reach.factor - 1) < 1e-9), state
        seen |= {manner, bound}
        count += 1
    assert count > 700
    assert seen == {*MANNERS, "shrinks", "shrinks_tight", "constant", "constant_tight",
                    "grows", "grows_with", "grows_tight"}  # fmt: skip


SUPER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


def test_the_bound_of_one_linear_unit_of_weight_one_is_one_and_tight():
    at = reveal(open_page(act="identity", n="1", T="100"))
    assert translate("en", f"{PAGE}.bound.constant_tight", n="1") in said(at)
    assert "the error is 1, as it was at every step" in said(at)
    assert "convention" not in said(at)


def test_what_became_too_small_to_hold_is_not_called_0():
    long = network.network(values(T=1000))
    assert (sentences.manner(long.run), long.remainder) == ("tiny", "<10⁻³²³")
    off = network.network(values(act="relu", n=1, T=100))
    assert (sentences.manner(off.run), off.remainder) == ("off", "0")
    assert "switched off at" in network.remarks(View(values(), off, True))
    assert one.readings(View(values(), one.Single(0.55, 40.0), True))[1].value == "<10⁻³²³"


def test_a_share_is_called_a_convention_and_no_limit():
    assert translate("en", f"{PAGE}.convention", share="1%") in said(reveal(open_page()))


@pytest.mark.parametrize("y", [0.1, 0.3, 0.5, 0.8, 1.0])
@pytest.mark.parametrize("w", [0.5, 2.0, 4.0, 4.5, 10.0, 20.0, 40.0])
def test_what_is_said_of_a_weight_is_true_of_it(y, w):
    unit = one.Single(y, w)
    slope = 1 / (1 + np.exp(-w * y)) * (1 - 1 / (1 + np.exp(-w * y)))
    factor = slope * w
    grows = one.Single(y, w * 1.001).factor() > unit.factor()
    assert unit.factor() == pytest.approx(factor, rel=1e-9)
    assert {
        "safe": w <= 4 and factor < 1,
        "above": factor > 1,
        "between": w > 4 and factor <= 1 and grows,
        "past": not grows and unit.factor(2) < unit.factor() and unit.slope(2) < unit.slope() / 2,
    }[one.where(unit)]
    assert one.judge(unit).right == {"peak"}


@pytest.mark.parametrize("act", SLIDERS["act"])
@pytest.mark.parametrize(("n", "task"), [*product(SLIDERS["n"], ["two-sequence"]), (1, "adding")])
def test_what_is_said_of_larger_weights_is_true_of_them(act, n, task):
    found = remedies.remedy_sweep(values(act=act, n=n, task=task))
    judgement = remedies.judge_weights(found)
    assert exists(f"{PAGE}.predict.weights.why-{judgement.why}")
    assert (judgement.why == "off") == (act == "relu" and found.factors.max() < 1)
    assert {
        "no": found.factors.max() < 1,
        "past": found.factors.min() < 1 < found.factors.max(),
        "rests": abs(found.factors[-1] - 1) < 0.02,
    }[sentences.sizes(found.factors)]
    steepest = ACTIVATIONS[act].max_slope
    best = STOPS[int(found.single.argmax())]
    assert {
        "hump": best < STOPS[-1]
        and act in ("logistic", "tanh")  # a ReLU is switched off, not saturated
        and found.single[-1] < 0.1 * steepest * STOPS[-1],
        "straight": act == "identity" and np.allclose(found.single, STOPS),
        "off": found.single.max() == 0,
        "other": True,
    }[sentences.single(found.single, STOPS, steepest, bends=act in remedies.BENT)]


@pytest.mark.parametrize("act", SLIDERS["act"])
@pytest.mark.parametrize(("size", "T"), [*product(SLIDERS["size"], SLIDERS["T"])])
def test_the_learning_rate_never_changes_the_share_of_the_first_step(act, size, T):
    found = remedies.rate_pair(values(act=act, size=size, T=T))
    slug = sentences.ratios(found.once, found.tenfold)
    assert slug in ("same", "none")
    ends = np.array([found.once.far, found.once.near])
    assert (slug == "none") == (not np.isfinite(ends).all() or ends.min() < 1e-299)
    assert (found.ratios == ["—", "—"]) == (slug == "none")


@pytest.mark.parametrize("act", SLIDERS["act"])
@pytest.mark.parametrize(("size", "n", "q"), [*product((0.1, 1.0, 8.0), (1, 2, 8, 16), (1, 4, 12))])
def test_what_is_said_of_the_paths_is_true_of_them(act, size, n, q):
    state = values(act=act, size=size, n=n, q=q, T=100)
    found = path_sum(network.setup(state), q)
    total = np.abs(found.products).sum()
    left = abs(found.entry) / total if total else 0
    assert {
        "most": left >= 0.5,
        "part": 0.1 <= left < 0.5,
        "little": left < 0.1,
        "alone": len(found.products) == 1,
        "zero": total == 0,
        "overflow": not np.isfinite(total),
    }[sentences.paths(found)]
    small, large = sorted((abs(found.up), abs(found.down)))
    threefold = large >= 3 * small * (1 - 1e-9)
    assert {"most": threefold, "part": not threefold, "little": small > 0.8 * large}.get(
        sentences.paths(found), True
    )
    if np.isfinite(total):
        assert found.up + found.down == pytest.approx(found.entry, abs=1e-9 * (total + 1e-300))


@pytest.mark.parametrize(
    ("n", "T", "reason"),
    [(1, 5, "room for"), (8, 5, "room for"), (8, 100, "only paths"), (1, 100, "")],
)
def test_fewer_steps_than_asked_for_are_shown_with_the_true_reason(n, T, reason):
    state = values(tab="many", n=n, T=T, q=12)
    told = many.remarks(View(state, many.paths(state), True))
    assert reason in told
    assert told.count("\n- ") == (2 if reason else 1)


def test_the_picture_of_paths_does_not_tell_the_end_before_the_answer():
    found = many.paths(values())
    chart = many.running_sum(
        found.sum.products, {"paths": "p", "sum": "s", "left": "l"},
        many.current_palette(), revealed=False,
    )  # fmt: skip
    drawn = [one["y"] for one in chart["layer"][1]["data"]["values"]]
    assert drawn[-1] == max(drawn)
    assert len(chart["layer"]) == 2


@pytest.mark.parametrize("loop", [0.5, 0.8, 0.9, 1.0, 1.1, 1.2])
@pytest.mark.parametrize("pace", [0.001, 0.01, 0.1])
@pytest.mark.parametrize("seed", [1, 2, 9999])
def test_what_is_said_of_a_training_is_true_of_it(loop, pace, seed):
    run = exploding.exploding_run(SETTINGS.defaults().with_values(loop=loop, pace=pace, seed=seed))
    assert (run.fate == "calm") == (run.plain.broke == 0)
    assert run.with_clipping.broke == 0  # "goes through", "survives"
    if run.fate == "saved":
        assert run.with_clipping.end < 1
    if run.fate == "slow":
        assert run.with_clipping.end >= 1  # "has not learnt yet"


@pytest.mark.parametrize(
    ("loop", "pace", "seed", "larger", "not_larger"),
    [
        (0.5, 0.001, 1, ("weight", "rate"), ()),
        (1.2, 0.001, 5, ("rate",), ("weight",)),
        (0.5, 0.1, 1, ("weight",), ("rate",)),
        (1.2, 0.1, 6, (), ("weight", "rate")),
    ],
)
def test_nobody_is_told_to_take_more_than_there_is(loop, pace, seed, larger, not_larger):
    values = SETTINGS.defaults().with_values(tab="explode", loop=loop, pace=pace, seed=seed)
    run = exploding.exploding_run(values)
    assert run.fate == "calm"
    told = exploding.remarks(View(values, run, True, page=PAGE))
    assert all(f"larger {one}" in told for one in larger)
    assert not any(f"larger {one}" in told for one in not_larger)


@pytest.mark.parametrize(("answer", "word"), [("ends", "**right**"), ("falls", "not so")])
def test_a_training_that_explodes_is_asked_for_and_shown(answer, word):
    at = visit("vanishing-exploding", loop="1.2")
    assert at.query_params["tab"] in ("explode", ["explode"])
    predict(at, "vanishing-exploding.predict.explode", answer)
    assert not at.exception
    assert word in said(at)
    assert readings(at)[0].value.startswith("overflows at")
