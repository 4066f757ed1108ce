"""Chinese terms are those of a Chinese textbook, one for each thing."""

import re

import pytest

from lstm97.folders import TEXTS
from lstm97.words import catalogue, sections

FILES = sorted((TEXTS / "zh").iterdir())
STEMS = sorted({path.stem for path in FILES})
INSTEAD = {  # what must not be said, and what is said instead
    "^(?!.*(音|声|传话)).*听": "接收",  # a person hears a sound, or the whispering game
    "亮出|亮给": "读出，输出",
    "(?<!隐)藏|又隐藏|利于隐藏": "屏蔽",
    "说的是|应当说|单元说|单元会说|网络(要|应当|会)说": "输出，目标",
    "沿时间反向传播": "随时间反向传播（BPTT）",
    "前向计算": "前向传播",
    "图带": "栏",
    "散布": "离散程度",
    "消亡": "衰减到 0",
    "上溢": "溢出",
    "ϑ 与 e 符号相反": "论文的 ϑ 和 e 都带负号",
}
OTHER_CELLS = {"glossary.term.gru.means", "quiz.abuse.options.steal"}  # a GRU's, an output unit


def texts(lang, stem):
    """All texts of one name by key, short ones and prose."""
    return {**catalogue(lang, stem), **sections(lang, stem)}


def wrong(text):
    """The terms in a text that have a better word, and that word."""
    return [(match[0], good) for bad, good in INSTEAD.items() if (match := re.search(bad, text))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_the_terms_of_a_textbook(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [(line, wrong(line)) for line in lines if wrong(line)]


def test_the_list_notices_what_it_is_for():
    assert all(map(wrong, ["单元听到输入，", "把状态藏起来", "既亮出又隐藏"]))
    assert wrong("记忆单元说的是 3")
    assert not wrong("隐藏单元的激活值，说明论文所说的滥用")


@pytest.mark.parametrize("stem", STEMS)
def test_a_cell_is_a_memory_cell_in_every_text_that_names_one(stem):
    """A reader may see one text alone, so each names it in full before it says 单元."""
    english, chinese = texts("en", stem), texts("zh", stem)
    named = [key for key, text in english.items() if re.search(r"(?i)\bcells?\b(?!\?)", text)]
    short = [key for key in named if "记忆单元" not in chinese[key]]
    assert not {f"{stem}.{key}" for key in short} - OTHER_CELLS


@pytest.mark.parametrize("stem", STEMS)
def test_the_logistic_function_is_named_as_sigmoid_too(stem):
    said = " ".join(texts("zh", stem).values())
    assert "sigmoid" in said or not re.search("logistic (函数|单元)", said)
