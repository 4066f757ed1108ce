"""A result of the paper beside what was measured for it: as printed first, then in other ways.

A verdict looks at sequences, at success and at test errors, and says what is not decided.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lstm97.paper.data.paper_results import PAPER_RESULTS, Result
from lstm97.paper.data.readings import CHANGES
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.results import FOLDER, TrialResults, load_all, summary

Verdict = Literal[
    "matched", "faster", "more-errors", "not-measured", "partial", "deviates", "quoted"
]
WORSE: tuple[Verdict, ...] = (
    "matched", "faster", "more-errors", "not-measured", "partial", "deviates",
)  # fmt: skip
AS_FAST = ("matched", "faster", "more-errors")
NEAR = 2.0  # times the paper's sequences, and times its wrong answers
ERRORS = 2.0  # standard errors of our mean of wrong answers


@dataclass(frozen=True)
class Comparison:
    """A published result, the measurement of its printed conditions, and what else was run.

    ``others`` are of the same row: readings, set-ups and baselines, `ROWS[...].kind`.
    """

    paper_result: Result
    own_result: TrialResults | None
    others: tuple[TrialResults, ...]

    @property
    def ratio(self) -> float | None:
        """Measured mean over published mean; below 1 is faster than the paper."""
        return _ratio(self.paper_result, self.own_result)

    @property
    def verdict(self) -> Verdict:
        """How the printed conditions come out; see `verdict`."""
        if not self.paper_result.row:
            return "quoted"
        return self.of(self.own_result) if self.own_result else "not-measured"

    def of(self, measured: TrialResults) -> Verdict:
        """How a measurement compares with the published result."""
        return verdict(self.paper_result, measured)

    @property
    def alternative(self) -> TrialResults | None:
        """Another reading, or else set-up, that comes out better than the printed conditions do.

        The best verdict of matched, faster, more errors; then the one with the fewest changes
        against the text, a reading before any set-up; then the one nearest to the paper's mean.
        None if the printed row agrees, or if there is none. It was chosen by its result, so it
        is a hint at what the paper did and no proof.
        """
        better = [
            (WORSE.index(self.of(one)), _changes(one), self._distance(one), one)
            for one in self.others
            if ROWS[one.row].kind != "baseline" and self.of(one) in AS_FAST
        ]
        own = self.verdict
        limit = 2 if own not in AS_FAST else WORSE.index(own) - 1 if own == "more-errors" else -1
        found = [one for one in better if one[0] <= limit]
        return min(found, key=lambda one: one[:3])[3] if found else None

    def _distance(self, measured: TrialResults) -> float:
        return abs(math.log(_ratio(self.paper_result, measured) or 1.0))


def verdict(published: Result, measured: TrialResults) -> Verdict:
    """How a measurement compares with a published result.

    "matched": at most twice the paper's sequences and at least half, with at least its success
    and no more errors in the test; "faster": in less than half; "more-errors": as fast, but see
    `more_errors`; "partial": trials are under way, or were given up before twice the paper's
    sequences, so that nothing is decided; "deviates": all else.
    """
    if not measured.complete:
        return "partial"
    ratio, wanted = _ratio(published, measured), published.success or 100.0
    if measured.success < wanted:
        early = published.sequences and measured.limit < NEAR * published.sequences
        return "partial" if early else "deviates"
    if ratio is None or ratio > NEAR:
        return "deviates"
    if more_errors(published, measured):
        return "more-errors"
    return "matched" if ratio >= 1 / NEAR else "faster"


def more_errors(published: Result, measured: TrialResults) -> bool:
    """Whether tests have more wrong answers than the paper's.

    Our mean may be at most twice the paper's, and lie above it by at most two of its standard
    errors; where the paper names the most there ever were, no trial may have more.
    """
    theirs, ours = published.tests_wrong, measured.wrong
    if theirs is None or ours is None:
        return False
    most = published.most_wrong
    above = most is not None and (measured.most_wrong or 0) > most
    return above or ours > NEAR * theirs or ours - theirs > ERRORS * measured.wrong_error


def _changes(measured: TrialResults) -> int:
    """How many things a row changes against the text."""
    return sum(key in CHANGES for key in ROWS[measured.row].readings)


def _ratio(published: Result, measured: TrialResults | None) -> float | None:
    if measured is None or not measured.mean or not published.sequences:
        return None
    return measured.mean / published.sequences


def comparisons(folder: Path = FOLDER) -> list[Comparison]:
    """One for each published result, in the order of the paper; runs at its scale only."""
    found = {
        slug: result for slug, result in load_all(folder).items() if result["preset"] == "paper"
    }
    return [_compare(published, found) for published in PAPER_RESULTS]


def _compare(published: Result, found: Mapping[str, Mapping[str, Any]]) -> Comparison:
    rows = [row for row in ROWS.values() if published.row and row.paper_row == published.row]
    measured = {row.slug: _summary(found.get(row.slug), published.milestone) for row in rows}
    printed = next((row.slug for row in rows if row.kind == "printed"), "")
    others = (one for slug, one in measured.items() if one and slug != printed)
    return Comparison(published, measured.get(printed), tuple(others))


def _summary(result: Mapping[str, Any] | None, milestone: str) -> TrialResults | None:
    known = result is not None and milestone in result["milestones"]
    return summary(result, milestone) if result and known else None


def by_row(compared: Iterable[Comparison]) -> list[list[Comparison]]:
    """The results of each row of the paper's own method; ST1 and ST2 stand in one row."""
    rows: dict[tuple[str, str], list[Comparison]] = {}
    for one in compared:
        if one.paper_result.row:
            rows.setdefault((one.paper_result.row, one.paper_result.setting), []).append(one)
    return list(rows.values())


def score(compared: Sequence[Comparison]) -> dict[str, int]:
    """How many of the paper's rows get which verdict as printed; a row gets its worst result's.

    Also "rows", "results", "open" (partial or not run), and "elsewhere": rows that are not as
    fast as the paper as printed, but under another reading or in another set-up.
    """
    rows = by_row(compared)
    worst = [max((one.verdict for one in row), key=WORSE.index) for row in rows]
    counts = {word.replace("-", "_"): worst.count(word) for word in WORSE}
    counts["open"] = counts.pop("partial") + counts.pop("not_measured")
    elsewhere = [
        word not in AS_FAST and all(one.alternative or one.verdict in AS_FAST for one in row)
        for row, word in zip(rows, worst, strict=True)
    ]
    results = sum(map(len, rows))
    return {"rows": len(rows), "results": results, **counts, "elsewhere": sum(elsewhere)}
