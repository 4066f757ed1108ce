"""The forget gate's page: guess, turn the dial, and let a stream run on."""

import itertools

import numpy as np
import pytest
from sweep import states
from visit import opener, predict, press, readings, said, skipper

from lstm97.analysis.since import continual, forgetting
from lstm97.figures.scenes import forgetting as figures
from lstm97.figures.stage import lanes
from lstm97.ui.pages.forget_gate import dial, sentences, stream
from lstm97.ui.pages.forget_gate.settings import PAGE, SETTINGS
from lstm97.ui.pages.myths import looks

open_page = opener(PAGE)
skip = skipper(PAGE, "reach")
skip_stream = skipper(PAGE, "state")


def metrics(at):
    return [one.value for one in readings(at)]


def values_of(**changed):
    return SETTINGS.defaults().with_values(**changed)


# ---- the dial


def test_nothing_is_revealed_before_the_prediction():
    at = open_page()
    assert not readings(at)
    scene = dial.scene(dial.fade_run(values_of()), values_of(), revealed=False)
    assert not [curve for lane in scene.lanes if lane.kind == "curves" for curve in lane.curves]


def test_presets_turn_the_dial_from_carousel_to_leak():
    at = skip(open_page())
    assert metrics(at) == ["14 of 108", "108 of 108"]
    for preset, depth in (("b8", "108"), ("b3", "95"), ("b0", "6"), ("bm1", "3")):
        at.button(key=f"forget-gate/preset/{preset}").click().run()
        assert metrics(at) == [f"{depth} of 108", "108 of 108"]
    assert not at.exception


@pytest.mark.parametrize(("answer", "word"), [("few", "**right**"), ("whole", "not so")])
def test_a_guess_is_judged_and_marked_where_the_case_has_changed(answer, word):
    at = open_page()
    predict(at, "forget-gate.predict.reach", answer)
    assert word in said(at)
    press(at, "forget-gate/preset/b8")
    assert "made for another case" in said(at)


@pytest.mark.parametrize("share", [0.001, 0.5])
def test_the_question_is_about_a_hundredth_whatever_counts_as_arrived(share):
    judged = dial.judge(dial.fade_run(values_of(share=share)))
    assert judged.right == {"few"}
    assert judged.values["depth"] == 14


def test_two_curves_are_drawn_and_the_reader_adds_the_others():
    def drawn(**more):
        values = values_of(**more)
        scene = dial.scene(dial.fade_run(values), values)
        return next(lane for lane in scene.lanes if lane.kind == "curves").curves

    assert [curve.network for curve in drawn()] == ["lstm2000", "lstm97"]
    assert len(drawn(gru=True)) == 3
    every = drawn(gru=True, product=True, sigma=True)
    assert len({(curve.role, curve.name) for curve in every}) == 5


def test_a_network_looks_as_on_every_other_page():
    for slug in ("lstm97", "gru"):
        assert figures.ROLES[slug] == lanes.ROLES[slug]
    assert figures.ROLES["lstm2000"] != lanes.ROLES["lstm97"]
    shown = [(slug, role) for look in looks.LOOKS.values() for slug, role in look.roles.items()]
    assert {slug for slug, role in shown if role == "gru"} <= {"gru"}
    assert {role for slug, role in shown if slug == "old"} == {lanes.ROLES["lstm97"]}


def cases():
    """Every state of the controls, and the ends of some sliders with the full gradient."""
    yield from states(dial.BENCH)
    for b, T in itertools.product((-4.0, 0.0, 10.0), (20, 500)):
        yield values_of(gradient="full", b=b, T=T)


def test_every_sentence_of_the_dial_is_true_of_its_run():
    told = set()
    for values in cases():
        fade = dial.fade_run(values)
        new, old = (fade.flows[side] for side in ("lstm2000", "lstm97"))
        shares = np.abs(new.state).max(axis=1)
        gates = new.trace.gates.y_forget[:, 0]
        error = np.linalg.norm(new.state, axis=1) / np.linalg.norm(new.state[-1])
        truncated = values.gradient == "truncated"
        decade = shares[0] / shares[-1] > 0.1
        true = {
            "bias": True,
            "product": np.allclose(error, fade.gates, rtol=1e-6),
            "apart": not truncated,
            "leak": truncated and decade and gates.max() < 1 and shares[0] < shares[-1],
            "dies": truncated and not decade and gates.max() < 1,
            "exact": bool((old.state == old.state[-1]).all()),
            "old": not truncated,
        }
        found = {slug for slug, _ in sentences.of_dial(fade, values.share)}
        assert all(true[slug] for slug in found), (dict(values), found)
        judged = dial.judge(fade)
        assert judged.why == ("" if truncated else "full")  # "decides", "not alone"
        depth, steps = judged.values["depth"], judged.values["steps"]
        holds = {"whole": depth == steps, "tens": 20 <= depth < steps, "few": depth < 20}
        assert judged.right == {slug for slug, held in holds.items() if held}
        assert len(found) == (4 if truncated else 3)
        told |= found
    assert told == {"bias", "product", "apart", "leak", "dies", "exact", "old"}


# ---- the stream


def test_an_old_link_opens_the_tab_where_its_thing_lives():
    at = open_page(episodes="10")
    assert at.query_params["tab"] in ("stream", ["stream"])
    assert metrics(skip_stream(at)) == ["1 of 10 right", "10 of 10 right"]


def test_stream_tells_who_answers():
    at = skip_stream(open_page(tab="stream"))
    assert metrics(at) == ["1 of 20 right", "20 of 20 right"]


@pytest.mark.parametrize(("answer", "word"), [("grows", "**right**"), ("fades", "not so")])
def test_the_guess_about_the_state_is_judged(answer, word):
    at = open_page(tab="stream")
    assert word in said(predict(at, "forget-gate.predict.state", answer))


def test_the_stream_hides_the_cell_of_1997_until_the_answer():
    run = stream.stream_run(values_of())
    hidden = stream.scene(run, revealed=False)
    named = {c.network for lane in hidden.lanes if lane.kind == "curves" for c in lane.curves}
    assert named == {"lstm2000"}


def test_every_sentence_of_the_stream_is_true_of_it():
    told = set()
    for episodes, length, signs, seed in itertools.product(
        (2, 10, 60), (5, 15, 30), ("positive", "both"), (1, 7, 9999)
    ):
        run = stream.stream_run(
            values_of(episodes=episodes, length=length, values=signs, seed=seed)
        )
        old, new = run.lives["lstm97"], run.lives["lstm2000"]
        gates = old.trace.gates
        stored = (gates.y_in[:, 0] * gates.g[:, 0])[run.stream.starts]
        ends = run.stream.ends
        true = {
            "adds": np.allclose(old.state[ends], np.cumsum(stored), atol=0.02),
            "flat": old.slope[-1] < 0.1 < 2 * new.slope[-1],
            "steep": old.slope[-1] >= 0.1,
            "resets": continual.reset(new, run.stream) < 1e-3,
            "blame": old.error[0] == old.error[-1] and new.error[0] < 0.01 * new.error[-1],
        }
        found = {slug for slug, _ in sentences.of_stream(run.lives, run.stream)}
        assert all(true[slug] for slug in found), (episodes, length, signs, seed, found)
        assert {"adds", "resets", "blame"} < found
        told |= found
    assert told == {"adds", "flat", "steep", "resets", "blame"}


@pytest.mark.parametrize(
    "query",
    [
        {"b": "-4", "T": "500", "scale": "2", "gradient": "full"},
        {"b": "10", "T": "20", "scale": "0.05", "sketch": "-1.-4.-16", "gru": "1"},
        {"episodes": "60", "length": "30", "values": "both", "seed": "9999"},
        {"episodes": "2", "length": "5", "share": "0.5"},
    ],
)
def test_extreme_settings_do_not_break(query):
    at = open_page(**query)
    at = (skip_stream if "episodes" in query else skip)(at)
    assert not at.exception
    assert not at.warning


def test_bad_link_is_named_and_the_page_opens():
    at = open_page(b="wide", sketch="a.b", values="none")
    assert len(at.warning) == 1
    assert not skip(at).exception


def test_what_the_bias_promises_is_a_power():
    assert forgetting.depth_on_paper(1.0, 0.01) == 14
    assert sentences.on_paper(8.0, 0.01) == "13,730"
