"""Pages and links: what a link says is opened again, in the tab in which the reader stood."""

from itertools import product

import pytest
import streamlit as st
from visit import everything, visit

from lstm97.analysis.guess import code_of
from lstm97.ui.base.contents import PAGES
from lstm97.ui.lesson.bench import drawing
from lstm97.ui.link.kinds import Choice, Integer, IntList, OwnCurve, Text, Toggle
from lstm97.ui.link.settings import Link, decode, encode
from lstm97.ui.registry import TABLES

TRAINED = {"trained", "contest"}  # what would be trained again
TABBED = {page: table for page, table in TABLES.items() if table.tabs}
TABS = [(page, tab) for page, own in TABBED.items() for tab in own.every[own.by].options]


def another(setting):
    """A value that differs from the default."""
    if isinstance(setting, Toggle):
        return not setting.default
    if isinstance(setting, Choice):
        return next(one for one in setting.options if one != setting.default)
    if isinstance(setting, OwnCurve):
        return code_of([-8.0, None, -1.0, 0.0])
    if isinstance(setting, Text):
        return "0.5"
    if isinstance(setting, IntList):
        return (setting.low,) if setting.default != (setting.low,) else ()
    ends = (setting.low, setting.high) if hasattr(setting, "low") else setting.stops
    return next(setting.clean(end) for end in ends if setting.clean(end) != setting.default)


def moved(page, tab, names):
    own = TABLES[page]
    changed = {name: another(own.every[name]) for name in names if name != own.by}
    return own.defaults().with_values(**(changed | ({own.by: tab} if tab else {})))


def again(page, values):
    own = TABLES[page]
    query = encode(own, Link(values))
    return decode(own, {name: [value] for name, value in query.items()})


def shown(names, default):
    return names if names is not None else [one.name for one in default]


@pytest.fixture
def benches(monkeypatch):
    """The benches of the page that was opened last."""
    seen, choose = [], drawing._choose
    monkeypatch.setattr(drawing, "_choose", lambda few: seen.append(few) or choose(few))
    return lambda: seen[-1]


def test_pages_with_tabs_are_among_those_that_are_tested():
    assert {"layers", "bptt", "memory-cell", "scissors", "experiments"} <= set(TABBED)


@pytest.mark.parametrize(("page", "tab"), TABS)
def test_a_link_opens_every_setting_in_the_tab_it_was_written_in(page, tab):
    names = list(TABLES[page].every)
    cases = [[], names, *([one] for one in names), *map(list, product(names, names))]
    for case in cases:
        values = moved(page, tab, case)
        link = again(page, values)
        assert (link.values, link.notices) == (values, ()), case


@pytest.mark.parametrize("page", TABBED)
def test_a_setting_without_a_tab_opens_the_tab_it_belongs_to(page):
    own = TABLES[page]
    for tab, names in own.tabs.items():
        for name in names:
            text = own.every[name].format(another(own.every[name]))
            opened = decode(own, {name: [text]}).values[own.by]
            assert name in own.tabs[opened]
            assert opened == tab or list(own.tabs).index(opened) < list(own.tabs).index(tab)
            for wish in own.every[own.by].options:
                assert decode(own, {name: [text], own.by: [wish]}).values[own.by] == wish
            assert decode(own, {name: [text], own.by: ["?"]}).values[own.by] == opened


@pytest.mark.parametrize("page", TABBED)
def test_the_table_knows_which_settings_the_first_tab_does_not_show(page, benches):
    visit(page)
    own = TABLES[page]
    of_tab = {
        one.tab: [*shown(one.controls, own.main), *shown(one.more, own.more), *one.placed]
        for one in benches()
    }
    first, *others = of_tab
    assert first == own.every[own.by].default
    elsewhere = {tab: set(of_tab[tab]) - set(of_tab[first]) for tab in others}
    known = set()
    for tab, names in elsewhere.items():
        assert names - known == set(own.tabs.get(tab, ())), tab
        known |= names


@pytest.mark.parametrize(("page", "tab"), [*TABS, *((page, "") for page in TABLES)])
def test_a_page_keeps_all_that_its_link_says_while_its_question_is_open(page, tab):
    own = TABLES[page]
    values = moved(page, tab, [name for name in own.every if name not in TRAINED])
    query = encode(own, Link(values))
    at = visit(page, **query)
    assert not at.exception
    assert not at.warning
    assert {name: at.query_params[name] for name in at.query_params} == query


@pytest.mark.parametrize("page", [one.slug for one in PAGES])
def test_every_page_says_what_of_its_link_it_does_not_know(page):
    at = visit(page, nonsense="7")
    assert not at.exception
    assert any("`nonsense=7`" in one.value for one in at.warning)
    assert "nonsense" not in at.query_params


@pytest.mark.parametrize(
    ("page", "name"),
    [(page, one.name) for page, own in TABLES.items() for one in own.every.values()
     if isinstance(one, Integer) and one.step > 1],
)  # fmt: skip
def test_a_number_between_two_steps_is_said_and_the_page_is_whole(page, name):
    step = TABLES[page].every[name].step
    for asked, used in ((1, 0), (step + 1, step)):
        at = everything(visit(page, **{name: str(asked)}))
        assert not at.exception
        assert not at.error
        assert f"`{name}={asked}` lies between two steps; `{used}`" in at.warning[0].value
        assert at.query_params.get(name, "0") in (str(used), [str(used)])


def test_an_embedded_page_has_no_menu(monkeypatch):
    drawn, navigation = [], st.navigation

    def note(*pages, **how):
        drawn.append(how["position"])
        return navigation(*pages, **how)

    monkeypatch.setattr(st, "navigation", note)
    visit("bptt")
    assert set(drawn) == {"sidebar"}
    drawn.clear()
    monkeypatch.setattr(type(st.context), "is_embedded", True)
    visit("bptt")
    assert set(drawn) == {"hidden"}
