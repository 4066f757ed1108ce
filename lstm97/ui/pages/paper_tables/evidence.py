"""What stands behind a row of the paper's tables: how the paper was read, the command, the file.

And what else was tried, for the same criterion.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from lstm97.paper.data.rows import ROWS
from lstm97.paper.show.comparison import Comparison
from lstm97.paper.show.results import TrialResults
from lstm97.paper.show.sentences import deviation
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.measures import READING
from lstm97.ui.base.paper import readings
from lstm97.ui.base.text import language, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.pages.paper_tables.rows import (
    PAGE,
    Files,
    again,
    criterion,
    mean,
    net,
    other,
    phrase,
    spread,
)


def evidence(rows: Sequence[Comparison], files: Files) -> None:
    """For a measured row of one's choice: how the paper was read, the command, and the file."""
    _choose(_runs(rows), files)


def alternatives(rows: Sequence[Comparison]) -> None:
    """What else was run for the same criterion."""
    found = {(one.row, one.milestone): one for row in rows for one in row.others if not other(one)}
    _others(list(found.values()))


def _runs(rows: Sequence[Comparison]) -> dict[str, tuple[str, TrialResults]]:
    """The runs behind some rows, each once, and what they are called."""
    runs: dict[str, tuple[str, TrialResults]] = {}
    for row in rows:
        label = net(row.paper_result)
        if row.own_result:
            runs.setdefault(row.own_result.row, (label, row.own_result))
        if row.alternative:
            one = row.alternative
            runs.setdefault(one.row, (again(label, one), one))
        for one in filter(other, row.others):
            runs.setdefault(one.row, (f"{label} · {phrase(one)}", one))
    return runs


def _choose(runs: dict[str, tuple[str, TrialResults]], files: Files) -> None:
    """The evidence of one of the runs."""
    run = st.selectbox(
        t(f"{PAGE}.evidence.row"),
        list(runs),
        format_func=lambda one: runs[one][0],
        key=f"{PAGE}/evidence/run/{next(iter(runs))}/{language()}",
        width=READING,
    )
    _evidence(run, runs[run][1], files)


def _evidence(run: str, measured: TrialResults, files: Files) -> None:
    for listed in readings(measured.reading):
        lesson.text(listed)
    known = deviation(language(), ROWS[run].paper_row, files)
    if known:
        lesson.text(known)
    lesson.text(t(f"{PAGE}.evidence.hours", hours=f"{measured.hours:.2f}"))
    st.code(measured.command, language="bash", wrap_lines=True)
    label, content = t(f"{PAGE}.evidence.download"), json.dumps(files[run], indent=1)
    save([Download(label, f"{run}.json", content)], key=f"{PAGE}/download/{run}")


def _changes(one: TrialResults) -> str:
    """A variation by the row it varies and what is different about it."""
    return f"{ROWS[one.row].paper_row} · {phrase(one)}{criterion(one.milestone)}"


def _others(tried: Sequence[TrialResults]) -> None:
    """Other readings and set-ups that were run for the same rows."""
    lesson.text(t(f"{PAGE}.evidence.others_say"))
    keys = ("row", "kind", "measured", "spread", "success", "hours")
    records = [
        {
            "row": _changes(one),
            "kind": t(f"paper.kind.{ROWS[one.row].kind}"),
            "measured": mean(one),
            "spread": spread(one),
            "success": f"{one.solutions} / {one.trials}",
            "hours": f"{one.hours:.2f}",
        }
        for one in tried
    ]
    st.table(
        {t(f"{PAGE}.heads.{key}"): [record[key] for record in records] for key in keys},
        hide_index=True,
    )
