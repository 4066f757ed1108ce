"""Two thousand mangled bodies, codes and cookies: no error of the server's, and nothing stored."""

import json
import random

import pytest
from asking import Browser
from samples import SEVERAL
from test_routes import lesson

from lstm97.room import rooms, rounds, votes
from lstm97.ui.room.routes import desk
from lstm97.ui.room.routes.server import RoomServer

TIMES = 2000
ODD = [
    "",
    "\0",
    "\ud800",
    "a" * 9000,
    "../..",
    "%00",
    "' OR 1=1 --",
    "<script>",
    "Ａ",
    "NaN",
    "\r\n",
]
VALUES = [None, True, -1, 0, 2, 1.5, float("inf"), 10**400, [], {}, [[]], "a" * 300, "?x", *ODD[:8],
          [None] * 8, [0] * 65, [float("nan")] * 8, {"a": "b"}]  # fmt: skip


@pytest.fixture
def server(db, monkeypatch):
    monkeypatch.setattr("lstm97.ui.room.routes.server.database", lambda: db)
    monkeypatch.setattr("streamlit.get_option", lambda name: "")
    monkeypatch.setattr(desk, "WRONG_CODES", (1e9, 1e9))
    monkeypatch.setattr(desk, "VOTES", (1e9, 1e9))
    one = RoomServer(lesson, stages=lambda lang: {})
    yield one
    one.close()  # before its database, which a thread may still be looking at


def mangled_body(good, chance):
    """A good vote with something wrong in it, or bytes that are no JSON at all."""
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(chance.randrange(256) for _ in range(chance.randrange(200)))
    if kind == 1:
        text = json.dumps(good)
        return text[: chance.randrange(len(text))].encode()
    if kind == 2:
        return b"[" * chance.choice([1, 100, 8000]) + b"]" * chance.choice([0, 100])
    name = chance.choice([*good])
    if kind == 3:
        return json.dumps({one: good[one] for one in good if one != name}).encode()
    # A value of the wrong kind; what would be a good vote after all is not sent.
    wrong = {**good, name: chance.choice(VALUES)}
    return json.dumps(wrong).encode()


def mangled_text(good, chance):
    letters = list(good)
    for _ in range(chance.randrange(1, 4)):
        letters[chance.randrange(len(letters))] = chance.choice("aA0!\x7fé./ %\\")
    return chance.choice(["".join(letters), good + good, good[:5], *ODD])


def latin(text):
    return text.encode("latin-1", "replace").decode("latin-1").replace("\r", "").replace("\n", "")


@pytest.mark.parametrize("several", [False, True])
def test_nothing_that_is_mangled_is_stored_or_breaks_anything(db, server, choice, several):
    choice = SEVERAL if several else choice
    chance = random.Random(1997)
    key = rooms.open_room(db)
    rounds.offer(db, key.code, choice)
    rounds.step(db, key.code, choice.key, "open")
    good = {"question": choice.key, "round": 1, "answer": ["a"] if several else "a"}
    cookie = "x" * 32
    found = {}
    for n in range(TIMES):
        one = Browser(server)
        one.cookies = {"lstm97_voter": cookie, "lstm97_teacher": "y" * 32}
        where, sent, path = key.code, json.dumps(good).encode(), "/vote"
        if n % 4 == 0:
            where = mangled_text(key.code, chance)
        elif n % 4 == 1:
            bad = (
                latin(mangled_text(cookie, chance)).replace("x" * 32, "") + "!"
            )  # never one of ours
            one.cookies = {"lstm97_voter": bad, "lstm97_teacher": bad, bad: "x"}
        else:
            sent = mangled_body(good, chance)
        path = chance.choice(["/vote", "/vote", "/vote", "/remote/act", "/remote/key", ""])
        if n % 4 != 1 and path == "":
            sent = b""
        ask = one.get if path == "" else lambda to, sent=sent, one=one: one.post(to, sent)
        answer = ask(f"/room/{where}{path}")
        found[answer.status] = found.get(answer.status, 0) + 1
    assert not [status for status in found if status >= 500 and status != 503], found
    assert set(found) <= {200, 299, 303, 400, 403, 404, 405, 409, 413, 422}, found
    assert votes.ballots(db, key.code, choice.key) == {}
    assert rooms.pulse(db, key.code)[1:] == (0, 0)
    assert rounds.on_wall(db, key.code)[1].phase == "open"
