"""The main screen: prediction first, every setting answered, training that starts and stops."""

import re
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
import streamlit as st
from sweep import some
from visit import opener, press, readings, said

from lstm97.analysis import retention
from lstm97.analysis.flow.stepping import Wave
from lstm97.analysis.guess import code_of
from lstm97.analysis.problem.hochreiter import recurrent_weights, spectral_radius
from lstm97.engine.health import steepness
from lstm97.figures.stage.packing import pack
from lstm97.figures.stage.scene import refill
from lstm97.paper.show.examples import available
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import translate
from lstm97.ui.lesson.bench import View
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race import drawing, sentences, streaming
from lstm97.ui.pages.error_race import view as race_view

SKIP = "error-race.predict.reach/skip"
OVERFLOWN = {"activation": "identity", "scale": 3.0, "length": 1000}
SWITCHED_OFF = {"task": "adding", "length": 10, "scale": 1.5, "activation": "relu"}
open_page = opener("error-race")


def revealed(**query):
    at = open_page(**query)
    at.button(key=SKIP).click().run()
    assert not at.exception
    return at


def depths(at):
    return [metric.value for metric in readings(at)]


def test_nothing_is_told_before_the_prediction():
    at = open_page()
    assert not readings(at)
    assert not at.button(key=SKIP).disabled


def test_a_drawn_curve_is_compared_with_the_network_it_comes_nearest_to():
    level = code_of([0.0] * 109)
    assert "(LSTM of 1997)" in said(revealed(length="100", sketch=level))
    falling = code_of([max(-16.0, one - 109.0) for one in range(1, 110)])
    assert "(Recurrent network)" in said(revealed(length="100", sketch=falling))


def test_the_frame_goes_on_where_a_page_stops_to_ask():
    assert any("Neural Computation" in one.value for one in open_page().caption)


def test_the_headline_is_the_effective_depth_of_both():
    assert depths(revealed(length="100")) == ["2 of 108", "108 of 108"]


@pytest.mark.parametrize(
    "query",
    [
        {"length": "1000", "scale": "3"},
        {"length": "10", "scale": "0.05", "gradient": "full", "seed": "9999"},
        {"task": "adding", "activation": "relu", "scale": "3", "enters": "every"},
        {"task": "embedded-reber", "enters": "one", "step": "1000"},
        {"task": "typed", "text": "0.5 -1 0 1 0.25"},
        {"task": "two-sequence", "activation": "identity", "scale": "3", "length": "1000"},
        {"input_bias": "-6", "output_bias": "-6", "share": "0.5"},
    ],
)
def test_extreme_settings_do_not_break(query):
    at = revealed(**query)
    assert len(readings(at)) == 2
    assert "nan" not in " ".join([*depths(at), *(str(one.value) for one in at.markdown)])


def test_a_text_that_is_no_sequence_is_said_and_replaced():
    at = open_page(task="typed", text="a")
    assert at.warning
    at.button(key=SKIP).click().run()
    assert len(readings(at)) == 2


def test_a_text_of_a_link_is_no_markup_when_it_is_quoted():
    at = open_page(task="typed", text="[a](//x.y) [a](//x.y)")
    assert "`[a](//x.y)`" in at.warning[0].value


@pytest.mark.parametrize(("text", "shown"), [("0.5", "0.5"), ("0,5", "0.5"), ("-1", "−1")])
def test_one_number_alone_is_read_as_one_value_and_said_to_be(text, shown):
    at = revealed(task="typed", text=text)
    assert f"Read as 1 number: `{shown}`." in captions(at)
    assert "there is no step back to follow" in said(at)


def test_what_is_cut_off_a_long_sequence_is_said():
    at = open_page(task="typed", text="ab" * 150)
    assert "The last 100 elements were left out" in at.warning[0].value


def test_a_link_that_says_trained_opens_trained():
    at = revealed(task="two-sequence", length="12", trained="50")
    assert any("50" in caption.value for caption in at.caption)
    assert at.button(key="error-race/forget")


def test_training_that_would_take_minutes_is_cut_and_said(monkeypatch):
    monkeypatch.setattr(race, "MOST_STEPS", 1000)
    at = open_page(task="two-sequence", length="20", trained="20000")
    assert "`25` is used" in at.warning[0].value
    at.button(key=SKIP).click().run()
    assert any("25" in caption.value for caption in at.caption)
    assert at.button(key="error-race/start").disabled


def test_training_starts_goes_on_and_is_kept(monkeypatch):
    monkeypatch.setattr(race, "MOST", 75)
    at = revealed(task="two-sequence", length="12")
    at.button(key="error-race/start").click().run()
    assert not at.exception
    assert at.query_params["trained"] == "75"
    assert any("75" in caption.value for caption in at.caption)
    at.button(key="error-race/forget").click().run()
    assert "trained" not in at.query_params


def test_changed_conditions_start_untrained():
    at = revealed(task="two-sequence", length="12", trained="50")
    at.slider(key="error-race/length/en").set_value(14).run()
    assert "trained" not in at.query_params


def test_a_link_in_a_live_session_keeps_the_training_that_it_asks_for():
    at = revealed(task="two-sequence", length="12")
    fresh = depths(at)
    at.query_params.update({"length": "14", "trained": "50"})
    at.run()
    assert at.query_params["trained"] == "50"
    assert depths(at) != fresh
    at.slider(key="error-race/length/en").set_value(16).run()
    assert "trained" not in at.query_params


def say(key, **values):
    return translate("en", f"error-race.{key}", **values)


def captions(at):
    return " ".join(one.value for one in at.caption)


def on_stage(at):
    """What has been sent to the stage, as it was sent."""
    protos = [one.proto for one in at.get("bidi_component")]
    return next(one.bytes for one in protos if one.component_name == "lstm97_stage_feed")


@pytest.fixture
def quick(monkeypatch):
    """The engine runs live without waiting for anybody."""
    monkeypatch.setattr(streaming, "SWEEP", (0.02, 0.02))
    monkeypatch.setattr(streaming, "TICK", 0.001)
    monkeypatch.setattr(streaming, "LEAD", 0.0)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "query",
    [
        {"length": "12"},
        {"length": "12", "trained": "25", "task": "adding"},
        {"networks": "6a"},
        {"length": "1000", "scale": "3", "activation": "identity", "enters": "every"},
    ],
)
def test_the_engine_runs_live_and_says_what_a_step_took(query):
    at = revealed(**query)
    before = on_stage(at)
    press(at, "error-race/stream")
    assert not at.exception
    assert say("stream.done") in captions(at)
    assert "µs back" in captions(at)
    assert on_stage(at) == before
    assert not at.button(key="error-race/stream").disabled


@pytest.mark.parametrize("stopped", [1, 7, 20, 40])
def test_stopped_on_its_way_it_leaves_what_has_arrived(stopped, monkeypatch):
    def some(picture, draw, wave, place):
        while wave.position < stopped:
            wave.advance()
        streaming._stop()
        st.rerun()

    monkeypatch.setattr(streaming, "_stream", some)
    at = revealed(length="20")
    whole = on_stage(at)
    press(at, "error-race/stream")
    assert not at.exception
    assert on_stage(at) != whole
    assert "Stopped on the way" in captions(at)
    assert "nan" not in captions(at)
    press(at, "error-race/whole")
    assert on_stage(at) == whole


def test_other_conditions_make_an_end_of_a_stopped_run(monkeypatch):
    monkeypatch.setattr(streaming, "_stream", lambda *given: streaming._stop())
    at = press(revealed(length="20"), "error-race/stream")
    at.slider(key="error-race/length/en").set_value(16).run()
    assert "error-race/wave" not in at.session_state


def test_at_the_end_the_stage_holds_the_finished_scene():
    values = race.SETTINGS.defaults()
    conditions = race.conditions(values)
    laps = race.laps(conditions, race.first_round(conditions), None, values.share)
    wave = Wave(laps)
    while not wave.done:
        wave.advance()
    draw = partial(drawing.scene, conditions, arrived=values.share)
    picture = draw(laps)
    assert pack(refill(picture, draw(wave.laps))) == pack(picture)


@pytest.mark.parametrize("steps", [10, 50, 1000])
def test_a_person_can_follow_and_need_not_wait(steps):
    assert 2 <= streaming._seconds(steps) <= 7


@pytest.mark.parametrize("experiment", available())
@pytest.mark.parametrize("gradient", ["truncated", "full"])
def test_a_trained_net_opens_beside_an_untrained_one(experiment, gradient):
    at = revealed(networks=experiment, gradient=gradient)
    assert not at.exception
    assert not at.warning
    origins = said(at)
    assert "Untrained" in origins
    assert f"Trained on experiment {experiment}" in origins
    assert say("paper.right") in origins
    for name in ("task", "length"):
        assert next(one for one in (*at.selectbox, *at.slider) if f"/{name}/" in one.key).disabled
    assert at.button(key="error-race/start").disabled
    assert at.query_params["networks"] == experiment
    assert "nan" not in said(at)


def test_the_numbers_of_a_trained_net_do_not_depend_on_idle_settings():
    plain = revealed(networks="4", seed="3")
    idle = revealed(networks="4", seed="3", task="typed", length="80", rate="0.1", trained="50")
    assert depths(plain) == depths(idle)
    assert captions(plain) == captions(idle)


def test_thirty_seeds_and_the_proof_are_of_the_trained_net():
    at = revealed(networks="3a")
    at.session_state["error-race/seeds"] = at.session_state["error-race/proof"] = True
    at.run()
    assert say("seeds.paper", count=30) in said(at)
    assert len(at.success) == 2


def test_a_trained_net_that_is_gone_is_said_and_fresh_ones_race(monkeypatch):
    fresh = depths(revealed(length="30"))
    monkeypatch.setattr(race, "example", lambda name: None)
    at = revealed(networks="6a", length="30")
    assert say("paper.missing", experiment="6a") in at.warning[0].value
    assert depths(at) == fresh
    assert not at.slider(key="error-race/length/en").disabled


def test_the_proof_is_of_the_networks_on_screen():
    at = revealed(task="two-sequence", length="12")
    at.session_state["error-race/proof"] = True
    at.run()
    assert len(at.success) == 2


def joined(lap):
    """At how many steps before the last one an error enters, from outputs and targets."""
    wrong = np.abs(lap.flow.output).sum(axis=1) > 0
    return int(wrong[: lap.reach.source or 0].sum())


def test_what_is_said_of_each_error_is_true_of_it():
    small = {"enters": "every", "scale": 0.1, "task": "temporal-order"}
    far = [
        race_view.SETTINGS.defaults().with_values(**small),
        race_view.SETTINGS.defaults().with_values(networks="2b"),
        race_view.SETTINGS.defaults().with_values(length=1000, input_bias=2.0, scale=3.0, seed=2),
        race_view.SETTINGS.defaults().with_values(enters="one", step=1),
        race_view.SETTINGS.defaults().with_values(**OVERFLOWN),
        race_view.SETTINGS.defaults().with_values(**SWITCHED_OFF),
    ]
    said_of_them = set()
    for values in [*some(race_view.BENCH, 212), *far]:
        run = race_view.measure_race(values)
        for lap in run.laps.values():
            reach, told = lap.reach, sentences.manner(lap)
            true = {
                "side": joined(lap) == 0 and np.isfinite(reach.factor),
                "fed": joined(lap) > 0 and np.isfinite(reach.factor),
                "exact": not lap.trace.loss.any(),
                "shut": lap.trace.loss.any() and not reach.curve.any(),
                "first": reach.source == 0,
                "lost": bool(reach.source) and not np.isfinite(reach.curve[reach.source - 1]),
                "ended": told == "ended"
                and not steepness(lap.trace, "net_j")[reach.source - 1].any(),
                "overflow": not np.isfinite(lap.trace.y_k[reach.source or 0]).all(),
            }
            assert true[told], values
            said_of_them.add(told)
        why, factor = race_view.judge(run).why, run.laps["rnn"].reach.factor
        alone = joined(run.laps["rnn"]) == 0
        true = {"lstm": factor < 1, "both": 0.8 < factor < 1.25, "short": factor <= 0.8}
        true = {name: alone and held for name, held in true.items()} | {"fed": not alone}
        assert true.get(why, True), (values, why)
    assert said_of_them >= {"side", "fed", "first", "ended", "overflow"}


@pytest.mark.parametrize("seed", ["1", "7"])
def test_one_click_turns_the_spectral_radius_up_to_what_is_said(seed):
    def radius(at):
        return re.search(r"spectral radius[^*]*\*\*([\d.]+)\*\*", said(at))[1]

    at = revealed(seed=seed)
    assert radius(at) == "0.15"
    (loud,) = re.findall(r"One click on “Large weights” turns it up to ([\d.]+)\.", said(at))
    at.button(key="error-race/preset/loud").click().run()
    assert radius(at) == loud
    assert float(loud) > 2
    assert "turns it up" not in said(at)


def test_after_training_nothing_is_said_of_the_weights_as_they_were_drawn():
    values = race.SETTINGS.defaults().with_values(trained=25)
    run = race_view.measure_race(values)
    W = recurrent_weights(run.laps["rnn"].trace.params)
    told = sentences.radius(run.conditions, run.laps["rnn"])
    assert f"**{size(spectral_radius(W))}**" in told
    assert "turns it up" not in told


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ({"length": "1000", "input_bias": "2", "scale": "3", "seed": "2"}, "−1425"),
        ({"scale": "1.5", "length": "300", "seed": "102"}, "−196"),
    ],
)
def test_a_state_that_has_drifted_is_named_with_the_way_to_drift(query, state):
    at = revealed(**query)
    assert f"drifted to {state}" in said(at)
    assert "memory-cell?lang=en&tab=drift" in said(at)
    assert all(part not in said(at) for part in ("no error to follow", "0 of 0", "not be measured"))


def test_a_preset_sets_what_its_name_says_and_no_more():
    presets = {one.slug: one.values for one in race.SETTINGS.presets}
    assert presets["uncut"] == {"gradient": "full"}
    assert presets["paper"]["gradient"] == "truncated"
    untouched = {name: one.default for name, one in race.SETTINGS.every.items()} | {"length": 100}
    assert all(untouched[name] == value for name, value in presets["paper"].items())


def test_an_error_that_has_grown_is_no_part_of_itself():
    flow = SimpleNamespace(output=np.zeros((4, 1)))
    lap = SimpleNamespace(reach=SimpleNamespace(retention=5.8e5, source=3), flow=flow)
    assert race_view._arrival(lap) == say("headline.grown", times="5.8×10⁵")
    lap.reach.retention = 0.25
    assert race_view._arrival(lap) == say("headline.kept", kept="25%")


@pytest.mark.parametrize(
    ("steps", "slug", "told"),
    [
        ({"enters": "one", "step": 1}, "both", (0, 0, 0, 0)),
        (
            {"enters": "every", "gradient": "full", "activation": "identity", "scale": 2.0},
            "both",
            (7, 7, 54, 54),
        ),
    ],
)
def test_each_error_is_judged_by_its_own_way(steps, slug, told):
    """An error that enters at the first step, and one that enters before an overflow."""
    run = race_view.measure_race(race_view.SETTINGS.defaults().with_values(**steps))
    judgement = race_view.judge(run)
    assert judgement.right == {slug}
    found = (judgement.values[name] for name in ("rnn", "rnn_steps", "lstm", "steps"))
    assert tuple(found) == told


@pytest.mark.parametrize("share", [0.001, 0.5])
def test_the_question_is_about_a_hundredth_whatever_counts_as_arrived(share):
    usual, other = (
        race_view.judge(
            race_view.measure_race(race_view.SETTINGS.defaults().with_values(scale=0.8, share=one))
        )
        for one in (0.01, share)
    )
    assert (other.right, other.values) == (usual.right, usual.values)


@pytest.mark.parametrize(
    ("settings", "why", "kept"),
    [
        (OVERFLOWN, "overflow", "overflow"),
        ({"activation": "identity", "scale": 3.0}, "none", "none"),
    ],
)
def test_where_a_network_has_no_error_none_is_said_to_get_anywhere(settings, why, kept):
    """It overflowed going forward, or its output is so sure that nothing enters."""
    values = race_view.SETTINGS.defaults().with_values(**settings)
    run = race_view.measure_race(values)
    lap = run.laps["rnn"]
    assert (
        not np.isfinite(lap.reach.curve).all() if why == "overflow" else not lap.reach.curve.any()
    )
    judgement = race_view.judge(run)
    assert (judgement.right, judgement.why) == (set(), why)
    number = race_view.readings(View(values, run, True, page="error-race"))[0]
    assert number.value == say(f"headline.{why}")
    assert say("headline.gone") not in number.note
    assert say(f"unknown.{kept}") in drawing.summary(run.conditions, run.laps, run.share)


def test_the_step_at_which_a_network_overflows_is_the_first_without_a_number():
    run = race_view.measure_race(race_view.SETTINGS.defaults().with_values(**OVERFLOWN))
    steps = np.isfinite(run.laps["rnn"].trace.gates.net_j).all(axis=1)
    told = sentences.remarks(run.conditions, run.laps, run.share)
    assert f"from t = {steps.argmin() + 1} on" in told.replace("\N{NO-BREAK SPACE}", " ")
    (event,) = run.laps["rnn"].reach.events  # and so does the pin on the stage
    assert (event.kind, event.t) == ("overflow", steps.argmin())


@pytest.mark.parametrize("networks", ["1", "2b", "2c", "3c", "4", "6a"])
@pytest.mark.parametrize("seed", [1, 2])
def test_what_a_trained_net_keeps_is_told_only_where_it_writes_it(networks, seed):
    values = race_view.SETTINGS.defaults().with_values(networks=networks, seed=seed)
    run = race_view.measure_race(values)
    told = sentences.remarks(run.conditions, run.laps, run.share)
    marked = race.task_of(run.conditions).relevant(race.sequence_of(run.conditions))
    written = retention.cell_writes(run.laps["lstm97"].trace)
    singled_out = written[marked].mean() >= 2 * written[~marked].mean()
    assert ("should not be stored" in told) == singled_out
    assert ("amounts don't tell" in told) != singled_out
