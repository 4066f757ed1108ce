"""Print every row of the paper's tables, published against measured, or plainly not measured.

A row's first line is the paper's conditions as printed; below it stand the other readings,
set-ups and baselines that were run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from lstm97.paper.data.rows import ROWS
from lstm97.paper.errors import RunError
from lstm97.paper.show.comparison import Comparison, comparisons, score
from lstm97.paper.show.results import FOLDER, TrialResults, load_all
from lstm97.paper.show.sentences import deviation, reading
from lstm97.words import FALLBACK, lookup, translate

_say = partial(translate, FALLBACK)
NOTES = ("means", "errors", "kinds")
Cells = tuple[str, ...]  # of one line
HEAD: Cells = ("table", "row", "setting", "published", "measured mean", "median", "range", "solved",
               "test", "hours", "status")  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print the rows as data")
    parser.add_argument("--out", default=str(FOLDER), metavar="DIR", help="where results are")


def run(args: argparse.Namespace) -> int:
    """Run the command; raises RunError for a folder that is none."""
    if not Path(args.out).is_dir():
        raise RunError("no-folder", {"path": args.out})
    folder = Path(args.out)
    rows = comparisons(folder)
    if args.json:
        results = load_all(folder)
        told = [as_data(row, results) for row in rows]
        print(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        print("\n".join([*lines(rows), "", count(rows), *notes()]))
    return 0


def as_data(row: Comparison, results: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A comparison as JSON values; what is said of it quotes these result files, by slug."""
    published, measured = row.paper_result, row.own_result
    readings = measured.reading if measured else ()
    return {
        "table": published.table,
        "experiment": published.row.partition("-")[0],
        "row": published.row,
        "milestone": published.milestone,
        "published": published._asdict(),
        "measured": _data(measured) if measured else None,
        "ratio": row.ratio,
        "status": row.verdict,
        "agrees": row.alternative.row if row.alternative else "",
        "deviation": deviation(FALLBACK, published.row, results),
        "reading": {slug: reading(FALLBACK, slug) for slug in readings},
        "variations": [_data(one) | {"status": row.of(one)} for one in row.others],
    }


def _data(measured: TrialResults) -> dict[str, Any]:
    figures = {"success": measured.success, "wrong": measured.wrong, "kind": kind(measured)}
    fields = asdict(measured)
    fields["solved"] = fields.pop("solutions")  # its name in the JSON since the first version
    return fields | figures | {"most_wrong": measured.most_wrong}


def kind(measured: TrialResults) -> str:
    """What a measured row is to the paper; see `Row.kind`."""
    return ROWS[measured.row].kind


def lines(rows: Sequence[Comparison]) -> list[str]:
    """The table as text, one line for each result and for each other run of its row."""
    cells = [HEAD]
    for row in rows:
        cells.append(_cells(row))
        for one in row.others:
            cells.append(("", f"  {one.row}", "", "", *_result_cells(one), _status(row, one)))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    text = [_line(one, widths) for one in cells]
    return [text[0], "-" * len(text[0]), *text[1:]]


def _line(cells: Cells, widths: Sequence[int]) -> str:
    """Words at the left of their column, numbers at its right."""
    words = zip(cells[:3], widths[:3], strict=True)
    numbers = zip(cells[3:-1], widths[3:-1], strict=True)
    line = [*(f"{cell:<{width}}" for cell, width in words),
            *(f"{cell:>{width}}" for cell, width in numbers)]  # fmt: skip
    return f"{' '.join(line)}  {cells[-1]}"


def count(rows: Sequence[Comparison]) -> str:
    """How many of the paper's rows come out how."""
    counts = score(rows)
    counts.pop("elsewhere")
    return _say("paper.table.counts", **counts)


def notes() -> list[str]:
    """What the figures of a table leave out."""
    return [_say(f"paper.table.{one}") for one in NOTES]


def setting(text: str) -> str:
    """A published setting; a formula, or the words for it."""
    return lookup(FALLBACK, f"paper-tables.words.{text}") or text


def _cells(row: Comparison) -> Cells:
    """A published result beside its measurement, under the name by which it can be run again."""
    published = row.paper_result
    name = row.own_result.row if row.own_result else published.row or published.method
    name = name if published.milestone == "done" else f"{name} {published.milestone}"
    counts = f"{published.sequences:,}" if published.sequences else setting(published.note) or "-"
    success = "" if published.success is None else f" ({published.success:.0f} %)"
    measured = _result_cells(row.own_result) if row.own_result else ("",) * 6
    said = _say(f"paper.verdict.{row.verdict}")
    if other := row.alternative:
        how, word = _say(f"paper.kind.{kind(other)}"), _say(f"paper.verdict.{row.of(other)}")
        said += "; " + _say("paper.table.also", verdict=word, row=other.row, kind=how)
    table = str(published.table or "text")
    return table, name, setting(published.setting), counts + success, *measured, said


def _status(row: Comparison, other: TrialResults) -> str:
    """What another run of a row is to the paper, and how it compares."""
    said = _say(f"paper.kind.{kind(other)}")
    if kind(other) == "baseline":
        return said
    return f"{said}: {_say(f'paper.verdict.{row.of(other)}')}"


def _result_cells(measured: TrialResults) -> Cells:
    """Mean, median, range, trials solved, test errors and hours."""
    solved, hours = f"{measured.solutions}/{measured.trials}", f"{measured.hours:.2f}"
    if measured.mean is None:
        return "-", "-", "-", solved, "", hours
    spread = f"{measured.low:,}-{measured.high:,}"
    test = "" if measured.wrong is None else f"{measured.wrong:.1f} {measured.error:.4f}"
    return f"{measured.mean:,.0f}", f"{measured.median:,.0f}", spread, solved, test, hours
