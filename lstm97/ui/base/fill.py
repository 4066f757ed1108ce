"""Texts with measured numbers: a text takes those of the numbers that it quotes, and no others.

One set of numbers serves all texts of an experiment, and none asks for what is not measured.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.ui.base.text import t


def quote(key: str, numbers: Mapping[str, str]) -> str:
    """The text of a key, with as many of the numbers as it asks for."""
    text = t(key)
    return t(key, **{name: value for name, value in numbers.items() if f"{{{name}}}" in text})
