"""Markdown as plain words, for where nobody renders it.

A phone of a class shows text as text, and a screen reader reads the name of a figure or of a list
of answers letter by letter: what would be bold or a formula is written plainly there.
"""

from __future__ import annotations

import re

_MARKS = (
    (re.compile(r"\[\[[^\]|]+\|([^\]]+)\]\]"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*\*|`|\$"), ""),
    (re.compile(r"\\(?:text|mathrm|hat)\{?"), ""),
    (re.compile(r"\\,|\\ "), " "),
    (re.compile(r"[{}]"), ""),
    (re.compile(r"\\([a-zA-Z]+)"), r"\1"),
)


def plain(markdown: str) -> str:
    """A text without its markup."""
    for pattern, instead in _MARKS:
        markdown = pattern.sub(instead, markdown)
    return markdown.strip()
