"""Texts without a session: which languages there are, and how their lines hold together."""

import pytest

from lstm97 import words
from lstm97.folders import ROOT

RULES = 'name = "x"\nletters = "{letters}"\nmarks = "{marks}"\n'
CHINESE = {"letters": r"\\u4e00-\\u9fff", "marks": r"\\u3000-\\u303f\\uff00-\\uffef"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Makes a folder of texts of a language, and has it read."""
    monkeypatch.setattr(words, "TEXTS", tmp_path)

    def make(lang, **files):
        (tmp_path / lang).mkdir(exist_ok=True)
        rules = CHINESE if lang == "zh" else {"letters": "", "marks": ""}
        written = {"language.toml": RULES.format(**rules)} | {
            name.replace("_", "."): text for name, text in files.items()
        }
        for name, text in written.items():
            (tmp_path / lang / name).write_text(text.replace("\\\\u", "\\u"), encoding="utf-8")
        words._languages.cache_clear()

    return make


def test_a_folder_is_a_language(folder, tmp_path):
    for lang in ("zh", "en", "de"):
        folder(lang)
    (tmp_path / "notes").mkdir()
    assert words.languages() == ["en", "de", "zh"]


def test_no_language_is_named_in_code():
    """A language is a folder; code knows the one that a missing text falls back to."""
    named = {
        f"{path.name}:{number}"
        for path in [*(ROOT / "lstm97").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(f"{mark}{lang}{mark}" in line for lang in words.languages() for mark in "\"'")
        and not line.startswith("FALLBACK = ")
    }
    assert not named


@pytest.mark.parametrize(
    ("tags", "lang"),
    [
        (["zh-CN"], "zh"),
        (["zh"], "zh"),
        (["ZH-Hant-TW"], "zh"),
        (["en-GB", "zh"], "en"),
        (["fr", "zh-TW", "en"], "zh"),
        (["pt"], "pt-br"),
        (["pt-PT", "zh"], "pt-br"),
        (["fr"], "en"),
        ([None, ""], "en"),
    ],
)
def test_the_first_language_of_the_browser_that_there_is(folder, tags, lang):
    for one in ("en", "pt-br", "zh"):
        folder(one)
    assert words.preferred_language(tags) == lang


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.8", ["zh-TW", "zh", "en"]),
        ("en;q=0.2, de", ["de", "en"]),
        ("de;q=0, en", ["en"]),
        ("en;q=much, de", ["de"]),
        ("", []),
        (None, []),
    ],
)
def test_accepted_languages_are_in_order_of_their_weight(header, tags):
    assert words.accepted_tags(header) == tags


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("误差，\n回传\n\n新段", "误差，回传\n\n新段"),
        ("- 误差\n  回传\n- 另一条", "- 误差回传\n- 另一条"),
        ("误差，\nLSTM 里", "误差，LSTM 里"),
        ("误差：\n- 一\n- 二", "误差：\n- 一\n- 二"),
        ("误差：\n\n1. 一", "误差：\n\n1. 一"),
        ("误差  \n回传", "误差  \n回传"),
    ],
)
def test_the_end_of_a_chinese_line_is_no_space(folder, written, read):
    folder("zh", some_md=f"## one\n\n{written}\n")
    assert words.sections("zh", "some")["one"] == read


def test_the_end_of_an_english_line_is_a_space(folder):
    folder("en", some_md="## one\n\nThe error\nruns back\n")
    assert words.sections("en", "some")["one"] == "The error\nruns back"


@pytest.mark.parametrize("lang", words.languages())
def test_whole_numbers_in_a_text_are_grouped_from_five_digits_on(lang):
    assert words.fill("{n}, {many}, {n:g}", {"n": 2560, "many": 40_882}, lang) == (
        "2560, 40,882, 2560"
    )
    assert words.fill("{x}", {"x": 12345.5}, lang) == "12345.5"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("at t = {t}, y", "at t\u00a0=\u00a07, y"),
        ("$t = {t}$ and `t = 1`", "$t = 7$ and `t = 1`"),
        ("± {t}, but ± is a sign", "±\u00a07, but ± is a sign"),
        ("where $x$, then", "where $x$\u2060, then"),
        ("**{t} 是 $x$**，", "**7 是 $x$\u2060**，"),
        ("costs $x$ or $y$.", "costs $x$ or $y$\u2060."),
    ],
)
def test_signs_stay_with_their_numbers_and_marks_with_their_formulas(folder, written, read):
    folder("en", some_toml=f"a = '{written}'" if "{t}" in written else f"a = '{written}{{t}}'")
    assert words.translate("en", "some.a", t=7).removesuffix("7" * ("{t}" not in written)) == read


def test_a_word_is_chosen_by_the_number_that_is_filled_in():
    text = "{n} {n|step|steps} of {m}"
    assert words.fill(text, {"n": 1, "m": 2}) == "1 step of 2"
    assert words.fill(text, {"n": 21, "m": 1}) == "21 steps of 1"
    assert (
        words.fill(r"\frac{a|b|c}{2}", {"n": 1} if not words.strict() else {}) == r"\frac{a|b|c}{2}"
    )
