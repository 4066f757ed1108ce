"""Text of the app as a page for the printer: one file that needs nothing else.

It reads the Markdown of the worksheets and escapes everything else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from html import escape

_STYLE = """
:root { color-scheme: light; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #111;
  font: 12pt/1.5 system-ui, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  sans-serif; }
h1 { font-size: 1.4em; }
p, ul { margin: 0.4em 0 0.7em; }
ul { list-style: none; padding-left: 1.6em; }
.write { margin: 6em 0 1.4em; }
h1 + .write { margin-top: 0.4em; }
.grid { break-inside: avoid; }
.sheet + .sheet { break-before: page; border-top: 1px solid #999; }
a { color: inherit; overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; padding: 0; } p, ul { break-inside: avoid; }
  .sheet + .sheet { border: 0; } }
"""
_WIDE, _HIGH = 620.0, 380.0  # of the paper to draw on, without its numbers
_SMALL = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_FORMULA = re.compile(r"\$([^$]*)\$")
_SUPERSCRIPT = re.compile(r"([\^_])\{([^{}]*)\}")
_POWER = re.compile(r"\^(\d+)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ADDRESS = re.compile(r"https?://[^\s<>()（）。，；]+")


class Drawing(str):
    """Markup made here, which goes on paper unescaped; that of texts does not."""

    __slots__ = ()


def page(title: str, paragraphs: Sequence[str], lang: str) -> str:
    """A whole document in HTML.

    Lists are paragraphs whose lines begin with ``- ``; a line to write on has room above it.
    """
    return book(title, {title: paragraphs}, lang)


def book(title: str, sheets: Mapping[str, Sequence[str]], lang: str) -> str:
    """Several sheets by their titles in one document, each on pages of its own."""
    body = "\n".join(_sheet(name, paragraphs) for name, paragraphs in sheets.items())
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n{head}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def log_grid(
    steps: int,
    decades: tuple[int, int],
    x: str,
    y: str,
    curves: Mapping[str, Sequence[float]] | None = None,
) -> Drawing:
    """Paper to draw sizes on against steps, 0 to ``steps``, from 10^low to 10^high.

    ``curves`` are exponents at each step, drawn with their names; nan, and what lies outside the
    paper, is left out.
    """
    low, high = decades
    across = [_line(_x(n, steps), 0, _x(n, steps), _HIGH, n % 10 == 0) for n in range(steps + 1)]
    along = [
        _line(0, _y(d + _log(m), decades), _WIDE, _y(d + _log(m), decades), m == 1)
        for d in range(low, high + 1)
        for m in (1, 2, 5)
        if d < high or m == 1
    ]
    numbers = [_text(_x(n, steps), _HIGH + 16, str(n), "middle") for n in range(0, steps + 1, 10)]
    powers = [
        _text(-6, _y(d, decades) + 4, f"10{str(d).translate(_SMALL)}", "end")
        for d in range(low, high + 1, 2)
    ]
    titles = [_text(0, -10, y, "start"), _text(_WIDE, _HIGH + 34, x, "end")]
    drawn = [_curve(name, one, steps, decades) for name, one in (curves or {}).items()]
    inside = "".join([*across, *along, *numbers, *powers, *titles, *drawn])
    box = f"-44 -28 {_WIDE + 60} {_HIGH + 70}"
    return Drawing(
        f'<svg class="grid" viewBox="{box}" font-size="12" font-family="sans-serif">{inside}</svg>'
    )


def inline(text: str) -> str:
    """A line: bold, links, powers, and the little formulas of the quiz."""
    marked = _FORMULA.sub(lambda match: _formula(match[1]), escape(text))
    marked = _BOLD.sub(r"<b>\1</b>", _POWER.sub(r"<sup>\1</sup>", marked))
    return _ADDRESS.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', marked)


def _sheet(title: str, paragraphs: Sequence[str]) -> str:
    body = "\n".join(map(_paragraph, paragraphs))
    return f'<section class="sheet">\n<h1>{escape(title)}</h1>\n{body}\n</section>'


def _paragraph(text: str) -> str:
    if isinstance(text, Drawing):
        return text
    lines = text.split("\n")
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{inline(line[2:])}</li>" for line in lines) + "</ul>"
    kind = ' class="write"' if text.endswith("__") else ""
    return f"<p{kind}>" + inline(text).replace("  \n", "<br>\n") + "</p>"


def _formula(text: str) -> str:
    """``y^{in}`` with the letters where they belong; an empty ``{}`` is TeX's and no letter."""
    return f"<i>{_SUPERSCRIPT.sub(_shift, text).replace('{}', '')}</i>"


def _shift(match: re.Match[str]) -> str:
    name = "sup" if match[1] == "^" else "sub"
    return f"<{name}>{match[2]}</{name}>"


def _x(step: float, steps: int) -> float:
    return _WIDE * step / steps


def _y(exponent: float, decades: tuple[int, int]) -> float:
    low, high = decades
    return _HIGH * (high - exponent) / (high - low)


def _log(mantissa: int) -> float:
    return math.log10(mantissa)


def _line(x1: float, y1: float, x2: float, y2: float, strong: bool) -> str:
    ink = "#777" if strong else "#ccc"
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{0.8 if strong else 0.4}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _curve(name: str, exponents: Sequence[float], steps: int, decades: tuple[int, int]) -> str:
    low, high = decades
    places = [
        (_x(n, steps), _y(value, decades))
        for n, value in enumerate(exponents)
        if low <= value <= high
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[len(places) // 2]
    line = f'<polyline points="{points}" fill="none" stroke="#111" stroke-width="2"/>'
    return line + _text(x, y - 6, name, "middle")
