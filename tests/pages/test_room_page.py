"""A teacher's wall, the tools on the classroom page, and the page for hosts without our routes."""

import re
from dataclasses import replace
from unittest.mock import Mock

import pytest
from streamlit.testing.v1 import AppTest
from visit import app, press, said, visit

from lstm97.analysis.myths.sayings import MYTHS
from lstm97.analysis.quiz.bank import QUESTIONS
from lstm97.room import rooms, rounds, votes
from lstm97.room.question import DONT_KNOW, Axis, Right, RoomQuestion
from lstm97.room.question import say as read
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import languages, literal, translate
from lstm97.ui.lesson.plan import LESSON_STAGES, PLANS
from lstm97.ui.room import data, poll, questions, session, teach, wall

SHEET = Axis((0, 50), (-16, 2), {"": "step"}, {"": "error"}, points=8, decades=True)


@pytest.fixture
def db():
    return data.database()


@pytest.fixture
def key(db):
    made = rooms.open_room(db)
    yield made
    rooms.end(db, made.code)


def say(lang, key, **values):
    return translate(lang, f"room.{key}", **values)


def on_wall(key, slug="error-race", lang="en", **query):
    """The page on the wall of a teacher who leads a room."""
    at = app(lang)
    at.session_state["room/key"] = key
    at = at.run()
    for name, value in {"present": "1", **query}.items():
        at.query_params[name] = value
    return at.switch_page(str(BY_SLUG[slug].file)).run()


def on_phone(code, lang="en"):
    """The page of the app for phones, by itself."""

    def script():
        from lstm97.ui.room import page

        page.show()

    at = AppTest.from_function(script, default_timeout=60)
    at.session_state["language"] = lang
    at.query_params["code"] = code
    return at.run()


def in_classroom(key, **query):
    """The tools of a teacher who leads a room."""
    at = app()
    at.session_state["room/key"] = key
    at = at.run()
    for name, value in {"show": "room", **query}.items():
        at.query_params[name] = value
    return at.switch_page(str(BY_SLUG["classroom"].file)).run()


def bars(at):
    """The bars on the wall in words: answers with their counts."""
    return re.findall(r'aria-label="([^"]*)"', "".join(one.proto.body for one in at.get("html")))


def labels(at):
    return [one.label for one in at.button]


def test_a_room_is_opened_once_and_closed(db):
    at = visit("classroom", show="room")
    press(at, "room/open")
    key = at.session_state["room/key"]
    assert rooms.teaches(db, key).code == key.code
    assert key.code in said(at)
    assert say("en", "wall.joined", joined=0) in said(at)
    press(at, "room/end")
    assert at.session_state["room/key"] is None
    with pytest.raises(session.Refusal, match="gone"):
        rooms.find(db, key.code)


def keys(at):
    """The buttons of a page, by their keys."""
    return {str(one.key) for one in at.button}


def test_a_reader_who_projects_nothing_sees_nothing_of_rooms():
    at = visit("error-race")
    assert not [one for one in at.button if str(one.key).startswith("room/")]


@pytest.mark.parametrize("lang", languages())
def test_a_room_is_opened_on_the_wall_with_its_code_and_address(db, lang):
    at = visit("error-race", lang, present="1")
    assert [one.key for one in at.button if str(one.key).startswith("room/")] == ["room/open-here"]
    press(at, "room/open-here")
    key = at.session_state["room/key"]
    assert rooms.teaches(db, key).code == key.code
    at.run()
    assert key.code in said(at)
    assert rounds.on_wall(db, key.code)[1].question.key == "error-race.predict.reach"
    assert key.secret not in said(at)
    rooms.end(db, key.code)


def test_what_nobody_votes_on_can_be_revealed_at_once(db, key):
    at = on_wall(key)
    press(at, "room/reveal")
    at.run()
    assert rounds.on_wall(db, key.code)[1].phase == "revealed"


@pytest.mark.parametrize("lang", languages())
def test_the_wall_says_when_its_settings_are_not_those_of_the_vote(db, key, lang):
    at, other = on_wall(key, lang=lang), say(lang, "wall.other_case")
    moved = f"error-race/scale/{lang}"
    for value in (1.0, 0.5):  # before the vote nothing has been answered yet
        at.slider(key=moved).set_value(value).run()
        assert other not in [one.value for one in at.warning]
    press(at, "room/open")
    at.run()
    at.slider(key=moved).set_value(1.0).run()
    assert other in [one.value for one in at.warning]
    at.slider(key=moved).set_value(0.5).run()
    assert other not in [one.value for one in at.warning]
    press(at, "room/close")
    press(at, "room/reveal")
    at.run()
    assert other not in [one.value for one in at.warning]
    at.slider(key=moved).set_value(1.0).run()
    assert other in [one.value for one in at.warning]


@pytest.mark.parametrize(
    ("slug", "query"), [("error-race", {}), ("myths", {"show": "never-vanish"})]
)
def test_a_wall_goes_on_from_the_answers_to_the_picture_and_back(db, key, slug, query):
    at = on_wall(key, slug, **query)
    press(at, "room/reveal")
    at.run()
    answers = {"room/anew", "room/turn"}
    assert answers <= keys(at)
    press(at, "room/turn")
    at.run()
    assert answers & keys(at) == {"room/turn"}
    press(at, "room/turn")
    at.run()
    assert answers <= keys(at)
    press(at, "room/turn")
    press(at, "room/turn")
    press(at, "room/turn")
    asked = rounds.on_wall(db, key.code)[1].question.key
    rounds.start_over(db, key.code, asked)  # by the remote control
    at.run()
    assert "room/open" in keys(at)
    press(at, "room/reveal")
    at.run()
    assert answers <= keys(at)


def test_a_class_draws_what_the_page_measures(db, key):
    at = on_wall(key, "forget-gate")
    press(at, "room/ask/forget-gate.predict.reach/drawn")
    asked = rounds.on_wall(db, key.code)[1].question
    assert asked.text["en"] == translate("en", "forget-gate.predict.reach.draw")
    assert asked.sheet is not None


@pytest.mark.parametrize("minutes", PLANS)
def test_the_wall_follows_the_remote_control_in_each_plan(db, key, minutes):
    first, second, *_ = PLANS[minutes]
    at = on_wall(key, first.page, present=first.on_a_wall["present"])
    room = rooms.find(db, key.code)
    assert (room.stage, room.lesson) == (0, minutes)
    rooms.turn_to(db, key.code, 1)
    at.run()
    assert [one.value for one in at.title] == [translate("en", second.info.title_key)]
    assert "".join(at.query_params["present"]) == second.on_a_wall["present"]


@pytest.mark.parametrize("lang", languages())
def test_a_question_goes_through_the_class_on_the_wall(db, key, lang):
    at = on_wall(key, lang=lang)
    assert not at.exception
    asked = rounds.on_wall(db, key.code)[1]
    assert asked.question.key == "error-race.predict.reach"
    assert set(asked.question.text) == set(languages())
    assert say(lang, "step.open") in labels(at)
    press(at, "room/open")
    for voter, slug in (("v1", "both"), ("v2", "lstm"), ("v3", DONT_KNOW)):
        votes.cast(db, key.code, voter, asked.question.key, 1, slug)
    at.run()
    assert say(lang, "wall.answered", answered=3, joined=3) in said(at)
    assert not bars(at)
    press(at, "room/close")
    at.run()
    assert not bars(at)
    press(at, "room/bars")
    at.run()
    assert [one[-1] for one in bars(at)] == ["1", "0", "1", "0", "1"]
    press(at, "room/again")
    at.run()
    votes.cast(db, key.code, "v1", asked.question.key, 2, "lstm")
    press(at, "room/close")
    at.run()
    press(at, "room/reveal")
    at.run()
    assert [one.endswith("1 → 1") for one in bars(at)] == [False, False, True, False, False]
    assert bars(at)[0].endswith("1 → 0")
    right = rounds.on_wall(db, key.code)[1].question.right
    assert right.options == ("lstm",)
    assert set(right.words) == set(languages())
    assert literal(right.words[lang]) in said(at)
    assert not at.exception


def test_who_was_right_is_said_once_it_is_revealed(db, key):
    on_wall(key)
    asked = rounds.on_wall(db, key.code)[1]
    name = asked.question.key
    rounds.keep_measurement(
        db, key.code, name, Right(("lstm",), words={"en": "4e-5", "zh": "4e-5"})
    )
    for step, slugs in (("open", ("both", "lstm")), ("again", ("lstm", "lstm"))):
        rounds.step(db, key.code, name, step)
        for n, slug in enumerate(slugs):
            votes.cast(db, key.code, f"v{n}", name, 1 + (step == "again"), slug)
        rounds.step(db, key.code, name, "close")
    at = on_wall(key)
    assert literal("4e-5") not in said(at)
    rounds.step(db, key.code, name, "reveal")
    at = on_wall(key)
    text = said(at)
    assert literal("4e-5") in text
    for number, right in ((1, 1), (2, 2)):
        share = say("en", "wall.share", round=say("en", f"wall.round{number}"), right=right, of=2)
        assert share in text
    assert say("en", "wall.change", gained=1, lost=0) in text


def test_the_class_is_asked_one_question_of_a_page_at_a_time(db, key):
    at = on_wall(key)
    assert rounds.on_wall(db, key.code)[1].question.key == "error-race.predict.reach"
    press(at, "room/ask/error-race.predict.reach/drawn")
    assert rounds.on_wall(db, key.code)[1].question.key == "error-race.predict.reach/drawn"
    assert [one for one in labels(at) if one == say("en", "wall.ask")]


@pytest.mark.parametrize("lang", languages())
def test_a_myth_is_put_to_the_class(db, key, lang):
    at = on_wall(key, "myths", lang, show="never-vanish")
    asked = rounds.on_wall(db, key.code)[1]
    assert [one.slug for one in asked.question.options] == ["true", "false", "depends"]
    rounds.step(db, key.code, asked.question.key, "reveal")
    at = on_wall(key, "myths", lang, show="never-vanish")
    right = rounds.on_wall(db, key.code)[1].question.right
    assert right.options == (MYTHS["never-vanish"].verdict,)
    assert "{" not in right.words[lang]
    assert len(bars(at)) == 4  # with "I don't know"
    assert not at.exception


@pytest.mark.parametrize("slug", QUESTIONS)
def test_every_question_of_the_quiz_can_be_put_to_a_class(monkeypatch, db, key, slug):
    monkeypatch.setattr("lstm97.ui.pages.quiz.sitting.selection", lambda values: (slug,))
    at = on_wall(key, "quiz")
    assert not at.exception
    asked = rounds.on_wall(db, key.code)[1].question
    assert asked.key.startswith(f"quiz.{slug}/")
    assert len(asked.options) >= 2
    for lang in languages():
        said = [read(asked.text, lang), *(read(one.words, lang) for one in asked.options)]
        assert not [one for one in said if not one or "{" in one or "**" in one]
    rounds.step(db, key.code, asked.key, "reveal")
    at = on_wall(key, "quiz", seed="1")
    right = rounds.on_wall(db, key.code)[1].question.right
    assert asked.several == (len(right.options) > 1)
    assert len(right.options) >= 1
    assert set(right.options) <= {one.slug for one in asked.options}
    assert not at.exception


def test_the_wall_goes_on_to_another_question_and_what_was_not_found_comes_back(db, key):
    at, met = on_wall(key, "quiz"), []
    for n in range(4):
        asked = rounds.on_wall(db, key.code)[1].question
        met.append(asked.key.partition("/")[0])
        rounds.step(db, key.code, asked.key, "open")
        right = sorted(at.session_state["quiz"].question.right)
        wrong = next(one.slug for one in asked.options if one.slug not in right)
        given = wrong if n == 0 else right[0]
        votes.cast(db, key.code, "v", asked.key, 1, [given] if asked.several else given)
        rounds.step(db, key.code, asked.key, "reveal")
        at.run()
        assert translate("en", "quiz.ui.right") not in [one.value for one in at.success]
        assert translate("en", "quiz.ui.yours") not in said(at)
        press(at, "quiz/next")
        at.run()
    assert len(set(met[:2])) == 2
    assert met[0] in met[2:]
    assert not at.exception


def test_the_wall_follows_the_remote_control(db, key):
    at = on_wall(key)
    assert rooms.find(db, key.code).stage == [one.page for one in LESSON_STAGES].index("error-race")
    rooms.turn_to(db, key.code, 3)
    at.run()
    assert [one.value for one in at.title] == [translate("en", LESSON_STAGES[3].info.title_key)]


@pytest.mark.parametrize(("slug", "stage"), [("bptt", 1), ("layers", 5)])
def test_a_wall_that_is_opened_at_another_page_stays_there_and_the_room_follows(
    db, key, slug, stage
):
    rooms.wall_at(db, key.code, 5, "error-race?length=30", seen=-1)
    at = on_wall(key, slug)
    assert [one.value for one in at.title] == [translate("en", BY_SLUG[slug].title_key)]
    assert rooms.find(db, key.code).stage == stage
    rooms.turn_to(db, key.code, 3)
    at.run()
    assert [one.value for one in at.title] == [translate("en", LESSON_STAGES[3].info.title_key)]


def test_a_wall_that_comes_back_where_it_was_goes_where_it_was_turned_meanwhile(db, key):
    rooms.wall_at(db, key.code, 5, "error-race?length=30", seen=-1)
    rooms.turn_to(db, key.code, 3)
    at = on_wall(key, "error-race", length="30")
    assert [one.value for one in at.title] == [translate("en", LESSON_STAGES[3].info.title_key)]


def ask_own(at, text, answers):
    at.text_input(key="room/own/text").set_value(text)
    at.text_area(key="room/own/answers").set_value(answers)
    next(one for one in at.button if one.label == say("en", "teach.own_ask")).click().run()


def test_a_question_of_the_teachers_own_stands_on_the_wall(db, key):
    at = in_classroom(key)
    ask_own(at, "Is 2*3*4 = <b>24</b>?", "*yes")
    assert [one.value for one in at.warning] == [say("en", "teach.own_wrong", most=5)]
    assert at.text_area(key="room/own/answers").value == "*yes"  # to be mended
    ask_own(at, "Is this too long? " * 40, "*yes\nno")
    assert [one.value for one in at.warning] == [say("en", "teach.own_long", most=600)]
    ask_own(at, "Is 2*3*4 = <b>24</b>?", "yes, $a$\n*\n*no _b_\n* 2*3\n")
    assert at.text_area(key="room/own/answers").value == ""
    asked = rounds.on_wall(db, key.code)[1]
    assert [one.words[""] for one in asked.question.options] == ["yes, $a$", "no _b_", "2*3"]
    assert asked.question.right.options == ("o2", "o3")
    assert asked.question.several
    rounds.step(db, key.code, asked.question.key, "open")
    votes.cast(db, key.code, "v", asked.question.key, 1, ["o1"])
    assert not at.run().exception
    assert literal("Is 2*3*4 = <b>24</b>?") in said(at)  # as it was typed
    assert literal("A · yes, $a$") in said(on_wall(key))


def test_a_button_of_a_room_that_is_over_breaks_nothing(db, key):
    at = on_wall(key)
    rooms.end(db, key.code)
    press(at, "room/open")
    assert not at.exception
    assert at.session_state["room/key"] is None


def test_the_wall_comes_back_when_the_database_does(monkeypatch, db, key):
    at = on_wall(key)
    broken = wall.Refusal("unreachable")
    with monkeypatch.context() as patch:
        patch.setattr(wall, "look", Mock(side_effect=broken))
        patch.setattr(poll, "look", Mock(side_effect=broken))
        patch.setattr(rounds, "on_wall", Mock(side_effect=broken))
        patch.setattr(rounds, "step", Mock(side_effect=wall.Trouble("locked")))
        press(at, "room/open")
        assert say("en", "refused.unreachable") in [one.value for one in at.warning]
        assert not at.exception
    at.run()
    at.run()
    asked = rounds.on_wall(db, key.code)[1].question
    assert literal(read(asked.text, "en")) in said(at)
    assert not at.warning


def test_the_secret_is_not_on_the_wall(db, key):
    at = on_wall(key)
    text = said(at) + " ".join(one.value for one in at.code) + str(at.query_params)
    text += " ".join(str(one.proto) for one in at.get("html"))
    assert key.secret not in text


def test_the_remote_link_is_not_shown_while_projecting(db, key):
    for present in ("0", "1"):
        at = in_classroom(key, present=present)
        at.session_state["room/remote"] = True
        at.run()
        shown = key.secret in " ".join(one.value for one in at.code)
        assert not shown or present == "0"


def test_counts_go_into_a_file_and_no_voter(db, key):
    asked = questions.choice(
        "q", "error-race.predict.reach.ask", {"both": "error-race.predict.reach.both"}
    )
    rounds.offer(db, key.code, asked)
    rounds.step(db, key.code, "q", "open")
    votes.cast(db, key.code, "some-voter", "q", 1, "both")
    at = in_classroom(key)
    assert say("en", "after.title") in [one.value for one in at.subheader]
    assert "some-voter" not in str(at.main)


def test_a_cell_of_the_file_is_never_a_formula():
    assert teach._safe("=1+1") == "'=1+1"
    assert teach._safe("plain") == "plain"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [("**bold** and `code`", "bold and code"), ("[[cec|the carousel]]", "the carousel"),
     (r"$\tanh(w\,x)$", "tanh(w x)"), ("[words](page)", "words"), ("< 1 %", "< 1 %")],
)  # fmt: skip
def test_a_phone_reads_plain_words(markdown, text):
    assert questions.plain(markdown) == text


# ---- the same room as a page of the app


@pytest.mark.parametrize("lang", languages())
def test_a_student_answers_on_a_page_of_the_app(db, key, lang):
    asked = questions.choice(
        "q", "error-race.predict.reach.ask",
        {one: f"error-race.predict.reach.{one}" for one in ("both", "lstm")},
    )  # fmt: skip
    asked = replace(asked, right=Right(("lstm",)))
    at = on_phone(key.code, lang)
    assert say(lang, "phone.waiting") in said(at)
    rounds.offer(db, key.code, asked)
    rounds.step(db, key.code, "q", "open")
    at.run()
    press(at, "room/vote/q/1/both")
    at.run()
    assert say(lang, "phone.is_in") in said(at)
    assert [*votes.ballots(db, key.code, "q")[1].values()] == ["both"]
    rounds.step(db, key.code, "q", "close")
    press(at, "room/vote/q/1/lstm")
    assert say(lang, "refused.closed") in said(at)
    rounds.step(db, key.code, "q", "reveal")
    at.run()
    assert say(lang, "phone.wrong") in said(at)
    assert not at.exception


@pytest.mark.parametrize("lang", languages())
def test_a_student_marks_several_on_a_page_of_the_app(db, key, lang):
    asked = questions.choice(
        "s", "error-race.predict.reach.ask",
        {one: f"error-race.predict.reach.{one}" for one in ("both", "lstm", "rnn")},
    )  # fmt: skip
    rounds.offer(db, key.code, replace(asked, several=True, right=Right(("both", "rnn"))))
    rounds.step(db, key.code, "s", "open")
    at = on_phone(key.code, lang)
    assert say(lang, "phone.several") in said(at)
    at.checkbox(key="room/mark/s/1/rnn").check().run()
    press(at, "room/mark/s/1")
    assert [*votes.ballots(db, key.code, "s")[1].values()] == [("rnn",)]
    rounds.step(db, key.code, "s", "reveal")
    at.run()
    assert say(lang, "phone.found", hits=1, of=2, wrong=0) in said(at)
    assert not at.exception


def test_who_is_inside_is_not_slowed_down_by_who_guesses(db, key, monkeypatch):
    at = on_phone(key.code)
    monkeypatch.setattr("lstm97.ui.room.page._wrong.wait", lambda place: 9)
    assert not at.run().warning
    assert [one.value for one in on_phone(key.code).warning] == [say("en", "refused.slow-down")]


def test_a_student_draws_on_a_page_of_the_app(db, key):
    rounds.offer(db, key.code, RoomQuestion("d", {"en": "Draw"}, sheet=SHEET))
    rounds.step(db, key.code, "d", "open")
    at = on_phone(key.code)
    assert not at.exception
    assert len(at.get("bidi_component")) >= 2


def test_a_wrong_code_is_told(db):
    at = on_phone("AAAAAA")
    assert [one.value for one in at.warning] == [say("en", "refused.gone")]


def test_the_address_for_phones_depends_on_the_host(monkeypatch):
    monkeypatch.setattr(session, "base", lambda: "https://h/x/")
    for routed, address in (
        (True, "https://h/x/room/BCDFGH"),
        (False, "https://h/x/room?code=BCDFGH"),
    ):
        monkeypatch.setattr(session, "has_small_page", lambda routed=routed: routed)
        assert session.phone_address("BCDFGH") == address
    assert session.only_here("http://localhost:8501/room")
    assert not session.only_here("http://192.168.1.7:8501/room")


def test_the_wall_has_the_steps_of_a_room():
    assert {one for names in poll.NEXT.values() for one in names} == set(rounds.STEPS)
