"""A small feed-forward net at one moment of its two sweeps and its step, numbers at every wire.

What the moment does is drawn strong: the matrix that multiplies, forward or back.
"""

from __future__ import annotations

from collections.abc import Sequence

from lstm97.analysis.foundations.feedforward import Lesson
from lstm97.engine.activations import Array
from lstm97.figures.foundations.wires import Node, Wire, column, full, wire_chart
from lstm97.figures.lines import Spec
from lstm97.figures.palette import Palette, Role
from lstm97.writing import decimals

MOMENTS = ("hidden", "output", "error", "back", "step")
SOURCES = ("error", "back", "step")  # moments at which the outputs know their error
ROUNDING = 1e-12  # of sums of numbers of about 1
NAMES = (["x₁", "x₂"], ["h₁", "h₂", "h₃"], ["y₁", "y₂"])


def layers_chart(found: Lesson, moment: str, look: Palette, *, told: bool) -> Spec:
    """The net at one of `MOMENTS`; what comes back to the hidden units is "?" until ``told``."""
    columns = _columns(found, moment, told)
    wires = [wire for layer in (0, 1) for wire in _wires(found, moment, layer, columns, told)]
    return wire_chart([node for one in columns for node in one], wires, look)


def _columns(found: Lesson, moment: str, told: bool) -> list[list[Node]]:
    """The units of each layer with what they hold at this moment."""
    x, hidden, out = found.sweep.ys
    shown = [numbers(x), numbers(hidden), numbers(out) if moment != "hidden" else ["", ""]]
    notes: list[list[str]] = [[""] * 2, [""] * 3, [""] * 2]
    if moment in SOURCES:
        notes[2] = [f"ϑ {one}" for one in numbers(found.errors.nets[1])]
    if moment in ("back", "step"):
        notes[1] = [f"ϑ {one}" for one in hidden_errors(found, told)]
    rows = zip(shown, NAMES, notes, strict=True)
    return [
        column(place, texts, names, "signal", note) for place, (texts, names, note) in
        enumerate(rows)
    ]  # fmt: skip


def hidden_errors(found: Lesson, told: bool) -> list[str]:
    """The errors of the hidden units, or question marks."""
    return numbers(found.errors.nets[0]) if told else ["?"] * 3


def _wires(
    found: Lesson, moment: str, layer: int, columns: Sequence[Sequence[Node]], told: bool
) -> list[Wire]:
    """The wires of a layer: its weights, or what passes through them at this moment."""
    weights = found.sweep.net.weights[layer]
    ends = columns[layer], columns[layer + 1]
    texts = [numbers(row) for row in weights]
    if moment == "step":
        moved = [numbers(row) for row in found.after.weights[layer]]
        texts = moved if told else [["?"] * len(row) for row in moved]
        return list(full(*ends, texts, "signal", strong=True))
    if moment == ("hidden", "output")[layer]:
        passed = products(weights, found.sweep.ys[layer])
        return list(full(*ends, passed, "signal", shorts=texts, strong=True))
    if moment == "back" and layer == 1:
        passed = products(weights.T, found.errors.nets[1])
        turned = [list(row) for row in zip(*passed, strict=True)]
        return list(full(*ends, turned, "error", shorts=texts, strong=True, back=True))
    role: Role = "neutral"
    return list(full(*ends, texts, role))


def products(weights: Array, given: Array) -> list[list[str]]:
    """What each wire multiplies: "0.5·1", a row for each unit that it leads to."""
    return [
        [f"{w}·{_bracket(y)}" for w, y in zip(numbers(row), numbers(given), strict=True)]
        for row in weights
    ]


def numbers(values: Array) -> list[str]:
    """Two decimals at most, with a printed minus sign; 0 only for what is 0 but for rounding."""
    return [_number(float(one)) if abs(one) > ROUNDING else "0" for one in values]


def _number(value: float) -> str:
    return decimals(value, 2).rstrip("0").rstrip(".")


def _bracket(text: str) -> str:
    return f"({text})" if text.startswith("−") else text
