"""A teacher's window and three phones go through a stage of the lesson together."""

import time

import pytest
from driving import HERE, serve, settle
from playwright.sync_api import expect
from test_phone import CHOICE, DRAWING, draw

from lstm97.room import rooms, rounds, votes
from lstm97.room.database import connect
from lstm97.ui.base.text import languages, translate
from lstm97.ui.room.session import COOKIE

LOCALES = {"en": "en-GB", "zh": "zh-CN"}
WALL = "/error-race?task=temporal-order&length=100&gradient=truncated&present=1"


def say(lang, key, **values):
    return translate(lang, f"room.{key}", **values)


BELOW = "(one) => one.getBoundingClientRect().bottom - innerHeight"
TRACKS = """(rows) => rows.map((row) => row.children[1].getBoundingClientRect())
  .map((track) => [Math.round(track.left), Math.round(track.width)])"""

COVERED = """(answers) => { const marks = [...answers.querySelectorAll('[role=img] > *')];
  const signs = [...answers.closest('.st-key-room-asked').querySelectorAll('button')];
  return marks.filter((one) => signs.some((sign) => {
    const [a, b] = [one, sign].map((each) => each.getBoundingClientRect());
    return a.right > b.left && b.right > a.left && a.bottom > b.top && b.bottom > a.top;
  })).map((one) => one.textContent) }"""


@pytest.fixture
def db():
    database = connect()
    yield database
    database.engine.dispose()


def press(page, name):
    page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True).first.click()


def cookie(page):
    """What the teacher's browser keeps of the room, once it does: code and secret."""
    page.wait_for_function("() => document.cookie.includes('lstm97_room=')")
    kept = {one["name"]: one["value"] for one in page.context.cookies()}
    return kept["lstm97_room"].split(".")


def led(use, db, lang="en"):
    """The same for a room that the teacher's browser brings along, in its cookie."""
    key = rooms.open_room(db)
    cookie = f"document.cookie = '{COOKIE}={key.code}.{key.secret}; path=/'"
    wall = use(WALL, locale=LOCALES[lang], width=1920, height=1080, noting=cookie)
    expect(wall.get_by_text(key.code).first).to_be_visible()
    return wall, key.code, key.secret


def opened(use, lang):
    """The window of a teacher who has opened a room and projects a stage; and the room's code."""
    wall = use("/classroom?show=room", locale=LOCALES[lang], width=1920, height=1080)
    press(wall, say(lang, "teach.open"))
    expect(wall.get_by_text(say(lang, "wall.joined", joined=0))).to_be_visible()
    code, secret = cookie(wall)
    wall.goto(wall.url.partition("/classroom")[0] + WALL)
    settle(wall)
    expect(wall.get_by_text(code).first).to_be_visible()
    return wall, code, secret


def phones(browse, app, code):
    """Three phones that type the code, in both languages."""
    joined = []
    for locale in ("en-GB", "zh-CN", "en-US"):
        phone = browse(f"{app}/room", locale=locale, width=360, height=740)
        phone.locator("#code").fill(code.lower())
        phone.get_by_role("button").click()
        expect(phone.locator("h1")).not_to_be_empty()
        joined.append(phone)
    return joined


@pytest.mark.parametrize("lang", languages())
def test_a_whole_stage(use, browse, app, db, lang):
    wall, code, secret = opened(use, lang)
    class_ = phones(browse, app, code)
    expect(wall.get_by_text(say(lang, "wall.joined", joined=3))).to_be_visible()

    press(wall, say(lang, "step.open"))
    for phone, slug in zip(class_, ("both", "lstm", "?"), strict=True):
        phone.locator(f"[data-slug='{slug}']:enabled").click()
        lang_of = phone.locator("html").get_attribute("lang")
        expect(phone.locator("#note")).to_have_text(say(lang_of, "phone.is_in"))
    expect(wall.get_by_text(say(lang, "wall.answered", answered=3, joined=3)).first).to_be_visible()
    assert wall.locator(".st-key-room-answers").count() == 0
    press(wall, say(lang, "step.close"))
    expect(class_[0].locator("#note")).to_have_text(say("en", "phone.closed"))
    press(wall, say(lang, "step.again"))
    for phone, slug in zip(class_, ("lstm", "lstm", "rnn"), strict=True):
        phone.locator(f"[data-slug='{slug}']:enabled").click()
        expect(phone.locator(f"[data-slug='{slug}']")).to_have_attribute("aria-pressed", "true")
    expect(wall.get_by_text(say(lang, "wall.answered", answered=3, joined=3)).first).to_be_visible()
    press(wall, say(lang, "step.close"))
    expect(wall.get_by_role("button", name=say(lang, "step.reveal"))).to_be_visible()

    press(wall, say(lang, "wall.ask_curve"))
    expect(wall.get_by_text(say(lang, "wall.draw"))).to_be_visible()
    settle(wall)
    press(wall, say(lang, "step.open"))
    for phone, end in zip(class_, (0.2, 0.5, 0.8), strict=True):
        phone.locator("canvas").wait_for()
        expect(phone.locator("[data-slug='?']")).to_be_enabled()
        draw(phone, end, 0.11)
        phone.locator("#send").click()
        expect(phone.locator("#note")).not_to_be_empty()
    expect(wall.get_by_text(say(lang, "wall.answered", answered=3, joined=3)).first).to_be_visible()
    press(wall, say(lang, "step.close"))
    press(wall, say(lang, "step.reveal"))
    expect(class_[1].locator("#verdict")).to_contain_text(
        say("zh", "phone.near", hits=0, points=64)[:5]
    )
    expect(wall.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    settle(wall)
    asked = rounds.on_wall(db, code)[1]
    assert len(votes.ballots(db, code, asked.question.key)[1]) == 3
    assert asked.question.right.curve[-1] is not None

    press(wall, say(lang, "wall.ask"))
    press(wall, say(lang, "step.reveal"))
    expect(wall.get_by_text(say(lang, "wall.change", gained=1, lost=0))).to_be_visible()
    first = say(lang, "wall.share", round=say(lang, "wall.round1"), right=1, of=3)
    expect(wall.get_by_text(first)).to_be_visible()
    assert wall.get_by_text(first).evaluate(BELOW) <= 0  # who was right needs no scrolling
    answers = wall.locator(".st-key-room-answers [role=img]")
    assert answers.count() == 5
    assert answers.last.evaluate(BELOW) <= 0
    assert len(set(map(tuple, answers.evaluate_all(TRACKS)))) == 1  # one scale for all bars
    assert wall.locator(".st-key-room-answers").evaluate(COVERED) == []  # by the signs beside
    presets = wall.locator('[class*="-preset-"] button')
    expect(presets.last).to_be_hidden()
    wall.keyboard.press("r")
    expect(answers).to_have_count(0)
    assert presets.last.evaluate(BELOW) <= 0  # what the plan says to press then
    wall.keyboard.press("f")  # the picture alone, whole: the room's row makes room for it
    expect(wall.locator(".st-key-room-bar")).to_be_hidden()
    assert wall.locator(".stage").evaluate(BELOW) <= 0
    expect(class_[0].locator("#verdict")).to_contain_text(say("en", "phone.right"))
    expect(class_[2].locator("#verdict")).to_contain_text(say("en", "phone.wrong"))
    assert secret not in wall.content()
    assert secret not in wall.url
    assert all(page.problems == [] for page in (wall, *class_))
    rooms.end(db, code)


def test_a_room_is_opened_on_the_wall_and_read_from_it(use, browse, app, db):
    wall = use(WALL, width=1920, height=1080)
    other = wall.context.new_page()  # opened before, and leads no room of its own
    other.goto(f"{app}/classroom?show=room")
    settle(other)
    press(wall, say("en", "teach.open"))
    code, secret = cookie(wall)
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # turned to
    expect(other.get_by_text(code)).to_be_visible()
    assert cookie(wall) == [code, secret]
    short = f"{app.partition('//')[2]}/room"
    expect(
        wall.get_by_text(say("en", "wall.at", address=short, code=code).replace("*", ""))
    ).to_be_visible()
    phone = browse(f"http://{short}", width=390, height=800)
    phone.locator("#code").fill(code)
    phone.get_by_role("button").click()
    press(wall, say("en", "step.open"))
    phone.locator("[data-slug='both']:enabled").click()
    expect(phone.locator("#note")).to_have_text(say("en", "phone.is_in"))
    assert secret not in wall.url + wall.content() + phone.content()
    rooms.end(db, code)


def test_the_wall_is_never_more_than_a_second_behind(use, db):
    wall, code, _ = led(use, db)
    press(wall, say("en", "step.open"))
    expect(wall.get_by_role("button", name=say("en", "step.close"))).to_be_visible()
    settle(wall)
    asked = rounds.on_wall(db, code)[1]
    late = []
    for n in range(1, 6):
        votes.cast(db, code, f"v{n}", asked.question.key, 1, "both")
        began = time.monotonic()
        wall.get_by_text(say("en", "wall.answered", answered=n, joined=n)).first.wait_for()
        late.append(time.monotonic() - began)
    assert sorted(late)[2] <= 1.0, late  # two looks a second, and what drawing takes
    rooms.end(db, code)


def test_a_laptop_that_slept_finds_its_room_again(use, db):
    """A reload is a new session, as after sleep or a restart of the server."""
    wall, code, _ = led(use, db)
    press(wall, say("en", "step.open"))
    expect(wall.get_by_role("button", name=say("en", "step.close"))).to_be_visible()
    wall.reload()
    settle(wall)
    expect(wall.get_by_text(code).first).to_be_visible()
    expect(wall.get_by_role("button", name=say("en", "step.close"))).to_be_visible()
    other = wall.context.new_page()  # a second tab of the same teacher
    other.goto(wall.url)
    settle(other)
    press(other, say("en", "step.close"))
    expect(wall.get_by_role("button", name=say("en", "step.again"))).to_be_visible()
    rooms.end(db, code)


def test_the_wall_turns_where_the_remote_control_says(use, db):
    wall, code, _ = led(use, db)
    rooms.turn_to(db, code, 3)
    title = wall.locator("h1", has_text=translate("en", "pages.carousel.title"))
    expect(title).to_be_visible(timeout=10_000)
    assert "present=1" in wall.url
    rooms.end(db, code)


@pytest.mark.parametrize("lang", languages())
def test_the_notes_on_a_second_device_follow_the_wall_and_turn_it(use, browse, app, db, lang):
    wall, code, secret = led(use, db, lang)
    notes = browse(
        f"{app}/room/{code}/remote?lang={lang}#{secret}", locale=LOCALES[lang], width=390
    )
    expect(notes.locator("#stage")).not_to_be_empty()
    notes.get_by_role("link", name=say(lang, "remote.notes")).click()
    race, myths, carousel = (
        translate(lang, f"classroom.stage.{page}.name")
        for page in ("error-race", "myths", "carousel")
    )
    expect(notes.locator("h3", has_text=race)).to_be_visible(timeout=20_000)
    assert secret not in notes.url
    notes.get_by_role("button", name=translate(lang, "classroom.notes.clock")).click()
    expect(notes.locator(".how")).not_to_be_empty()  # ahead: the race comes late in the lesson
    expect(notes.get_by_role("button", name=translate(lang, "classroom.notes.play"))).to_be_hidden()
    notes.get_by_role("button", name=translate(lang, "classroom.notes.next")).click()
    title = wall.locator("h1", has_text=translate(lang, "pages.myths.title"))
    expect(title).to_be_visible(timeout=10_000)
    expect(notes.locator("h3", has_text=myths)).to_be_visible(timeout=10_000)
    while not rooms.find(db, code).wall.startswith("myths"):  # the wall says that it has come
        time.sleep(0.2)
    settle(wall)
    rooms.turn_to(db, code, 3)
    expect(notes.locator("h3", has_text=carousel)).to_be_visible(timeout=10_000)
    rooms.end(db, code)


def test_a_device_without_the_secret_waits_for_a_wall(use, browse, app, db):
    _wall, code, secret = led(use, db)
    notes = browse(f"{app}/room/{code}/remote?lang=en#{secret[::-1]}", width=390)
    expect(notes.locator("#note")).not_to_be_empty()
    notes.get_by_role("link", name=say("en", "remote.notes")).click()
    waiting = notes.get_by_text(translate("en", "classroom.notes.waiting"))
    expect(waiting).to_be_visible(timeout=20_000)
    expect(notes.locator("h3")).to_have_count(0)
    rooms.end(db, code)


def test_a_host_that_keeps_our_addresses_back_is_found_out(use, db):
    wall = use("/classroom?show=room")
    wall.route("**/room/ping", lambda route: route.fulfill(status=200, body="<html></html>"))
    press(wall, say("en", "teach.open"))
    expect(wall.get_by_text(say("en", "teach.no_routes"))).to_be_visible()
    rooms.end(db, cookie(wall)[0])


def test_where_a_host_runs_scripts_only_the_app_itself_asks(browse, db):
    with serve(HERE / "bare_app.py") as app:
        wall = browse(f"{app}/classroom?show=room")
        settle(wall)
        press(wall, say("en", "teach.open"))
        expect(wall.get_by_text(say("en", "teach.no_routes"))).to_be_visible()
        code = cookie(wall)[0]
        phone = browse(f"{app}/room?code={code}", locale="zh-CN", width=390, height=800)
        expect(phone.get_by_text(say("zh", "phone.waiting"))).to_be_visible()
        ask(db, code, CHOICE)
        phone.get_by_role("button", name="答案 a").click()
        expect(phone.get_by_text(say("zh", "phone.is_in"))).to_be_visible()
        phone.reload()
        expect(phone.get_by_text(say("zh", "phone.is_in"))).to_be_visible()
        phone.get_by_role("button", name="答案 b").click()
        chosen = phone.locator('[data-testid="stBaseButton-primary"]')
        expect(chosen).to_have_text("B · 答案 b")
        ask(db, code, DRAWING)
        phone.locator("canvas").wait_for()
        draw(phone, 0.2, 0.8)
        phone.get_by_role("button", name=say("zh", "phone.send")).click()
        expect(phone.get_by_text(say("zh", "phone.is_in"))).to_be_visible()
        assert [*votes.ballots(db, code, CHOICE.key)[1].values()] == ["b"]
        (curve,) = votes.ballots(db, code, DRAWING.key)[1].values()
        assert curve[5] > curve[-5]
        assert wall.problems == phone.problems == []
        rooms.end(db, code)


def ask(db, code, question):
    rounds.offer(db, code, question)
    rounds.step(db, code, question.key, "open")
