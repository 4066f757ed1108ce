"""The carousel's page: its settings, its scene for the stage, and its charts and numbers.

The three claims about constant error flow are kept apart, each measured where it holds.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import streamlit as st

from lstm97.analysis.cell import carousel
from lstm97.analysis.cell.carousel import Claims, Loop, bits
from lstm97.engine import lstm97, lstm97_errors, rnn
from lstm97.figures.lines import Line, Spec, line_chart
from lstm97.figures.palette import Role
from lstm97.figures.scene import Curve, Curves, Inputs, Network, Scene
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import signed, size
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.lesson.proof import proof
from lstm97.ui.link.controls import control, current
from lstm97.ui.link.settings import Choice, Integer, Number, Preset, Scale, Settings, Values

PAGE = "carousel"
ECHOES = {"r-m40": -40.0, "r-m4": -4.0, "r-0": 0.0, "r-p1": 1.0}
SPAN = (1e-16, 1e8)  # of all axes for sizes on this page
STEPS = 100  # of the memory cell's run
BESIDE = (0.99, 1.0, 1.01)  # weights that are always shown

SETTINGS = Settings(
    PAGE,
    main=(
        Choice("f", ("identity", "tanh", "logistic"), "identity"),
        Number("w", -1.2, 1.2, 0.99, 0.01),
        Scale("T", (10, 20, 50, 100, 200, 500, 1000), 1000),
    ),
    placed=(Choice("echo", tuple(ECHOES), "r-m4"), Integer("seed", 1, 9999, 1, box=True)),
    presets=(
        Preset("below", {"f": "identity", "w": 0.99, "T": 1000}),
        Preset("exact", {"f": "identity", "w": 1.0, "T": 1000}),
        Preset("above", {"f": "identity", "w": 1.01, "T": 1000}),
        Preset("bent", {"f": "tanh", "w": 1.0, "T": 1000}),
    ),
)
EQUATIONS = (
    Entry(
        "loop",
        r"\vartheta_j(t) = \role{f_j'(net_j(t))\,w_{jj}}\;\vartheta_j(t+1)",
        "",
        rnn.back,
        r"error = slope\[t\]",
        "rnn",
    ),
    Entry(
        "carousel",
        r"\role{s_c(t) = 1.0\cdot s_c(t-1)} + y^{in}(t)\,g(net_c(t))",
        "9",
        lstm97.step,
        r"s = state\.s",
        "cell",
    ),
    Entry(
        "inside",
        r"\frac{\partial s_c(t)}{\partial s_c(t-k)} \approx_{tr} \role{1}",
        "35",
        lstm97_errors.truncated,
        r"_carousel|cumsum",
        "cell",
    ),
    Entry(
        "entry",
        r"\frac{\partial y^c(t)}{\partial s_c(t)} = \role{y^{out}(t)\,h'(s_c(t))}",
        "41",
        lstm97_errors.entry,
        r"return",
        "output_gate",
    ),
    Entry(
        "exit",
        r"\vartheta_c(t) = \role{g'(net_c(t))\,y^{in}(t)}\;\vartheta_s(t)",
        "36",
        lstm97_errors.exit_errors,
        r"leaving",
        "input_gate",
    ),
)

run_loop = wrap_pure(carousel.loop, entries=128)
run_claims = wrap_pure(carousel.claims)


def loops(values: Values) -> tuple[Loop, dict[float, Loop]]:
    """The reader's unit, and the units beside it by their weights."""
    steps = int(values.T)
    beside = {w: run_loop(w, steps) for w in BESIDE}
    return run_loop(values.w, steps, values.f), beside


def the_claims() -> None:
    """What is constant in a memory cell, what is not, and what is another matter."""
    if not lesson.predict(PAGE, "full", ("one", "vanishes", "depends")):
        return
    _claim_controls()
    values = current(SETTINGS)
    claims = run_claims(ECHOES[values.echo], STEPS, values.seed)
    three_claims(claims)
    lesson.how_to_read(PAGE, "how-to-read-claims")
    lesson.notice(PAGE, "notice-claims")
    proof(f"{PAGE}/claims", {"lstm97": claims.flow}, "last")


def _claim_controls() -> None:
    """What the memory cell hears of itself, and the noise that it is run on."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        control(SETTINGS, "echo")
        with st.container(width=160):
            control(SETTINGS, "seed")


def scene(yours: Loop, beside: Mapping[float, Loop]) -> Scene:
    """The reader's unit and the carousel: what they store, and what their errors become."""
    steps, one = yours.steps, beside[1.0]
    networks = (
        Network("yours", unit_name(yours.w), "rnn"),
        Network("carousel", t("carousel.words.carousel"), "cell"),
    )
    lanes = (
        Inputs(t("lanes.inputs"), values=carousel.spike(steps), names=("x",), marks=(1,)),
        Curves(
            t("carousel.words.state"),
            curves=(_curve("yours", yours, "state"), _curve("carousel", one, "state")),
            domain=SPAN,
            phase="forward",
            height=150,
        ),
        Curves(
            t("carousel.words.error"),
            curves=(
                *(_reference(loop) for w, loop in beside.items() if w not in (1, yours.w)),
                _curve("yours", yours, "share"),
                _curve("carousel", one, "share"),
            ),
            domain=SPAN,
            height=260,
        ),
    )
    return Scene(steps, networks, lanes, summary(yours, one))


def unit_name(w: float) -> str:
    """The reader's unit, with its weight."""
    return t("carousel.words.yours", w=signed(w))


def numbers(yours: Loop, one: Loop) -> dict[str, str]:
    """What `summary` and the notes put into their sentences."""
    return {
        "w": signed(yours.w),
        "steps": str(yours.steps - 1),
        "kept": size(yours.kept),
        "bits": bits(one.kept),
    }


def summary(yours: Loop, one: Loop) -> str:
    """The stage's picture in words."""
    return t("carousel.words.summary", **numbers(yours, one), depth=yours.reach.depth)


def rows(yours: Loop, beside: Mapping[float, Loop]) -> list[dict[str, str]]:
    """A record for the reader's unit and one for each weight beside it."""
    named = {unit_name(yours.w): yours} | {signed(w): loop for w, loop in beside.items()}
    return [
        {
            t("carousel.table.unit"): name,
            t("carousel.table.kept", steps=loop.steps - 1): size(loop.kept),
            t("carousel.table.depth"): str(loop.reach.depth),
            t("carousel.table.bits"): f"`{bits(loop.kept)}`",
        }
        for name, loop in named.items()
    ]


def three_claims(claims: Claims) -> None:
    """Side by side: inside the carousel, at its doors, and the full gradient."""
    drawn = (_inside(claims), _doors(claims), _full(claims))
    for column, slug, chart in zip(st.columns(3), ("inside", "doors", "full"), drawn, strict=True):
        with column:
            st.markdown(t(f"carousel.claims.{slug}.head"))
            draw(chart, key=f"{PAGE}/{slug}", alt=t(f"carousel.claims.{slug}.alt"))
            st.markdown(t(f"carousel.claims.{slug}.says", **claim_numbers(claims)[slug]))


def claim_numbers(claims: Claims) -> dict[str, dict[str, str]]:
    """The numbers of each claim, measured."""
    inside = claims.inside[np.isfinite(claims.inside)]
    exact = bool(len(inside) and (inside == 1).all())
    last = claims.flow.trace.steps - 1
    return {
        "inside": {
            "steps": str(last),
            "value": "`1.0`" if exact else t("carousel.claims.nothing"),
        },
        "doors": {"entry": size(claims.entry[-1]), "exit": size(float(claims.exit_c[0]))}
        if exact
        else {"entry": size(claims.entry[-1]), "exit": t("carousel.claims.nothing")},
        "full": {"kept": size(claims.full.kept), "steps": str(last)},
    }


def _inside(claims: Claims) -> Spec:
    lines = [Line(t("carousel.words.factor"), claims.inside, "cell")]
    return _chart(lines, "factor", (0, 2))


def _doors(claims: Claims) -> Spec:
    lines = [
        Line(t("carousel.words.entry"), claims.entry, "output_gate"),
        Line(t("carousel.words.exit_c"), np.abs(claims.exit_c), "input_gate"),
        Line(t("carousel.words.exit_in"), np.abs(claims.exit_in), "signal"),
    ]
    return _chart(lines, "once", (0, 1))


def _full(claims: Claims) -> Spec:
    lines = [
        Line(t("carousel.words.cut"), claims.cut.curve, "cell"),
        Line(t("carousel.words.full"), claims.full.curve, "error"),
    ]
    return _chart(lines, "left", SPAN, log=True)


def _chart(lines: list[Line], y: str, domain: tuple[float, float], *, log: bool = False) -> Spec:
    title = t(f"carousel.words.{y}")
    look = current_palette()
    return line_chart(
        lines, look, x=t("carousel.words.time"), y=title, domain=domain, log=log, height=300
    )


def _curve(network: str, loop: Loop, field: str) -> Curve:
    role: Role = "cell" if network == "carousel" else "rnn"
    name = t("carousel.words.carousel") if role == "cell" else unit_name(loop.w)
    if field == "state":
        return Curve(name, np.abs(loop.state), role, network)
    return Curve(name, loop.share, role, network, loop.reach.depth, loop.steps)


def _reference(loop: Loop) -> Curve:
    return Curve(f"w = {signed(loop.w)}", loop.share, "bound")
