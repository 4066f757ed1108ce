"""A page written as one file plays in a browser that has no net, with the page's own numbers."""

import pytest

from lstm97.__main__ import main
from lstm97.ui.base.text import translate
from lstm97.ui.export import ExportError, exported, html


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_file_plays_without_a_server(chromium, tmp_path, lang):
    path = tmp_path / "race.html"
    assert main(["export", "error-race?length=30", "--lang", lang, "--to", str(path)]) == 0
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page, problems, asked = context.new_page(), [], []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda one: one.type == "error" and problems.append(one.text))
    page.on("request", lambda one: asked.append(one.url))
    page.goto(path.as_uri())
    stage = page.locator(".stage")
    stage.locator("canvas").first.wait_for()
    assert page.locator("h1").inner_text() == translate(lang, "pages.error-race.title")
    page.keyboard.press("Tab")
    stage.evaluate("(one) => one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }))")
    page.wait_for_timeout(100)
    assert stage.get_attribute("data-position") == "0"
    stage.evaluate("(one) => one.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))")
    page.wait_for_timeout(900)
    assert float(stage.get_attribute("data-position")) > 1
    assert page.locator(".numbers b").count() == 2
    assert problems == []
    assert asked == [path.as_uri()]
    context.close()


@pytest.mark.parametrize("page", ["nowhere", "glossary"])
def test_what_cannot_be_written_is_refused_by_name(page):
    with pytest.raises(ExportError, match=page):
        exported(page)


def test_texts_are_html_and_nothing_in_them_is_markup():
    assert html("**a** <b> *c* `d` [e](f)") == "<p><b>a</b> &lt;b&gt; <i>c</i> <code>d</code> e</p>"
    assert html("- one\n- two") == "<ul><li>one</li><li>two</li></ul>"
