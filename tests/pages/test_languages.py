"""To add a language, one copies a folder, as the README says, and does nothing else."""

import shutil

import made_up
import pytest
from visit import LOCALES, app, everything, visit

from lstm97 import words, writing
from lstm97.ui.base.contents import PAGES
from lstm97.ui.registry import TABLES


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
def test_a_new_language_is_written_by_its_own_rules():
    assert writing.percent("de", "10") == "10 Prozent"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """All texts with a language that nobody speaks, written and read once for all pages."""
    texts = tmp_path_factory.mktemp("languages") / "text"
    shutil.copytree(words.TEXTS, texts)
    made_up.write(texts)
    return texts


@pytest.fixture
def invented(written, monkeypatch):
    """The app with these texts."""
    monkeypatch.setattr(words, "TEXTS", written)
    monkeypatch.setitem(LOCALES, made_up.CODE, "xx-XX")


def opened(page, **query):
    """A page in the made-up language, with all that can be opened on it."""
    at = visit(page, made_up.CODE, **query)
    for box in ("more", "link"):
        at.session_state[f"{page}/{box}"] = True
    return everything(at)


def plain(at):
    """What a page shows in no made-up words."""
    return [(kind, text) for kind, text in made_up.shown(at) if made_up.untranslated(text)]


def tabs():
    """Every page, and each tab of those that have several."""
    for page in PAGES:
        setting = TABLES[page.slug].every.get("tab") if page.slug in TABLES else None
        for tab in setting.options if setting else (None,):
            yield pytest.param(page.slug, {"tab": tab} if tab else {}, id=f"{page.slug}-{tab}")


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize(("page", "query"), [*tabs()])
def test_nothing_on_a_page_is_left_untranslated(page, query):
    at = opened(page, **query)
    assert not at.exception
    assert at.session_state["language"] == made_up.CODE
    assert plain(at) == []


@pytest.mark.parametrize(
    ("file", "kind"),
    [("stage", "bidi_component"), ("carousel", "table"), ("common", "button")],
)
@pytest.mark.usefixtures("invented")
def test_a_text_that_is_left_in_english_would_be_seen(written, tmp_path, monkeypatch, file, kind):
    texts, file = tmp_path / "text", f"{file}.toml"
    shutil.copytree(written, texts)
    shutil.copy(texts / "en" / file, texts / made_up.CODE / file)
    monkeypatch.setattr(words, "TEXTS", texts)
    assert kind in [found for found, _ in plain(opened("carousel", tab="loop"))]


def test_longer_by_a_third_and_what_is_no_text_stays():
    source = "The error of `code` at {step:.2f} is $e_s$; see [[cec|the loop]] and [here](home)."
    made = made_up.marked(source)
    assert made_up.untranslated(made) == []
    assert "error" in made_up.untranslated(source)
    for kept in ("`code`", "{step:.2f}", "$e_s$", "[[cec|", "](home)"):
        assert kept in made
    for file in (words.TEXTS / "en").glob("*.toml"):
        texts = words.catalogue("en", file.stem).values()
        if file.stem != "language":  # rules of writing, and one word
            bare = [made_up.bare(text) for text in texts]  # names of values are no text
            longer = sum(len(made_up.marked(text)) for text in bare)
            assert longer > 4 / 3 * sum(map(len, bare)), file.stem


def test_every_block_of_markdown_is_marked_within_its_structure():
    assert made_up.marked("- **Bold** end") == "- ⟦**Bóóld** ééénd⟧"
    source = "## goals\n\n- one\n  more\n- two\n\n### Head\n\n1. a **b**\n"
    made = made_up._prose(source)
    assert made.startswith("## goals\n\n- ⟦óónééé\n  móórééé⟧\n- ⟦twóó⟧\n\n### ⟦Hééé")
    assert made.endswith("1. ⟦áá **b**⟧\n")


@pytest.mark.parametrize("text", ["Größe: ⟦á⟧", "⟦áá⟧ rhythm", "⟦á⟧ éérróór", "⟦error⟧"])
def test_a_word_outside_the_marks_or_in_plain_vowels_is_seen(text):
    assert len(made_up.untranslated(text)) == 1


def test_what_stands_in_marks_within_marks_is_inside():
    assert made_up.untranslated("⟦Thééé ⟦bíít⟧ óóf `code`, t = 2⟧: $x$ 10") == []
