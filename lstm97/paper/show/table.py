"""Print every row of the paper's tables, published against measured, or plainly not measured.

A row's "reading" names how its ambiguities were read; the sentences are in `readings`.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lstm97.paper.data.deviations import DEVIATIONS
from lstm97.paper.data.published import PUBLISHED, Result
from lstm97.paper.data.readings import READINGS, Reading
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.results import FOLDER, Measured, load_all, summary

AGREEMENT = ("matched", "faster")


@dataclass(frozen=True)
class Entry:
    """A published row, what was measured for it, and other readings that were tried."""

    published: Result
    measured: Measured | None
    variations: tuple[Measured, ...]

    @property
    def ratio(self) -> float | None:
        """Measured mean over published mean; below 1 is faster than the paper."""
        return self._ratio(self.measured)

    @property
    def deviation(self) -> Reading | None:
        """What is known about a measured difference."""
        return DEVIATIONS.get(self.published.row) if self.measured else None

    @property
    def agreeing(self) -> Measured | None:
        """Another reading under which the row agrees, the one nearest to the paper's mean.

        None if the row agrees as it is, or if no reading does. It was chosen by its result, so it
        is a hint at what the paper did and no proof.
        """
        if self.status in AGREEMENT:
            return None
        found = [
            (abs(math.log(self._ratio(one) or 1.0)), one.row, one)
            for one in self.variations
            if ROWS[one.row].kind != "baseline" and self._verdict(one) in AGREEMENT
        ]
        return min(found)[2] if found else None

    @property
    def status(self) -> str:
        """How it compares.

        "matched" is within a factor of 2 and with at least the paper's success, "faster" below
        that, "deviates" all else; "partial" means that trials are under way, "not measured" what
        it says, "quoted" that the row belongs to a method the paper only quotes.
        """
        if not self.published.row:
            return "quoted"
        return "not measured" if self.measured is None else self._verdict(self.measured)

    def _verdict(self, measured: Measured) -> str:
        if not measured.complete:
            return "partial"
        ratio, wanted = self._ratio(measured), self.published.success or 100.0
        if ratio is None or ratio > 2.0 or measured.success < wanted:
            return "deviates"
        return "matched" if ratio >= 0.5 else "faster"

    def _ratio(self, measured: Measured | None) -> float | None:
        if measured is None or not measured.mean or not self.published.sequences:
            return None
        return measured.mean / self.published.sequences


def entries(folder: Path = FOLDER) -> list[Entry]:
    """One entry for each published row, in the order of the paper; results at its scale only."""
    found = {
        slug: result for slug, result in load_all(folder).items() if result["preset"] == "paper"
    }
    return [_entry(published, found) for published in PUBLISHED]


def _entry(published: Result, found: Mapping[str, Mapping[str, Any]]) -> Entry:
    def measure(slug: str) -> Measured | None:
        return _summary(found.get(slug), published.milestone)

    others = [slug for slug, row in ROWS.items() if row.beside and row.beside == published.row]
    tried = tuple(measured for measured in map(measure, others) if measured)
    return Entry(published, measure(published.row), tried)


def _summary(result: Mapping[str, Any] | None, milestone: str) -> Measured | None:
    known = result is not None and milestone in result["milestones"]
    return summary(result, milestone) if result and known else None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print the rows as data")
    parser.add_argument("--out", default=str(FOLDER), metavar="DIR", help="where results are")


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    rows = entries(Path(args.out))
    if args.json:
        print(json.dumps([as_data(row) for row in rows], indent=1, ensure_ascii=False))
    else:
        print("\n".join(lines(rows)))
    return 0


def as_data(entry: Entry) -> dict[str, Any]:
    """An entry as JSON values."""
    published, measured, deviation = entry.published, entry.measured, entry.deviation
    return {
        "table": published.table,
        "experiment": published.row.partition("-")[0],
        "row": published.row,
        "milestone": published.milestone,
        "published": published._asdict(),
        "measured": asdict(measured) | {"success": measured.success} if measured else None,
        "ratio": entry.ratio,
        "status": entry.status,
        "agrees": entry.agreeing.row if entry.agreeing else "",
        "deviation": deviation.en if deviation else "",
        "reading": {slug: READINGS[slug].en for slug in (measured.reading if measured else ())},
        "variations": [asdict(tried) | {"success": tried.success} for tried in entry.variations],
    }


def lines(rows: list[Entry]) -> list[str]:
    """The table as text, one line for each row and for each other reading tried."""
    head = (
        f"{'table':5} {'row':18} {'setting':28} {'published':>18} {'measured mean':>14} "
        f"{'median':>9} {'range':>19} {'solved':>7} {'test':>13} {'hours':>6}  status"
    )
    text = [head, "-" * len(head)]
    for row in rows:
        text.append(_line(row))
        for tried in row.variations:
            name, kind = f"  {tried.row}", ROWS[tried.row].kind
            text.append(f"{'':5} {name:18} {'':28} {'':>18} {_measured(tried)}  {kind}")
    return text


def _line(entry: Entry) -> str:
    published = entry.published
    table = str(published.table or "text")
    name = published.row or published.method
    name = name if published.milestone == "done" else f"{name} {published.milestone}"
    counts = f"{published.sequences:,}" if published.sequences else published.note or "-"
    success = "" if published.success is None else f" ({published.success:.0f} %)"
    measured = _measured(entry.measured) if entry.measured else " " * 73
    agreeing = f", agrees as {entry.agreeing.row}" if entry.agreeing else ""
    return (
        f"{table:5} {name:18} {published.setting[:28]:28} {counts[:12] + success:>18} "
        f"{measured}  {entry.status}{agreeing}"
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
