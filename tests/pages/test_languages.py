"""To add a language, one copies a folder, as the README says, and does nothing else."""

import shutil

import pytest
from visit import LOCALES, app, visit

from lstm97 import words, writing
from lstm97.ui.base.contents import PAGES


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The app with a copy of the English folder as a third language."""
    shutil.copytree(words.TEXTS, tmp_path / "text")
    shutil.copytree(words.TEXTS / "en", tmp_path / "text" / "de")
    rules = tmp_path / "text" / "de" / "language.toml"
    changed = rules.read_text(encoding="utf-8").replace('"English"', '"Deutsch"')
    rules.write_text(changed.replace('"{number}%"', '"{number} Prozent"'), encoding="utf-8")
    monkeypatch.setattr(words, "TEXTS", tmp_path / "text")
    monkeypatch.setitem(LOCALES, "de", "de-AT")


def test_two_languages_have_a_button():
    at = app().run()
    assert at.button(key="language-switch").label == "中文"


@pytest.mark.usefixtures("copied")
def test_the_browser_decides_the_first_language_and_a_menu_offers_the_others():
    at = app("de").run()
    assert at.session_state["language"] == "de"
    menu = next(one for one in at.get("menu_button") if "language-switch" in one.proto.id)
    assert menu.proto.label == "Deutsch"
    assert list(menu.proto.options) == ["English", "中文"]


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_every_page_opens_in_the_new_language(page):
    at = visit(page.slug, "de")
    assert not at.exception
    assert at.session_state["language"] == "de"
    assert [one.value for one in at.title] == [words.translate("en", page.title_key)]


@pytest.mark.usefixtures("copied")
def test_a_new_language_is_written_by_its_own_rules():
    assert writing.percent("de", "10") == "10 Prozent"
