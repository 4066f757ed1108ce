"""Chinese as it is printed: full-width punctuation, and emphasis that Markdown can see."""

import re

import pytest

from lstm97.folders import TEXTS

FILES = sorted((TEXTS / "zh").iterdir())
CJK = r"[\u4e00-\u9fff]"
MARKS = "，。：；？！、）（”“」「"
HALF_WIDTH = re.compile(rf"{CJK}[,;?!](?![0-9])|{CJK}:(?!//)")


def lines(path):
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def hidden(line):
    """Emphasis that Markdown misses: a ** between punctuation inside and a character outside."""
    parts = line.strip().split("**")
    for before, strong, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        opens = strong[:1] not in MARKS or not before or before[-1] in MARKS + ' "'
        closes = strong[-1:] not in MARKS or not after or after[0] in MARKS + ' "'
        if strong and not (opens and closes):
            yield strong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_emphasis_is_seen_by_markdown(path):
    assert not [strong for line in lines(path) for strong in hidden(line)]


def test_the_check_itself_knows_good_from_bad():
    assert not list(hidden("先**扫描**，再**回传**。"))
    assert list(hidden("**表 1。**其余"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_punctuation_after_a_chinese_character_is_chinese(path):
    assert not [line for line in lines(path) if HALF_WIDTH.search(line)]
