"""What a teacher finds: a plan that tells the truth, worksheets with answers, links that work."""

import re
from base64 import b64decode
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from visit import everything, opener, press, readings, said, visit

from lstm97.analysis.quiz.worksheet import worksheets
from lstm97.figures.palette import PALETTES
from lstm97.figures.thumbnail import svg
from lstm97.ui.base.contents import BY_SLUG, PAGES
from lstm97.ui.base.fill import labels
from lstm97.ui.base.text import languages, translate
from lstm97.ui.lesson import wall
from lstm97.ui.lesson.plan import LESSON_STAGES, PLANS, starts
from lstm97.ui.link.settings import decode
from lstm97.ui.pages.classroom import printable
from lstm97.ui.pages.classroom import sheet as classroom_sheet
from lstm97.ui.registry import TABLES, stage_numbers, stage_pictures, teaching

open_page = opener("classroom")
RACE = teaching("error-race").reaches

# Numbers of each stage that its page says in words.
SAID = {
    "recurrent-network": ("made", "left"),
    "bptt": ("largest", "share", "total", "kept"),
    "vanishing-exploding": ("depth", "steps", "left"),
    "carousel": ("below",),
    "memory-cell": ("points", "answer", "wanted"),
    "error-race": ("rnn", "steps", "lstm"),
    "myths": ("steps", "old_kept", "full_kept", "bias_3_kept", "bias_0_kept"),
}
FIRST = {
    "recurrent-network": "kept",
    "bptt": "largest",
    "vanishing-exploding": "fate",
    "carousel": "left",
    "memory-cell": "open",
    "error-race": "reach",
}


def links(at):
    return {one.proto.label: one.proto for one in at.get("page_link")}


def metrics(at):
    return " ".join(str(one.value) for one in readings(at))


# ---- the lesson


def test_the_lesson_lasts_45_minutes_and_follows_the_pages():
    assert sum(stage.minutes for stage in LESSON_STAGES) == 45
    assert starts(LESSON_STAGES) == [0, 5, 13, 20, 26, 33, 40]
    order = [page.slug for page in PAGES]
    taught = [stage.page for stage in LESSON_STAGES]
    assert taught == sorted(set(taught), key=order.index)


@pytest.mark.parametrize("stage", LESSON_STAGES, ids=lambda stage: stage.page)
def test_a_stage_opens_its_page_in_a_state_that_the_page_understands(stage):
    assert stage.query
    link = decode(TABLES[stage.page], {name: [raw] for name, raw in stage.on_a_wall.items()})
    assert not link.notices


@pytest.mark.parametrize("stage", LESSON_STAGES, ids=lambda stage: stage.page)
def test_the_plan_has_the_numbers_of_the_page_it_opens(stage):
    at = visit(stage.page, **stage.query)
    reveals = (f"{stage.page}.predict.{FIRST.get(stage.page)}/skip", "myths/never-vanish/run")
    press(at, next(one.key for one in at.button if one.key in reveals))
    text = f"{said(at)} {metrics(at)}"
    numbers = stage_numbers()[stage.page]
    for name in SAID[stage.page]:
        assert re.search(rf"(?<![\d.]){re.escape(numbers[name])}(?![\d.]*\d)", text), (name, text)


@pytest.mark.parametrize("minutes", PLANS)
def test_the_plan_shows_a_measured_picture_of_every_stage(minutes):
    at = open_page(minutes=str(minutes))
    images = [one.proto.body for one in at.get("html") if "data:image/svg+xml" in one.proto.body]
    wanted = [
        svg(stage_pictures()[stage.page], PALETTES["light"], f"On the wall: {title}")
        for stage in PLANS[minutes]
        for title in [translate("en", stage.info.title_key)]
    ]
    assert [b64decode(re.search(r"base64,([^\"]+)", one)[1]).decode() for one in images] == wanted
    assert all("<polyline" in one for one in wanted)


def test_the_picture_of_a_stage_is_of_its_page():
    race = next(stage for stage in LESSON_STAGES if stage.page == "error-race")
    reaches = teaching("error-race").reaches(race.query)
    lines = stage_pictures()["error-race"].lines
    np.testing.assert_array_equal(lines["lstm"], reaches["lstm97"].curve)
    np.testing.assert_array_equal(lines["rnn"], reaches["rnn"].curve)


@pytest.mark.parametrize("lang", languages())
def test_the_plan_says_all_of_every_stage_and_leads_to_it(lang):
    at = open_page(lang)
    text = said(at)
    for stage in LESSON_STAGES:
        numbers = stage_numbers()[stage.page]
        for part in ("ask", "answers", "measured", "then"):
            words = translate(lang, f"classroom.stage.{stage.page}.{part}")
            for name, number in numbers.items():
                words = words.replace(f"{{{name}}}", number)
            assert "{" not in words
            assert words in text
        title = translate(lang, stage.info.title_key)
        queries = [
            dict(parse_qsl(one.proto.query_string))
            for one in at.get("page_link")
            if one.proto.label == title
        ]
        assert stage.on_a_wall in queries


# ---- worksheets


@pytest.mark.parametrize("lang", languages())
def test_a_worksheet_keeps_its_answers_to_itself_until_they_are_opened(lang):
    at = open_page(lang, show="worksheets", version="3")
    numbers = [
        labels(question)[next(iter(question.right))]
        for question in worksheets(3)[-1].questions[:-1]
    ]
    marked = [f"➜ **{number}**" for number in numbers]
    assert "**8.**" in said(at)
    assert not [one for one in marked if one in said(at)]
    at = everything(at)
    assert not [one for one in marked if one not in said(at)]
    assert len(at.get("bidi_component")) >= 3


def test_another_version_has_other_numbers_and_the_same_one_the_same():
    assert "_" * 9 not in said(open_page(show="worksheets"))  # a line as on paper breaks on a phone
    first, again, other = (said(open_page(show="worksheets", version=v)) for v in ("5", "5", "6"))
    assert first == again
    assert first != other


@pytest.mark.parametrize("version", [1, 2, 3])
def test_the_race_to_be_watched_is_the_one_that_the_answer_tells(version):
    sheet = worksheets(version)[-1]
    item = classroom_sheet.watch(sheet.length, sheet.seed, RACE)
    address = next(word for word in item.ask.split() if "?" in word and "=" in word)
    parts = urlsplit(address)
    assert parts.path.endswith("error-race")
    assert dict(parse_qsl(parts.query))["lang"] == "en"  # of the sheet, whoever types it in
    at = press(visit("error-race", **dict(parse_qsl(parts.query))), "error-race.predict.reach/skip")
    depths = [re.findall(r"\d+", str(one.value)) for one in readings(at)]
    assert re.findall(r"\d+", item.answer.replace("1997", "")) == [
        n for pair in depths for n in pair
    ]


def test_a_sheet_can_be_printed_whatever_its_version():
    for version in (1, 50, 100):
        sheet = classroom_sheet.items(worksheets(version)[-1], RACE)
        for lines in (classroom_sheet.student_lines(sheet), classroom_sheet.teacher_lines(sheet)):
            document = printable.page("t", lines, "en")
            assert document.count("<b>") >= len(sheet)
            assert not re.search(r"\{[a-z]|\$|\*\*", document.split("</style>")[1])


@pytest.mark.parametrize("lang", languages())
def test_all_versions_and_their_answers_are_one_file_with_room_and_paper(lang):
    at = everything(open_page(lang, show="worksheets", copies="3"))
    assert not at.exception
    text = classroom_sheet.everything(3, RACE)
    assert text.count('<section class="sheet">') == 6
    assert text.count("<svg") == 6
    assert text.count("<polyline") == 6  # both networks, on the answers alone
    assert text.count('class="write"') == 3 * 9
    heads = re.findall(r"<h1>(.*?)</h1>", text)
    assert len(set(heads)) == 6
    assert "nan" not in text.split("</style>")[1]


def test_a_curve_stands_on_the_grid_where_its_numbers_are():
    paper = printable.log_grid(10, (-4, 0), "x", "y", {"a": [0.0] * 5 + [-2.0] * 5 + [-9.0]})
    (points,) = re.findall(r'points="([^"]*)"', paper)
    places = [tuple(map(float, one.split(","))) for one in points.split()]
    assert len(places) == 10  # what lies below the paper is not drawn at its edge
    assert places[0] == (0.0, 0.0)
    assert places[-1] == (pytest.approx(620 * 0.9), pytest.approx(380 / 2))


def test_slips_are_told_and_none_is_the_answer():
    for item in classroom_sheet.items(worksheets(4)[-1], RACE)[:-1]:
        assert len(item.slips) >= 2
        assert item.answer not in [wrong for wrong, _ in item.slips]


# ---- links


def built(at):
    """The link that has been made, as page and settings."""
    parts = urlsplit(at.code[-1].value)  # the page's own link, if open, stands above
    return parts.path.rpartition("/")[2], dict(parse_qsl(parts.query))


def pills(at, name):
    return next(one for one in at.get("button_group") if one.key == f"classroom/{name}/en")


def test_a_link_is_built_and_does_what_the_preview_says():
    at = open_page(show="links")
    at.selectbox(key="classroom/page/en").set_value("carousel").run()
    at.slider(key="classroom/carousel/w/en").set_value(1.0).run()
    pills(at, "lock/carousel/seen").set_value(["w"]).run()
    pills(at, "hide/carousel/seen").set_value(["T"]).run()
    assert not at.exception
    page, query = built(at)
    assert (page, query) == ("carousel", {"v": "1", "w": "1", "lock": "w", "hide": "T"})
    table = at.table[0].value
    assert table["For students"].tolist()[:3] == ["free", "locked", "hidden"]
    found = visit(page, **query)
    assert found.slider(key="carousel/w/en").value == 1
    assert found.slider(key="carousel/w/en").disabled
    assert "carousel/T/en" not in [one.key for one in found.select_slider]
    assert not found.warning


def test_two_things_moved_at_once_are_both_kept():
    at = open_page(show="links", link="bptt")
    at.slider(key="classroom/bptt/T/en").set_value(8)
    at.slider(key="classroom/bptt/w/en").set_value(0.3)
    pills(at, "hide/bptt/seen").set_value(["d"])
    at.run()
    assert built(at) == ("bptt", {"v": "1", "T": "8", "w": "0.3", "hide": "d"})


def test_controls_behind_more_can_be_locked_and_keep_it_when_others_are():
    at = everything(open_page(show="links", link="bptt?lock=seed"))
    assert pills(at, "lock/bptt/more").value == ["seed"]
    pills(at, "lock/bptt/seen").set_value(["T"]).run()
    assert built(at)[1]["lock"] == "T.seed"
    assert "Seed" in at.table[0].value["Control"].tolist()
    pills(at, "lock/bptt/more").set_value([]).run()
    assert built(at)[1]["lock"] == "T"


def test_a_preset_language_and_presenter_mode_go_into_the_link():
    at = open_page(show="links")
    press(at, "classroom/preset/error-race/uncut")
    at.toggle(key="classroom/present").set_value(True).run()
    pills(at, "lang").set_value("zh").run()
    page, query = built(at)
    assert page == "error-race"
    assert query["lang"] == "zh"
    assert query["present"] == "1"
    assert query["gradient"] == "full"
    at.selectbox(key="classroom/page/en").set_value("quiz").run()
    assert built(at) == ("quiz", {"lang": "zh", "v": "1", "present": "1"})


def test_the_link_under_way_is_in_the_address_and_a_pasted_one_is_taken_apart():
    at = open_page(show="links")
    pasted = "https://some.where/app/bptt?T=7&lock=w&zzz=1"
    at.text_input(key="classroom/link/en").input(pasted).run()
    assert at.slider(key="classroom/bptt/T/en").value == 7
    assert pills(at, "lock/bptt/seen").value == ["w"]
    assert "zzz" in at.warning[0].value
    again = open_page(show="links", link="".join(at.query_params["link"]))
    assert built(again) == built(at) == ("bptt", {"v": "1", "T": "7", "lock": "w"})


def test_a_link_that_leads_nowhere_is_told_and_the_builder_begins_anew():
    at = open_page(show="links", link="what?<b>")
    assert not at.exception
    assert len(at.warning) == 1
    assert built(at) == ("error-race", {"v": "1"})


@pytest.mark.parametrize("page", TABLES)
def test_every_page_can_be_chosen(page):
    at = everything(open_page("zh", show="links", link=page))
    assert not at.exception
    assert not at.warning
    assert built(at) == (page, {"v": "1"})


# ---- presenter mode


def taken(at):
    """The sentence to take away."""
    return re.findall(r"^> (.+)$", str(at.markdown[-1].value), flags=re.MULTILINE)


def test_a_page_that_is_projected_has_little_prose_and_the_way_on():
    plain = press(visit("carousel"), "carousel.predict.left/skip")
    wall = press(visit("carousel", present="1"), "carousel.predict.left/skip")
    assert len(said(wall)) < 0.7 * len(said(plain))
    following = translate("en", BY_SLUG["memory-cell"].title_key)
    assert [label for label in links(wall) if label[0].isdigit()] == ["3", f"5 · {following}"]
    assert "".join(wall.query_params["present"]) == "1"
    assert taken(wall) == taken(plain) != []  # the sentence to take away


def test_the_tabs_of_a_page_stand_among_the_controls_of_a_wall():
    at = visit("experiments", present="1")
    at.session_state["experiments/more"] = True
    at.run()
    tabs = next(one for one in at.get("button_group") if one.key == "experiments/net/en")
    tabs.set_value("film").run()
    assert "".join(at.query_params["net"]) == "film"
    assert at.radio[0].label == translate("en", "experiments.predict.arrives.ask")


def test_leaving_brings_everything_back_and_without_it_nothing_is_added():
    at = visit("carousel", present="1")
    press(at, "present/leave")
    plain = visit("carousel")
    assert "present" not in at.query_params
    assert said(at) == said(plain)
    assert links(at).keys() == links(plain).keys()
    assert len(list(at.main)) == len(list(plain.main))
    assert not [one for one in plain.button if str(one.key).startswith("present/")]


def test_presenter_mode_goes_along_from_page_to_page_and_back_to_the_lesson():
    at = visit("carousel", present="1")
    at.query_params.clear()
    at.switch_page(str(BY_SLUG["glossary"].file)).run()
    assert "".join(at.query_params["present"]) == "1"
    back = translate(
        "en", "classroom.present.back", number=4, title=translate("en", "pages.carousel.title")
    )
    assert back in links(at)


def test_the_last_stage_ends_on_the_page_for_teachers():
    at = visit("myths", present="1", show="never-vanish")
    end = links(at)[translate("en", "classroom.present.end")]
    assert end.page == wall.TEACHER.slug


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_every_page_can_be_projected(page):
    at = visit(page.slug, "zh", present="1")
    assert not at.exception
    assert not at.warning


def test_a_bad_link_says_what_it_ignored_and_opens_the_page_as_usual():
    at = visit("bptt", present="xyz", lock="nonsense")
    assert not at.exception
    assert "`present=xyz` was ignored" in at.warning[0].value
    assert "`lock=nonsense` was ignored" in at.warning[0].value
    assert "present/leave" not in [one.key for one in at.button]
