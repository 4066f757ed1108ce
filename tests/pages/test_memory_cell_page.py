"""The memory cell's page: guess, play with the valves, and see each trouble mended, tab by tab."""

import itertools
import re

import numpy as np
import pytest
from sweep import ODD
from visit import opener, predict, press, readings, said, skipper, visit

from lstm97.analysis.cell import abuse, drift, valve_game
from lstm97.analysis.problem import conflict
from lstm97.ui.base.courses import Shelf
from lstm97.ui.lesson.bench import View
from lstm97.ui.pages.memory_cell import abuse as abuse_tab
from lstm97.ui.pages.memory_cell import blocks, claims, game, sentences, wires
from lstm97.ui.pages.memory_cell import drift as drift_tab
from lstm97.ui.pages.memory_cell.learning import contest, player
from lstm97.ui.pages.memory_cell.settings import ALL_STEPS, GATE_BIASES, PAGE, SETTINGS, TABS

open_page = opener(PAGE)
ASKED = ("open", "learning", "gates", "sentence", "shared", "cut", "full", "drift", "abuse")
QUESTIONS = dict(zip(TABS, ASKED, strict=True))


skip_contest = skipper(PAGE, "gates")


def skip(at, tab="game"):
    return skipper(PAGE, QUESTIONS[tab])(at)


def score(at):
    return [one.value for one in readings(at)]


def addressed(at):
    return {name: at.query_params[name] for name in at.query_params}


def values_of(**changed):
    return SETTINGS.defaults().with_values(**changed)


# ---- the game


def test_the_gates_can_be_turned_but_nothing_is_told_before_the_guess():
    at = open_page()
    assert not readings(at)
    assert "−0.87" not in said(at)
    assert at.button(key="memory-cell/all/shut")
    assert "memory-cell/all/keeper" not in {one.key for one in at.button}
    hidden = game.scene(game.game_run(values_of()).play, revealed=False)
    cell = next(lane for lane in hidden.lanes if lane.kind == "cell")
    assert not {"s", "h", "y_c", "y_k"} & set(cell.gates)
    assert not cell.errors


def test_open_gates_fail_and_a_keeper_wins():
    at = skip(open_page())
    assert not at.exception
    assert score(at) == ["0", "0.06"]
    assert ticked(at) == {"open"}
    press(at, "memory-cell/all/keeper")
    assert score(at) == ["100", "−0.87"]
    assert ticked(at) == {"keeper"}
    press(at, "memory-cell/all/shut")
    assert score(at) == ["0", "0"]
    assert ticked(at) == {"shut"}


def ticked(at):
    """Which of the buttons for both gates at once stand for the gates as they are."""
    known = [one for one in at.button if str(one.key).startswith("memory-cell/all/")]
    return {one.key.split("/")[-1] for one in known if one.proto.icon}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"inn": "6", "out": "12"}, {"keeper"}),
        ({"inn": "6", "out": "12.20"}, {"keeper"}),  # beyond the end nothing is open
        ({"inn": "6", "out": "11.12"}, set()),
        ({"T": "6", "inn": "1.2.3.4.5.6", "out": "1.2.3.4.5.6"}, {"open"}),
    ],
)
def test_a_link_is_ticked_where_all_of_a_preset_holds(query, wanted):
    assert ticked(skip(open_page(**query))) == wanted


@pytest.mark.parametrize(("answer", "word"), [("mixture", "**right**"), ("value", "not so")])
def test_a_guess_is_judged_and_marked_where_the_case_has_changed(answer, word):
    at = open_page()
    predict(at, "memory-cell.predict.open", answer)
    assert word in said(at)
    press(at, "memory-cell/all/keeper")
    assert word in said(at)  # the question is about open gates, whatever the reader does with them
    at.session_state["memory-cell/more"] = True
    at.run().slider(key="memory-cell/T/en").set_value(20).run()
    assert "made for another case" in said(at)


def test_gates_stay_open_in_a_longer_sequence():
    at = skip(open_page(T="20"))
    rows = [one for one in at.get("button_group") if one.key.endswith("/20")]
    assert [len(row.value) for row in rows] == [20, 20]


def test_valves_can_be_turned_one_by_one():
    at = skip(open_page(inn="6", out="11"))
    valve = next(one for one in at.get("button_group") if one.key == "memory-cell/out/en/12")
    valve.set_value([12]).run()
    assert score(at)[0] == "100"


@pytest.mark.parametrize("steps", [6, 9, 12, 16, 20])
@pytest.mark.parametrize("seed", [1, 2, 3, 50, 9999])
def test_what_the_question_calls_right_is_measured(steps, seed):
    play = game.game_run(values_of(T=steps, seed=seed)).play
    state = play.flow.trace.gates.s[-1, 0]
    everything = np.tanh(play.puzzle.values[:, 0] / 2).sum() * 2
    assert state == pytest.approx(everything, abs=1e-6)  # a mixture of all that came
    right = game.judge(game.game_run(values_of(T=steps, seed=seed))).right
    answer, wanted = play.answer[0], play.puzzle.targets[-1, 0]
    assert ("value" in right) == (abs(answer - wanted) < 0.02 * abs(wanted))
    assert ("nothing" in right) == (abs(answer) < 0.02)
    assert "mixture" in right


def cases():
    """Gates of every kind: the presets, each shut or open at the marks, and random ones."""
    rng = np.random.default_rng(0)
    for steps, seed in itertools.product((6, 9, 12, 16, 20), (1, 7, 9999)):
        puzzle = valve_game.puzzle(steps, rng=np.random.default_rng(seed))
        mark = puzzle.mark + 1
        several = tuple(map(tuple, (rng.choice(ALL_STEPS, n, replace=False) for n in (2, 5))))
        inns = (ALL_STEPS, (), (mark,), (steps,), (mark, steps), *several)
        outs = (ALL_STEPS, (), (steps,), (1,), (1, steps), (mark, steps), *several)
        for inn, out in itertools.product(inns, outs):
            yield puzzle, values_of(T=steps, seed=seed, inn=inn, out=out)


TRUE = {
    "in_only": lambda g, p: open_at(g.y_in, p) == {p.mark},
    "in_missed": lambda g, p: p.mark not in open_at(g.y_in, p),
    "in_more": lambda g, p: bool(open_at(g.y_in, p) - {p.mark}),
    "out_end": lambda g, p: open_at(g.y_out, p) == {p.steps - 1},
    "out_shut": lambda g, p: abs(g.y_c[-1, 0]) < 1e-6,
    "out_early": lambda g, p: np.abs(g.y_c[:-1, 0]).max() > 1e-4,
    "out_free": lambda g, p: np.abs(g.y_c[:-1, 0]).max() < 1e-3 and len(open_at(g.y_out, p)) > 0,
    "state": lambda g, p: True,
}  # fmt: skip


def open_at(gate, puzzle):
    return set(np.flatnonzero(gate[: puzzle.steps, 0] > 0.5).tolist())


def test_every_sentence_of_a_run_is_true_of_it_and_none_is_missing():
    told = set()
    for puzzle, values in cases():
        play = valve_game.play(puzzle, values.inn, values.out)
        gates = play.flow.trace.gates
        found = {slug for slug, _ in sentences.slugs(play, values)}
        assert all(TRUE[slug](gates, puzzle) for slug in found), (values, found)
        assert ("in_missed" in found) == TRUE["in_missed"](gates, puzzle)
        assert ("in_more" in found) == TRUE["in_more"](gates, puzzle)
        assert "state" in found
        told |= found
    assert told == set(TRUE)


def test_the_share_of_the_loss_that_is_said_is_the_loss_before_the_end():
    puzzle = valve_game.puzzle(12, rng=np.random.default_rng(1))
    play = valve_game.play(puzzle, (6,), ALL_STEPS)
    slug, filled = next(one for one in sentences.of_output(play, ALL_STEPS))
    assert (slug, filled) == ("out_early", {"count": "11", "share": "100%"})


# ---- the tabs


@pytest.mark.parametrize(
    ("query", "tab"),
    [
        ({"trained": "2000"}, "learned"),
        ({"size": "4", "inn": "6", "out": "12"}, "blocks"),
        ({"wires": "paper"}, "wires"),
        ({"bias": "-1"}, "drift"),
        ({"ogb": "even"}, "abuse"),
        ({"inn": "6", "out": "12", "T": "20"}, None),
    ],
)
def test_an_old_link_opens_the_tab_where_its_thing_lives(query, tab):
    at = open_page(**query)
    assert at.query_params.get("tab", None) in (tab, [tab])
    assert not skip(at, tab or "game").exception


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_asks_before_it_tells(tab):
    at = open_page(tab=tab)
    assert not readings(at)
    assert score(skip(at, tab))
    assert not at.exception


@pytest.mark.parametrize(
    ("tab", "right", "wrong"),
    [
        ("learned", "sudden", "slow"),
        ("blocks", "still", "mix"),
        ("wires", "nothing", "same"),
        ("drift", "lost", "tenth"),
        ("abuse", "constant", "store"),
    ],
)
def test_the_guess_of_every_tab_is_judged(tab, right, wrong):
    key = f"memory-cell.predict.{QUESTIONS[tab]}"
    for answer, word in ((right, "**right**"), (wrong, "not so")):
        at = open_page(tab=tab)
        at.radio(key=f"{key}/en").set_value(answer).run()
        assert word in said(press(at, f"{key}/reveal"))


def test_more_cells_keep_their_values_under_the_same_switches():
    at = skip(open_page(size="4", inn="6", out="12"), "blocks")
    assert score(at) == ["100", "100"]
    for size, seed, steps in itertools.product((1, 2, 3, 4), (1, 5), (6, 12, 20)):
        puzzle = valve_game.puzzle(steps, size, rng=np.random.default_rng(seed))
        values = values_of(size=size, seed=seed, T=steps, inn=(puzzle.mark + 1,), out=(steps,))
        run = blocks.block_run(values)
        right = np.abs(run.block.answer - puzzle.targets[-1]) < 0.01
        assert right.all()
        assert blocks.keeps_all(run)
        assert not blocks.keeps_all(blocks.block_run(values_of(size=size, seed=seed, T=steps)))


@pytest.mark.parametrize("seed", [1, 2, 3, 77, 9999])
def test_without_recurrent_arrows_nothing_is_cut_and_with_them_something_is(seed):
    run = wires.pair(values_of(seed=seed))
    assert wires.same(run.usual)
    assert not wires.same(run.full)
    assert run.full.apart > 0
    assert wires.judge(run).right == {"nothing"}
    assert (run.full.cut == 1).all()  # inside the carousel, with the arrows cut


def test_the_drawing_has_arrows_and_scissors_only_where_there_are_edges():
    for wired, arrows in (("usual", 0), ("paper", 3)):
        scene = wires.scene(wires.pair(values_of(wires=wired)))
        cell = scene.lanes[0]
        assert len(cell.wires) == len(cell.cuts) == arrows


@pytest.mark.parametrize("bias", np.arange(-6, 2.01, 0.5))
def test_what_is_said_of_a_bias_is_true_of_it(bias):
    run = drift_tab.drifts(values_of(bias=float(bias)))
    yours, ajar = run.yours, run.ajar
    top = max((drift.drift(b) for b in np.arange(-6, 2.01, 0.5)), key=lambda one: one.arrives)
    true = {
        "same": bias == 0,
        "worse": yours.arrives < ajar.arrives and yours.state[-1] > ajar.state[-1],
        "better": yours.arrives > ajar.arrives and yours.exit < ajar.exit,
        "shut": yours.arrives > ajar.arrives and yours.bias < top.bias,
    }
    assert true[drift_tab.verdict(run)]
    assert (drift_tab.verdict(run) == "worse") == (bias > 0)  # a wide open gate is no cure


@pytest.mark.parametrize("slug", GATE_BIASES)
def test_what_is_said_of_output_gate_biases_is_true_of_them(slug):
    held = abuse.training(GATE_BIASES[slug])
    idle = int((np.abs(held.parts[-1]) < 0.05).sum())
    assert abuse_tab.kind(held) == ("both", "one", "none")[idle]
    assert idle == {"even": 0, "ladder": 1, "strong": 2}[slug]
    if slug == "strong":
        assert held.loss[-1] > 0.98 * held.loss[0]  # "the error has not fallen yet"
    if slug == "even":
        free = abuse.training((0.0, 0.0))
        assert (held.parts[-1] < free.parts[-1]).all()  # "only later"


@pytest.mark.parametrize("trained", [0, 2000, 3000, 3500, 4000, 6000])
@pytest.mark.parametrize("steps", [6, 12, 20])
def test_what_is_said_of_the_networks_gates_is_true_of_them(trained, steps):
    run = player.player_run(values_of(trained=trained, T=steps))
    inn, out = player.schooling.gates(run.net)
    gates = run.net.flow.trace.gates
    assert inn.there == gates.y_in[run.net.puzzle.mark, 0]
    assert out.there == gates.y_out[-1, 0]
    found = [one.there > 0.3 and one.there > 3 * one.elsewhere for one in (inn, out)]
    assert player.state((inn, out)) == ("none", "one", "both")[sum(found)]
    if all(found):
        assert gates.y_in.min() > 1e-3  # "never quite shut"


def test_the_score_leaps():
    seen = player.progress()
    first, end = seen.leap()
    assert seen.sequences[end] - seen.sequences[first] <= 1000
    assert seen.scores[end] - seen.scores[first] > seen.scores[-1] / 2


# ---- the contest


def test_gates_win_the_contest():
    at = skip_contest(open_page(tab="contest"))
    assert not at.exception
    assert "**0.27** without gates and **0.004" in said(at)


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setitem(contest.CONTEST, "sequences", 400)
    monkeypatch.setattr(contest, "SHELF", Shelf(1_000_000))


def test_contest_can_be_run_with_a_seed_of_ones_own_and_taken_back(short):
    at = skip_contest(open_page(tab="contest", seed="7"))
    press(at, "memory-cell/start")
    assert not at.exception
    assert "After 400 sequences" in said(at)
    assert at.query_params["contest"] == "400"
    assert at.button(key="memory-cell/start").disabled
    press(at, "memory-cell/forget")
    assert "contest" not in at.query_params
    assert "After 4000 sequences" in said(at)


def test_a_link_that_says_trained_finds_the_contest_of_its_seed(short, monkeypatch):
    first = skip_contest(open_page(tab="contest", seed="7", contest="200"))
    assert "After 200 sequences" in said(first)
    monkeypatch.setattr(contest.conflict, "contest", None)  # would fail if it were called
    assert said(skip_contest(open_page(tab="contest", seed="7", contest="200"))) == said(first)


def test_a_link_that_says_trained_opens_the_contest():
    assert contest.BENCH.more == ("seed", "contest")
    at = open_page(contest="200")
    assert at.query_params["tab"] == "contest"


def test_another_seed_starts_untrained(short):
    at = skip_contest(open_page(tab="contest", seed="7", contest="200"))
    at.session_state["memory-cell/more"] = True
    at.run().number_input(key="memory-cell/seed/en").set_value(8).run()
    assert not at.exception
    assert "contest" not in at.query_params


def test_a_contest_that_goes_on_decides_nothing(short):
    run = contest.contest(values_of())
    assert run.state == "contest"
    assert contest.winner(run).right == {"cell"}
    values = values_of().with_values(seed=7, contest=200)
    run = contest.contest(values)
    assert run.state == "behind"
    assert contest.winner(run).right == {"cell"}
    assert "Measured after 200" not in said(skip_contest(open_page(seed="7", contest="200")))


def test_what_is_said_of_a_reader_s_own_contest_is_true_at_every_moment():
    standings = list(conflict.contest(1, **contest.CONTEST))
    seen = []
    for count, now in enumerate(standings, 1):
        run = contest.Contest(standings[:count], 1, now.sequences)
        gated, bare = np.sort(now.loss["lstm97"]), np.sort(now.loss["rnn"])
        told = contest.remarks(View(values_of(), run, True, page=PAGE))
        assert f"After {now.sequences} sequences" in told
        assert ("Even the worst run with gates" in told) == bool(gated[-1] < bare[0])
        assert ("every run with gates is behind" in told) == bool(bare[-1] < gated[0])
        assert ("overlap" in told) == bool(gated[-1] >= bare[0] and bare[-1] >= gated[0])
        assert not any(re.search(odd, told) for odd in ODD.values()), told
        seen.append(run.state)
    assert set(seen) == {"behind", "overlap", "contest"}
    assert contest.winner(contest.Contest(standings, 1, 3000)).right == {"cell"}


def test_an_old_link_to_the_contest_leads_here():
    at = visit("weight-conflict", tab="contest", seed="7")
    assert not at.exception
    assert {"tab": "contest", "seed": "7"}.items() <= addressed(at).items()


# ---- the three claims


def test_the_three_claims_stand_in_a_tab_and_an_old_link_opens_it():
    at = visit("carousel", echo="r-0")
    assert {"tab": "claims", "echo": "r-0"}.items() <= addressed(at).items()
    assert len(at.get("vega_lite_chart")) == 3
    at = skip(at, "claims")
    assert "in multiples of what it was: 1.5×10⁶ with r = −40" in said(at)


@pytest.mark.parametrize("echo", claims.ECHOES)
@pytest.mark.parametrize("seed", [1, 2, 9999, *range(20, 26)])
def test_what_the_claims_say_is_measured(echo, seed):
    run = claims.echo_run(values_of(echo=echo, seed=seed))
    left = run.remainders
    assert (run.claims.inside[np.isfinite(run.claims.inside)] == 1).all()
    assert left["r-0"] == 1
    assert left["r-m4"] < 0.01
    told = claims.notice_sections(run)
    assert ("notice-claims-grows" in told) == (left["r-m40"] > 100)
    entry = claims.run_claims(1.0, claims.STEPS, seed).entry[-1]
    assert ("notice-claims-shut" in told) == (entry < 1e-3)  # "next to no error gets in"
    assert claims.fate(run).right == {"depends"}
    comes_back = left[echo] != 1
    assert ("full" in claims.numbers(run.claims)) == comes_back  # "out ... and back in"
    assert ("alone" in claims.numbers(run.claims)) == (echo == "r-0")


def test_what_is_said_of_the_echoes_depends_on_the_noise():
    """ "At r = -40 it grows", "r = 1 closes the entry": not on every noise."""
    told = [claims.notice_sections(claims.echo_run(values_of(seed=seed))) for seed in range(1, 26)]
    assert {len(one) for one in told} > {3}
    assert len(told[0]) == 3


@pytest.mark.parametrize(
    "query",
    [
        {"tab": "claims", "echo": "r-p1", "seed": "9999"},
        {"T": "20", "size": "4", "inn": "1.20", "out": "", "trained": "0", "bias": "2"},
        {"T": "6", "size": "1", "inn": "19.20", "bias": "-6", "ogb": "strong", "seed": "9999"},
        {"tab": "wires", "wires": "paper", "seed": "9999"},
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_extreme_settings_do_not_break(query, lang):
    at = open_page(lang, **query)
    tab = at.query_params.get("tab", "game")
    assert not skip(at, tab[0] if isinstance(tab, list) else tab).exception


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(T="lots", inn="a.b", ogb="none")
    assert len(at.warning) == 1
    assert not skip(at).exception
