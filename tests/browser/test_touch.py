"""A finger on a phone: it scrolls, seeks, draws, answers, and what it presses is large enough."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from driving import answer, settle
from playwright.sync_api import expect

from lstm97.analysis.guess import curve_of
from lstm97.ui.base.text import translate

SMALL = """() => [...document.querySelectorAll('.st-key-side :is(button, label[data-baseweb=radio], summary), .stage button')]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && box.height && (box.height < 39.5 || box.width < 39.5))
    .map(([one, box]) => `${one.textContent} ${box.width}x${box.height}`)"""  # noqa: E501


@pytest.fixture(params=["en-GB", "zh-CN"])
def phone(request, use):
    how = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
    page = use("/error-race", locale=request.param, **how)
    page.words = lambda key: translate(request.param[:2], key)
    return page


def finger(page, *points):
    """Put a finger down at the first point, move it over the others, and lift it."""
    hand = page.context.new_cdp_session(page)

    def send(kind, *at):
        touched = [{"x": x, "y": y} for x, y in at]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
        page.wait_for_timeout(30)

    send("touchStart", points[0])
    for point in points[1:]:
        send("touchMove", point)
    send("touchEnd")


def middle(page, selector):
    box = page.locator(selector).locator("visible=true").first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def position(page):
    return float(page.locator(".stage[data-ready]").first.get_attribute("data-position"))


def test_a_finger_scrolls_the_page_and_leaves_the_stage_alone(phone):
    before = position(phone)
    x, y = middle(phone, ".stage .plot > canvas")
    finger(phone, *[(x, y - 15 * step) for step in range(11)])
    phone.wait_for_timeout(300)
    assert position(phone) == before
    assert phone.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") > 60


def test_a_tap_on_the_rail_seeks(phone):
    before = position(phone)
    box = phone.locator(".stage .rail canvas").bounding_box()
    phone.touchscreen.tap(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.45)
    phone.wait_for_timeout(300)
    assert abs(position(phone) - before) > 5


def test_a_finger_draws_a_curve_and_then_scrolls_again(phone):
    """Drawing ends by itself with the last step drawn: the page is no trap for a finger."""
    pencil = phone.locator(".stage [data-act=draw]")
    pencil.tap()
    assert pencil.get_attribute("aria-pressed") == "true"
    box = phone.locator(".stage .drawing .plot > canvas").bounding_box()
    y = box["y"] + box["height"] / 2
    finger(phone, *[(box["x"] + share / 16 * box["width"], y - share) for share in range(17)])
    phone.wait_for_timeout(200)
    assert pencil.get_attribute("aria-pressed") == "false"
    assert phone.locator(".stage [data-act=erase]").is_visible()
    before, scrolled = position(phone), phone.evaluate(SCROLLED)
    x, y = middle(phone, ".stage .plot > canvas")
    finger(phone, *[(x, y - 15 * step) for step in range(11)])
    phone.wait_for_timeout(300)
    assert phone.evaluate(SCROLLED) > scrolled + 60
    assert position(phone) == before
    expect(phone).to_have_url(re.compile("sketch=a"))  # kept as it was drawn, not in a few points
    code = parse_qs(urlsplit(phone.url).query)["sketch"][0]
    logs = np.log10(curve_of(code, 2 * LENGTH))
    assert np.all(np.diff(logs) >= 0)
    assert logs[-1] - logs[0] > 0.5
    settle(phone)
    assert phone.problems == []


LENGTH = 50
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"


def test_a_finger_scrolls_over_a_slider_and_moves_it_only_sideways(phone):
    """On its way down the page a finger meets every slider; none may change its value."""
    slider = phone.get_by_test_id("stSlider").first
    value = slider.locator("input").input_value
    slider.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    phone.wait_for_timeout(200)
    box, before, scrolled = slider.bounding_box(), value(), phone.evaluate(SCROLLED)
    x, y = box["x"] + box["width"] * 0.6, box["y"] + box["height"] - 25
    finger(phone, *[(x, y - 15 * step) for step in range(11)])
    phone.wait_for_timeout(300)
    assert phone.evaluate(SCROLLED) > scrolled + 60
    assert value() == before
    slider.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    phone.wait_for_timeout(200)
    y = slider.bounding_box()["y"] + box["height"] - 25
    finger(phone, *[(x - 10 * step, y) for step in range(11)])
    settle(phone)
    moved = value()
    assert float(moved) != float(before)
    phone.touchscreen.tap(x, y)
    settle(phone)
    assert float(value()) > float(moved)
    assert phone.problems == []


CUT_OFF = """(stage) => { const low = (one) => one.getBoundingClientRect().bottom;
    const lanes = [...stage.querySelectorAll('.lane:not([hidden])')];
    return Math.max(...lanes.map(low)) - low(stage); }"""


def cut_off(page):
    """Pixels by which the lanes of the stage reach out of its box."""
    return page.locator(".stage").first.evaluate(CUT_OFF)


def test_an_answer_is_tapped_and_judged_and_nothing_pressed_is_small(phone):
    assert not phone.evaluate(SMALL), phone.evaluate(SMALL)
    assert cut_off(phone) <= 1  # the numbers of its axis are in the picture's box
    phone.locator(".st-key-side [data-testid=stRadio] label").nth(3).tap()
    settle(phone)
    phone.get_by_role("button", name=phone.words("common.lesson.reveal")).tap()
    settle(phone)
    phone.locator("[class*=st-key-verdict]").wait_for()
    assert cut_off(phone) <= 1
    assert not phone.evaluate(SMALL), phone.evaluate(SMALL)
    assert phone.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    upright = phone.viewport_size
    phone.set_viewport_size({"width": 1180, "height": 700})  # a tablet, on its side
    settle(phone)
    assert not phone.evaluate(SMALL), phone.evaluate(SMALL)
    phone.set_viewport_size(upright)
    settle(phone)
    assert phone.problems == []
    phone.locator(".stage .whole").tap()  # every lane, and beside the speed what is heard and saved
    sound = phone.locator(".stage [data-act=sound]")
    assert sound.get_attribute("aria-pressed") == "false"
    sound.tap()
    assert sound.get_attribute("aria-pressed") == "true"
    assert not phone.evaluate(SMALL), phone.evaluate(SMALL)
    phone.goto(phone.url.partition("?")[0] + "?present=1")  # a wall, opened by mistake
    phone.get_by_role("button", name=phone.words("classroom.present.leave")).wait_for()
    settle(phone)
    assert phone.evaluate("() => document.querySelector('.stMain').scrollWidth - innerWidth") <= 0


BOTH_IN_SIGHT = """() => { const box = (one) => document.querySelector(one)?.getBoundingClientRect();
    const [picture, strip, stop] = [box('.st-key-picture'), box('.st-key-strip'), box('[class*="race-stop"]')];
    return strip && stop && Math.abs(picture.top) <= 1 && picture.bottom <= stop.top
        && stop.bottom <= innerHeight; }"""  # noqa: E501


def test_what_learns_stays_in_sight_above_what_stops_it(use):
    page = use("/error-race", width=390, height=844, has_touch=True, is_mobile=True)
    answer(page)
    page.locator(".st-key-error-race-start button").tap()
    page.wait_for_function(BOTH_IN_SIGHT)
    page.locator(".st-key-error-race-stop button").tap()
    settle(page)
    assert page.problems == []


PLACES = """() => ['.st-key-picture', '.st-key-side']
    .map((one) => document.querySelector(one).getBoundingClientRect())"""


@pytest.mark.parametrize(("path", "width"), [("/error-race", 844), ("/weight-conflict", 667)])
def test_on_a_phone_on_its_side_the_words_stand_beside_the_picture(use, path, width):
    page = use(path, width=width, height=375, has_touch=True, is_mobile=True)
    page.locator("[class*='-skip'] button").tap()  # not below the picture
    page.locator("[class*=st-key-verdict]").wait_for()
    settle(page)
    page.locator(".st-key-grid").first.evaluate("(one) => one.scrollIntoView({block: 'end'})")
    page.wait_for_timeout(200)
    picture, side = page.evaluate(PLACES)
    assert 0 <= picture["top"] < picture["bottom"] <= 375
    assert picture["right"] <= side["left"]
    assert side["width"] >= 0.4 * (width - 60)
    assert page.problems == []


def test_a_control_stays_below_the_finger_while_the_verdict_above_it_grows(use):
    page = use("/bptt?tab=step", width=390, height=844, has_touch=True, is_mobile=True)
    page.get_by_test_id("stRadioOption").first.tap()
    page.locator(".st-key-side [data-testid=stBaseButton-primary]:enabled").tap()
    verdict = page.locator("[class*=st-key-verdict]").last
    verdict.wait_for()
    settle(page)
    slider = page.get_by_test_id("stSlider").last
    slider.evaluate("(one) => one.scrollIntoView({block: 'end'})")
    page.wait_for_timeout(200)
    lay, said = slider.bounding_box()["y"], verdict.bounding_box()["height"]
    slider.locator("input").press("ArrowLeft")  # another case, as the verdict says in more lines
    page.wait_for_function(
        "([box, was]) => Math.abs(box.offsetHeight - was) > 15",
        arg=[verdict.element_handle(), said],
    )
    settle(page)
    assert abs(slider.bounding_box()["y"] - lay) <= 2
    assert page.problems == []


CHARTS = '.st-key-picture [data-testid="stVegaLiteChart"]'


@pytest.mark.parametrize(
    ("path", "stays"),
    [("/math-toolbox?tab=vector", 0), ("/weight-conflict", 1), ("/memory-cell?tab=claims", 2)],
)
def test_of_several_pictures_the_one_asked_about_stays_above_the_controls(use, path, stays):
    page = use(path, width=390, height=844, has_touch=True, is_mobile=True)
    side, charts = page.locator(".st-key-side"), page.locator(CHARTS)
    assert side.bounding_box()["y"] < 600  # the question begins on the first screen
    answer(page)
    page.locator(".st-key-controls, .st-key-grid").first.evaluate(
        "one => one.scrollIntoView({block: 'end'})"
    )
    page.wait_for_timeout(300)
    boxes, ends = [one.bounding_box() for one in charts.all()], side.bounding_box()
    shown = boxes.pop(stays)
    assert 0 <= shown["y"] + shown["height"] <= 440
    assert shown["y"] > -60
    assert min(box["y"] for box in boxes) >= ends["y"] + ends["height"]


LOST = """() => {
  const focus = document.activeElement;
  const shown = focus.closest('[data-testid=stSlider], label') ?? focus;
  const box = shown.getBoundingClientRect();
  const met = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const seen = focus.matches('main, body') || shown.contains(met);
  return seen ? '' : focus.outerHTML.slice(0, 120); }"""


def test_by_the_key_nothing_is_reached_that_is_out_of_sight(use):
    """Not the links of a menu that is shut, and nothing below the picture that stays."""
    page = use("/carousel", width=390, height=844)
    answer(page)
    lost = []
    for _ in range(30):
        page.keyboard.press("Tab")
        lost.append(page.evaluate(LOST))
    assert [one for one in lost if one] == []
