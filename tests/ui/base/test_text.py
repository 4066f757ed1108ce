"""Both languages are complete, and the code asks for nothing that is not there."""

import ast
import re
from functools import cache
from importlib import import_module

import pytest

from lstm97 import words
from lstm97.folders import ROOT
from lstm97.ui.base import text
from lstm97.ui.base.contents import PAGES, SECTIONS

SOURCES = [*sorted((ROOT / "lstm97").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]
STEMS = sorted(path.stem for path in (words.TEXTS / "en").glob("*.toml"))
PROSE = sorted(path.stem for path in (words.TEXTS / "en").glob("*.md"))
FOUND_BY_PREFIX = {
    r"experiments\.chart\..+",  # `curves` is told where its texts are
    r"language\.(letters|marks|quotes)",  # rules for reading and for the tests
}
PLACEHOLDER = re.compile(r"\{[a-z_][a-z0-9_]*(?::[^{}]*)?\}")


@cache
def trees():
    return [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]


def calls(name):
    """Arguments of every call of ``name`` in the app: a constant's value, or None."""
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == name:
                yield [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]


@cache
def strings():
    """Patterns of every string in the app; what an f-string fills in, but PAGE, may be anything."""
    return {
        re.escape(node.value) if isinstance(node, ast.Constant) else pattern(node, page_of(path))
        for path, tree in zip(SOURCES, trees(), strict=True)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    }


def pattern(node, page):
    parts = (
        str(part.value) if isinstance(part, ast.Constant) else names_page(part.value) and page
        for part in node.values
    )
    return "".join(re.escape(part) if part else ".+" for part in parts)


def names_page(node):
    return isinstance(node, ast.Name) and node.id == "PAGE"


def page_of(path):
    """What PAGE is in a file: a page's slug, or None."""
    if path.relative_to(ROOT).parts[0] == "pages":
        return next(info.slug for info in PAGES if ROOT / info.file == path)
    inside = path.relative_to(ROOT).with_suffix("").parts
    return getattr(import_module(".".join(inside)), "PAGE", None) if "ui" in inside else None


def placeholders(words):
    """The values that a text speaks of: a language may name one twice, or have no plural."""
    return sorted(set(PLACEHOLDER.findall(words)))


def test_both_languages_have_the_same_files():
    names = [sorted(p.name for p in (words.TEXTS / lang).iterdir()) for lang in text.languages()]
    assert names[0] == names[1]


@pytest.mark.parametrize("stem", STEMS)
def test_catalogues_have_the_same_keys_and_placeholders(stem):
    english, chinese = (text.catalogue(lang, stem) for lang in ("en", "zh"))
    assert list(english) == list(chinese)
    for key in english:
        assert placeholders(english[key]) == placeholders(chinese[key]), key


@pytest.mark.parametrize("page", PROSE)
def test_prose_has_the_same_sections_and_placeholders(page):
    english, chinese = (text.sections(lang, page) for lang in ("en", "zh"))
    assert list(english) == list(chinese)
    for section in english:
        assert english[section], section
        assert chinese[section], section
        assert placeholders(english[section]) == placeholders(chinese[section]), section


@pytest.mark.parametrize("stem", STEMS)
def test_chinese_is_chinese(stem):
    """A text of several English words without one Chinese character was left untranslated."""
    for key, sentence in text.catalogue("zh", stem).items():
        said = re.sub(r"\$[^$]*\$|`[^`]*`|\{[^{}]*\}", "", sentence)
        if len(re.findall(r"[a-z]{3,}", said)) >= 3:
            assert re.search(r"[\u4e00-\u9fff]", said), key


def test_every_text_that_the_code_names_is_there():
    asked = {args[0] for args in calls("t") if args and args[0]}
    assert asked
    assert not [key for key in asked if not text.exists(key)]


def test_every_prose_that_the_code_names_is_there():
    asked = {tuple(args[:2]) for args in calls("prose") if len(args) > 1 and all(args[:2])}
    assert not [(page, name) for page, name in asked if name not in text.sections("en", page)]


def test_every_text_is_used():
    telling = {one for one in strings() if "." in one and re.search(r"[a-z]{2}", one)}
    used = re.compile("|".join(f"(?:{one})" for one in telling | FOUND_BY_PREFIX))
    keys = [f"{stem}.{key}" for stem in STEMS for key in text.catalogue("en", stem)]
    assert not [key for key in keys if not used.fullmatch(key)]


def test_every_prose_section_is_used():
    telling = {one for one in strings() if re.match(r"[a-z]{2}", one)}
    used = re.compile("|".join(f"(?:{one})" for one in telling))
    names = [(page, name) for page in PROSE for name in text.sections("en", page)]
    assert not [(page, name) for page, name in names if not used.fullmatch(name)]


def test_every_page_and_section_has_a_name():
    for page in PAGES:
        assert text.exists(page.title_key)
        assert text.exists(page.line_key)
    assert all(text.exists(f"pages.sections.{section}") for section in SECTIONS)


def test_fill_leaves_latex_alone():
    words = text.fill(r"$\frac{a}{b}$ at t = {t:03d}", {"t": 7})
    assert words == r"$\frac{a}{b}$ at t = 007"


def test_fill_refuses_a_value_that_the_text_does_not_use():
    with pytest.raises(KeyError):
        text.fill("nothing here", {"t": 7})


def test_a_missing_text_is_loud_under_test_and_mended_in_a_lesson(monkeypatch, caplog):
    with pytest.raises(KeyError):
        text.translate("zh", "common.no.such")
    monkeypatch.delenv("LSTM97_STRICT")
    assert text.translate("zh", "common.no.such") == "common.no.such"
    assert "common.no.such" in caplog.text


def test_a_text_missing_in_chinese_falls_back_to_english(monkeypatch, tmp_path):
    monkeypatch.delenv("LSTM97_STRICT")
    monkeypatch.setattr(words, "TEXTS", tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "some.toml").write_text('[a]\nb = "here"', encoding="utf-8")
    (tmp_path / "en" / "some.md").write_text("## one\n\nfirst\n", encoding="utf-8")
    assert text.translate("zh", "some.a.b") == "here"
    assert text.translate_prose("zh", "some", "one") == "first"


def test_a_word_of_the_glossary_becomes_a_link_with_its_definition(monkeypatch):
    monkeypatch.setattr(text, "language", lambda: "zh")
    monkeypatch.setattr(text, "translate_prose", lambda *_: "绕着[[cec|传送带]]，即 [[cec]]。")
    said = text.prose("some", "intro")
    means = text.translate("zh", "glossary.term.cec.means")
    assert said.startswith(f'绕着[传送带](glossary?lang=zh&find=%3Dcec "{means}")，即 [恒定')
    with pytest.raises(KeyError):
        text.term_link("en", "no-such-term")


def test_words_of_the_glossary_in_prose_exist():
    for lang in text.languages():
        for page in PROSE:
            for section in text.sections(lang, page).values():
                for slug, _ in text._TERM.findall(section):
                    assert text.exists(f"glossary.term.{slug}.means"), (page, slug)
