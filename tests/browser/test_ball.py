"""The ball on the map of a loss: it rolls, is scrubbed, and its start is dragged."""

import re

from driving import settle

from lstm97.ui.base.text import translate

# Words that are drawn at twice the size of the screen, as in a picture to take away.
NOTED = """(() => {
  const draw = CanvasRenderingContext2D.prototype.fillText;
  window.kept = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    if (this.getTransform().a === 2) window.kept.push(text);
    return draw.call(this, text, ...place);
  };
})()"""


def step(page):
    return int(page.locator(".ball[data-ready]").get_attribute("data-step"))


def test_it_rolls_after_the_answer_and_a_dragged_start_asks_for_another_walk(use):
    page = use("/gradient-descent")
    assert step(page) == 0
    page.get_by_role("button", name=translate("en", "common.lesson.skip")).first.click()
    settle(page)
    page.locator(".ball[data-step='60']").wait_for(timeout=15_000)  # it has rolled to the end
    page.locator(".ball input").fill("12")
    assert step(page) == 12
    page.keyboard.press("ArrowRight")
    assert step(page) == 13
    page.evaluate(NOTED)
    with page.expect_download() as saved:
        page.locator(".ball [data-act=save]").click()
    start, fixed = (translate("en", f"gradient-descent.map.{name}") for name in ("start", "fixed"))
    assert {start, fixed} & set(page.evaluate("window.kept")) == {fixed}  # no hand drags a picture
    assert saved.value.suggested_filename.endswith(".png")
    assert step(page) == 13
    assert page.locator(".ball [data-act=clip]").is_enabled()
    box = page.locator(".ball canvas").first.bounding_box()
    plane = (box["x"] + 34, box["y"] + 22, box["width"] - 42, box["height"] - 60)
    x, y = plane[0] + plane[2] * 3 / 12, plane[1] + plane[3] * 4 / 12  # of w = -1, b = 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + plane[2] / 12, y + plane[3] / 6, steps=5)  # to w = 0, b = 0
    page.mouse.up()
    page.wait_for_url(re.compile(r"[?&]b="))
    settle(page)
    query = dict(pair.split("=") for pair in page.url.split("?")[1].split("&"))
    assert abs(float(query["w"])) <= 0.2
    assert abs(float(query["b"])) <= 0.2
    past = page.locator(".ball .past")  # the walk before stays, named, until one click drops it
    before = translate("en", "stage.ghost", name="")
    assert past.inner_text().startswith(before.strip())
    assert "−1.00" in past.inner_text() or "−1 →" in past.inner_text()
    past.click()
    assert past.is_hidden()
    assert page.problems == []
