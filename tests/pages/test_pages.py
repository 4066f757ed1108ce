"""Every page opens, in each language and theme, complete and without an error."""

import re

import pytest
from sweep import ODD
from visit import everything, visit

from lstm97.ui.base.contents import PAGES
from lstm97.ui.base.text import catalogue, languages, translate

MARKUP = re.compile(r"\{[a-z_]+(:[^{}]*)?\}")  # a placeholder that nobody filled
KEYS = {f"{stem}.{key}" for stem in ("common", "pages") for key in catalogue("en", stem)}


def words(at):
    """Everything that the page says in plain elements."""
    return [
        str(element.value)
        for kind in ("markdown", "title", "header", "subheader", "caption", "info", "warning")
        for element in getattr(at, kind)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_opens(page, lang, theme):
    at = visit(page.slug, lang, theme)
    assert not at.exception
    assert [one.value for one in at.title] == [translate(lang, page.title_key)]
    assert not at.error
    assert not at.warning
    for text in words(at):
        assert text.strip()
        assert text not in KEYS
        assert not MARKUP.search(re.sub(r"\$[^$]*\$", "", text)), text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
@pytest.mark.parametrize("lang", languages())
def test_page_opens_with_all_its_drawers(page, lang):
    at = everything(visit(page.slug, lang))
    assert not at.exception
    for text in words(at):
        assert not MARKUP.search(re.sub(r"\$[^$]*\$", "", text)), text
        plain = re.sub(r"\]\([^)]*\)|`[^`]*`|\$[^$]*\$", "", text)
        exact = page.slug == "bptt"  # where two slopes are compared digit by digit
        assert not [odd for odd in ODD if re.search(ODD[odd], plain) and not exact], plain
    sign = translate(lang, "common.code.sign")
    told = [*words(at), *(str(one.value) for one in at.latex)]
    uses = [text for text in told if text != sign and re.search("ϑ|vartheta", text)]
    assert told.count(sign) <= 1
    assert not uses or sign in told


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("stem", ["quiz", "myths"])
def test_a_text_that_stands_alone_says_which_sign_the_error_signal_has(stem, lang):
    texts = catalogue(lang, stem)
    groups = {key.split(".")[0] for key, text in texts.items() if re.search("ϑ|vartheta", text)}
    assert groups
    for group in groups:
        whole = " ".join(text for key, text in texts.items() if key.split(".")[0] == group)
        assert "∂E/∂net" in whole, group


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_chinese_page_has_no_english_sentence(page):
    for text in words(visit(page.slug, "zh")):
        for paragraph in text.split("\n\n"):
            plain = re.sub(r"`[^`]*`|\$[^$]*\$|:\w+/\w+:|\*[^*]*\*", "", paragraph)
            if len(re.findall(r"[A-Za-z]{3,}", plain)) >= 4:
                assert re.search(r"[\u4e00-\u9fff]", plain), paragraph
