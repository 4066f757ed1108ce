"""A teacher at work: makes a link for the class, and projects the lesson from stage to stage."""

import re

import pytest
from driving import settle
from playwright.sync_api import expect

from lstm97.ui.base.text import catalogue, translate
from lstm97.ui.lesson.plan import LESSON_STAGES

LETTERS = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"


def say(key, **values):
    return translate("en", key, **values)


def choose(page, name):
    """Take a page in the list of pages."""
    page.get_by_role("combobox", name=say("classroom.links.page")).click()
    page.get_by_role("option", name=name, exact=True).click()
    settle(page)


def press(page, right, name):
    """Lock or hide a control."""
    group = page.locator(f"[class*=st-key-classroom-{right}-carousel-seen]")
    group.get_by_role("button", name=say(name), exact=True).click()
    settle(page)


def main(page):
    return page.get_by_test_id("stMain")


def test_a_link_for_the_class_locks_one_control_and_hides_another(use):
    teacher = use("/classroom?show=links")
    choose(teacher, say("pages.carousel.title"))
    main(teacher).get_by_role("button", name=say("carousel.presets.exact"), exact=True).click()
    settle(teacher)
    press(teacher, "lock", "carousel.settings.w.label")
    press(teacher, "hide", "carousel.settings.f.label")
    made = teacher.get_by_test_id("stCode").inner_text().replace("\n", "").strip()
    assert (
        main(teacher).get_by_role("link", name=say("classroom.links.open")).get_attribute("href")
        == made
    )
    assert teacher.problems == []

    student = use(made[made.index("/carousel") :])
    slider = student.locator(".st-key-carousel-w-en input")
    expect(slider).to_have_value("1")
    expect(slider).to_be_disabled()
    assert student.locator(".st-key-carousel-f-en").count() == 0
    assert main(student).get_by_role("button", name="w = 1.01").count() == 0
    assert student.get_by_text(say("common.link.intro")).count() == 0
    assert student.problems == []


@pytest.fixture
def wall(use):
    """The first stage of the lesson, opened from the plan."""
    page = use("/classroom")
    page.locator(".clock button").click()
    main(page).get_by_role("link", name=say("classroom.plan.begin")).click()
    page.locator("h1", has_text=say(LESSON_STAGES[0].info.title_key)).wait_for()
    settle(page)
    return page


def test_the_lesson_is_projected_and_left(wall):
    assert "present=1" in wall.url
    assert wall.get_by_test_id("stSidebar").count() == 0
    large = wall.evaluate(LETTERS)
    assert large > 18  # of 16 on a desk; 27 where the wall is 1920 wide
    expect(wall.locator(".clock .time")).to_contain_text("0:")
    following = LESSON_STAGES[1]
    title = say(following.info.title_key)
    main(wall).get_by_role("link", name=f"2 · {title}").first.click()
    wall.locator("h1", has_text=title).wait_for()
    settle(wall)
    assert "present=1" in wall.url
    expect(wall.locator(".clock .time")).to_contain_text("0:")
    expect(wall.locator(".clock .here")).to_contain_text("2")
    wall.reload()
    settle(wall)
    expect(wall.locator(".clock .time")).to_contain_text("0:")
    wall.get_by_role("button", name=say("classroom.present.leave")).click()
    settle(wall)
    expect(wall.get_by_test_id("stSidebar")).to_be_visible()
    expect(wall.locator(".clock")).to_have_count(0)
    assert wall.evaluate(LETTERS) < large
    assert "present" not in wall.url
    assert wall.problems == []


def test_the_stage_follows_the_pointer_where_it_is_enlarged(use):
    page = use("/carousel?T=100&w=0.9&present=1")
    main(page).get_by_role("button", name=say("common.lesson.skip")).first.click()
    settle(page)
    stage = page.locator(".stage").first
    assert stage.evaluate("(one) => getComputedStyle(one).zoom") == "1.34"
    rail = page.locator(".rail canvas").first
    rail.scroll_into_view_if_needed()
    box, places = rail.bounding_box(), []
    for share in (0.25, 0.5, 0.75):
        page.mouse.click(box["x"] + share * box["width"], box["y"] + 0.25 * box["height"])
        page.wait_for_timeout(150)
        places.append(float(stage.get_attribute("data-position")))
    expected = [25, 50, 75]
    assert all(abs(place - want) < 9 for place, want in zip(places, expected, strict=True)), places
    wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
    assert page.problems == []


LARGE = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight)
  .filter((one) => one.getBoundingClientRect().height > 1 && !one.closest('svg, .katex, style'))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 24)
  .filter((one) => !one.closest('[data-testid="stIconMaterial"]'))
  .map((one) => [one.tagName, one.textContent, getComputedStyle(one).fontSize])"""
# Letters drawn on canvases are noted as they are drawn, in pixels of the screen; those of drawings
# are read where they stand.
NOTED = """(() => {
  const draw = CanvasRenderingContext2D.prototype.fillText;
  window.drawn = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    const scale = this.getTransform().a / devicePixelRatio;
    window.drawn.push([String(text), scale * parseFloat(this.font.match(/([\\d.]+)px/)[1])]);
    return draw.call(this, text, ...place);
  };
})()"""
DRAWN = """() => {
  const hosts = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
  const roots = hosts.map((host) => host.shadowRoot).filter(Boolean);
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
  const inside = [...roots, ...charts].flatMap((one) => [...one.querySelectorAll('svg text')]);
  const written = inside.filter((one) => one.checkVisibility()).map((one) => {
    const sheet = one.ownerSVGElement;
    const scale = sheet.getBoundingClientRect().width / (sheet.viewBox.baseVal.width || 1e9);
    return [one.textContent, scale * parseFloat(getComputedStyle(one).fontSize)];
  });
  const drawn = window.drawn.splice(0);
  return [...drawn, ...written].filter(([text, size]) => text.trim() && size < 23.5);
}"""
ASKED = (
    "() => document.querySelector('[class*=st-key-verdict], [class*=st-key-question]')?.innerText"
)


def too_small(page):
    """Letters of pictures that a last row can't read, in pictures drawn anew."""
    settle(page)
    page.evaluate("window.drawn.length = 0")  # until the page stands, some are drawn too early
    for width in (1919, 1920):
        page.set_viewport_size({"width": width, "height": 1080})
        page.wait_for_timeout(150)
    settle(page)
    return page.evaluate(DRAWN)


# What a class would have to scroll to: the picture's end, and all that stands beside it. The line
# below both says what to take away.
BELOW = """() => {
  const line = document.querySelector('.st-key-below blockquote');
  const edge = line?.getBoundingClientRect().top ?? innerHeight;
  const beside = document.querySelectorAll('.st-key-side :is(p, button, summary, label, input)');
  return [document.querySelector('.st-key-picture'), ...beside]
    .filter((one) => one?.checkVisibility())
    .filter((one) => one.getBoundingClientRect().bottom > edge + 1)
    .map((one) => one.className + one.textContent.slice(0, 40));
}"""
# Words of the row above the picture that are cut off, or stand beside the wall.
CUT = """() => [...document.querySelectorAll('.st-key-frame-top :is(h1, p)')]
  .filter((one) => one.checkVisibility() && one.clientWidth > 1)
  .filter((one) => one.scrollWidth > one.clientWidth
    || one.getBoundingClientRect().right > innerWidth)
  .map((one) => one.textContent)"""
# Letters of charts, in pixels of a wall 1920 wide.
CHARTS = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg text')]
  .filter((one) => one.checkVisibility() && one.textContent.trim())
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)
  .filter((size) => size > 0)
  .map((size) => size * 1920 / innerWidth)"""
# Choices that take more than one line, though their column is wide enough for one.
BROKEN = """() => [...document.querySelectorAll(
    ':is(.st-key-grid, .st-key-valves) [data-testid=stButtonGroup]')]
  .map((one) => [...one.querySelectorAll('[role=radio], button')].filter((two) => two.innerText))
  .filter((all) => new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))).size > 1)
  .map((all) => all.map((one) => one.innerText))"""
# Names of buttons that stand higher or lower than their button's middle, in pixels of the wall.
CROOKED = """() => {
  const middle = (one) => (({ top, bottom }) => (top + bottom) / 2)(one.getBoundingClientRect());
  return [...document.querySelectorAll('.st-key-side [class*="-preset-"] button p')]
    .filter((name) => Math.abs(middle(name) - middle(name.closest('button'))) > 1.5)
    .map((name) => name.innerText); }"""
# What is pressed in a row of controls, and lies below what stands above it.
COVERED = """() => {
  const edges = (one) => one.getBoundingClientRect();
  const above = '.st-key-grid :is(button, [data-testid=stSelectbox])';
  const low = Math.max(0, ...[...document.querySelectorAll(above)].map((one) => edges(one).bottom));
  return [...document.querySelectorAll('.st-key-acts button')]
    .filter((one) => edges(one).height > 0 && edges(one).top < low - 1)
    .map((one) => one.innerText); }"""
BESIDE = """() => {
  const edge = (name) => document.querySelector(name).getBoundingClientRect();
  return edge('[data-testid="stPopoverBody"]').left > edge('.st-key-picture').right - 60;
}"""
SIZES = ((1280, 720), (1920, 1080))
ENTRIES = "history.length"  # what the way back leads over
PICTURE = "() => document.querySelector('.st-key-picture')?.getBoundingClientRect().width ?? 0"


def open_questions(page):
    """The questions that may be skipped, by their keys."""
    skips = main(page).locator('[class*="-skip "]')
    return [re.search(r"st-key-(\S+)-skip", one.get_attribute("class"))[1] for one in skips.all()]


def question_of(key):
    """What is asked under a key of the page, such as carousel-predict-left."""
    page, _, name = key.partition("-predict-")
    return say(f"{page}.predict.{name}.ask")


def named_in_the_plan(slug):
    """The buttons that the teacher is told to press on a page."""
    then = catalogue("en", "classroom")[f"stage.{slug}.then"]
    return re.findall(r"Press \*(.+?)\*", then)


def moves(page):
    """Whether keys step and play the first stage, wherever it stands."""
    page.keyboard.press("Home")
    page.wait_for_function(PLACE + " == 0")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(PLACE + " == 1")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(PLACE + " == 0")
    page.keyboard.press("Space")
    page.wait_for_function(PLACE + " > 1")
    page.keyboard.press("Space")


PLACE = """() => Number([...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
  .map((host) => host.shadowRoot?.querySelector('.stage')).find(Boolean)?.dataset.position)"""


@pytest.fixture
def projected(use):
    """The first stage of the lesson on a projector."""
    first = LESSON_STAGES[0]
    query = "&".join(f"{name}={value}" for name, value in first.on_a_wall.items())
    return use(f"/{first.page}?{query}", width=1920, height=1080, noting=NOTED)


def test_the_wall_is_walked_by_keys(projected):
    page, before = projected, None
    for stage in LESSON_STAGES:
        page.locator("h1", has_text=say(stage.info.title_key)).wait_for()
        settle(page)
        assert before is None or page.evaluate(ENTRIES) == before + 1, stage.page
        assert page.evaluate(LARGE) == [], stage.page
        assert too_small(page) == [], stage.page
        asked = open_questions(page)
        page.keyboard.press("r")
        if asked:
            expect(main(page).locator(f'[class*="st-key-{asked[0]}-skip"]')).to_have_count(0)
        settle(page)
        if asked:  # the class still reads what it was asked
            assert question_of(asked[0]) in page.evaluate(ASKED)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(100)
            assert page.evaluate(BELOW) == [], (stage.page, width)
            assert page.evaluate(CUT) == [], (stage.page, width)
            for wrong in (BROKEN, CROOKED):
                assert page.evaluate(wrong) == [], (stage.page, width)
            assert all(20 < size < 28 for size in page.evaluate(CHARTS)), (stage.page, width)
        for name in named_in_the_plan(stage.page):
            expect(main(page).get_by_role("button", name=name)).to_be_visible()
        if stage.page == "myths":  # where the saying can be tried
            expect(page.locator(".st-key-side a").first).to_be_visible()
        assert page.evaluate(LARGE) == [], stage.page
        assert too_small(page) == [], stage.page
        presets = main(page).locator('[class*="-preset-"] button')
        if stage.page != "myths":  # whose picture stands still
            if presets.count():
                presets.first.click()  # the mouse's last press keeps no key for itself
                settle(page)
            moves(page)
        if (wide := page.evaluate(PICTURE)) > 0:
            page.keyboard.press("f")
            page.wait_for_function(f"({PICTURE})() > {wide + 200}")
            page.keyboard.press("f")
            page.wait_for_function(f"({PICTURE})() == {wide}")
        before = page.evaluate(ENTRIES)
        page.keyboard.press("n" if stage.minutes > 5 else "PageDown")  # a clicker's
    page.locator("h1", has_text=say("pages.classroom.title")).wait_for()
    for key, back in (("p", -1), ("PageUp", -2)):
        settle(page)
        page.keyboard.press(key)
        page.locator("h1", has_text=say(LESSON_STAGES[back].info.title_key)).wait_for()
    assert page.problems == []


def test_on_a_wall_no_control_lies_on_the_buttons_below_it(use):
    page = use("/your-network?present=1", width=1280, height=720)
    assert main(page).locator(".st-key-acts button").count() > 1
    assert page.evaluate(COVERED) == []


def test_what_wants_a_key_for_itself_keeps_it(projected):
    page = projected
    slider = main(page).locator('[data-testid="stSlider"] input').first
    before = slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert slider.input_value() != before


def test_more_controls_open_beside_the_picture_and_are_seen(use):
    page = use("/error-race?length=1000&present=1", width=1280, height=720)
    page.keyboard.press("r")
    settle(page)
    assert page.evaluate(BELOW) == []
    page.locator('[class*="-more "] button').first.click()
    box = page.get_by_test_id("stPopoverBody")
    expect(box.get_by_test_id("stSlider").first).to_be_visible()
    page.wait_for_function(BESIDE)
    assert box.bounding_box()["height"] > 300  # a third of it below its button, all of it above
    page.keyboard.press("Escape")
    page.locator('[class*="-notice"] summary').click()
    expect(page.locator('[class*="-notice"] li').first).to_be_visible()
    assert page.evaluate(BELOW) == []  # what there is to notice has the column to itself


def test_the_teachers_window_follows_the_wall_and_turns_it(projected):
    wall = projected
    with wall.expect_popup() as opened:
        wall.keyboard.press("t")
    notes = opened.value
    notes.set_default_timeout(20_000)
    first, second = (say(f"classroom.stage.{stage.page}.name") for stage in LESSON_STAGES[:2])
    notes.locator("h3", has_text=first).wait_for()
    notes.get_by_role("button", name=say("classroom.notes.clock")).click()
    expect(notes.locator(".how")).to_have_text(say("classroom.notes.on_time"))
    expect(wall.locator(".clock .time")).to_contain_text("0:")
    expect(notes.locator("button.clock")).to_have_text(say("classroom.clock.again"))
    notes.get_by_role("button", name=say("classroom.notes.next")).click()
    wall.locator("h1", has_text=say(LESSON_STAGES[1].info.title_key)).wait_for()
    notes.locator("h3", has_text=second).wait_for()
    minutes = LESSON_STAGES[0].minutes
    expect(notes.locator(".how")).to_have_text(say("classroom.notes.ahead", minutes=minutes))
    late = (LESSON_STAGES[0].minutes + LESSON_STAGES[1].minutes + 3) * 60_000 - 5_000
    settle(wall)
    wall.evaluate(f"sessionStorage.setItem('lesson-start', String(Date.now() - {late}))")
    wall.reload()
    settle(wall)
    expect(notes.locator(".how")).to_have_text(say("classroom.notes.behind", minutes=3))
    expect(notes.get_by_role("button", name=say("classroom.notes.play"))).to_be_visible()
    wall.goto(wall.url.partition("/bptt")[0] + "/myths?show=never-vanish&present=1")
    expect(notes.get_by_role("button", name=say("classroom.notes.play"))).to_be_hidden()
    assert wall.problems == []
    wall.evaluate("sessionStorage.clear()")  # as in another tab
    again = wall.url
    wall.goto("about:blank")
    expect(notes.locator(".time")).to_have_text(say("classroom.notes.waiting"))
    wall.goto(again)
    expect(wall.locator(".clock .time")).to_contain_text(":")  # the clock goes on
