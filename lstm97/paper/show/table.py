"""Print every row of the paper's tables, published against measured, or plainly not measured.

A row's first line is the paper's conditions as printed; below it stand the other readings,
set-ups and baselines that were run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.comparison import Comparison, comparisons, score
from lstm97.paper.show.results import FOLDER, Measured, load_all
from lstm97.paper.show.sentences import deviation, reading
from lstm97.words import FALLBACK, lookup, translate

_say = partial(translate, FALLBACK)
NOTES = ("means", "errors", "kinds")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print the rows as data")
    parser.add_argument("--out", default=str(FOLDER), metavar="DIR", help="where results are")


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    rows = comparisons(Path(args.out))
    if args.json:
        print(json.dumps([as_data(row) for row in rows], indent=1, ensure_ascii=False))
    else:
        print("\n".join([*lines(rows), "", count(rows), *notes()]))
    return 0


def as_data(row: Comparison) -> dict[str, Any]:
    """A comparison as JSON values."""
    published, measured = row.published, row.measured
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
        "deviation": deviation(FALLBACK, published.row, load_all()),
        "reading": {slug: reading(FALLBACK, slug) for slug in readings},
        "variations": [_data(one) | {"status": row.of(one)} for one in row.others],
    }


def _data(measured: Measured) -> dict[str, Any]:
    figures = {"success": measured.success, "wrong": measured.wrong, "kind": kind(measured)}
    return asdict(measured) | figures | {"most_wrong": measured.most_wrong}


def kind(measured: Measured) -> str:
    """What a measured row is to the paper; see `Row.kind`."""
    return ROWS[measured.row].kind


def lines(rows: Sequence[Comparison]) -> list[str]:
    """The table as text, one line for each result and for each other run of its row."""
    head = (
        f"{'table':5} {'row':18} {'setting':28} {'published':>18} {'measured mean':>14} "
        f"{'median':>9} {'range':>19} {'solved':>7} {'test':>13} {'hours':>6}  status"
    )
    text = [head, "-" * len(head)]
    for row in rows:
        text.append(_line(row))
        for one in row.others:
            said = _say(f"paper.kind.{kind(one)}")
            if kind(one) != "baseline":
                said = f"{said}: {_say(f'paper.verdict.{row.of(one)}')}"
            text.append(f"{'':5} {f'  {one.row}':18} {'':28} {'':>18} {_measured(one)}  {said}")
    return text


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


def _line(row: Comparison) -> str:
    published = row.published
    table = str(published.table or "text")
    name = published.row or published.method
    name = name if published.milestone == "done" else f"{name} {published.milestone}"
    counts = f"{published.sequences:,}" if published.sequences else setting(published.note) or "-"
    success = "" if published.success is None else f" ({published.success:.0f} %)"
    measured = _measured(row.measured) if row.measured else " " * 73
    said, other = _say(f"paper.verdict.{row.verdict}"), row.alternative
    if other:
        how, word = _say(f"paper.kind.{kind(other)}"), _say(f"paper.verdict.{row.of(other)}")
        said += "; " + _say("paper.table.also", verdict=word, row=other.row, kind=how)
    return (
        f"{table:5} {name:18} {setting(published.setting)[:28]:28} {counts[:12] + success:>18} "
        f"{measured}  {said}"
    )


def _measured(measured: Measured) -> str:
    if measured.mean is None:
        return f"{'-':>14} {'-':>9} {'-':>19} {_solved(measured):>7} {'':>13} {measured.hours:6.2f}"
    spread = f"{measured.low:,}-{measured.high:,}"
    test = "" if measured.wrong is None else f"{measured.wrong:.1f} {measured.error:.4f}"
    return (
        f"{measured.mean:14,.0f} {measured.median:9,.0f} {spread:>19} "
        f"{_solved(measured):>7} {test:>13} {measured.hours:6.2f}"
    )


def _solved(measured: Measured) -> str:
    return f"{measured.solved}/{measured.trials}"
