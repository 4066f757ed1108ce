"""What only a browser can show: the address bar, going back, and the size of a phone."""

import re

import pytest

from lstm97.ui.base.text import translate

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


def address(path):
    return re.compile(re.escape(path) + "$")


def steps(page):
    return page.locator('[data-testid="stSlider"] input').first


def test_a_deep_link_opens_on_a_fresh_server(visit):
    page = visit("/sample?T=70")
    expect(page.locator("h1")).to_have_text("Sample")
    expect(steps(page)).to_have_value("70")


def test_moving_a_control_changes_the_address_and_back_undoes_it(visit):
    page = visit("/sample?T=70")
    steps(page).focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(address("/sample?T=71"))
    page.wait_for_timeout(2200)  # from now on an old address is the reader's wish
    page.go_back()
    expect(steps(page)).to_have_value("70")
    page.go_forward()
    expect(steps(page)).to_have_value("71")


def test_a_link_from_a_page_to_itself_stands_in_the_address_and_back_undoes_it(visit):
    page = visit("/sample?T=100")
    for _ in range(2):  # the second time nothing is new
        page.get_by_role("link", name="Seventy").click()
        expect(steps(page)).to_have_value("70")
        expect(page).to_have_url(address("/sample?T=70"))
    page.go_back()
    expect(page).to_have_url(address("/sample?T=100"))
    expect(steps(page)).to_have_value("100")
    page.go_forward()
    expect(page).to_have_url(address("/sample?T=70"))
    expect(steps(page)).to_have_value("70")


def test_quick_moves_are_not_undone_by_late_addresses(visit):
    page = visit("/sample?T=70")
    steps(page).focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(25)
    expect(page).to_have_url(address("/sample?T=85"))
    expect(steps(page)).to_have_value("85")


def test_the_language_changes_in_place(visit):
    page = visit("/sample?T=70")
    page.get_by_role("button", name="中文").click()
    expect(page).to_have_url(address("/sample?lang=zh&T=70"))
    expect(steps(page)).to_have_value("70")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.get_by_text("时间步数")).to_be_visible()


def test_a_chinese_browser_is_greeted_in_chinese(visit):
    page = visit("/", locale="zh-CN")
    expect(page.locator("h1")).to_have_text(translate("zh", "pages.home.title"))


def test_a_link_in_chinese_is_chinese_at_once_menu_and_all(visit):
    page = visit("/sample?lang=zh")
    expect(page.get_by_test_id("stSidebarNav")).to_contain_text(translate("zh", "pages.home.title"))
    expect(page.get_by_test_id("stSidebarNav")).not_to_contain_text(
        translate("en", "pages.home.title")
    )


def test_the_menu_keeps_what_a_page_remembers(visit):
    page = visit("/sample?T=70")
    links = page.get_by_test_id("stSidebarNav").get_by_role("link")
    links.filter(has_text=translate("en", "pages.home.title")).click()
    expect(page.locator("h1")).to_have_text(translate("en", "pages.home.title"))
    links.filter(has_text="Sample").click()
    expect(page).to_have_url(address("/sample?T=70"))
    expect(steps(page)).to_have_value("70")


def test_a_bad_link_opens_and_says_so(visit):
    page = visit("/sample?T=banana&w=%ff&x=%3Cimg%20src=x%3E&net=lstm97")
    notice = page.get_by_test_id("stAlert").first
    expect(notice).to_contain_text("T=banana was ignored; T must be a whole number from 5 to 1000.")
    expect(notice).to_contain_text("x=<img src=x> is not a setting of this page")
    expect(notice.locator("img")).to_have_count(0)
    expect(page).to_have_url(address("/sample?net=lstm97"))


def test_an_unknown_address_lists_the_pages(visit):
    page = visit("/nowhere")
    expect(page.locator("h1")).to_have_text("There is no such page")
    expect(page.get_by_role("dialog")).to_have_count(0)
    link = page.get_by_test_id("stMain").get_by_role("link", name="The error race")
    link.click()
    expect(page.locator("h1")).to_have_text("The error race")


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_phone_never_scrolls_sideways(visit, locale):
    page = visit("/sample", locale=locale, width=390)
    wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
    expect(page.get_by_role("button", name=re.compile("中文|English"))).to_be_visible()


def test_the_code_of_an_equation_is_marked_and_reachable_by_keyboard(visit):
    page = visit("/sample")
    expect(page.locator("mark")).to_contain_text("state.s")
    expect(page.locator("ol[tabindex='0']")).to_have_attribute(
        "aria-label", re.compile(r"lstm97/engine/[\w/]+\.py")
    )
