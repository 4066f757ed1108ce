"""The words of every chart, as Vega sets them: no digits nobody needs, dark enough to be read."""

import json
import re
from itertools import combinations

import pytest
import vl_convert
from benches import BENCHES, values_of

from lstm97.figures.palette import PALETTES, contrast
from lstm97.ui.base import charts
from lstm97.ui.base import theme as looks
from lstm97.ui.lesson.bench import View

TEXT = re.compile(r"<text([^>]*)>([^<]*)</text>")
LEAST = 4.5  # contrast of words
ODD = re.compile(
    r"\d\.\d{5,}|(?<!\d)\d\.\d*0{4}|\d{5,}|\b0k|e[+-]\d|0x|\bnan\b|\bundefined\b|\bnull\b|-\d|−0(?![.\d])",
    re.IGNORECASE,
)


def drawn(name, monkeypatch, theme="light", wall=False, revealed=True, **other):
    """The charts of a bench as they are when it opens, dressed for a theme."""
    bench, found, dress = BENCHES[name], [], looks.apply_theme
    monkeypatch.setattr(looks, "current_theme", lambda: theme)
    monkeypatch.setattr(looks, "presenting", lambda: wall)
    monkeypatch.setattr(charts, "apply_theme", lambda spec: found.append(dress(spec)) or spec)
    values = values_of(bench, **other)
    bench.picture(View(values, bench.measure(values), revealed, page=bench.page))
    return found


def words(spec, ground):
    """Each word of a chart with its colour."""
    size = {"width": 640, "background": ground}
    svg = vl_convert.vegalite_to_svg(json.dumps(size | spec, default=float))
    for attributes, word in TEXT.findall(svg):
        fill = re.search(r'fill="([^"]*)"', attributes)
        seen = re.search(r'(?<!-)opacity="([^"]*)"', attributes)
        if word.strip() and fill and not (seen and float(seen[1]) == 0):
            yield word.strip(), _hex(fill[1])


def _hex(color):
    named = {"black": "#000000", "white": "#ffffff"}
    if found := re.match(r"rgb\((\d+), ?(\d+), ?(\d+)\)", color):
        return "#" + "".join(f"{int(one):02x}" for one in found.groups())
    return named.get(color, color)


@pytest.mark.parametrize("name", BENCHES)
def test_words_of_charts_are_short_and_dark_enough(name, monkeypatch):
    for theme, wall in (("light", False), ("dark", True)):
        ground = PALETTES[theme].background
        for spec in drawn(name, monkeypatch, theme, wall, revealed=wall):
            for word, color in words(spec, ground):
                assert not ODD.search(word), word
                assert contrast(color, ground) >= LEAST, (word, color)


def twins(spec):
    """Names in a legend whose signs have one form and nearly one colour."""
    layers = [spec, *spec.get("layer", ())]
    scales = [
        {part: one["encoding"][part]["scale"]["range"] for part in ("shape", "color")}
        for one in (
            {"encoding": spec.get("encoding", {}) | layer.get("encoding", {})} for layer in layers
        )
        if "shape" in one["encoding"] and "scale" in one["encoding"].get("color", {})
    ]
    signs = [pair for one in scales for pair in combinations(zip(*one.values(), strict=False), 2)]
    return [pair for pair in signs if pair[0][0] == pair[1][0] and _near(*pair)]


def _near(*signs):
    one, other = ([int(color[at : at + 2], 16) for at in (1, 3, 5)] for _, color in signs)
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 48


@pytest.mark.parametrize("name", BENCHES)
def test_signs_of_a_legend_are_told_apart(name, monkeypatch):
    for spec in drawn(name, monkeypatch):
        assert twins(spec) == []


@pytest.mark.parametrize(
    ("name", "control", "value"),
    [("memory-cell/sentence", "gap", 16), ("memory-cell/abuse", "ogb", "even")],
)
def test_what_a_phone_keeps_in_sight_changes_with_the_control(name, control, value, monkeypatch):
    """Of several charts it keeps one: that which is asked about, or else the first, or the last
    that has no neighbour."""
    stays = {"memory-cell/sentence": -1, "memory-cell/abuse": 1}[name]
    before, after = (drawn(name, monkeypatch, **one)[stays] for one in ({}, {control: value}))
    assert before != after
