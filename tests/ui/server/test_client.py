"""The client's files come from memory, unchanged; hints name files that are really there."""

import gzip
from contextlib import suppress

import pytest

from lstm97.ui.server.client import CLIENT, STAGE, WIDGETS, Client, files, hints

SCRIPT = next(name for name in files() if "/BidiComponent." in name)


async def page(scope, receive, send):
    """An app that answers everything with a page."""
    headers = [(b"content-type", scope.get("kind", b"text/html; charset=utf-8"))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"page"})


def ask(path, *headers, method="GET", **scope):
    """Headers and body of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    asked = {"type": "http", "path": path, "method": method, "headers": list(headers), **scope}
    with suppress(StopIteration):  # nothing here waits, so one push runs it to its end
        Client(page)(asked, None, send).send(None)
    return dict(sent[0]["headers"]), sent[1]["body"]


def test_every_hint_is_a_file_of_the_client():
    named = hints(STAGE + WIDGETS)
    links = [part.partition(">")[0].strip(" <") for part in named.decode().split(",")]
    assert len(links) >= len(STAGE + WIDGETS)
    assert all((CLIENT / link).is_file() for link in links)


def test_a_client_without_these_pieces_gets_no_hints(tmp_path):
    assert hints(STAGE, tmp_path) == b""
    assert not files(tmp_path)


@pytest.mark.parametrize(
    ("kind", "hinted"), [(b"text/html; charset=utf-8", True), (b"text/css", False)]
)
def test_pages_alone_are_hinted(kind, hinted):
    assert (b"link" in ask("/error-race", kind=kind)[0]) is hinted


def test_the_lesson_is_hinted_more_than_the_start():
    start, lesson = (ask(path)[0][b"link"] for path in ("/", "/carousel"))
    assert lesson.startswith(start)
    assert b"Slider" in lesson
    assert b"Slider" not in start


def test_a_file_arrives_as_it_is():
    headers, body = ask(SCRIPT)
    assert body == (CLIENT / SCRIPT[1:]).read_bytes()
    assert headers[b"content-type"] == b"text/javascript"
    assert b"immutable" in headers[b"cache-control"]
    assert int(headers[b"content-length"]) == len(body)


def test_a_file_is_packed_for_those_who_can_unpack_it():
    headers, body = ask(SCRIPT, (b"accept-encoding", b"gzip, br"))
    assert headers[b"content-encoding"] == b"gzip"
    assert gzip.decompress(body) == (CLIENT / SCRIPT[1:]).read_bytes()


@pytest.mark.parametrize(
    "path", ["/static/js/../index.html", "/static/js/none.js", "/static", "/../app.py"]
)
def test_only_known_files_are_answered_for(path):
    assert ask(path)[1] == b"page"


def test_what_is_not_a_plain_request_is_left_to_streamlit():
    assert ask(SCRIPT, method="HEAD")[1] == b"page"
    assert ask(SCRIPT, (b"range", b"bytes=0-10"))[1] == b"page"


@pytest.mark.parametrize(
    ("accepts", "packed"),
    [
        (b"gzip", True),
        (b"br, gzip;q=0.5", True),
        (b"*", True),
        (b"gzip;q=0", False),
        (b"gzip; q=0.0, *", False),
        (b"br", False),
        (b"gzip;q=x", False),
    ],
)
def test_gzip_is_sent_to_who_takes_it(accepts, packed):
    headers, body = ask(SCRIPT, (b"accept-encoding", accepts))
    assert (headers.get(b"content-encoding") == b"gzip") is packed
    assert (gzip.decompress(body) if packed else body) == files()[SCRIPT].read_bytes()


def test_below_a_path_of_its_own_the_same_files_are_found(monkeypatch):
    plain = ask(SCRIPT)[1]
    monkeypatch.setattr("streamlit.get_option", lambda name: "/lesson/")
    assert ask(f"/lesson{SCRIPT}")[1] == plain
    assert ask("/lesson/")[0][b"link"] == hints(STAGE)
