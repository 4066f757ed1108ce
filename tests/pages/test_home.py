"""The first page: a finished race from a file, a map, and the way back to where the reader was."""

import pytest
from visit import app

from lstm97.analysis.flow import runs
from lstm97.folders import RUNS
from lstm97.ui.base.contents import BY_SLUG, PAGES
from lstm97.ui.base.text import translate
from lstm97.ui.pages.home import view as home


@pytest.fixture
def at():
    return app()


def test_the_headline_is_read_from_the_file(at):
    at.run()
    reaches = [lap.reach for lap in runs.read(RUNS / "race.npz").laps.values()]
    assert [one.value for one in at.metric] == [f"{r.depth} of {r.source}" for r in reaches]


def test_the_first_picture_runs_no_network(at, monkeypatch):
    import lstm97.engine.network as engine

    def refuse(*args, **kwargs):
        raise AssertionError("the first page ran a network")

    for name in ("forward", "backward", "stream", "retreat"):
        monkeypatch.setattr(engine.Network, name, refuse)
    at.run()
    assert not at.exception
    assert at.get("bidi_component")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_map_leads_to_every_page(at, lang):
    at.session_state["language"] = lang
    at.run()
    links = {one.proto.label.strip("*") for one in at.get("page_link")}
    assert {translate(lang, page.title_key) for page in PAGES} <= links


def test_without_its_file_the_page_says_so_and_opens(at, monkeypatch, tmp_path):
    (tmp_path / "race.npz").write_bytes(b"not ours")
    monkeypatch.setattr(home, "RUNS", tmp_path)
    at.run()
    assert not at.exception
    assert "race.npz is no run of this app" in at.warning[0].value
    assert not at.metric
    assert "The lesson" in [one.value for one in at.header]


def test_the_reader_goes_on_where_they_left_off(at):
    at.run()
    first = "Go on where you left off"
    assert not [one for one in at.get("page_link") if first in one.proto.label]
    left = BY_SLUG["vanishing-exploding"]
    at.switch_page(str(left.file)).run()
    at.switch_page(str(BY_SLUG["home"].file)).run()
    labels = [one.proto.label for one in at.get("page_link")]
    assert f"{first}: {translate('en', left.title_key)}" in labels
