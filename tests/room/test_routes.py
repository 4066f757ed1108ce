"""What a phone and a remote control are told over HTTP, and what nobody is told."""

import asyncio
import json
import re
import sys
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from asking import Browser, run
from databases import fresh

from lstm97.folders import ASSETS
from lstm97.room import rooms, rounds, votes
from lstm97.room.codes import new_code
from lstm97.room.database import connect
from lstm97.room.tables import ROOMS, VOTES
from lstm97.ui.base.text import languages
from lstm97.ui.room import data
from lstm97.ui.room.routes import desk, phrases, sheets
from lstm97.ui.room.routes.server import RoomServer, sweep
from lstm97.ui.room.watch import Watch


async def lesson(scope, receive, send):
    """What is behind: the app."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


@pytest.fixture
def base():
    return ""


@pytest.fixture
def server(db, monkeypatch, base):
    monkeypatch.setattr("lstm97.ui.room.routes.server.database", lambda: db)
    monkeypatch.setattr("streamlit.get_option", lambda name: base)
    one = RoomServer(lesson, stages=lambda lang: {"45": [f"{lang} one", f"{lang} two"]})
    yield one
    one.close()  # before its database, which a thread may still be looking at


@pytest.fixture
def key(db):
    return rooms.open_room(db)


@pytest.fixture
def phone(server, key):
    one = Browser(server)
    assert one.get(f"/room/{key.code}").status == 200
    return one


@pytest.fixture
def remote(server, key):
    one = Browser(server, host="10.9.9.9")
    answer = one.post(f"/room/{key.code}/remote/key", {"secret": key.secret})
    assert answer.status == 200
    return one


@pytest.fixture
def asked(db, key, choice):
    rounds.offer(db, key.code, choice)
    rounds.step(db, key.code, choice.key, "open")
    return {"question": choice.key, "round": 1, "answer": "a"}


def told(answer):
    """What a page carries for its script."""
    return json.loads(re.search(r'id="told">(.*?)</script>', answer.text, re.DOTALL)[1])


def act(remote, key, **what):
    return remote.post(f"/room/{key.code}/remote/act", what)


def test_a_phone_sees_the_question_in_its_language(server, key, asked):
    for language, lang, text in (
        ("en-GB", "en", "How far?"),
        ("zh-CN,en;q=0.5", "zh", "问：How far?"),
        ("fr,zh;q=0.8", "zh", "问：How far?"),
        ("fr", "en", "How far?"),
    ):
        page = Browser(server, language).get(f"/room/{key.code}")
        assert f'<html lang="{lang}">' in page.text
        assert told(page)["state"]["question"]["text"] == text
    page = Browser(server, "zh").get(f"/room/{key.code}?lang=en")
    assert '<html lang="en">' in page.text


@pytest.mark.parametrize("lang", languages())
def test_every_word_of_the_pages_is_said(server, key, lang):
    for path in ("/room", f"/room/{key.code}", f"/room/{key.code}/remote"):
        page = Browser(server, lang).get(path)
        assert not re.search(r"\{\w+\}", page.text.partition('id="told"')[0])


def test_pages_are_small_and_from_here_alone():
    files = list((ASSETS / "room").iterdir())
    phone_page = [path for path in files if path.stem == "phone"]
    assert len(phone_page) == 3
    assert sum(path.stat().st_size for path in files) < 40_000
    for path in files:
        assert not re.search(r"https?://|innerHTML|insertAdjacent|eval\(", path.read_text("utf-8"))


@pytest.mark.parametrize("path", ["", "/{}", "/{}/remote", "/{}/state", "/ping", "/files/phone.js",
                                  "/files/none", "/{}/remote/state", "/XXXXXX"])  # fmt: skip
def test_every_answer_is_guarded(phone, key, path):
    headers = phone.get(f"/room{path.format(key.code)}").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_vote_is_taken_changed_and_told_again(db, phone, key, asked):
    assert phone.post(f"/room/{key.code}/vote", asked).json() == {"mine": "a"}
    assert phone.post(f"/room/{key.code}/vote", {**asked, "answer": "c"}).status == 200
    assert phone.get(f"/room/{key.code}/state").json()["mine"] == "c"
    assert rooms.pulse(db, key.code).answers == 1


def test_two_tabs_of_a_phone_are_one_voter(db, server, phone, key, asked):
    other = Browser(server)
    other.cookies = phone.cookies
    other.get(f"/room/{key.code}")
    for tab, answer in ((phone, "a"), (other, "b")):
        tab.post(f"/room/{key.code}/vote", {**asked, "answer": answer})
    assert [*votes.ballots(db, key.code, asked["question"])[1].values()] == ["b"]


def test_a_late_vote_is_refused_with_a_sentence(db, server, key, asked):
    for lang in languages():
        late = Browser(server, lang)
        late.get(f"/room/{key.code}")
        rounds.step(db, key.code, asked["question"], "close")
        answer = late.post(f"/room/{key.code}/vote", asked)
        assert answer.status == 409
        assert answer.json() == {"refused": "closed", "says": phrases.refusal(lang, "closed")}
    assert votes.ballots(db, key.code, asked["question"]) == {}


def test_every_refusal_has_a_sentence_and_a_status():
    from lstm97.room.refusal import REASONS

    assert set(sheets.STATUS) == set(REASONS)
    assert all(phrases.refusal(lang, reason) for reason in REASONS for lang in languages())


def test_a_phone_that_was_away_sends_its_vote_once_more(db, phone, key, asked):
    """The answer to the first was lost on the way."""
    for _ in range(2):
        assert phone.post(f"/room/{key.code}/vote", asked).status == 200
    assert rooms.pulse(db, key.code).answers == 1


def test_without_a_cookie_no_vote_is_taken(db, server, key, asked):
    answer = Browser(server).post(f"/room/{key.code}/vote", asked)
    assert (answer.status, answer.json()["refused"]) == (400, "no-cookie")


def test_a_page_of_another_site_can_not_vote(phone, key, asked):
    for headers in ([("sec-fetch-site", "cross-site")], [("content-type", "text/plain")]):
        assert phone.post(f"/room/{key.code}/vote", asked, headers=headers).status == 422


def test_cookies_are_kept_from_scripts_and_other_sites(server, key):
    page = Browser(server).get(f"/room/{key.code}", headers=[("x-forwarded-proto", "https")])
    cookie = page.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", "secure", "path=/room", "max-age=86400"):
        assert part in cookie
    assert "secure" not in Browser(server).get(f"/room/{key.code}").headers["set-cookie"].lower()


def test_a_stream_tells_what_the_teacher_does(db, phone, key, asked):
    def until(text):
        if '"phase":"open"' in text and not seen:
            seen.append(1)
            rounds.step(db, key.code, asked["question"], "close")
        return '"phase":"closed"' in text

    seen = []
    answer = phone.get(f"/room/{key.code}/events", until=until)
    assert answer.headers["content-type"].startswith("text/event-stream")
    states = [
        json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")
    ]
    assert [state["phase"] for state in states] == ["open", "closed"]


def test_a_stream_says_nothing_of_others_votes(db, phone, key, asked):
    def until(text):
        if '"phase":"open"' in text and not seen:
            seen.append(1)
            votes.cast(db, key.code, "somebody", asked["question"], 1, "b")
            rounds.step(db, key.code, asked["question"], "close")
        return '"phase":"closed"' in text

    seen = []
    answer = phone.get(f"/room/{key.code}/events", until=until)
    assert answer.text.count("data: ") == 2
    assert "somebody" not in answer.text


def test_a_stream_ends_when_the_room_does(db, phone, key):
    rooms.end(db, key.code)
    assert phone.get(f"/room/{key.code}/events").status == 404


def test_the_answer_is_told_when_it_is_revealed(db, phone, key, asked):
    phone.post(f"/room/{key.code}/vote", asked)
    assert "54 steps" not in phone.get(f"/room/{key.code}").text
    rounds.step(db, key.code, asked["question"], "reveal")
    verdict = phone.get(f"/room/{key.code}/state").json()["verdict"]
    assert (verdict["right"], verdict["options"]) == (False, ["b"])


def test_who_did_not_vote_again_keeps_the_first_answer_in_the_verdict(db, phone, key, asked):
    phone.post(f"/room/{key.code}/vote", asked)
    for step in ("close", "again"):
        rounds.step(db, key.code, asked["question"], step)
    assert phone.get(f"/room/{key.code}/state").json()["mine"] is None
    rounds.step(db, key.code, asked["question"], "reveal")
    assert phone.get(f"/room/{key.code}/state").json()["mine"] == "a"


def test_what_a_teacher_has_typed_is_never_a_tag(db, server, key):
    from lstm97.room.question import own

    bad = "</script><img src=x onerror=alert(1)>&{code}"
    rounds.offer(db, key.code, own(bad, [bad, "b"], [], "own"))
    page = Browser(server).get(f"/room/{key.code}")
    assert "<img" not in page.text
    assert told(page)["state"]["question"]["text"] == bad


def test_wrong_codes_are_slowed_down_and_those_inside_are_not(server, key, phone, asked):
    phone.get(f"/room/{key.code}/state")
    guesser = Browser(server)
    found = [guesser.get(f"/room/{new_code()}").status for _ in range(40)]
    assert found[:30] == [404] * 30
    assert 429 in found
    assert guesser.get(f"/room/{key.code}").status == 429
    assert phone.get(f"/room/{key.code}").status == 200
    assert phone.post(f"/room/{key.code}/vote", asked).status == 200
    assert Browser(server, host="10.0.0.9").get(f"/room/{key.code}").status == 200


@pytest.mark.parametrize("path", ["/vote", "/state", "/events", "/remote/key", "/remote/state",
                                  "/remote/events", "/remote/act"])  # fmt: skip
def test_no_address_tells_a_guesser_which_rooms_there_are(server, key, asked, path):
    """With a new cookie each time; and once slowed down, a room that there is looks like none."""

    def guess(code):
        one = Browser(server)
        one.cookies = {"lstm97_voter": "x" * 32, "lstm97_teacher": "y" * 32}
        sends = path.rpartition("/")[2] in ("vote", "key", "act")
        to = f"/room/{code}{path}"
        return (one.post(to, {"secret": "y" * 32, **asked}) if sends else one.get(to)).status

    found = [guess(new_code()) for _ in range(31)]
    assert found == [404] * 30 + [429]
    assert guess(key.code) == 429


def test_who_belongs_to_a_room_is_not_slowed_down_by_a_guesser_beside_them(
    server, key, phone, asked
):
    teacher = Browser(server)
    teacher.post(f"/room/{key.code}/remote/key", {"secret": key.secret})
    phone.get(f"/room/{key.code}/state")
    found = [Browser(server).get(f"/room/{new_code()}").status for _ in range(31)]
    assert found[-1] == 429
    assert phone.post(f"/room/{key.code}/vote", asked).status == 200
    assert act(teacher, key, act="close", question=asked["question"]).status == 200


def test_of_an_address_of_version_six_the_network_counts(server):
    found = [
        Browser(server, host=f"2001:db8:1:2::{n:x}").get(f"/room/{new_code()}").status
        for n in range(31)
    ]
    assert found == [404] * 30 + [429]
    assert Browser(server, host="2001:db8:1:3::1").get(f"/room/{new_code()}").status == 404


def test_behind_a_proxy_the_proxys_word_counts_and_nobody_elses(server):
    def guess(address, peer="127.0.0.1"):
        headers = [("x-forwarded-for", address)]
        return Browser(server, host=peer).get(f"/room/{new_code()}", headers=headers).status

    for n in range(35):
        guess(f"1.1.1.{n}, 8.8.8.8")
    assert guess("1.1.1.99, 8.8.8.8") == 429
    assert guess("8.8.4.4") == 404
    for n in range(35):
        guess(f"9.9.9.{n}", peer="8.8.1.1")
    assert guess("9.9.9.99", peer="8.8.1.1") == 429


def test_too_many_votes_of_one_phone_are_slowed_down(phone, key, asked):
    found = [phone.post(f"/room/{key.code}/vote", asked).status for _ in range(40)]
    assert found[0] == 200
    assert 429 in found


def test_a_body_is_small(phone, key, asked):
    sent = {**asked, "more": "x" * 8192}
    assert phone.post(f"/room/{key.code}/vote", sent).status == 413


def test_a_code_may_be_typed_at_the_door(server, key):
    one = Browser(server)
    assert one.get("/room").status == 200
    opened = one.get(f"/room?code={key.code.lower()}")
    assert (opened.status, opened.headers["location"]) == (303, f"room/{key.code}")
    wrong = one.get("/room?code=AAAAAA")
    assert wrong.status == 404
    assert phrases.refusal("en", "gone") in wrong.text
    assert one.get("/room/AAAAAA").status == 404
    wide = "".join(chr(ord(one) + 0xFEE0) for one in key.code)  # of a Chinese keyboard
    assert one.get(f"/room?code={quote(wide)}").headers["location"] == f"room/{key.code}"


def test_a_slash_too_many_leads_to_the_same_page(server, key):
    one = Browser(server)
    for path, to in (("", "../room"), (f"/{key.code}", f"../{key.code}")):
        assert one.get(f"/room{path}/").headers["location"] == to
    assert one.get("/room/?lang=zh").headers["location"] == "../room?lang=zh"


def test_the_language_chosen_at_the_door_goes_along(server, key):
    one = Browser(server)
    hidden = '<input type="hidden" name="lang" value="{}" {}>'
    assert hidden.format("en", "disabled") in one.get("/room").text
    assert hidden.format("zh", "") in one.get("/room?lang=zh").text
    opened = one.get(f"/room?code={key.code}&lang=zh")
    assert opened.headers["location"] == f"room/{key.code}?lang=zh"


@pytest.mark.parametrize("base", ["", "/deep/lesson"])
def test_everything_stands_below_the_prefix_of_the_app(server, key, base):
    one = Browser(server)
    page = one.get(f"{base}/room/{key.code}")
    assert page.status == 200
    assert f"path={base}/room;" in page.headers["set-cookie"].lower()
    assert one.get(f"{base}/room/files/phone.js").status == 200
    for path in ("/roommate", "/error-race", "/") if base == "" else ("/room", f"/room/{key.code}"):
        assert one.get(path).status == 299


def test_files_are_kept_while_they_are_the_same(server, key):
    page = Browser(server).get(f"/room/{key.code}").text
    address = re.search(r'src="(files/[^"]+)"', page)[1]
    assert "immutable" in Browser(server).get(f"/room/{address}").headers["cache-control"]
    for other in ("phone.js", "phone.js?old"):
        assert Browser(server).get(f"/room/files/{other}").headers["cache-control"] == "no-cache"


def test_the_remote_control_needs_the_secret(server, key, phone, asked):
    for secret in ("", "x" * 32, None, ["x"], phone.cookies["lstm97_voter"]):
        answer = phone.post(f"/room/{key.code}/remote/key", {"secret": secret})
        assert (answer.status, answer.json()["refused"]) == (403, "not-teacher")
    assert phone.get(f"/room/{key.code}/remote").status == 200
    assert phone.get(f"/room/{key.code}/remote/state").status == 403
    assert phone.get(f"/room/{key.code}/remote/events").status == 403
    assert act(phone, key, act="close", question=asked["question"]).status == 403


def test_a_remote_control_leads_the_pages_of_the_app_too(server, key):
    one = Browser(server)
    one.post(f"/room/{key.code}/remote/key", {"secret": key.secret})
    assert one.cookies["lstm97_leads"] == f"{key.code}.{key.secret}"
    page = one.get(f"/room/{key.code}/remote?lang=zh").text
    assert 'href="../../classroom?notes=1&amp;lang=zh"' in page
    assert key.secret not in page


def test_the_remote_control_leads_the_room(db, remote, key, asked, choice):
    seen = remote.get(f"/room/{key.code}/remote/state").json()
    assert (seen["phase"], seen["answered"]) == ("open", 0)
    for name, phase in (
        ("close", "closed"),
        ("again", "open"),
        ("close", "closed"),
        ("reveal", "revealed"),
    ):
        assert act(remote, key, act=name, question=choice.key).json()["phase"] == phase
    assert act(remote, key, act="bars", on=True, question=choice.key).json()["bars"] is True
    assert act(remote, key, act="stage", stage=1).json()["stage"] == 1
    rooms.wall_at(db, key.code, 1, "bptt?T=5", seen=rooms.find(db, key.code).stage)
    assert act(remote, key, act="bring", on=True).json()["explore"] == "bptt?T=5"
    assert act(remote, key, act="bring", on=False).json()["explore"] == ""


def test_the_remote_control_acts_on_the_question_that_it_shows(remote, key, asked):
    answer = act(remote, key, act="close", question="another")
    assert (answer.status, answer.json()["refused"]) == (409, "other-question")
    for what in ({}, {"act": "none"}, {"act": ["close"]}, {"act": "stage", "stage": "1"}):
        assert act(remote, key, **what).status == 422


def test_the_remote_control_hears_of_every_vote(db, remote, key, asked):
    def until(text):
        if '"answered":0' in text and not seen:
            seen.append(1)
            votes.cast(db, key.code, "v", asked["question"], 1, "b")
        return '"answered":1' in text

    seen = []
    assert remote.get(f"/room/{key.code}/remote/events", until=until).status == 200


def test_the_remote_control_knows_which_plan_is_on_the_wall(db, remote, key):
    for lesson in (20, 90):
        rooms.wall_at(db, key.code, 2, "carousel", lesson, seen=rooms.find(db, key.code).stage)
        seen = remote.get(f"/room/{key.code}/remote/state").json()
        assert (seen["stage"], seen["lesson"]) == (2, lesson)


def test_rooms_are_deleted_after_a_day_though_nobody_opens_another(db, clock, key, monkeypatch):
    """The server looks now and then, also for rooms of a process that has ended."""
    monkeypatch.setattr("lstm97.ui.room.routes.server.has_rooms", lambda: True)
    watching = Watch(lambda: db)

    def left():
        with db.reading() as connection:
            return len(connection.execute(sa.select(ROOMS)).all())

    async def wait(rooms_left):
        task = asyncio.create_task(sweep(watching, every=0.01))
        await asyncio.sleep(0.3)
        task.cancel()
        assert left() == rooms_left

    run(wait(1))
    clock.time += rooms.LIFE + 1
    run(wait(0))
    watching.close()


def test_the_secret_is_in_no_answer(db, server, key, phone, remote, asked):
    said = [phone.get(f"/room/{key.code}{path}").text for path in ("", "/state", "/remote")]
    said += [remote.get(f"/room/{key.code}/remote{path}").text for path in ("", "/state")]
    assert not [
        text for text in said if key.secret in text or rooms.find(db, key.code).secret in text
    ]


def test_a_database_that_does_not_answer_is_a_sentence(server, key, phone, asked, monkeypatch):
    def broken(*_):
        raise desk.Trouble("gone away")

    monkeypatch.setattr(votes, "cast", broken)
    answer = phone.post(f"/room/{key.code}/vote", asked)
    assert (answer.status, answer.json()["refused"]) == (503, "unreachable")


def test_a_lesson_without_its_database_refuses_rooms(monkeypatch, tmp_path):
    data._connect.cache_clear()
    monkeypatch.setenv("LSTM97_DATABASE", f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}")
    with pytest.raises(desk.Refusal, match="unreachable"):
        data.database()
    monkeypatch.delenv("LSTM97_DATABASE")
    assert data.database() is data.database()
    data._connect.cache_clear()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no address", "URL"),
        ("postgresql://me:hidden@here:port/db", "can't be read"),
        ("mysql://me:hidden@here/db", "sqlite or postgresql, not in mysql"),
        ("postgresql://me:hidden@127.0.0.1:1/db", "127.0.0.1"),
        ("sqlite:////proc/rooms.sqlite", "unable to open"),
    ],
)
def test_a_wrong_address_is_told_to_the_log_once(monkeypatch, caplog, url, said):
    data._connect.cache_clear()
    data._complain.cache_clear()
    monkeypatch.setenv("LSTM97_DATABASE", url)
    for _ in range(3):
        with pytest.raises(desk.Refusal, match="unreachable"):
            data.database()
    (record,) = caplog.records
    assert said in record.getMessage()
    assert "hidden" not in caplog.text


def test_a_driver_that_is_missing_is_told_to_the_log(monkeypatch, caplog):
    data._connect.cache_clear()
    data._complain.cache_clear()
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("LSTM97_DATABASE", "postgresql://me:hidden@127.0.0.1:1/db")
    with pytest.raises(desk.Refusal, match="unreachable"):
        data.database()
    assert "psycopg" in caplog.text


def test_an_error_in_the_log_quotes_no_answer(db, key, choice):
    rounds.offer(db, key.code, choice)
    rounds.step(db, key.code, choice.key, "open")
    with db.writing() as connection:
        VOTES.drop(connection)
    with pytest.raises(desk.Trouble) as broken:
        votes.cast(db, key.code, "somebody", choice.key, 1, "b")
    assert "somebody" not in str(broken.value)


def test_another_process_tells_its_phones_too(url, db, key, choice, monkeypatch):
    """Votes taken by one, closed by another, heard by the phones of a third."""
    monkeypatch.setattr("streamlit.get_option", lambda name: "")
    servers, databases = [], [connect(url, db.now) for _ in range(3)]
    for own in databases:
        monkeypatch.setattr("lstm97.ui.room.routes.server.database", lambda own=own: own)
        servers.append(RoomServer(lesson, stages=lambda lang: {}))
    rounds.offer(db, key.code, choice)
    rounds.step(db, key.code, choice.key, "open")
    phone, other, teacher = (Browser(one) for one in servers)
    phone.get(f"/room/{key.code}")
    other.cookies = phone.cookies
    sent = {"question": choice.key, "round": 1, "answer": "a"}
    assert phone.post(f"/room/{key.code}/vote", sent).status == 200
    assert other.get(f"/room/{key.code}/state").json()["mine"] == "a"
    teacher.post(f"/room/{key.code}/remote/key", {"secret": key.secret})

    def until(text):
        if '"phase":"open"' in text and not seen:
            seen.append(1)
            rounds.step(db, key.code, choice.key, "close")
        return '"phase":"closed"' in text

    seen = []
    assert other.get(f"/room/{key.code}/events", until=until).status == 200
    assert teacher.get(f"/room/{key.code}/remote/state").json()["answered"] == 1
    for one, own in zip(servers, databases, strict=True):
        one.close()
        own.engine.dispose()


def test_postgres_addresses_are_read_as_providers_write_them(tmp_path):
    with fresh("postgresql", tmp_path) as address:
        for scheme in ("postgres://", "postgresql://"):
            made = connect(scheme + address.partition("://")[2])
            assert made.engine.dialect.name == "postgresql"
            made.engine.dispose()
