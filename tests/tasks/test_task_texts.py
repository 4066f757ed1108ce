"""Every task of the paper and every input error has words in both languages."""

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from lstm97.tasks import TASKS
from lstm97.tasks.own_sequence import InputError, parse

TEXTS = Path(__file__).parents[2] / "assets" / "text"
TOLD = [slug for slug in TASKS if slug != "typed"]  # the reader knows what they typed
BAD = {
    "kind": ("ab", "painted"),
    "too_short": ("a", "auto"),
    "long_symbol": ("a bcdefghijklmnop", "auto"),
    "one_symbol": ("aa", "auto"),
    "many_symbols": ("abcdefghijklmnopqrstuvwxyzA", "auto"),
    "not_a_number": ("0.5 x", "values"),
    "out_of_range": ("0.5 2", "values"),
}


@pytest.fixture(params=["en", "zh"])
def words(request):
    return tomllib.loads((TEXTS / request.param / "tasks.toml").read_text(encoding="utf-8"))


def test_every_task_is_told(words):
    assert set(words) - {"errors", "read"} == set(TOLD)
    for slug in TOLD:
        assert set(words[slug]) == {"name", "story", "remember", "target", "paper"}
        assert all(words[slug].values())


def test_every_task_names_its_experiment(words):
    for slug in TOLD:
        assert TASKS[slug]().experiment in words[slug]["paper"]


@pytest.mark.parametrize("code", BAD)
def test_every_input_error_can_be_said(words, code):
    with pytest.raises(InputError) as caught:
        parse(*BAD[code])
    assert caught.value.code == code
    wanted = {name for _, name, _, _ in Formatter().parse(words["errors"][code]) if name}
    assert wanted == set(caught.value.details)
    assert words["errors"][code].format(**caught.value.details)
