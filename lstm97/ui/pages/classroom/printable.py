"""Text of the app as a page for the printer: one file that needs nothing else.

It knows just as much Markdown as our own worksheets have; whatever else is in a text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

_STYLE = """
:root { color-scheme: light; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #111;
  font: 12pt/1.5 system-ui, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  sans-serif; }
h1 { font-size: 1.4em; }
p, ul { margin: 0.4em 0 0.7em; }
ul { list-style: none; padding-left: 1.6em; }
.write { margin: 2.2em 0 1.4em; }
a { color: inherit; overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; padding: 0; } p, ul { break-inside: avoid; } }
"""
_FORMULA = re.compile(r"\$([^$]*)\$")
_RAISED = re.compile(r"([\^_])\{([^{}]*)\}")
_POWER = re.compile(r"\^(\d+)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ADDRESS = re.compile(r"https?://[^\s<>()（）。，；]+")


def page(title: str, paragraphs: Sequence[str], lang: str) -> str:
    """A whole document in HTML.

    Lists are paragraphs whose lines begin with ``- ``; a line to write on has room above it.
    """
    body = "\n".join(map(_paragraph, paragraphs))
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n{head}\n</head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def inline(text: str) -> str:
    """A line: bold, links, powers, and the little formulas of the quiz."""
    marked = _FORMULA.sub(lambda match: _formula(match[1]), escape(text))
    marked = _BOLD.sub(r"<b>\1</b>", _POWER.sub(r"<sup>\1</sup>", marked))
    return _ADDRESS.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', marked)


def _paragraph(text: str) -> str:
    lines = text.split("\n")
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{inline(line[2:])}</li>" for line in lines) + "</ul>"
    kind = ' class="write"' if text.endswith("__") else ""
    return f"<p{kind}>" + inline(text).replace("  \n", "<br>\n") + "</p>"


def _formula(text: str) -> str:
    """``y^{in}`` with the letters where they belong; an empty ``{}`` is TeX's and no letter."""
    return f"<i>{_RAISED.sub(_shift, text).replace('{}', '')}</i>"


def _shift(match: re.Match[str]) -> str:
    name = "sup" if match[1] == "^" else "sub"
    return f"<{name}>{match[2]}</{name}>"
