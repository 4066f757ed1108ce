"""Words a third longer than in English, on a phone: they wrap, and none is cut off."""

import pytest
from driving import HERE, answer, go_on, serve, settle
from made_up import CODE, marked

from lstm97.ui.base.contents import PAGES
from lstm97.ui.base.text import translate

SAYINGS = ("never-vanish", "any-lag")  # long titles of axes; long names of lines
# Text that reaches beyond the window or beyond a box that clips it, unless one can scroll to it; of
# charts, what Vega has cut short itself.
CUT_OFF = """() => {
  const how = (node) => getComputedStyle(node).overflowX;
  const above = (node) => { const all = [];
    for (let one = node; one && one !== document.body; one = one.parentElement) all.push(one);
    return all; };
  const scrolls = (one) => ['auto', 'scroll'].includes(how(one)) && !one.matches('section, .stMain')
    && one.scrollWidth > one.clientWidth;
  const cut = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width <= 1) return false;
    if (node.closest('svg') && node.textContent.endsWith('…')) return true;
    if (above(node).some(scrolls)) return false;
    const boxes = above(node).filter((one) => ['hidden', 'clip'].includes(how(one)))
      .map((one) => one.getBoundingClientRect());
    if (boxes.some((box) => box.width <= 2 || box.height <= 2)) return false;  // read, not seen
    return text.right > innerWidth + 1 || text.left < -1
      || boxes.some((box) => text.right > box.right + 1.5 || text.left < box.left - 1.5); };
  return [...document.querySelectorAll('body :not(style, script, .katex *)')]
    .filter((node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
    .filter((node) => node.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter(cut)
    .map((node) => node.textContent.trim().slice(0, 80)); }"""


@pytest.fixture(scope="module")
def longer():
    """Address of the app with the made-up language."""
    with serve(HERE / "made_up_app.py") as url:
        yield url


@pytest.fixture
def phone(browse, longer):
    def open_at(slug, query=""):
        address = f"{longer}/{'' if slug == 'home' else slug}?lang={CODE}{query}"
        page = browse(address, width=390, height=844, has_touch=True, is_mobile=True)
        settle(page)
        return page

    return open_at


def cut_off(page):
    """What is cut off once the page stands: a chart's ticks are placed again when it gets room."""
    for _ in range(20):
        if not (found := page.evaluate(CUT_OFF)):
            break
        page.wait_for_timeout(250)
    return found


def test_nothing_is_cut_off_at_390_pixels(phone):
    """Every page, with its question open and answered."""
    page, found = phone("home"), {}
    for info, following in zip(PAGES, (*PAGES[1:], None), strict=True):
        found[info.slug, "open"] = cut_off(page)
        answer(page)
        found[info.slug, "answered"] = cut_off(page)
        page.wait_for_function("document.querySelector('.stMain').scrollWidth <= 390", timeout=5000)
        if following:
            go_on(page, following.slug, marked(translate("en", following.title_key)))
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("saying", SAYINGS)
def test_titles_of_axes_and_names_in_a_legend_are_whole(phone, saying):
    page = phone("myths", f"&show={saying}")
    page.locator("[data-testid='stVegaLiteChart'] svg").first.wait_for()
    assert cut_off(page) == []


def test_what_is_cut_off_would_be_seen(phone):
    page = phone("carousel")
    title = page.locator("h1").first
    title.evaluate("(one) => { one.style.overflow = 'hidden'; one.style.whiteSpace = 'nowrap';"
                   " one.style.width = '60px'; }")  # fmt: skip
    assert len(page.evaluate(CUT_OFF)) == 1
