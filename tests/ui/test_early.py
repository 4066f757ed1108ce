"""The hints name files that the client really has, on pages only."""

import asyncio

import pytest

from lstm97.ui.early import CLIENT, PIECES, Early, hints


def headers_of(content_type):
    """The headers that a response of this type leaves the app with."""
    sent = []

    async def app(scope, receive, send):
        start = {"type": "http.response.start", "headers": [(b"content-type", content_type)]}
        await send(start)

    async def send(message):
        sent.append(message)

    asyncio.run(Early(app)({"type": "http"}, None, send))
    return dict(sent[0]["headers"])


def test_every_hint_is_a_file_of_the_client():
    links = [part.partition(">")[0].strip(" <") for part in hints().decode().split(",")]
    assert len(links) >= len(PIECES)
    assert all((CLIENT / link).is_file() for link in links)


def test_a_client_without_these_pieces_gets_no_hints(tmp_path):
    assert hints(tmp_path) == b""


@pytest.mark.parametrize(
    ("content_type", "hinted"), [(b"text/html; charset=utf-8", True), (b"text/css", False)]
)
def test_pages_alone_are_hinted(content_type, hinted):
    assert (b"link" in headers_of(content_type)) is hinted
