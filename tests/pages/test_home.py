"""The first page: a finished race from a file, a map, and the way back to where the reader was."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from visit import app, predict, press, readings, said, visit

from lstm97.analysis.flow import runs
from lstm97.folders import RUNS
from lstm97.ui.base.contents import BY_SLUG, PAGES
from lstm97.ui.base.text import translate
from lstm97.ui.lesson import map as lesson_map
from lstm97.ui.lesson import progress
from lstm97.ui.pages.home import view as home

ALL = sum(len(progress.questions(page.slug)) for page in PAGES)


@pytest.fixture
def at():
    return app()


def test_the_headline_is_read_from_the_file(at):
    at.run()
    reaches = [lap.reach for lap in runs.read(RUNS / "race.npz").laps.values()]
    assert [one.value for one in readings(at)] == [f"{r.depth} of {r.source}" for r in reaches]


@pytest.mark.parametrize("part", [home.summary, home.race_sentence])
def test_how_far_the_error_of_the_recurrent_network_gets_is_told_to_the_step(part):
    run = runs.read(RUNS / "race.npz")
    told = re.search(r"keeps (?:at least )?1% of its size for (\d+) steps", part(run))
    reach = run.laps["rnn"].reach
    shares = reach.curve[: reach.source + 1][::-1] / reach.curve[reach.source]
    assert shares[int(told[1])] >= 0.01 > shares[int(told[1]) + 1]


def test_the_first_picture_runs_no_network(at, monkeypatch):
    import lstm97.engine.network as engine

    def refuse(*args, **kwargs):
        raise AssertionError("the first page ran a network")

    for name in ("forward", "backward", "stream", "retreat"):
        monkeypatch.setattr(engine.Network, name, refuse)
    at.run()
    assert not at.exception
    assert at.get("bidi_component")


def drawn(at):
    """The pages on the map, as the browser gets them."""
    known = (json.loads(one.proto.json) for one in at.get("bidi_component") if one.proto.json)
    data = next(one for one in known if isinstance(one, dict) and "sections" in one)
    return [page for section in data["sections"] for page in section["pages"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_map_leads_to_every_page(at, lang):
    at.session_state["language"] = lang
    at.run()
    found = [(one["slug"], one["title"], one["href"]) for one in drawn(at)]
    assert found == [
        (page.slug, translate(lang, page.title_key), f"{page.slug}?lang={lang}")
        for page in PAGES[1:]
    ]


def test_every_page_has_a_picture_on_the_map():
    drawn = re.findall(r'<symbol id="([a-z0-9-]+)" viewBox="0 0 96 54"><\w', lesson_map.SIGNS)
    assert drawn == [page.slug for page in PAGES]


def test_the_sentence_on_the_race_is_true():
    race = runs.read(RUNS / "race.npz")
    rnn, lstm = (race.laps[one].reach for one in ("rnn", "lstm97"))
    assert lstm.depth == lstm.source == len(race.sequence.xs) - 1  # it arrives at the first step
    assert rnn.curve[rnn.source - rnn.depth - 1] < 0.01 * rnn.curve[rnn.source]


def test_without_its_file_the_page_says_so_and_opens(at, monkeypatch, tmp_path):
    (tmp_path / "race.npz").write_bytes(b"not ours")
    monkeypatch.setattr(home, "RUNS", tmp_path)
    at.run()
    assert not at.exception
    assert "race.npz is no run of this app" in at.warning[0].value
    assert not readings(at)
    assert "The lesson" in [one.value for one in at.header]


def link(at):
    """The link to the page to go on with."""
    return at.get("page_link")[0].proto.label.strip("*")


def test_the_reader_goes_on_where_they_left_off(at):
    at.run()
    assert link(at) == f"Begin with: {translate('en', BY_SLUG['gradient-descent'].title_key)}"
    at.switch_page(str(BY_SLUG["gradient-descent"].file)).run()
    press(at, "gradient-descent.predict.outcome/skip")
    at.switch_page(str(BY_SLUG["home"].file)).run()
    assert link(at) == f"Go on with: {translate('en', BY_SLUG['layers'].title_key)}"
    assert [one["state"] for one in drawn(at)][:2] == ["done", "new"]
    assert f"**0 of {ALL}** questions guessed" in said(at)


def test_a_guess_counts_and_travels_in_the_link(at):
    at.run().switch_page(str(BY_SLUG["carousel"].file)).run()
    key = "carousel.predict.left"
    predict(at, key, "most")
    at.switch_page(str(BY_SLUG["home"].file)).run()
    tally = next(one.value for one in at.markdown if "questions guessed" in one.value)
    assert tally.startswith(f"**1 of {ALL}** questions guessed")
    at.session_state["home/take"] = True
    kept = parse_qs(urlsplit(at.run().code[0].value).query)["kept"][0]

    another = visit("home", kept=kept)
    assert tally in [one.value for one in another.markdown]
    another.switch_page(str(BY_SLUG["carousel"].file)).run()
    assert f"{key}/again" in [one.key for one in another.button]
    another.switch_page(str(BY_SLUG["home"].file)).run()
    press(another, "home/forget")
    assert link(another).startswith("Begin with")


def test_progress_of_another_world_is_left_out():
    at = visit("home", kept="nowhere.x.y.r~carousel.left.most~carousel.zzz.most.r~~bptt~<b>")
    assert not at.exception
    assert f"**0 of {ALL}** questions guessed" in said(at)
    assert [one["slug"] for one in drawn(at) if one["state"] == "begun"] == ["bptt"]
