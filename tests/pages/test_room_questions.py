"""Every question that a page asks can be put to a class that has a room, tab by tab."""

import pytest
from test_room_page import on_wall, read

from lstm97.room import rooms, rounds
from lstm97.ui.base.contents import PAGES
from lstm97.ui.base.text import languages
from lstm97.ui.lesson.progress import questions
from lstm97.ui.registry import TABLES
from lstm97.ui.room import data

ASKING = [info.slug for info in PAGES if questions(info.slug)]


def tabs(slug):
    """Links that open each bench of a page."""
    by = TABLES[slug].by
    setting = TABLES[slug].every.get(by)
    return [{by: one} for one in setting.options] if setting else [{}]


@pytest.mark.parametrize("slug", ASKING)
def test_every_question_of_a_page_can_be_put_to_a_class(slug):
    db, met = data.database(), set()
    for query in tabs(slug):
        key = rooms.open_room(db)
        at = on_wall(key, slug, **query)
        assert not at.exception
        asked = rounds.on_wall(db, key.code)[1]
        rooms.end(db, key.code)
        if asked is None:  # a bench that asks nothing
            continue
        met.add(asked.question.key.replace(".predict.", "."))
        for lang in languages():
            words = [
                read(one, lang)
                for one in (asked.question.text, *(o.words for o in asked.question.options))
            ]
            assert all(words)
            assert not [one for one in words if "{" in one or "**" in one or "$" in one]
    assert met == set(questions(slug))
