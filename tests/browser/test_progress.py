"""Guesses stay in the browser: another visit finds them, another browser does not."""

from driving import settle

from lstm97.ui.base.text import translate

KEPT = "() => (localStorage.getItem('lstm97-progress') ?? '').includes('carousel.left')"


def say(key, **values):
    return translate("en", key, **values)


def test_another_visit_finds_the_guess(use):
    page = use("/carousel")
    page.get_by_text(say("carousel.predict.left.most"), exact=True).click()
    settle(page)
    page.get_by_role("button", name=say("common.lesson.reveal")).click()
    settle(page)
    said = page.locator("[class*=st-key-verdict]").first.inner_text()
    page.wait_for_function(KEPT)
    page.reload()
    settle(page)
    page.locator("[class*=st-key-verdict]").first.wait_for()
    assert page.locator("[class*=st-key-verdict]").first.inner_text() == said
    page.get_by_role("button", name=say("common.lesson.again")).first.click()
    settle(page)
    page.wait_for_function(f"() => !({KEPT})()")
    assert page.problems == []


def test_the_map_goes_to_a_page_within_the_session(use):
    page = use("/")
    page.get_by_role("link", name=say("pages.bptt.title")).last.click()
    page.locator("h1", has_text=say("pages.bptt.title")).wait_for()
    settle(page)
    page.get_by_role("link", name=say("common.app.name")).first.click()
    page.locator("h1", has_text=say("common.app.name")).wait_for()
    settle(page)
    card = page.locator("nav a", has_text=say("pages.bptt.title"))
    card.get_by_role("img", name=say("common.map.begun")).wait_for()
    assert page.problems == []
