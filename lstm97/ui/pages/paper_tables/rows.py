"""Rows of the paper's tables in the reader's language: their names, their marks, their figures.

A row without a result says so; nothing is filled in from the paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lstm97.paper.data.conditions import experiment_of
from lstm97.paper.data.paper_results import Result
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.comparison import Comparison
from lstm97.paper.show.results import TrialResults
from lstm97.ui.base.numbers import general, per_cent, whole
from lstm97.ui.base.text import exists, language, sentences, t

PAGE = "paper-tables"
Files = Mapping[str, Mapping[str, Any]]
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
TABLES = ("1", "2", "3", "4", "5", "6", "7", "8", "9")


def of_table(rows: Sequence[Comparison], table: str) -> list[Comparison]:
    """The rows of one table; 2b, which the paper gives in the text, stands with Table 2."""
    return [row for row in rows if str(row.paper_result.table or 2) == table]


def word(text: str) -> str:
    """A published phrase in the reader's language; formulas are the same in both."""
    key = f"{PAGE}.words.{text}"
    return t(key) if exists(key) else text.replace("alpha", "α")


def name(published: Result) -> str:
    """What a row is called on the axis."""
    known = criterion(published.milestone)
    return net(published) + ("" if known.removeprefix(" · ") in published.setting else known)


def criterion(milestone: str) -> str:
    """A row's criterion behind its name, as the paper writes it; "" where there is only one."""
    said = re.sub(r"^n(?=\d)", "n_seq ", milestone)
    return "" if milestone == "done" else f" · {said}"


def net(published: Result) -> str:
    """The net that a row is about; rows that differ in their milestone alone share it."""
    label = published.row.partition("-")[0] if published.row else published.method
    return f"{label} · {word(published.setting)}"


def lines(rows: Sequence[Comparison], files: Files) -> list[dict[str, Any]]:
    """The chart's lines: every trial beside the published mean, the verdict before the name."""
    return [
        _line(row, one, told, files) | {"label": _label(row, one, told)}
        for row in rows
        for told, one in runs_of(row)
    ]


def _label(row: Comparison, measured: TrialResults | None, told: str) -> str:
    """A label of the chart: what stands below a row does not repeat its name."""
    short = told.removeprefix(f"{name(row.paper_result)} · ")
    return f"{SIGNS[verdict(row, measured)]} {short}".strip()


def published_lines(rows: Sequence[Comparison]) -> list[dict[str, Any]]:
    """The same before the answer: what is published, and nothing else."""
    names = [name(row.paper_result) for row in rows]
    return [
        _line(row, None, told, {}) | {"label": told} for row, told in zip(rows, names, strict=True)
    ]


def verdict(row: Comparison, measured: TrialResults | None) -> str:
    """The word on one of a row's runs; those of other methods have none."""
    if measured is row.own_result:
        return row.verdict
    return row.of(measured) if measured and measured is row.alternative else "baseline"


def runs_of(row: Comparison) -> list[tuple[str, TrialResults | None]]:
    """What was run for a row, as it is called: as printed, as it comes nearer, other methods."""
    label = name(row.paper_result)
    runs: list[tuple[str, TrialResults | None]] = [(label, row.own_result)]
    if row.alternative:
        runs.append((again(label, row.alternative), row.alternative))
    return runs + [(f"{label} · {phrase(one)}", one) for one in row.others if other(one)]


def other(measured: TrialResults) -> bool:
    """Whether a run is of another method, to compare with, and not of another reading."""
    return ROWS[measured.row].kind == "baseline"


def _line(
    row: Comparison, measured: TrialResults | None, label: str, files: Files
) -> dict[str, Any]:
    """A row of the chart."""
    failed = measured.trials - measured.solutions if measured and measured.complete else 0
    return {
        "name": label,
        "published": None
        if measured and measured is not row.own_result
        else row.paper_result.sequences,
        "mean": measured.mean if measured else None,
        "trials": _counts(measured.row, row.paper_result.milestone, files) if measured else [],
        "unsolved": failed,
        "limit": measured.limit if measured else None,
    }


def again(label: str, run: TrialResults) -> str:
    """The name of a row under another reading or in another set-up."""
    return f"{label} · {t(f'paper.kind.{ROWS[run.row].kind}')}"


def phrase(one: TrialResults) -> str:
    """What is different about a run: said of the row, of its experiment, or of all experiments."""
    row = ROWS[one.row]
    changed = row.slug.removeprefix(row.paper_row)
    names = (row.slug, f"{experiment_of(row.paper_row)}{changed}", changed.removeprefix("-"))
    return t(next(key for name in names if exists(key := f"{PAGE}.tried.{name}")))


def _counts(slug: str, milestone: str, files: Files) -> list[int]:
    marks = [trial["marks"].get(milestone) for trial in files.get(slug, {}).get("trials", [])]
    return [mark["sequences"] for mark in marks if mark]


def in_words(rows: Sequence[Comparison]) -> str:
    """The table in words."""
    lines = []
    for row in rows:
        if row.own_result and row.own_result.mean and row.paper_result.sequences:
            lines.append(
                t(
                    f"{PAGE}.said",
                    name=name(row.paper_result),
                    published=whole(row.paper_result.sequences),
                    measured=whole(row.own_result.mean),
                    solved=row.own_result.solutions,
                    trials=row.own_result.trials,
                )
            )
        elif row.own_result and row.paper_result.sequences:
            lines.append(
                t(
                    f"{PAGE}.said_none",
                    name=name(row.paper_result),
                    published=whole(row.paper_result.sequences),
                    trials=row.own_result.trials,
                )
            )
    return sentences(lines) or t(f"{PAGE}.nothing")


def table(rows: Sequence[Comparison]) -> None:
    """The table itself, verdicts first: the paper's figures and ours in one line each."""
    records = [record for row in rows for record in _records(row)]
    columns = {key: [record[key] for record in records] for key in HEADS}
    columns["row"] = [whole_words(told) for told in columns["row"]]
    st.table({t(f"{PAGE}.heads.{key}"): told for key, told in columns.items() if any(told)},
             hide_index=True)  # fmt: skip


SIGNS = {
    "matched": "✓",
    "faster": "✓",
    "more-errors": "±",
    "deviates": "≠",
    "partial": "…",
    "not-measured": "…",
    "quoted": "",
    "baseline": "",
}
HEADS = ("status", "row", "published", "measured", "spread", "success", "wrong")


def _records(row: Comparison) -> list[dict[str, str]]:
    """A row of the paper as it was read, and below it the runs that stand beside it."""
    (label, own), *others = runs_of(row)
    records = [
        _record(row.paper_result, own, row.verdict) | {"row": _link(label, row.paper_result)}
    ]
    for told, one in others:
        # the paper's wrong answers are not another method's
        known = (
            row.paper_result if one is row.alternative else row.paper_result._replace(wrong=None)
        )
        records.append(_record(known, one, verdict(row, one)) | {"row": told, "published": ""})
    return records


def _link(label: str, published: Result) -> str:
    """A row's name, with a link to its experiment where it is one of the LSTM's.

    It is also what a keyboard reaches in a table that is wider than a phone.
    """
    if not published.row:
        return label
    about = {"experiment": published.row.partition("-")[0], "net": "paper", "lang": language()}
    return f"[{label}](experiments?{urlencode(about)})"


def _record(published: Result, measured: TrialResults | None, status: str) -> dict[str, str]:
    wanted = whole(published.sequences) if published.sequences else word(published.note)
    if published.success is not None:
        wanted += f" ({per_cent(general(published.success))})"
    return {
        "row": name(published),
        "published": wanted,
        "measured": mean(measured),
        "spread": spread(measured),
        "success": unbroken(f"{measured.solutions} / {measured.trials}") if measured else "",
        "wrong": unbroken(_wrong(published, measured)),
        "status": whole_words(f"{SIGNS[status]} {t(f'paper.verdict.{status}')}".strip()),
    }


def spread(measured: TrialResults | None) -> str:
    """The best and the worst trial; nothing where none has succeeded."""
    if not measured or not measured.low:
        return ""
    return f"{whole(measured.low)} – {whole(measured.high or 0)}"


def unbroken(text: str) -> str:
    """Text that stays in one line of a narrow column."""
    return whole_words(text.replace(" ", "\N{NO-BREAK SPACE}"))


def whole_words(text: str) -> str:
    """Text that breaks at spaces and punctuation only, where Chinese breaks at every character."""
    return _BETWEEN.sub("\N{WORD JOINER}", text)


def mean(measured: TrialResults | None) -> str:
    if measured is None:
        return ""
    if measured.mean is None or measured.median is None:
        if not measured.complete:
            return t(f"{PAGE}.none_yet")
        return t(f"{PAGE}.never", limit=whole(measured.limit))
    return t(f"{PAGE}.mean", mean=whole(measured.mean), median=whole(measured.median))


def _wrong(published: Result, measured: TrialResults | None) -> str:
    """Wrong answers of 2560, the paper's first; a fraction becomes a count."""
    theirs = "" if published.tests_wrong is None else general(published.tests_wrong, 3)
    ours = "" if measured is None or measured.wrong is None else general(measured.wrong, 3)
    return f"{theirs or '–'} → {ours or '–'}" if theirs or ours else ""
