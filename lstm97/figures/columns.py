"""The numbers of a picture as a table, for use in other programs.

They are taken from what was drawn, so that what is masked on screen is not in the table either.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.stage.scene import (
    AnyLane,
    Bars,
    CellDiagram,
    Chain,
    Curves,
    Inputs,
    Scene,
    Units,
)

Row = dict[str, Any]
Table = list[Row]
NUMBER_MARKS = (
    "line",
    "point",
    "bar",
    "rect",
    "area",
    "square",
    "circle",
    "tick",
)  # marks of numbers
# Fields that only say how something is drawn, or repeat a number in words.
OWN = ("part", "piece", "order", "sign", "number", "label", "angle", "zero", "at", "n", "q", "y2")
# Fields that no axis names: each is to be named in the reader's language.
FIELDS = (
    *("name", "side", "path", "kind", "meaning", "text", "note", "entry"),
    *("value", "size", "before", "after", "low", "high", "top", "x2"),
)
SEVERAL = "picture"  # which of several tables a row is of
SYMBOLS = {  # of a cell's parts, as the drawing of the cell and the paper write them
    "y_in": "yⁱⁿ", "y_out": "yᵒᵘᵗ", "y_forget": "yᵠ", "y_c": "yᶜ", "y_k": "yᵏ",
    "d_net_c": "e_c", "d_net_in": "e_in", "d_net_out": "e_out", "d_y_c": "e_y",
}  # fmt: skip


def of_scene(scene: Scene) -> Table:
    """A row for each time step, a column for each array on the stage, named as it is there."""
    names = {network.key: network.name for network in scene.networks}
    columns: dict[str, list[Any]] = {"t": list(range(1, scene.steps + 1))}
    for lane in scene.lanes:
        head = [names[lane.network]] if lane.network else []
        for name, values in _arrays(lane):
            columns[_free(" · ".join(filter(None, (*head, lane.label, name))), columns)] = values
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _free(name: str, taken: Mapping[str, Any]) -> str:
    """The name, with a number behind it if there is a column of that name."""
    numbered = (f"{name} {count}" for count in range(2, len(taken) + 2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _arrays(lane: AnyLane) -> Iterator[tuple[str, list[Any]]]:
    """Every column of a lane, with its name within the lane."""
    if isinstance(lane, Inputs):
        if lane.codes is not None:
            yield (
                "",
                [lane.alphabet[int(code)] if code >= 0 else "" for code in np.asarray(lane.codes)],
            )
        if lane.values is not None:
            yield from _rows(lane.values, lane.names)
    elif isinstance(lane, Units):
        yield from _rows(lane.values, lane.names)
    elif isinstance(lane, Bars):
        yield "", np.asarray(lane.values, float).tolist()
    elif isinstance(lane, Curves):
        for curve in lane.curves:
            yield curve.name, np.asarray(curve.values, float).tolist()
    elif isinstance(lane, CellDiagram):
        for part, values in (*lane.gates.items(), *lane.errors.items()):
            symbol = SYMBOLS.get(part, part)
            named = _rows(values, lane.cells)
            yield from ((f"{symbol} {name}".strip(), one) for name, one in named)
    elif isinstance(lane, Chain):
        for part, values in lane.values.items():
            yield lane.names.get(part, part), np.asarray(values, float).tolist()


def _rows(values: ArrayLike, names: Sequence[str]) -> Iterator[tuple[str, list[Any]]]:
    """The columns of an array (T, units), by name or, without names, by number."""
    array = np.asarray(values, float)
    array = array[:, None] if array.ndim == 1 else array
    called = list(names) if len(names) == array.shape[1] else [
        str(one + 1) if array.shape[1] > 1 else "" for one in range(array.shape[1])
    ]  # fmt: skip
    yield from zip(called, array.T.tolist(), strict=True)


def of_chart(spec: Mapping[str, Any]) -> list[Table]:
    """The records of a Vega-Lite figure's lines, points and bars, named by its axis titles."""
    found = [table for table in _tables(spec, {}) if table]
    return [table for table in found if len(table) > 1] or found  # a single one is a mark on it


def _tables(spec: Mapping[str, Any], above: Mapping[str, Any]) -> Iterator[Table]:
    encoding = {**above, **spec.get("encoding", {})}
    values = spec.get("data", {}).get("values")
    if isinstance(values, list) and ("layer" in spec or _mark(spec) in NUMBER_MARKS):
        heads, hidden = _heads(encoding), (*OWN, *_without_axis(encoding))
        yield [_rename(row, heads, hidden) for row in values if isinstance(row, Mapping)]
    for part in ("layer", "hconcat", "vconcat", "concat"):
        for one in spec.get(part, ()):
            yield from _tables(one, encoding)


def _mark(spec: Mapping[str, Any]) -> str:
    mark = spec.get("mark", "")
    return str(mark.get("type", "") if isinstance(mark, Mapping) else mark)


def _heads(encoding: Mapping[str, Any]) -> dict[str, str]:
    """Titles of the axes by the fields that are drawn along them."""
    along = {name: encoding[name] for name in ("x", "y") if isinstance(encoding.get(name), Mapping)}
    titles = {
        one.get("field"): (one.get("axis") or {}).get("title") or one.get("title")
        for one in along.values()
    }
    return {str(field): str(title).strip() for field, title in titles.items() if field and title}


def _without_axis(encoding: Mapping[str, Any]) -> list[str]:
    """Fields that place something in a drawing, which has no axis to read them off."""
    along = (encoding.get(name) for name in ("x", "y"))
    placed = [one for one in along if isinstance(one, Mapping) and one.get("axis", one) is None]
    return [str(one.get("field")) for one in placed]


def _rename(row: Mapping[str, Any], heads: Mapping[str, str], hidden: Sequence[str]) -> Row:
    kept = {name: value for name, value in row.items() if name not in hidden and _plain(value)}
    named: Row = {}
    for name, value in kept.items():
        named[_free(heads.get(name, name), named)] = value
    return named


def _plain(value: Any) -> bool:
    """What can stand in a cell; colours, and that something is marked, are of its look alone."""
    if isinstance(value, bool) or (isinstance(value, str) and value.startswith("#")):
        return False
    return value is None or isinstance(value, str | int | float)


def as_csv(tables: Iterable[Table], words: Mapping[str, str]) -> str:
    """Tables as one CSV; where there are several, a first column says which picture a row is of.

    ``words`` are the reader's for `SEVERAL` and `FIELDS`. What a table has no column for stays
    empty, as does what is no number.
    """
    several = list(tables)
    rows = [
        ({SEVERAL: number} if len(several) > 1 else {}) | row
        for number, table in enumerate(several, 1)
        for row in table
    ]
    heads: dict[str, str] = {}  # by what they say
    for name in dict.fromkeys(name for row in rows for name in row):
        heads[_free(words.get(name, name), heads)] = name
    out = io.StringIO()
    writer = csv.DictWriter(out, list(heads.values()), restval="", lineterminator="\n")
    writer.writerow({name: said for said, name in heads.items()})
    writer.writerows({name: _field(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _field(value: Any) -> Any:
    """A number with all of its digits; nothing for nan."""
    return "" if value is None or value != value else value


def rows_of(columns: Mapping[str, Sequence[Any]], heads: Mapping[str, str]) -> Table:
    """Columns as rows, some of them under other names."""
    told = {heads.get(name, name): values for name, values in columns.items() if name not in OWN}
    return [dict(zip(told, row, strict=True)) for row in zip(*told.values(), strict=True)]
