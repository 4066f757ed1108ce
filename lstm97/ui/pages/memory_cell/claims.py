"""Three claims about the error in a memory cell, kept apart: each measured where it holds.

Inside the carousel a factor of exactly 1, one scaling at each door, and the full gradient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.analysis.cell import carousel
from lstm97.analysis.cell.carousel import Claims
from lstm97.figures.lines import Line
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, asked_picture, how_to_read
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.memory_cell.settings import ECHOES, PAGE, SETTINGS, MemoryCellValues
from lstm97.ui.pages.memory_cell.tab_parts import bullets, figure

STEPS = 100  # of the run
SPAN = (1e-16, 1e8)  # of the axis for sizes
ROWS = 3  # names below the plot that has most
FAR_BEYOND = 100.0  # times what entered, for an error that is said to grow far beyond it
NEXT_TO_NONE = 1e-3  # of an error that enters, where next to none is said to get in
TEXTS = f"{PAGE}.claims"

run_claims = wrap_pure(carousel.claims)


@dataclass(frozen=True)
class EchoRun:
    """The three claims for the echo on screen, and what every echo leaves of the full gradient.

    ``entries`` is how much of an error enters at the last step, for every echo.
    """

    claims: Claims
    remainders: Mapping[str, float]
    entries: Mapping[str, float]


def echo_run(values: MemoryCellValues) -> EchoRun:
    """The memory cell's run that the settings ask for."""
    every = {slug: run_claims(r, STEPS, values.seed) for slug, r in ECHOES.items()}
    return EchoRun(
        every[values.echo],
        {slug: one.full.retention for slug, one in every.items()},
        {slug: float(one.entry[-1]) for slug, one in every.items()},
    )


def fate(run: EchoRun) -> Judgement:
    """What the full gradient does: one thing for all echoes, or one that depends on them."""
    kept = list(run.remainders.values())
    vanishing = all(one < 0.01 for one in kept)
    slug = "one" if all(0.5 < one < 2 for one in kept) else "vanishes" if vanishing else "depends"
    names = {slug.replace("-", "_"): size(one) for slug, one in run.remainders.items()}
    return Judgement(frozenset({slug}), {"steps": STEPS - 1, **names})


def picture(view: View[EchoRun, MemoryCellValues]) -> None:
    """Side by side: inside the carousel, at its doors, and the full gradient after the answer."""
    claims = view.run.claims
    inside, doors, full = st.columns(3)
    with inside, st.container(gap="xsmall"):
        st.markdown(t(f"{TEXTS}.inside.head"))
        lines = [Line(t(f"{TEXTS}.factor"), claims.inside, "cell")]
        figure("claims/inside", lines, "factor", (0, 2), rows=ROWS)
    with doors, st.container(gap="xsmall"):
        st.markdown(t(f"{TEXTS}.doors.head"))
        figure("claims/doors", _doors(claims), "factor", (0, 1), rows=ROWS)
    with full, asked_picture():
        st.markdown(t(f"{TEXTS}.full.head"))
        figure("claims/full", _full(claims, view.revealed), "error", SPAN, log=True, rows=ROWS)


def _doors(claims: Claims) -> list[Line]:
    return [
        Line(t(f"{TEXTS}.entry"), claims.entry, "output_gate"),
        Line(t(f"{TEXTS}.exit_c"), np.abs(claims.exit_c), "input_gate"),
        Line(t(f"{TEXTS}.exit_in"), np.abs(claims.exit_in), "signal"),
    ]


def _full(claims: Claims, revealed: bool) -> list[Line]:
    lines = [Line(t(f"{TEXTS}.cut"), claims.cut.curve, "cell")]
    if revealed:
        lines.append(Line(t(f"{TEXTS}.all"), claims.full.curve, "error"))
    return lines


def readings(view: View[EchoRun, MemoryCellValues]) -> list[Reading]:
    """What is left of both gradients at the first step."""
    claims = view.run.claims
    return [
        Reading(t(f"{TEXTS}.cut"), size(claims.cut.retention)),
        Reading(t(f"{TEXTS}.all"), size(claims.full.retention)),
    ]


def remarks(view: View[EchoRun, MemoryCellValues]) -> str:
    """The three claims in words, and what to try."""
    told = numbers(view.run.claims)
    lines = [t(f"{TEXTS}.{slug}.says", **values) for slug, values in told.items()]
    notices = [prose(PAGE, section).strip() for section in notice_sections(view.run)]
    return "\n".join([bullets(lines), *notices])


def notice_sections(run: EchoRun) -> list[str]:
    """What is true of the echoes on this noise, as sections of prose."""
    told = {
        "notice-claims": True,
        "notice-claims-grows": run.remainders["r-m40"] > FAR_BEYOND,
        "notice-claims-shut": run.entries["r-p1"] < NEXT_TO_NONE,
    }
    return [section for section, true in told.items() if true]


def numbers(claims: Claims) -> dict[str, dict[str, str]]:
    """The numbers of each claim, measured."""
    inside = claims.inside[np.isfinite(claims.inside)]
    exact, nothing = bool(len(inside) and (inside == 1).all()), t(f"{TEXTS}.nothing")
    last = str(claims.flow.trace.steps - 1)
    leaving = size(float(claims.exit_c[0])) if exact else nothing
    way = "full" if (claims.full.curve != claims.cut.curve).any() else "alone"  # no way back in
    return {
        "inside": {"steps": last, "value": "`1.0`" if exact else nothing},
        "doors": {"entry": size(claims.entry[-1]), "exit": leaving},
        way: {"kept": size(claims.full.retention), "steps": last},
    }


def code(values: MemoryCellValues) -> str:
    """What is left of both gradients at the first step, and the scaling at either door."""
    return f"""\
from lstm97.analysis.cell.carousel import claims

found = claims({ECHOES[values.echo]}, {STEPS}, seed={values.seed})
print(found.cut.retention)
print(found.full.retention)
print(found.entry[-1], found.exit_c[0])  # where an error enters, and where it leaves
"""


BENCH = Bench(
    settings=SETTINGS,
    tab="claims",
    controls=("echo",),
    more=("seed",),
    measure=echo_run,
    picture=picture,
    question=Question("full", ("one", "vanishes", "depends"), fate),
    case=lambda values: "",
    code=code,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    intro="claims",
    takeaway="takeaway-claims",
    drawers=(
        how_to_read(PAGE, "how-to-read-claims"),
        Drawer("proof", "verified", lambda view: prove(
            f"{PAGE}/claims", {"lstm97": view.run.claims.flow}, "last")),
    ),
)  # fmt: skip
