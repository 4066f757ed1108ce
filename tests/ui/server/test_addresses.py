"""A mistyped address leads to its page, a link of too many settings is cut and says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.link import settings
from lstm97.ui.link.record import Record
from lstm97.ui.server.addresses import (
    LONGEST,
    MOST_FIELDS,
    REST,
    Addresses,
    redirect,
    shortened,
    unlike,
)


@pytest.mark.parametrize(
    "path",
    [
        "/error-race ",
        "/Error-Race",
        "/error-race.",
        "/error-race）",
        "/ error-race/ ",
        "/ERROR-RACE,",
        "/error-race\u200b",
        "/\u202eerror-race\ufeff",
        "/error-race\x00",
        "/error-race/nowhere",
        "/nowhere/Error-Race ",
        "//error-race",
    ],
)
def test_a_mistyped_address_leads_to_its_page(path):
    assert redirect(path, b"T=8&lang=zh", BY_SLUG) == b"/error-race?T=8&lang=zh"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/error-race",
        "/error-race/",
        "/nowhere",
        "/static/js/a.js",
        "/room/ABCDEF",
        "/_stcore/health",
    ],
)
def test_others_are_left_alone(path):
    assert redirect(path, b"T=8", BY_SLUG) is None


def test_a_question_mark_that_was_written_as_a_letter_begins_the_settings():
    asked = "/error-race?length=50&text=a b\r\nx"
    told = b"/error-race?length=50&text=a%20b%0D%0Ax"
    assert redirect(asked, b"", BY_SLUG) == told
    assert redirect(asked, b"lang=zh", BY_SLUG) == told + b"&lang=zh"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", None),
        ("//", None),
        ("/nowhere", None),
        ("/nowhere/", None),
        ("/a.b c", None),
        ("/folder/nowhere", b"/nowhere"),
        ("//nowhere", b"/nowhere"),
        ("/nowhere?length=50", b"/nowhere"),
        ("/no\u200bwhere", b"/nowhere"),
        ("/folder/\r\n", b"/folder"),
    ],
)
def test_a_page_that_there_is_not_says_so_where_the_client_finds_its_files(path, name):
    assert unlike(path) == name


def test_of_what_is_in_a_folder_pages_alone_are_sent_on():
    def ask(kind, accept=b"text/html,*/*", path="/folder/x"):
        sent = []

        async def send(message):
            sent.append(message)

        async def app(scope, receive, send):
            head = {"type": "http.response.start", "status": 200}
            await send({**head, "headers": [(b"content-type", kind)]})
            await send({"type": "http.response.body", "body": b"x"})

        asked = {"type": "http", "method": "GET", "path": path, "query_string": b""}
        asked["headers"] = [(b"accept", accept)]
        with pytest.raises(StopIteration):
            Addresses(app, BY_SLUG)(asked, None, send).send(None)
        return sent

    head, body = ask(b"text/html; charset=utf-8")
    assert (head["status"], dict(head["headers"])[b"location"]) == (307, b"/x")
    assert body["body"] == b""
    head, body = ask(b"text/javascript")
    assert (head["status"], body["body"]) == (200, b"x")
    for path in ("/folder/x", "/error-race/_stcore/health"):  # asked for by the client
        head, body = ask(b"text/html", b"*/*", path)
        assert (head["status"], body["body"]) == (200, b"x")


def test_of_too_many_settings_the_first_are_kept_and_the_others_counted():
    many = b"&".join(b"a%d=1" % number for number in range(1500))
    kept = shortened(many).split(b"&")
    assert kept[:MOST_FIELDS] == many.split(b"&")[:MOST_FIELDS]
    assert kept[MOST_FIELDS:] == [b"rest=1300"]
    assert redirect("/bptt", many, BY_SLUG) == b"/bptt?" + shortened(many)
    assert shortened(b"T=8&text=" + b"x" * LONGEST) == b"T=8&rest=1"


@given(st.binary(max_size=400))
def test_a_short_query_is_never_changed(query):
    assert shortened(query) == query


def test_what_was_left_out_is_said():
    assert REST == settings.REST
    told = settings.decode(settings.Settings("x", Record), {"rest": ["1300"]}).notices
    assert [one.kind for one in told] == ["rest"]


def test_a_browser_is_sent_on_once():
    sent = []

    async def send(message):
        sent.append(message)

    async def app(scope, receive, send):
        sent.append("app")

    def ask(path, query=b""):
        asked = {"type": "http", "method": "GET", "path": path, "query_string": query}
        with pytest.raises(StopIteration):
            Addresses(app, BY_SLUG)(asked, None, send).send(None)
        return sent.pop(0)

    assert dict(ask("/bptt ", b"T=8")["headers"])[b"location"] == b"/bptt?T=8"
    sent.clear()
    assert ask("/bptt", b"T=8") == "app"
