"""The engine live in a browser: records arrive one by one, and Stop leaves what has arrived."""

import pytest
from driving import settle

from lstm97.ui.base.text import translate


def button(page, name):
    return page.get_by_role("button", name=translate("en", name))


def place(page):
    return float(page.locator(".stage[data-ready]").last.get_attribute("data-position"))


@pytest.fixture
def race(use):
    page = use("/error-race?length=30")
    button(page, "common.lesson.skip").first.click()
    settle(page)
    return page


def test_stream_and_stop(race):
    button(race, "error-race.training.stream").click()
    stop = button(race, "error-race.training.stop")
    stop.wait_for()
    race.wait_for_function(
        "() => { const now = +[...document.querySelectorAll('*')].map(e => e.shadowRoot)"
        ".filter(Boolean).map(r => r.querySelector('.stage')).filter(Boolean).at(-1)"
        ".dataset.position; return now > 3 && now < 30 }"
    )
    assert race.get_by_text("forward, t = ").first.is_visible()
    stop.click()
    settle(race)
    assert stop.count() == 0
    stopped = place(race)
    assert 3 < stopped < 60
    race.wait_for_timeout(600)
    assert place(race) == stopped
    assert race.get_by_text("Stopped on the way").is_visible()
    button(race, "error-race.training.whole").click()
    settle(race)
    assert race.get_by_text("Stopped on the way").count() == 0
    assert race.problems == []


def test_streamed_to_the_end_the_finished_picture_is_back(race):
    stage = race.locator(".stage").last
    race.wait_for_timeout(500)
    finished, steps = stage.get_attribute("data-scene"), place(race)
    button(race, "error-race.training.stream").click()
    stop = button(race, "error-race.training.stop")
    stop.wait_for()
    stop.wait_for(state="detached")
    settle(race)
    race.get_by_text("as you watched").wait_for()
    assert stage.get_attribute("data-scene") == finished
    assert place(race) == steps
    assert race.problems == []
