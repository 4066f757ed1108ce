"""A mistyped address leads to its page, a link of too many settings is cut and says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.link import settings
from lstm97.ui.link.record import Record
from lstm97.ui.server.addresses import LONGEST, MOST_FIELDS, REST, Addresses, redirect, shortened


@pytest.mark.parametrize(
    "path",
    [
        "/error-race ",
        "/Error-Race",
        "/error-race.",
        "/error-race）",
        "/ error-race/ ",
        "/ERROR-RACE,",
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
