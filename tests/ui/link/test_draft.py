"""A link in the making: what is written comes back, and what is no link of ours is none."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lstm97.analysis.guess import code_of
from lstm97.ui.base.contents import PAGES
from lstm97.ui.link import draft
from lstm97.ui.link.draft import Draft
from lstm97.ui.link.kinds import Choice, Integer, IntList, Number, OwnCurve, Scale, Toggle
from lstm97.ui.link.settings import Link
from lstm97.ui.pages.classroom import view as classroom
from lstm97.ui.registry import TABLES


def allowed(setting):
    """Every value that a setting can have."""
    match setting:
        case Integer():
            return st.integers(setting.low, setting.high).map(setting.clean)
        case Number():
            return st.floats(setting.low, setting.high).map(setting.clean)
        case Scale():
            return st.sampled_from(setting.stops)
        case Choice():
            return st.sampled_from(setting.options)
        case Toggle():
            return st.booleans()
        case IntList():
            numbers = st.integers(setting.low, setting.high)
            return st.lists(numbers, max_size=setting.longest).map(tuple)
        case OwnCurve():
            drawn = st.lists(st.none() | st.floats(-16, 2), max_size=60).map(code_of)
            return drawn | st.sampled_from(("-2.-4", "0"))
    return st.text(max_size=40).map(setting.clean)


@st.composite
def drafts(draw, page):
    every = TABLES[page].every
    drawn = {name: draw(allowed(setting)) for name, setting in every.items()}
    values = TABLES[page].defaults().with_values(**drawn)
    hide, lock = (draw(st.frozensets(st.sampled_from(list(every)))) for _ in range(2))
    lang, present = draw(st.sampled_from(["", "en", "zh"])), draw(st.booleans())
    return Draft(page, Link(values, (), hide, lock), lang, present)


@pytest.mark.parametrize("page", TABLES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_a_draft_comes_back_from_its_link(page, data):
    made = data.draw(drafts(page))
    written = draft.write(made, TABLES[page])
    assert draft.read(written, TABLES) == made
    assert draft.read(f" https://some.where/app/{written} ", TABLES) == made


@pytest.mark.parametrize(
    "text", ["", "nonsense", "http://[", "https://some.where/", "/nowhere?T=5", "?T=5", "home"]
)
def test_what_leads_to_no_page_with_settings_is_no_draft(text):
    assert draft.read(text, TABLES) is None


def test_a_damaged_link_is_read_as_far_as_possible():
    made = draft.read("bptt?T=6&w=x&lock=T.nothing&lang=fr&present=yes", TABLES)
    assert made.link.values.T == 6
    assert made.link.lock == {"T"}
    assert (made.lang, made.present) == ("", False)
    assert [one.name for one in made.link.notices] == ["w", "lang", "present", "lock"]


def test_of_a_link_that_is_too_long_only_the_typed_text_is_cut():
    race = TABLES["error-race"]
    values = race.defaults().with_values(text="误" * 400, length=77)
    made = Draft("error-race", Link(values, (), frozenset({"task"}), frozenset({"length"})), "zh")
    kept = classroom.SETTINGS.every["link"].clean(draft.write(made, race))
    again = draft.read(kept, TABLES)
    assert again.link._replace(values=made.link.values) == made.link
    assert again.lang == "zh"
    assert again.link.values.with_values(text="") == made.link.values.with_values(text="")
    assert again.link.values.text.startswith("误" * 50)


def test_every_page_that_has_settings_can_be_linked():
    without = {page.slug for page in PAGES} - set(TABLES)
    assert without == {"home", "classroom"}
