"""Puts the sample page into the lesson, for tests and for a look at it in a browser."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from lstm97 import words
from lstm97.ui.base import contents, text

HERE = Path(__file__).parent / "sample"


@dataclass(frozen=True)
class SamplePage(contents.PageInfo):
    @property
    def file(self) -> Path:
        return HERE / "page.py"


SAMPLE = SamplePage("cure", "sample", "science")


def texts(folder: Path) -> Path:
    """All texts of the app with those of the sample page among them, below ``folder``."""
    shutil.copytree(words.TEXTS, folder / "text", dirs_exist_ok=True)
    for lang in text.languages():
        shutil.copy(HERE / f"{lang}.toml", folder / "text" / lang / "sample.toml")
        shutil.copy(HERE / f"{lang}.md", folder / "text" / lang / "sample.md")
        menu = folder / "text" / lang / "pages.toml"
        with menu.open("a", encoding="utf-8") as file:
            file.write('\n[sample]\ntitle = "Sample"\nline = "Everything once."\n')
    return folder / "text"


def install(monkeypatch, folder: Path) -> None:
    """Add the sample page to the lesson until ``monkeypatch`` is undone."""
    monkeypatch.setattr(words, "TEXTS", texts(folder))
    monkeypatch.setattr(contents, "PAGES", (*contents.PAGES, SAMPLE))
    monkeypatch.setitem(contents.BY_SLUG, "sample", SAMPLE)
