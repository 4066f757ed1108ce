"""What explanations of the paper often say, and what one measures; and its four conclusions.

Each line leads to the page and the state in which the reader can measure it. Numbers are computed
or come from the results of the paper's experiments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from lstm97.analysis.scissors.online97 import bills
from lstm97.paper.show.comparison import comparisons, score
from lstm97.paper.show.results import TrialResults, load_all, summary
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.fill import quote
from lstm97.ui.base.numbers import size, whole
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import t

PAGE = "myths"
LENGTH, CELLS = 1000, 4  # of the sequence and the net whose gradient's cost is told
MILESTONE = "done"  # the milestone of the rows that are quoted


class Way(NamedTuple):
    """Where a saying is measured: a page, and what its link says.

    Never nothing: a bare link would open the page as the reader left it.
    """

    page: str
    query: Mapping[str, str]


SAYINGS: dict[str, Way] = {
    "stable-state": Way("myths", {"show": "output-gate"}),
    "thousands": Way("paper-tables", {"table": "3"}),
    "valley": Way("gradient-descent", {"act": "tanh", "rate": "5"}),
    "forgotten": Way("myths", {"show": "latch"}),
    "below-one": Way("myths", {"show": "below-one"}),
    "formula": Way("myths", {"show": "own-error"}),
    "no-decay": Way("myths", {"show": "never-decays"}),
    "solved": Way("memory-cell", {"tab": "claims", "echo": "r-m4"}),
    "input-alone": Way("memory-cell", {"tab": "wires", "wires": "paper"}),
    "whisper": Way("bptt", {"T": "5", "w": "0.8"}),
    "cheap": Way("scissors", {"tab": "cost"}),
}
CONCLUSIONS: dict[str, Way] = {
    "lags": Way("paper-tables", {"table": "3"}),
    "faster": Way("paper-tables", {"table": "7"}),
    "cheap": Way("scissors", {"tab": "cost"}),
    "general": Way("paper-tables", {"table": "9"}),
}


def drawers(show: Callable[[str], None]) -> None:
    """Both lists, each in a drawer; ``show`` puts a saying of this page on the table."""
    for name, icon, ways in (("said", "checklist", SAYINGS), ("conclusions", "gavel", CONCLUSIONS)):
        drawer(t(f"{PAGE}.{name}.title"), icon, f"{PAGE}/{name}", _list(name, ways, show))


def _list(name: str, ways: Mapping[str, Way], show: Callable[[str], None]) -> Callable[[], None]:
    def draw() -> None:
        st.markdown(t(f"{PAGE}.{name}.intro"))
        for slug, way in ways.items():
            with st.container(border=True, gap="xsmall"):
                st.markdown(f"**{t(f'{PAGE}.{name}.{slug}.said')}**")
                st.markdown(quote(f"{PAGE}.{name}.{slug}.measured", numbers()))
                _lead(f"{PAGE}/{name}/{slug}", way, show)

    return draw


def _lead(key: str, way: Way, show: Callable[[str], None]) -> None:
    info = BY_SLUG[way.page]
    if way.page == PAGE:
        saying = way.query["show"]
        st.button(
            t(f"{PAGE}.settings.show.options.{saying}"),
            key=key,
            icon=f":material/{info.icon}:",
            type="tertiary",
            on_click=show,
            args=(saying,),
        )
        return
    _link(way)


def _link(way: Way) -> None:
    info = BY_SLUG[way.page]
    st.page_link(
        info.file,
        label=t(f"{PAGE}.explore.link", title=t(info.title_key)),
        icon=f":material/{info.icon}:",
        query_params=dict(way.query),
    )


def _costs() -> dict[str, float]:
    """Work and numbers kept of the paper's gradient and of BPTT, one sequence."""
    bill = bills(CELLS, LENGTH)
    return {
        "work": bill["paper"].work / bill["bptt"].work,
        "kept": bill["paper"].memory,
        "stored": bill["bptt"].memory,
    }


def _results() -> tuple[dict[str, TrialResults], dict[str, int]]:
    """The rows that are quoted, and how many of all rows get which verdict."""
    files = load_all()
    quoted = ("2c-5", "2c-5-unfed", "4-1", "4-1-rnn")
    return {row: summary(files[row], MILESTONE) for row in quoted}, score(comparisons())


results = wrap_pure(_results, entries=1)


def numbers() -> dict[str, str]:
    """Every number that the two lists quote, ready for their sentences."""
    rows, scored = results()
    costs = _costs()
    said = {
        "length": whole(LENGTH),
        "work": size(costs["work"]),
        "kept": whole(costs["kept"]),
        "stored": whole(costs["stored"]),
        "rows": whole(scored["rows"]),
        "matched": whole(scored["matched"] + scored["faster"]),
        "more_errors": whole(scored["more_errors"]),
    }
    names = {"2c-5": "printed", "2c-5-unfed": "lag", "4-1": "lstm", "4-1-rnn": "rnn"}
    for row, name in names.items():
        found = rows[row]
        said[f"{name}_solved"], said[f"{name}_trials"] = whole(found.solutions), whole(found.trials)
        said[f"{name}_limit"] = whole(found.limit)
        said[f"{name}_mean"] = whole(found.mean) if found.mean else ""
    return said
