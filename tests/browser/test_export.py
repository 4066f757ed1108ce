"""A page written as one file plays in a browser that has no net, with the page's own numbers."""

import sys

import pytest

from lstm97.__main__ import main
from lstm97.ui.base.text import translate
from lstm97.ui.export import ExportError, export_page, html
from lstm97.words import sections

PICTURE = "(canvas) => canvas.toDataURL()"


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
    assert page.locator("td b").count() == 2
    assert problems == []
    assert asked == [path.as_uri()]
    context.close()


def test_the_ball_rolls_without_a_server_and_nobody_takes_its_start(chromium, tmp_path):
    path = tmp_path / "ball.html"
    assert main(["export", "gradient-descent", "--lang", "zh", "--to", str(path)]) == 0
    size = {"width": 390, "height": 844}
    context = chromium.new_context(offline=True, viewport=size, has_touch=True, is_mobile=True)
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(path.as_uri())
    ball, drawing = page.locator(".ball[data-ready]"), page.locator(".ball canvas").first
    last = int(ball.get_attribute("data-step"))
    before = drawing.evaluate(PICTURE)
    box = drawing.bounding_box()
    for x in range(40, int(box["width"]) - 10, 12):  # a press anywhere, its start too
        page.mouse.click(box["x"] + x, box["y"] + box["height"] * 0.35)
    assert drawing.evaluate(PICTURE) == before
    ball.get_by_role("button").tap()
    page.wait_for_timeout(700)
    assert 0 < int(ball.get_attribute("data-step")) < last
    words = page.locator("details").last
    assert words.locator("summary").inner_text() == translate("zh", "glossary.ui.words")
    assert not words.locator("li").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert problems == []
    context.close()


def test_a_chart_and_a_formula_are_drawn_without_a_server(chromium, tmp_path):
    path = tmp_path / "layers.html"
    assert main(["export", "layers", "--to", str(path)]) == 0
    context = chromium.new_context(offline=True, viewport={"width": 390, "height": 844})
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(path.as_uri())
    chart, formula = page.locator("figure[role=img] > svg"), page.locator(".formulas math")
    assert chart.count() == formula.count() == 1
    assert chart.bounding_box()["height"] > 150
    assert formula.locator("mtable").count() == 4  # slopes, matrix, vector, and what they make
    assert formula.locator("mtable").first.bounding_box()["height"] > 40  # three rows
    assert page.locator("main math").count() > 3
    assert "$" not in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert problems == []
    context.close()


def test_a_chart_whose_data_come_apart_has_them_in_the_file():
    drawn = export_page("weight-conflict?after=60")
    assert drawn.count("<figure") == 3
    assert drawn.count("<path") > 30


def test_a_saying_comes_with_what_was_measured():
    drawn = export_page("myths?show=never-vanish", "zh")
    assert drawn.count("<path") > 10
    assert translate("zh", "myths.answer.run") not in drawn
    assert "7.7×10⁻³¹" in drawn  # after a hundred steps, with forget gates of bias 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_reader_may_open_is_in_the_file(lang):
    drawn = export_page("carousel?w=0.99&T=100", lang)
    for key in ("goals", "how_to_read", "in_words"):
        assert f"<summary>{translate(lang, f'common.lesson.{key}')}</summary>" in drawn
    goal = sections(lang, "carousel")["goals"].strip().splitlines()[-1].removeprefix("- ")
    assert f"<li>{goal}</li>" in drawn
    assert "<td>0.37</td>" in drawn  # what is left after 99 steps


@pytest.mark.parametrize("module", ["vl_convert", "latex2mathml.converter"])
def test_what_is_missing_is_named_or_done_without(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    if module == "vl_convert":
        with pytest.raises(ExportError, match="vl-convert-python"):
            export_page("weight-conflict")
    else:
        assert html("so $a < b$") == "<p>so <code>a &lt; b</code></p>"


def test_formulas_are_mathml_and_their_stars_no_emphasis():
    assert html("$a * b$ and *c*").count("<i>") == 1
    inline, block = html("a $x_1 < 2$"), html("$$\nx\n$$")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">' in inline
    assert "&#x0003C;" in inline
    assert 'display="block"' in block


@pytest.mark.parametrize("page", ["nowhere", "glossary", "quiz"])
def test_what_cannot_be_written_is_refused_by_name(page):
    with pytest.raises(ExportError, match=page):
        export_page(page)


def test_texts_are_html_and_nothing_in_them_is_markup():
    assert html("**a** <b> *c* `d` [e](f)") == "<p><b>a</b> &lt;b&gt; <i>c</i> <code>d</code> e</p>"
    assert html("- one\n- two") == "<ul><li>one</li><li>two</li></ul>"
