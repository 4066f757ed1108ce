"""Refusals as sentences: the words stand in the texts of the lesson, a folder a language.

Where only the package is installed there are no texts, and a refusal says its code and values.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lstm97.demands import of_kind
from lstm97.folders import TEXTS
from lstm97.formats import FileRefusal
from lstm97.words import FALLBACK, translate


def sentence(refused: FileRefusal, lang: str = FALLBACK) -> str:
    """Why a file is not read, in one sentence."""
    of_kind("refused", refused, FileRefusal, "a FileRefusal")
    if not TEXTS.is_dir():
        said = ", ".join(f"{name}={_word(value)}" for name, value in refused.values.items())
        return f"{refused.code} {said}".strip()
    values = {name: _word(value) for name, value in refused.values.items()}
    return translate(lang, f"formats.refused.{refused.code}", **values)


@contextmanager
def in_words() -> Iterator[None]:
    """A refusal that leaves this block says its sentence in a traceback, too."""
    try:
        yield
    except FileRefusal as refused:
        refused.add_note(sentence(refused))
        raise


def _word(value: Any) -> str:
    """A value as it stands in a sentence: names apart by commas, shapes as in Python."""
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return ", ".join(value)
    return f"{value:,}" if isinstance(value, int) else str(value)
