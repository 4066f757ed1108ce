"""What a class does with a page: share a link, switch the language, train and stop."""

import re

import pytest
from driving import settle

from lstm97.ui.base.text import translate

RACE = "/error-race?length=30"


def say(key, **values):
    return translate("en", f"error-race.{key}", **values)


def button(page, name, lang="en"):
    return page.get_by_role("button", name=translate(lang, name))


def reveal(page, lang="en"):
    """Skip the prediction, unless the browser has kept an earlier answer."""
    settle(page)
    skip = button(page, "common.lesson.skip", lang).first
    if skip.is_visible():
        skip.click()
        settle(page)


def depths(page):
    """The headline: both effective depths, as numbers."""
    values = page.locator(".st-key-side tbody tr:first-child td")
    values.nth(1).wait_for()
    return [re.findall(r"\d+", one) for one in values.all_inner_texts()]


def move(page, key, presses):
    """Move a slider of the page by keys and wait for the result."""
    thumb = page.locator(f".st-key-error-race-{key}-en").locator("input, [role=slider]").first
    thumb.focus()
    for _ in range(presses):
        page.keyboard.press("ArrowRight")
    settle(page)


@pytest.fixture
def race(use):
    page = use(RACE)
    reveal(page)
    return page


def test_a_link_brings_back_the_same_numbers(race, use):
    before = depths(race)
    move(race, "length", 4)
    race.wait_for_url(re.compile("length=34"))
    shared, numbers = race.url, depths(race)
    assert numbers != before
    assert race.problems == []
    other = use(shared[shared.index("/error-race") :])
    reveal(other)
    assert depths(other) == numbers
    assert other.locator(".stage").get_attribute("data-scene") == race.locator(
        ".stage"
    ).get_attribute("data-scene")


def test_a_control_draws_what_it_changes_and_a_drawer_itself(race):
    """A message is an element, and costs the server about a quarter of a millisecond."""

    def said(act):
        before = len(race.heard)
        act()
        settle(race)
        return len(race.heard) - before

    words = race.locator(".st-key-below summary").filter(
        has_text=translate("en", "common.drawers.words")
    )
    table = race.locator(".st-key-below table")
    move(race, "length", 1)  # from here on the button that takes all back is there
    assert 20 < said(lambda: move(race, "length", 1)) < 50
    assert said(words.click) < 20
    first = table.inner_text()
    move(race, "length", 1)
    race.wait_for_function("before => !document.querySelector('.st-key-below table')"
                           "?.innerText.startsWith(before)", arg=first)  # fmt: skip
    assert table.count() == 1
    words.click()
    settle(race)
    assert table.count() == 0
    assert race.problems == []


def test_the_language_changes_and_the_numbers_stay(race):
    numbers = depths(race)
    race.get_by_role("button", name="中文").click()
    race.wait_for_url(re.compile("lang=zh"))
    settle(race)
    assert race.locator("h1").inner_text() == translate("zh", "pages.error-race.title")
    assert depths(race) == numbers
    assert "length=30" in race.url
    assert "went" not in race.url
    assert race.problems == []


def test_a_bad_link_is_named_and_the_rest_still_opens(use):
    page = use("/error-race?length=31&scale=banana&seed=99999999&colour=red")
    notice = page.get_by_test_id("stAlert").first
    notice.wait_for()
    text = notice.inner_text()
    for said in ("scale=banana", "seed=99999999", "colour=red"):
        assert said in text
    reveal(page)
    assert all(int(steps) >= 30 for _, steps in depths(page))
    assert page.problems == []


def test_train_and_stop(race):
    untrained = depths(race)
    button(race, "error-race.training.start").click()
    stop = button(race, "error-race.training.stop")
    stop.wait_for()
    race.wait_for_timeout(1500)
    stop.click()
    stop.wait_for(state="detached")
    settle(race)
    assert int(re.search(r"trained=(\d+)", race.url)[1]) > 0
    shared, numbers = race.url, depths(race)
    button(race, "error-race.training.forget").click()
    settle(race)
    assert depths(race) == untrained
    race.goto(shared)
    race.locator("h1").wait_for()
    settle(race)
    reveal(race)
    assert depths(race) == numbers
    assert race.problems == []


def test_the_first_page_leads_to_the_same_race_on_the_main_screen(use):
    page = use("/")
    shown = depths(page)
    page.get_by_role("link", name=translate("en", "home.race.open")).click()
    page.wait_for_url(re.compile("/error-race"))
    settle(page)
    reveal(page)
    assert depths(page) == shown
    page.get_by_test_id("stSidebarNavLink").first.click()
    page.mouse.move(900, 500)  # off the menu, which lies over the page while it is open
    menu = page.get_by_test_id("stSidebarNav")
    menu.get_by_role("link", name=translate("en", "pages.error-race.title")).click()
    page.wait_for_url(re.compile("/error-race"))
    settle(page)
    assert depths(page) == shown


def test_back_takes_back_a_step_that_was_just_made(race):
    thumb = race.locator(".st-key-error-race-length-en").locator("input, [role=slider]").first
    race.wait_for_url(re.compile("length=30"))
    thumb.focus()
    race.keyboard.press("ArrowRight")
    race.wait_for_url(re.compile("length=31"))
    race.go_back()  # at once: no address that comes late is taken for it
    settle(race)
    race.wait_for_timeout(1000)
    settle(race)
    assert "length=30" in race.url
    assert thumb.evaluate("slider => slider.ariaValueNow ?? slider.value") == "30"
