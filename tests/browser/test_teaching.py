"""A teacher at work: makes a link for the class, and projects the lesson from stage to stage."""

import pytest
from driving import settle
from playwright.sync_api import expect

from lstm97.ui.base.text import translate
from lstm97.ui.lesson.plan import STAGES

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
    page.locator("h1", has_text=say(STAGES[0].info.title_key)).wait_for()
    settle(page)
    return page


def test_the_lesson_is_projected_and_left(wall):
    assert "present=1" in wall.url
    assert wall.get_by_test_id("stSidebar").count() == 0
    large = wall.evaluate(LETTERS)
    assert large > 20
    expect(wall.locator(".clock .time")).to_contain_text("0:")
    following = STAGES[1]
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
    assert stage.evaluate("(one) => getComputedStyle(one).zoom") == "1.4"
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
