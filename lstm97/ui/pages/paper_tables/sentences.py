"""What is said of a table, each sentence chosen by a predicate on its rows."""

from __future__ import annotations

from collections.abc import Sequence

from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.comparison import Comparison, score
from lstm97.paper.show.results import TrialResults
from lstm97.ui.base.numbers import size, whole
from lstm97.ui.lesson.parts import Remark
from lstm97.ui.lesson.question import Judgement
from lstm97.ui.pages.paper_tables.rows import PAGE, name, net

FEW, SOME, HALF = 4, 12, 18  # rows: below FEW, up to SOME, up to HALF, above
WIDE = 2.0  # times as many sequences as the fastest trial took: a wide spread


def as_fast(counts: dict[str, int]) -> int:
    """Rows that learn in at most twice the paper's sequences, with at least its success."""
    return counts["matched"] + counts["faster"] + counts["more_errors"]


def judge(rows: Sequence[Comparison]) -> Judgement:
    """In how many rows of all tables the networks learn as fast as the paper says."""
    counts = score(rows)
    fast = as_fast(counts)
    options = {"few": FEW - 1, "some": SOME, "half": HALF, "most": counts["rows"]}
    slug = next(slug for slug, most in options.items() if fast <= most)
    told = {key: value for key, value in counts.items() if key != "results"} | {"fast": fast}
    return Judgement(frozenset({slug}), told, "elsewhere" if counts["elsewhere"] else "")


def match_count(rows: Sequence[Comparison]) -> Remark:
    """How many of a table's rows come out as in the paper."""
    counts = score(rows)
    fast, told = as_fast(counts), {"rows": counts["rows"]}
    if not fast:
        return Remark(PAGE, "none", told)
    slug = "all" if fast == counts["rows"] else "some"
    if slug == "some":
        told["fast"] = fast
    if not counts["more_errors"]:
        return Remark(PAGE, slug, told)
    return Remark(PAGE, f"{slug}-errors", told | {"errors": counts["more_errors"]})


def nearer(rows: Sequence[Comparison]) -> Remark | None:
    """Rows that come near the paper only under another reading or in another set-up."""
    count = score(rows)["elsewhere"]
    return Remark(PAGE, "nearer", {"count": count}) if count else None


def spread(rows: Sequence[Comparison]) -> Remark | None:
    """How far the trials of the widest row lie apart."""
    known = [row for row in rows if row.own_result and row.own_result.solutions > 1]
    if not known:
        return None
    widest = max(known, key=_ratio)
    slug = "wide" if _ratio(widest) >= WIDE else "close"
    return Remark(PAGE, slug, {"name": name(widest.paper_result), "times": size(_ratio(widest))})


def _ratio(row: Comparison) -> float:
    assert row.own_result
    return (row.own_result.high or 0) / (row.own_result.low or 1)


def failures(rows: Sequence[Comparison]) -> Remark | None:
    """The row of which most trials failed."""
    found = [(_failures(row.own_result), row) for row in rows if row.own_result]
    most, row = max(found, key=lambda one: one[0], default=(0, None))
    if not most or row is None or row.own_result is None:
        return None
    told = {"name": net(row.paper_result), "trials": row.own_result.trials}
    if most == row.own_result.trials:
        return Remark(PAGE, "failed-all", told)
    return Remark(PAGE, "failed", told | {"failed": most})


def _failures(measured: TrialResults) -> int:
    return measured.trials - measured.solutions if measured.complete else 0


def guessing(rows: Sequence[Comparison]) -> Remark | None:
    """Where fewer guesses of all weights are needed than the LSTM needs sequences."""
    for row in rows:
        for one in row.others:
            ours = row.own_result.mean if row.own_result else None
            if ROWS[one.row].method == "guess" and one.mean and ours and one.mean < ours:
                told = {
                    "name": net(row.paper_result),
                    "guess": whole(one.mean),
                    "lstm": whole(ours),
                }
                return Remark(PAGE, "guessed", told)
    return None


def facts(rows: Sequence[Comparison]) -> list[Remark]:
    """All that is to be noticed in a table."""
    found = (match_count(rows), nearer(rows), spread(rows), failures(rows), guessing(rows))
    return [one for one in found if one]
