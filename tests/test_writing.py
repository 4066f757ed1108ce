"""What code joins is written as each language writes it."""

import pytest

from lstm97 import writing
from lstm97.words import languages


def test_lists_names_and_sentences():
    assert writing.listed("en", [3, 7]) == "3, 7"
    assert writing.listed("zh", [3, 7]) == "3、7"
    assert writing.labelled("en", "depth", 3) == "depth: 3"
    assert writing.labelled("zh", "深度", 3) == "深度：3"
    assert writing.sentences("en", ["One.", "", "Two."]) == "One. Two."
    assert writing.sentences("zh", ["一。", "二。"]) == "一。二。"


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (2559.6, "2560"), (27_380, "27,380"), (-1e6, "\N{MINUS SIGN}1,000,000")],
)
@pytest.mark.parametrize("lang", languages())
def test_thousands_are_set_apart_from_five_digits_on(lang, value, told):
    assert writing.whole(lang, value) == told


@pytest.mark.parametrize("lang", languages())
def test_per_cent_stands_beside_its_number(lang):
    assert writing.percent(lang, "10") == "10%"
    assert writing.times(lang, "94") == {"en": "94×", "zh": "94 倍"}[lang]


def test_a_language_says_its_own_name():
    assert [writing.language_name(lang) for lang in languages()] == ["English", "中文"]
