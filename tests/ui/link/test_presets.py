"""What a preset sets is said in full: its name says what for, and rarely everything."""

import pytest

from lstm97.ui.base import text
from lstm97.ui.link import controls
from lstm97.ui.link.kinds import Text, Toggle
from lstm97.ui.link.widgets import label, value_text
from lstm97.ui.registry import TABLES
from lstm97.words import languages

PRESETS = [
    (lang, page, preset.slug)
    for lang in languages()
    for page, table in TABLES.items()
    for preset in table.presets
]


@pytest.mark.parametrize(("lang", "page", "slug"), PRESETS)
def test_a_preset_says_everything_that_it_sets(lang, page, slug, monkeypatch):
    monkeypatch.setattr(text, "_session_language", lambda: lang)
    monkeypatch.setattr(text, "_language", type("Settled", (), {"get": staticmethod(lambda: None)}))
    settings = TABLES[page]
    preset = next(one for one in settings.presets if one.slug == slug)
    said = controls.preset_text(settings, preset)
    for name, value in preset.values.items():
        written = value_text(settings, name, value)
        shown = f"`{written}`" if isinstance(settings.every[name], Text) else written
        assert f"{label(settings, name)} **{shown}**" in said
        assert said.count("**") == 2 * len(preset.values)
        if isinstance(settings.every[name], Toggle):
            assert written not in ("0", "1")  # a word, and not a link's


def test_presets_are_there_to_be_read():
    assert len(PRESETS) > 80
    assert {lang for lang, _, _ in PRESETS} == set(languages())
