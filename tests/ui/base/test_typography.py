"""Both catalogues are set in one way: signs, thousands, symbols, quotation marks."""

import re
import unicodedata

import pytest

from lstm97.folders import TEXTS
from lstm97.words import catalogue, languages, lookup, sections

STEMS = sorted({path.stem for path in (TEXTS / "en").iterdir()})
TEXT = [(lang, stem) for lang in languages() for stem in STEMS]
VERBATIM = re.compile(r"\$[^$]*\$|`[^`]*`|\]\([^)]*\)|\{[^{}]*\}")
WRONG = {
    "a space before %": re.compile(r"[\d}] ?[ \u00a0]%"),
    "a subscript for the paper's superscript": re.compile(r"(?<![{\w])y_(in|out|c|φ|r|z)(?!\w)"),
    "four digits with a separator": re.compile(r"(?<![\d,])\d,\d{3}(?![\d,])"),
    "five digits without one": re.compile(r"(?<![\d.,])\d{5,}"),
    "thousands set apart by a space": re.compile(r"\d[ \u00a0\u2009\u202f]\d{3}(?!\d)"),
    "t=2 without spaces": re.compile(r"(?<![\w&?])[tTqb]=[\d{−]"),
    "a line break allowed in t = 2": re.compile(r"(?<![\w^])[^\W\d_] = [\d−]"),
    "a hyphen for a minus": re.compile(r"(?<![\w\d])-\d"),
    "a picture by its side, where a phone stacks them": re.compile(
        r"[\u5de6\u53f3]\u56fe|(?:left|right)(?:-hand)? (?:picture|chart|graph)"
    ),
    "a power as it is typed": re.compile(r"\^"),
    "straight quotes": re.compile(r'(?<!=)"(?!>)'),
    "a curly apostrophe, unlike all others": re.compile(r"(?<=[a-z])\u2019(?=[a-z])"),
}


def texts(lang, stem):
    return {**catalogue(lang, stem), **sections(lang, stem)}


def faults(text):
    plain = VERBATIM.sub(lambda match: "{}" if match[0].startswith("{") else "`", text)
    return [name for name, pattern in WRONG.items() if pattern.search(plain)]


@pytest.mark.parametrize(("lang", "stem"), TEXT)
def test_set_in_one_way(lang, stem):
    found = {key: faults(text) for key, text in texts(lang, stem).items() if stem != "language"}
    assert not {key: wrong for key, wrong in found.items() if wrong}


@pytest.mark.parametrize(
    "text",
    [
        "10 %",
        "{share} %",
        "y_in(t)",
        "5,040",
        "27380",
        "27 380",
        "t=2",
        "t = 2",
        "to -4",
        'a "b"',
        "it\u2019s",
        "\u5de6\u56fe",
        "the left picture",
        "the gate y^in",
        "(f‖W‖)^q",
        "{gate}^{q}",
    ],
)
def test_each_fault_is_noticed(text):
    assert faults(text)


@pytest.mark.parametrize(("lang", "stem"), TEXT)
def test_quotation_marks_open_and_close(lang, stem):
    opens, closes = lookup(lang, "language.quotes")
    for key, text in texts(lang, stem).items():
        marks = re.findall(f"[{opens}{closes}]", text) if stem != "language" else []
        assert marks == [opens, closes] * (len(marks) // 2), key


@pytest.mark.parametrize("stem", STEMS)
def test_no_space_beside_a_chinese_mark(stem):
    """Marks of full width bring their own space; an address ends only at one."""
    wrong = re.compile(
        r"[，。；：、？！）]\*{0,2} +(?=[\w“{\u4e00-\u9fff])|(?<!link\}) [，。；：、？！]"
        r"|[\u4e00-\u9fff]\*{0,2} +\*{0,2}[\u4e00-\u9fff]"
    )
    for key, text in texts("zh", stem).items():
        assert not wrong.search(text), (key, wrong.search(text)[0])


def is_mark(letter):
    return unicodedata.category(letter)[0] in "PS"


def unread_stars(text):
    """Where ** stays on the screen: beside a mark on one side and a letter on the other."""
    found = []
    for number, stars in enumerate(re.finditer(r"(?<!\*)\*\*(?!\*)", text)):
        before, after = (
            text[stars.start() - 1 : stars.start()] or " ",
            text[stars.end() :][:1] or " ",
        )
        inner, outer = (after, before) if number % 2 == 0 else (before, after)
        if inner.isspace() or (is_mark(inner) and not outer.isspace() and not is_mark(outer)):
            found.append(text[max(0, stars.start() - 8) : stars.end() + 8])
    return found


@pytest.mark.parametrize(("lang", "stem"), TEXT)
def test_what_is_bold_is_read_as_bold(lang, stem):
    found = {
        key: unread_stars(text) for key, text in texts(lang, stem).items() if stem != "language"
    }
    assert not {key: wrong for key, wrong in found.items() if wrong}


def test_stars_beside_a_mark_are_noticed():
    assert unread_stars("走**[学习率](a) × 斜率**那么远")
    assert unread_stars("一步**（远）**再")
    assert not unread_stars("走 **[学习率](a)**，一步**远**再")


SIDE = re.compile(r"(?:^|[\s\"])(?:Left|Right):|[左右](?:图|[边侧]是)", re.MULTILINE)
ABREAST = {"gradient-descent.md", "recurrent-network.toml"}  # one drawing, on a phone too


@pytest.mark.parametrize("lang", languages())
def test_no_picture_is_called_by_its_side(lang):
    """Pictures that stand side by side on a desk stand one below the other on a phone."""
    files = [one for one in (TEXTS / lang).iterdir() if one.name not in ABREAST]
    assert [one.name for one in files if SIDE.search(one.read_text(encoding="utf-8"))] == []
    assert SIDE.search("Left: the loss")
    assert SIDE.search("左边是地图")
