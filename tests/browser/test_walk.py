"""The whole lesson in one go, as a student takes it: predict, look, read the last line, go on."""

import pytest
from driving import go_on, settle
from playwright.sync_api import expect

from lstm97.ui.base.contents import PAGES, next_page
from lstm97.ui.base.text import translate

MOST = 6  # predictions on one page
LOW = 720  # pixels of a small window
DRAWN = "/forget-gate?sketch=0.-2.-4"  # its verdict has the most to say: of a curve, too
LOWEST = """() => Math.max(0, ...[...document.querySelectorAll(
    '.st-key-bench .st-key-grid > [data-testid=stElementContainer]')].map(
    (one) => one.getBoundingClientRect().bottom + document.querySelector('.stMain').scrollTop))"""

COVERED = """() => [...document.querySelectorAll('[class*=st-key-verdict]')].some((box) => {
    const below = box.querySelector('button').getBoundingClientRect().top + 2;
    const said = [...box.querySelectorAll('p, table')].filter((one) => !one.closest('button'));
    return said.some((one) => one.getBoundingClientRect().bottom > below); })"""


def predict_everything(page, lang):
    """Take the first answer of every question, or skip a question that has none to choose."""
    reveal, skip = (translate(lang, f"common.lesson.{name}") for name in ("reveal", "skip"))
    main = page.get_by_test_id("stMain")
    for _ in range(MOST):
        waiting = main.get_by_role("button", name=skip, exact=True)
        if not (asked := waiting.count()):
            return
        box = waiting.first.locator("xpath=ancestor::*[.//*[@role='radiogroup']][1]")
        answers = box.get_by_role("radio")
        if answers.count():
            answers.first.locator("xpath=ancestor-or-self::label[1]").click()
            settle(page)
            main.get_by_role("button", name=reveal, exact=True).first.click()
        else:
            waiting.first.click()
        expect(waiting).to_have_count(asked - 1, timeout=20_000)  # a busy machine answers later
        settle(page)


PRESETS = """() => Math.max(0, ...[...document.querySelectorAll('[class*="-preset-"] button')].map(
    (one) => one.getBoundingClientRect().bottom))"""
LOWER = 650  # pixels of a window of a small laptop


@pytest.mark.parametrize(("lang", "locale"), [("en", "en-GB"), ("zh", "zh-CN")])
def test_the_path_leads_through_every_page(use, lang, locale):
    page = use("/", locale=locale, height=LOW)
    here, seen = PAGES[0], []
    while here:
        assert page.locator("h1").inner_text() == translate(lang, here.title_key)
        predict_everything(page, lang)
        assert page.get_by_test_id("stException").count() == 0
        assert page.problems == []
        assert page.evaluate(LOWEST) <= LOW, here.slug  # the controls are still below the verdict
        assert not page.evaluate(COVERED), (
            here.slug
        )  # the button below the verdict lies on no words
        seen.append(here)
        following = next_page(here.slug)
        if following:
            go_on(page, following.slug, translate(lang, following.title_key))
        here = following
    assert tuple(seen) == PAGES


def test_a_wrong_answer_and_a_wrong_curve_leave_the_controls_in_sight(use):
    page = use(DRAWN, height=LOW)
    predict_everything(page, "en")
    page.locator("[class*=st-key-verdict-wrong]", has_text="Your curve").wait_for()
    assert 0 < page.evaluate(LOWEST) <= LOW
    assert not page.evaluate(COVERED)
    assert page.problems == []


def test_in_a_still_lower_window_the_presets_stay_in_sight_too(use):
    page = use("/vanishing-exploding?sketch=0.-2.-4", height=LOWER)
    choices = page.locator("[class*=st-key-question]").get_by_role("radio")
    choices.nth(1).locator("xpath=ancestor-or-self::label[1]").click()
    settle(page)
    page.get_by_role("button", name=translate("en", "common.lesson.reveal"), exact=True).click()
    page.locator("[class*=st-key-verdict-wrong]", has_text="Your curve").wait_for()
    settle(page)
    assert 0 < page.evaluate(PRESETS) <= LOWER
