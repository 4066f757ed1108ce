"""Every task, parameter and input error has words in both languages."""

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from lstm97.tasks import TASKS
from lstm97.tasks.typed import InputError, parse

TEXTS = Path(__file__).parents[2] / "assets" / "text"
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
    others = {"parameters", "kinds", "errors"}
    assert set(words) - others == set(TASKS)
    for slug in TASKS:
        assert set(words[slug]) == {"name", "short", "story", "remember", "target", "paper"}
        assert all(words[slug].values())


def test_every_task_names_its_experiment(words):
    for slug, factory in TASKS.items():
        assert factory().experiment in words[slug]["paper"]


def test_every_parameter_has_a_label(words):
    used = {name for factory in TASKS.values() for name in factory().parameters}
    assert set(words["parameters"]) == used


@pytest.mark.parametrize("code", BAD)
def test_every_input_error_can_be_said(words, code):
    with pytest.raises(InputError) as caught:
        parse(*BAD[code])
    assert caught.value.code == code
    wanted = {name for _, name, _, _ in Formatter().parse(words["errors"][code]) if name}
    assert wanted == set(caught.value.details)
    assert words["errors"][code].format(**caught.value.details)
