"""A net drawn as nodes and wires with a number at each: layers from left to right.

Numbers stand on a plate of background, so that no wire runs through them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lstm97.figures.layers import layer, number, word
from lstm97.figures.lines import Spec
from lstm97.figures.palette import Palette, Role

NEAR = 0.33  # how far from its source the number of a wire stands, as a share of the wire
LETTER = "clamp(min(width / 48, height / 16), 12, 26)"  # pixels of a number
NARROW = 480  # pixels below which a wire has room for one number only
AREA = f"clamp(min(width * (width < {NARROW} ? 4.8 : 4), height * 6), 900, 9000)"  # of a unit
ASIDE = 20  # pixels by which a note at the edge goes outwards, off the numbers of wires
EDGE, NARROW_EDGE = 0.25, 0.35  # of a column's distance, beside the first and the last
TOP, BOTTOM = 1.45, -1.3  # of the drawing; layers take from 1 to -1


@dataclass(frozen=True)
class Node:
    """A unit at column ``x`` and height ``y`` (1 to -1), ``text`` in it and ``name`` above it.

    ``note``, the error that has come there, stands below.
    """

    x: float
    y: float
    text: str
    name: str
    role: Role
    note: str


@dataclass(frozen=True)
class Wire:
    """A connection between two nodes with its number; ``strong`` ones carry the step shown.

    ``back`` puts its number near the target: an error comes from there. Where the drawing is
    narrow, ``short`` stands instead.
    """

    source: Node
    target: Node
    text: str
    role: Role
    strong: bool
    back: bool
    short: str


def column(
    x: float,
    texts: Sequence[str],
    names: Sequence[str],
    role: Role = "signal",
    notes: Sequence[str] = (),
) -> list[Node]:
    """The units of a layer, from the top down."""
    rows = zip(spread(len(texts)), texts, names, notes or [""] * len(texts), strict=True)
    return [Node(x, y, text, name, role, note) for y, text, name, note in rows]


def spread(count: int) -> list[float]:
    """Heights of ``count`` units in a column, from the top down."""
    gap = min(1.1, 1.7 / max(count - 1, 1))
    return [gap * ((count - 1) / 2 - place) for place in range(count)]


def wire_chart(nodes: Sequence[Node], wires: Sequence[Wire], look: Palette) -> Spec:
    """The whole drawing; columns stand 1 apart."""
    left, right = (side(node.x for node in nodes) for side in (min, max))
    at = {
        "x": number("x", scale=_across(left, right), axis=None),
        "y": number("y", scale={"domain": [BOTTOM, TOP], "nice": False}, axis=None),
    }
    ends = {"x2": number("x2"), "y2": number("y2")}
    records = [_wire(one, look) for one in wires]
    color = {"field": "color", "type": "nominal", "scale": None, "legend": None}
    circle = {"type": "circle", "opacity": 1, "size": {"expr": AREA}}
    text = {"type": "text", "fontSize": {"expr": LETTER}}
    dots = [_node(one, look) for one in nodes]
    return {
        "layer": [
            layer([one for one in records if not one["strong"]],
                  {"type": "rule", "strokeWidth": 1.3, "opacity": 0.7}, **at, **ends, color=color),
            layer([one for one in records if one["strong"]],
                  {"type": "rule", "strokeWidth": 3}, **at, **ends, color=color),
            *_plates(records, at, color, text, look),
            layer(dots, circle, **at, color=color | {"field": "fill"}),
            layer(dots, text | {"fontWeight": 600, "color": look.text}, **at, text=word("text")),
            layer(dots, text | {"dy": {"expr": f"-sqrt({AREA} / PI) - 10"},
                                "color": look.quiet}, **at, text=word("name")),
            layer(dots, text | {"dy": {"expr": f"sqrt({AREA} / PI) + 11"},
                                "dx": {"expr": _aside(left, right)}, "fontWeight": 700,
                                "color": look.color("error")}, **at, text=word("note")),
        ],
        "height": 420,
    }  # fmt: skip


def _across(left: float, right: float) -> Spec:
    """From edge to edge: wires are as long as can be, so that their numbers keep off the units."""
    edge = f"(width < {NARROW} ? {NARROW_EDGE} : {EDGE})"
    ends = {"domainMin": f"{left} - {edge}", "domainMax": f"{right} + {edge}"}
    return {name: {"expr": said} for name, said in ends.items()} | {"nice": False, "zero": False}


def _aside(left: float, right: float) -> str:
    return f"datum.x == {right} ? {ASIDE} : datum.x == {left} ? -{ASIDE} : 0"


def _plates(records: list[Spec], at: Spec, color: Spec, text: Spec, look: Palette) -> list[Spec]:
    """The numbers of the wires, on plates."""
    place = {"x": at["x"] | {"field": "px"}, "y": at["y"] | {"field": "py"}}
    text = text | {"text": {"expr": f"width < {NARROW} ? datum.short : datum.text"}}
    plate = {"stroke": look.background, "strokeWidth": 7, "strokeJoin": "round", "aria": False}
    weight = {"fontWeight": {"expr": "datum.strong ? 700 : 400"}}
    return [
        layer(records, text | plate, **place),
        layer(records, text | weight, **place, color=color),
    ]


def _node(node: Node, look: Palette) -> Spec:
    fill = look.sequential(node.role, 8)[2]
    return {"x": node.x, "y": node.y, "text": node.text, "name": node.name,
            "note": node.note, "fill": fill}  # fmt: skip


def _wire(wire: Wire, look: Palette) -> Spec:
    source, target = wire.source, wire.target
    share = 1 - NEAR if wire.back else NEAR
    return {
        "x": source.x,
        "y": source.y,
        "x2": target.x,
        "y2": target.y,
        "px": source.x + share * (target.x - source.x),
        "py": source.y + share * (target.y - source.y),
        "text": wire.text,
        "short": wire.short or wire.text,
        "strong": wire.strong,
        "color": look.color(wire.role),
    }


def full(
    sources: Sequence[Node],
    targets: Sequence[Node],
    texts: Sequence[Sequence[str]],
    role: Role,
    *,
    shorts: Sequence[Sequence[str]] | None = None,
    strong: bool = False,
    back: bool = False,
) -> Iterator[Wire]:
    """A wire from each source to each target; texts and ``shorts`` have a row for each target."""
    for i, target in enumerate(targets):
        for j, source in enumerate(sources):
            short = shorts[i][j] if shorts else ""
            yield Wire(source, target, texts[i][j], role, strong, back, short)
