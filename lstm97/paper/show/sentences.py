"""What is said about a row in a language, with the numbers of the result files put in.

A sentence that quotes a run is said only where that run has been measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lstm97.paper.data.deviations import DEVIATIONS
from lstm97.paper.data.paper_results import PAPER_RESULTS
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.results import TrialResults, summary
from lstm97.words import fill, lookup, translate
from lstm97.writing import general, whole

_NAME = re.compile(r"\{([a-z0-9_]+)\}")


def reading(lang: str, key: str) -> str:
    """How the paper was read, or what was changed against it; see `data.readings`."""
    return translate(lang, f"paper.readings.{key}")


def deviation(lang: str, row: str, results: Mapping[str, Mapping[str, Any]]) -> str:
    """Why a row of the paper comes out otherwise; "" where nothing is known.

    ``results`` are the result files by slug, from which the numbers of the text are taken.
    """
    known = DEVIATIONS.get(row)
    text = known and lookup(lang, f"paper.deviations.{known.key}")
    if not known or not text:
        return ""
    numbers = {
        f"{name}_{slug.replace('-', '_')}": value
        for slug in results
        for name, value in _numbers(lang, results[slug]).items()
    }
    short = {"": known.run} | {f"{one}_": f"{row}-{one}" for one in known.variations}
    for prefix, run in short.items():
        if run in results:
            own = _numbers(lang, results[run])
            numbers |= {prefix + name: value for name, value in own.items()}
    names = set(_NAME.findall(text))
    if not names <= numbers.keys():
        return ""
    return fill(text, {name: numbers[name] for name in names})


def _numbers(lang: str, result: Mapping[str, Any]) -> dict[str, str]:
    """The figures of one result file by name; those of a milestone before the last with its name.

    "solved", "trials", "limit", "seen", "low", "high", "mean", "median", "times" (the mean over
    the paper's), "wrong", "paper_wrong", "most_wrong", and "few": trials with no more wrong answers
    than the paper ever has.
    """
    *before, last = result["milestones"]
    numbers = _figures(lang, result, summary(result, last))
    for milestone in before:
        told = _figures(lang, result, summary(result, milestone))
        suffix = f"_{milestone.lower()}"
        numbers |= {f"{name}{suffix}": value for name, value in told.items()}
    return numbers


def _figures(lang: str, result: Mapping[str, Any], measured: TrialResults) -> dict[str, str]:
    row = ROWS.get(measured.row)
    paper = [one for one in PAPER_RESULTS if row and one.row == row.paper_row]
    paper = [one for one in paper if one.milestone == measured.milestone]
    figures: dict[str, float | None] = {
        "solved": measured.solutions,
        "trials": measured.trials,
        "limit": measured.limit,
        "seen": max(trial["seen"] for trial in result["trials"]),
        "low": measured.low,
        "high": measured.high,
        "mean": measured.mean,
        "median": measured.median,
        "most_wrong": measured.most_wrong,
    }
    if paper and paper[0].most_wrong is not None:
        figures["few"] = sum(wrong <= paper[0].most_wrong for wrong in measured.wrongs)
    told = {name: whole(lang, value) for name, value in figures.items() if value is not None}
    wrong = {"wrong": measured.wrong, "paper_wrong": paper[0].tests_wrong if paper else None}
    told |= {name: general(value, 3) for name, value in wrong.items() if value is not None}
    if paper and paper[0].sequences and measured.mean:
        told["times"] = f"{measured.mean / paper[0].sequences:.1f}"
    return told
