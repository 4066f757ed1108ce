"""Every page by a cold deep link, then in the other language and in the dark."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import ROOT, answer, go_on, serve, settle
from playwright.sync_api import expect

from lstm97.ui.base.contents import PAGES
from lstm97.ui.base.text import translate
from lstm97.writing import language_name

# Streamlit lets a long equation scroll. Chromium and Firefox let the keyboard scroll it too, which
# axe-core does not know.
FOCUS_OF_EQUATION = ("scrollable-region-focusable", True)
WIDE = """() => { const main = document.querySelector('[data-testid="stMain"]'); return Math.max(
    main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth) }"""


def test_there_is_a_browser_under_ci(chromium):
    assert chromium.version or not os.environ.get("CI")


def serious(page):
    """What axe-core finds wrong that would keep somebody from using the page."""
    options = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if (one["id"], "katex-display" in node["html"]) != FOCUS_OF_EQUATION
    ]


# What a screen reader says of a figure or a control, where it is still marked up.
MARKED = """() => [...document.querySelectorAll('[aria-label], [title], [alt]')]
    .flatMap((one) => ['aria-label', 'title', 'alt'].map((name) => one.getAttribute(name) ?? ''))
    .filter((name) => /\\*\\*|`|\\$|\\[\\[/.test(name))"""


# What a finger presses and would miss; a link in a sentence is as high as its line.
SMALL = """() => [...document.querySelectorAll(`:is(.stMain, .stAppHeader, .stPopoverBody,
    [data-testid=stPopoverBody], .stSidebar[data-collapsed=false]) :is(
    button, summary, [data-testid=stSidebarNavLink], input[type=text], input[type=number],
    .stSlider [role=group] > div,
    [data-testid=stRadioOption], .stCheckbox label, [data-testid=stPageLink-NavLink])`)]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width > 2 && box.height > 2 && one.checkVisibility())
    .filter(([one, box]) => box.height < 39.5 || box.width < 39.5)
    .map(([one, box]) => `${one.outerHTML.slice(0, 120)} ${box.width}x${box.height}`)"""


# What lies below something else where a finger presses it, brought to the lower edge of the screen.
# A chart's tools fade in below the pointer, and come to lie above the chart when they have.
COVERED = """async () => {
  const fades = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.all(fades.map((one) => one.finished.catch(() => 0)));
  return [...document.querySelectorAll(':is(.stMain, .stAppHeader) :is(button, summary, a)')]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter((one) => {
      one.scrollIntoView({block: 'end'});
      const box = one.getClientRects()[0] ?? {width: 0};
      if (box.width <= 2 || box.height <= 2) return false;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const met = document.elementFromPoint(x, y);
      return met && !one.contains(met) && !met.contains(one); })
    .map((one) => one.outerHTML.slice(0, 160)); }"""


# Names that somebody else gave, in English: of Streamlit's buttons, of Vega's and Plotly's charts.
ENGLISH = """() => [...document.querySelectorAll('body :not([aria-hidden=true] *, code, code *)')]
    .flatMap((one) => ['aria-label', 'title', 'placeholder', 'data-title', 'aria-roledescription']
      .map((name) => one.getAttribute(name) ?? ''))
    .filter((name) => /[a-z]{4}/.test(name) && !/[\\u4e00-\\u9fff]/.test(name))
    .filter((name) => !name.startsWith('Copy Vega-Lite') && !name.includes('tanh'))"""


# How far the last words beside the picture reach into what may be opened below it.
LAPPED = """() => {
  const below = document.querySelector('.st-key-below')?.getBoundingClientRect().top ?? Infinity;
  const words = [...document.querySelectorAll('.st-key-side :is(p, li, blockquote)')];
  return Math.max(0, ...words.map((one) => one.getBoundingClientRect().bottom)) - below; }"""


# Stages whose sound is neither in sight nor behind the button that shows the rest of the bar.
SILENT = """() => [...document.querySelectorAll('.stage:has([data-act=sound]:not([hidden]))')]
  .filter((stage) => stage.checkVisibility())
  .filter((stage) => ![...stage.querySelectorAll('[data-act=sound], .whole')]
    .some((button) => button.checkVisibility()))
  .map((stage) => stage.dataset.scene)"""


# Texts of the page that end in "..." because they have no room; the menu's are read when it opens.
CUT = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter((one) => getComputedStyle(one).textOverflow === 'ellipsis')
  .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.innerText)"""


# Choices in two rows of which one is open at a side: its neighbour used to draw the line for both.
OPEN = """() => [...document.querySelectorAll('button[data-variant=segmented_control]')]
  .filter((one) => ['Left', 'Right'].some((side) =>
    getComputedStyle(one)[`border${side}Color`] === 'rgba(0, 0, 0, 0)'))
  .map((one) => one.innerText)"""


def check(page, info, lang):
    """The page is whole, in this language, and neither wider than a screen nor than a phone."""
    assert page.locator("h1").inner_text() == translate(lang, info.title_key)
    assert page.get_by_test_id("stSidebarNavLink").count() == len(PAGES)
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate(WIDE) <= 0
    assert page.evaluate(CUT) == []
    if lang == "en":
        assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    page.wait_for_function(f"({WIDE})() <= 0", timeout=5000)  # charts fit themselves one by one
    if lang != "en":
        answer(page)
        assert serious(page) == []  # on a phone, in the dark, with the answer
    assert page.problems == []


@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.slug)
def test_a_page_opens_whole(use, info):
    page = use("/" if info is PAGES[0] else f"/{info.slug}")
    check(page, info, "en")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("h1")).to_have_text(translate("zh", info.title_key))
    settle(page)
    check(page, info, "zh")


def test_the_button_that_reveals_is_read_in_the_dark(use):
    page = use("/carousel")
    page.emulate_media(color_scheme="dark")
    page.get_by_test_id("stRadioOption").first.click()
    expect(page.get_by_test_id("stBaseButton-primary")).to_be_enabled()
    settle(page)
    assert serious(page) == []


def test_the_longest_title_in_the_menu_is_read_whole(use):
    page = use("/bptt")
    page.get_by_test_id("stSidebarNav").hover()  # a strip that opens under a hand
    assert page.evaluate(CUT.replace("stMain", "stSidebar")) == []


def test_the_first_visit_to_a_fresh_server_may_be_a_deep_link(browse):
    last = PAGES[-1]
    with serve(ROOT / "app.py") as url:
        page = browse(f"{url}/{last.slug}")
        settle(page)
        assert page.locator("h1").inner_text() == translate("en", last.title_key)
        assert page.get_by_test_id("stSidebarNavLink").count() == len(PAGES)
        assert page.get_by_role("dialog").count() == 0
        assert page.problems == []


def test_the_first_page_is_found_by_its_name_too(use):
    page = use("/home")
    assert page.get_by_role("dialog").count() == 0
    assert page.locator("h1").inner_text() == translate("en", PAGES[0].title_key)
    assert page.problems == []


def narrow(page, where):
    assert page.get_by_test_id("stException").count() == 0, where
    assert page.evaluate(WIDE) <= 0, where
    assert page.evaluate(MARKED) == [], where
    assert page.evaluate(SMALL) == [], where
    assert page.evaluate(COVERED) == [], where
    assert page.evaluate(LAPPED) <= 0, where
    assert page.evaluate(SILENT) == [], where
    assert page.evaluate(OPEN) == [], where
    if "zh" in where:
        assert page.evaluate(ENGLISH) == [], where


def open_all(page, where):
    """Open the menu and every box behind a button in turn: what a finger presses there is large."""
    page.get_by_test_id("stMain").evaluate("(one) => one.scrollTo(0, 0)")
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.wait_for_timeout(400)
    assert page.evaluate(SMALL) == [], (where, "menu")
    page.get_by_test_id("stSidebarCollapseButton").locator("button").tap()
    page.wait_for_timeout(400)
    for button in page.get_by_test_id("stPopoverButton").locator("visible=true").all():
        button.tap()
        box = page.get_by_test_id("stPopoverBody")
        box.wait_for()
        settle(page)
        assert page.evaluate(SMALL) == [], (where, button.inner_text())
        assert page.evaluate(WIDE) <= 0, (where, button.inner_text())
        assert "zh" not in where or page.evaluate(ENGLISH) == [], where
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)


BOXES = ("error-race", "quiz", "paper-tables")  # their boxes hold every kind of control


def test_nothing_scrolls_sideways_at_320_pixels_and_no_name_is_marked_up(use):
    """WCAG's reflow: each page with its question open in one language, then answered in both.

    And what a finger presses is large enough, wherever it stands.
    """
    lang, other = "zh", "en"
    page = use(f"/?lang={lang}", width=320, height=640, has_touch=True, is_mobile=True)
    for info, following in zip(PAGES, (*PAGES[1:], None), strict=True):
        narrow(page, (info.slug, lang, "open"))
        answer(page)
        narrow(page, (info.slug, lang, "answered"))
        if info.slug in BOXES:
            open_all(page, (info.slug, lang))
        page.get_by_role("button", name=language_name(other), exact=True).press("Enter")
        lang, other = other, lang
        expect(page.locator("h1")).to_have_text(translate(lang, info.title_key))
        settle(page)
        narrow(page, (info.slug, lang, "answered"))
        assert page.problems == [], info.slug
        if following:
            go_on(page, following.slug, translate(lang, following.title_key))


def test_what_is_too_wide_or_marked_up_would_be_seen(use):
    page = use("/carousel", width=320, height=640)
    page.locator("h1").evaluate("(one) => { one.style.minWidth = '400px'; one.title = '**up**'; }")
    assert page.evaluate(MARKED) == ["**up**"]
    assert page.get_by_test_id("stRadio").locator("p").first.evaluate(
        "(one) => getComputedStyle(one).fontWeight"
    ) in ("600", "700")
    page.get_by_test_id("stMain").evaluate("(one) => { one.innerHTML = '<p style=width:400px>x'; }")
    assert page.evaluate(WIDE) > 0
