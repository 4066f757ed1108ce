"""What Keras and PyTorch call an LSTM today, line by line against 1997 and 2000."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lstm97.analysis.since import forgetting
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import t
from lstm97.ui.pages.forget_gate.sentences import on_paper
from lstm97.ui.pages.forget_gate.settings import KERAS, PAGE, PYTORCH

COLUMNS = ("y1997", "y2000", "keras", "pytorch")
ROWS = ("state", "gate", "bias", "keeps", "depth", "squash", "output", "shared", "peepholes",
        "gradient")  # fmt: skip


def today(least: float) -> None:
    """What Keras and PyTorch call an LSTM, against 1997 and 2000."""
    numbers = {
        name: {"keep": size(forgetting.keep(bias), 3), "depth": on_paper(bias, least)}
        for name, bias in (("keras", KERAS), ("pytorch", PYTORCH))
    }
    columns = {t(f"{PAGE}.today.what"): [f"**{t(f'{PAGE}.today.rows.{row}')}**" for row in ROWS]}
    for column in COLUMNS:
        cells = [_cell(row, column, numbers.get(column, {})) for row in ROWS]
        columns[t(f"{PAGE}.today.columns.{column}")] = cells
    st.table(columns, hide_index=True)


def _cell(row: str, column: str, numbers: Mapping[str, str]) -> str:
    known = {"keeps": "keep", "depth": "depth"}.get(row)
    used = {known: numbers[known]} if known and numbers else {}
    return t(f"{PAGE}.today.{column}.{row}", **used)
