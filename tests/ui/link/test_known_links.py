"""Links that are known to people keep their meaning, whatever becomes of the tables behind them."""

import tomllib
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl

import pytest

from lstm97.ui.link.moves import MOVES, drop_moved, way
from lstm97.ui.link.settings import decode, encode
from lstm97.ui.pages.classroom import view as classroom
from lstm97.ui.registry import TABLES

KNOWN = tomllib.loads(Path(__file__).with_name("known_links.toml").read_text(encoding="utf-8"))
NOW = {**TABLES, classroom.PAGE: classroom.SETTINGS}
GONE = {(one.page, old): (one.to, new) for one in MOVES for old, new in one.names.items()}

WIDER = {"int_list": "curve"}  # a kind that takes all that another took


def lives(page, name):
    """Where a setting stands now: its page, and what it is called there."""
    return (page, name) if name in NOW[page].every else GONE.get((page, name), (page, name))


def values_of(page, link):
    """What a link sets, and that nothing in it was refused, moved or doubled."""
    query = parse_qs(link, keep_blank_values=True)
    if led := way(page, query):
        page, query = led.page, {name: [text] for name, text in led.query.items()}
    state = decode(NOW[page], query)
    assert state.notices == ()
    return state.values


def covers(now, then):
    """Whether a rule takes at least what it took."""
    if {"options", "stops"} & set(then):
        return all(set(then[name]) <= set(now[name]) for name in then)
    ends = [now.get(end, 0) for end in ("low", "high", "longest")]
    known = [then.get(end, 0) for end in ("low", "high", "longest")]
    return ends[0] <= known[0] and ends[1] >= known[1] and ends[2] >= known[2]


@pytest.mark.parametrize("page", KNOWN)
def test_settings_keep_name_kind_and_default_and_take_what_they_took(page):
    for name, (kind, default, rule) in KNOWN[page]["settings"].items():
        if name == "tab" and any(one.page == page for one in MOVES):
            continue  # every tab that has gone is followed below
        now, named = lives(page, name)
        setting = NOW[now].every[named]
        assert setting.rule.key in (kind, WIDER.get(kind)), name
        assert setting.format(setting.default) == default, name
        assert covers(setting.rule.values, rule), name


@pytest.mark.parametrize("one", MOVES, ids=lambda one: one.tab)
def test_a_link_to_a_tab_that_has_gone_opens_it_where_it_stands_now(one):
    known = dict(parse_qsl(KNOWN[one.page]["moved"]))
    assert known["tab"] == one.tab
    values = values_of(one.page, KNOWN[one.page]["moved"])
    every = NOW[one.to].every
    assert values["tab"] == one.tab
    for old, new in one.names.items():
        assert every[new].format(values[new]) == known[old]
    for sign in one.signs:
        assert values_of(one.page, f"{sign}={known[sign]}")["tab"] == one.tab


def test_a_tab_that_has_gone_takes_its_hidden_controls_and_its_language_along():
    query = {"lang": ["zh"], "tab": ["claims"], "lock": ["echo.w"], "w": ["1"], "present": ["1"]}
    assert way("carousel", query) == (
        "memory-cell", {"lang": "zh", "present": "1", "lock": "echo", "tab": "claims"}
    )  # fmt: skip
    assert way("carousel", {"w": ["0.9"]}) is None
    assert way("weight-conflict", {"tab": ["tug"], "trained": ["400"]}) is None
    assert way("memory-cell", {"tab": ["claims"]}) is None


@pytest.mark.parametrize("one", MOVES, ids=lambda one: one.tab)
def test_a_link_to_the_tab_that_stayed_opens_it_and_nothing_of_it_is_refused(one):
    """What belongs to the other tab changed nothing there, in the link's own time either."""
    settings = NOW[one.page]
    query = parse_qs(KNOWN[one.page]["moved"]) | {"tab": [one.stays]}
    assert way(one.page, query) is None
    state = decode(settings, drop_moved(one.page, query, settings.every))
    assert state.notices == ()
    assert "tab" not in settings.every or state.values.tab == one.stays
    assert drop_moved(one.page, {"tab": ["x"], "seed": ["1"]}, ()) == {"tab": ["x"], "seed": ["1"]}


@pytest.mark.parametrize("page", sorted(set(KNOWN) - {one.page for one in MOVES}))
def test_a_link_that_moves_every_setting_comes_back_as_it_was(page):
    link = KNOWN[page]["moved"]
    again = encode(NOW[page], decode(NOW[page], parse_qs(link)))
    assert values_of(page, link) != NOW[page].defaults()
    known = {name: text for name, text in again.items() if name in KNOWN[page]["settings"]}
    assert known == dict(parse_qsl(link))


@pytest.mark.parametrize("page", [page for page in KNOWN if "presets" in KNOWN[page]])
def test_presets_set_what_they_set(page):
    now = {one.slug: one.values for one in NOW[page].presets}
    for slug, link in KNOWN[page]["presets"].items():
        values, known = values_of(page, link), dict(parse_qsl(link))
        assert {name: now[slug][name] for name in known} == {name: values[name] for name in known}


def test_a_default_that_moved_would_be_seen():
    assert not covers({"low": 0, "high": 5}, {"low": 0, "high": 6})
    assert not covers({"options": ("a",)}, {"options": ["a", "b"]})
    assert covers({"low": -1, "high": 9}, {"low": 0, "high": 9})
