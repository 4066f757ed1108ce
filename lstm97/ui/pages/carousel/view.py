"""The carousel's page: its settings, its scene for the stage, and its charts and numbers.

The three claims about constant error flow are kept apart, each measured where it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.cell import carousel
from lstm97.analysis.cell.carousel import Claims, Loop, bits
from lstm97.engine import lstm97, rnn
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.figures.lines import Line, Spec, line_chart
from lstm97.figures.palette import Role
from lstm97.figures.stage.scene import Curve, Curves, Inputs, Network, Scene
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.numbers import signed, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View
from lstm97.ui.lesson.equations import Entry, equation_panel
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.link.record import Record, choice, integer, real, stops
from lstm97.ui.link.settings import Preset, Settings

PAGE = "carousel"
ECHOES = {"r-m40": -40.0, "r-m4": -4.0, "r-0": 0.0, "r-p1": 1.0}
SPAN = (1e-16, 1e8)  # of all axes for sizes on this page
STEPS = 100  # of the memory cell's run
BESIDE = (0.99, 1.0, 1.01)  # weights that are always shown


@dataclass(frozen=True)
class CarouselValues(Record):
    """What a reader may set of the loop and of the claims."""

    f: str = choice(("identity", "tanh", "logistic"), "identity")
    w: float = real(-1.2, 1.2, 0.99, step=0.01)
    T: int = stops((10, 20, 50, 100, 200, 500, 1000), 1000)
    tab: str = choice(("loop", "claims"), "loop", place="placed")
    echo: str = choice(tuple(ECHOES), "r-m4", place="placed")
    seed: int = integer(1, 9999, 1, box=True, place="placed")


SETTINGS = Settings(
    PAGE,
    CarouselValues,
    presets=(
        Preset("below", {"f": "identity", "w": 0.99, "T": 1000}),
        Preset("exact", {"f": "identity", "w": 1.0, "T": 1000}),
        Preset("above", {"f": "identity", "w": 1.01, "T": 1000}),
        Preset("bent", {"f": "tanh", "w": 1.0, "T": 1000}),
    ),
    tabs={"claims": ("echo", "seed")},
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


@dataclass(frozen=True)
class Loops:
    """The reader's unit, and the units beside it by their weights."""

    f: str
    yours: Loop
    beside: Mapping[float, Loop]


def loops(values: CarouselValues) -> Loops:
    """The units that the settings ask for."""
    steps = values.T
    beside = {w: run_loop(w, steps) for w in BESIDE}
    return Loops(values.f, run_loop(values.w, steps, values.f), beside)


def left(run: Loops) -> Judgement:
    """How much of an error a weight of 0.99 leaves after 1000 steps, whatever is on screen."""
    kept = run_loop(0.99, 1000).kept
    bars = {"most": 0.5, "third": 0.1, "trace": 0.0}
    slug = next((name for name, bar in bars.items() if kept > bar), "nothing")
    return Judgement(frozenset({slug}), {"kept": size(kept)})


def manner(run: Loops) -> str:
    """How the reader's unit treats its error: the predicate behind what is to be noticed."""
    w, kept = run.yours.w, run.yours.kept
    if run.f != "identity":
        return "bent" if kept < 1 else "neutral"
    if abs(w) == 1:
        return "exact" if w == 1 else "flips"
    return "below" if abs(w) < 1 else "above"


def noticed(view: View[Loops, CarouselValues]) -> str:
    """What to notice in the reader's unit, with its numbers."""
    run = view.run
    known = numbers(run.yours, run.beside[1.0])
    told = {"exact": ("steps", "bits"), "neutral": ("w", "steps", "kept")}
    names = told.get(manner(run), ("w", "steps", "kept"))
    return prose(PAGE, f"notice-{manner(run)}", **{name: known[name] for name in names})


def loop_readings(view: View[Loops, CarouselValues]) -> list[Reading]:
    """What is left of the error in the reader's unit and in the carousel."""
    run = view.run
    lag = run.yours.steps - 1
    return [
        Reading(unit_name(run), size(run.yours.kept), t("carousel.readings.left", steps=lag)),
        Reading(t("carousel.words.carousel"), size(run.beside[1.0].kept)),
    ]


def loop_picture(view: View[Loops, CarouselValues]) -> None:
    """Both units on the stage; before the answer, what they store."""
    draw = partial(scene, revealed=view.revealed)
    bench_stage(view, draw, key=f"carousel/loop/{view.revealed}")


@dataclass(frozen=True)
class Echoed:
    """The three claims for the echo on screen, and what every echo leaves of the full gradient."""

    claims: Claims
    left: Mapping[str, float]


def echoed(values: CarouselValues) -> Echoed:
    """The memory cell's run that the settings ask for."""
    every = {slug: run_claims(r, STEPS, values.seed) for slug, r in ECHOES.items()}
    return Echoed(every[values.echo], {slug: one.full.kept for slug, one in every.items()})


def fate(run: Echoed) -> Judgement:
    """What the full gradient does: one thing for all echoes, or one that depends on them."""
    kept = list(run.left.values())
    vanishing = all(one < 0.01 for one in kept)
    slug = "one" if all(0.5 < one < 2 for one in kept) else "vanishes" if vanishing else "depends"
    names = {slug.replace("-", "_"): size(one) for slug, one in run.left.items()}
    return Judgement(frozenset({slug}), {"steps": STEPS - 1, **names})


def claims_picture(view: View[Echoed, CarouselValues]) -> None:
    """Side by side: inside the carousel, at its doors, and the full gradient after the answer."""
    claims = view.run.claims
    drawn = (_inside(claims), _doors(claims), _full(claims, view.revealed))
    for column, slug, chart in zip(st.columns(3), ("inside", "doors", "full"), drawn, strict=True):
        with column:
            st.markdown(t(f"carousel.claims.{slug}.head"))
            alt = t(f"carousel.claims.{slug}.alt")
            draw(chart, key=f"{PAGE}/{slug}", alt=alt, height="stretch")


def claims_noticed(view: View[Echoed]) -> str:
    """The three claims in words, and what to try."""
    numbers_ = claim_numbers(view.run.claims)
    lines = [t(f"carousel.claims.{slug}.says", **values) for slug, values in numbers_.items()]
    return "\n".join(f"- {line}" for line in lines) + "\n\n" + prose(PAGE, "notice-claims")


def scene(run: Loops, revealed: bool = True) -> Scene:
    """The reader's unit and the carousel: what they store, and what their errors become."""
    yours, beside = run.yours, run.beside
    steps, one = yours.steps, beside[1.0]
    name = unit_name(run)
    errors = (
        *(_reference(loop) for w, loop in beside.items() if w not in (1, yours.w)),
        _curve(name, yours, "share"),
        _curve("", one, "share"),
    )
    networks = (
        Network("yours", name, "rnn"),
        Network("carousel", t("carousel.words.carousel"), "cell"),
    )
    lanes = (
        Inputs(t("lanes.inputs"), values=carousel.spike(steps), names=("x",), marks=(1,)),
        Curves(
            t("carousel.words.state"),
            curves=(_curve(name, yours, "state"), _curve("", one, "state")),
            domain=SPAN,
            phase="forward",
            height=150,
        ),
        Curves(
            t("carousel.words.error"),
            curves=errors if revealed else (),
            domain=SPAN,
            height=260,
        ),
    )
    start = None if revealed else steps
    return Scene(steps, networks, lanes, summary(yours, one) if revealed else name, start=start)


def unit_name(run: Loops) -> str:
    """The reader's unit, with its weight and, where its line is bent, its activation."""
    w = signed(run.yours.w)
    if run.f == "identity":
        return t("carousel.words.yours", w=w)
    return t("carousel.words.bent", w=w, f=t(f"carousel.settings.f.options.{run.f}"))


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


def rows(run: Loops) -> list[dict[str, str]]:
    """A record for the reader's unit and one for each weight beside it."""
    yours, beside = run.yours, run.beside
    named = {unit_name(run): yours} | {signed(w): loop for w, loop in beside.items()}
    return [
        {
            t("carousel.table.unit"): name,
            t("carousel.table.kept", steps=loop.steps - 1): size(loop.kept),
            t("carousel.table.depth"): str(loop.reach.depth),
            t("carousel.table.bits"): f"`{bits(loop.kept)}`",
        }
        for name, loop in named.items()
    ]


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


def _full(claims: Claims, revealed: bool) -> Spec:
    lines = [Line(t("carousel.words.cut"), claims.cut.curve, "cell")]
    if revealed:
        lines.append(Line(t("carousel.words.full"), claims.full.curve, "error"))
    return _chart(lines, "left", SPAN, log=True)


def _chart(lines: list[Line], y: str, domain: tuple[float, float], *, log: bool = False) -> Spec:
    title = t(f"carousel.words.{y}")
    look = current_palette()
    return line_chart(
        lines, look, x=t("carousel.words.time"), y=title, domain=domain, log=log, height=300
    )


def _curve(name: str, loop: Loop, field: str) -> Curve:
    """A curve of the reader's unit by its name, or of the carousel without one."""
    role: Role = "rnn" if name else "cell"
    network = "yours" if name else "carousel"
    name = name or t("carousel.words.carousel")
    if field == "state":
        return Curve(name, np.abs(loop.state), role, network)
    return Curve(name, loop.share, role, network, loop.reach.depth, loop.steps)


def _reference(loop: Loop) -> Curve:
    return Curve(f"w = {signed(loop.w)}", loop.share, "bound")


def _loop_words(view: View[Loops]) -> None:
    lesson.words_and_rows(summary(view.run.yours, view.run.beside[1.0]), rows(view.run))


def _not_enough(_: View[Loops]) -> None:
    lesson.text(prose(PAGE, "not-enough"))
    see_also("weight-conflict", "memory-cell")


def _reading(section: str) -> Drawer[Any]:
    return Drawer(
        "how-to-read", "visibility", lambda view: lesson.text(prose(PAGE, section)), wide=False
    )


EQUATION = Drawer[Any]("equations", "code", lambda view: equation_panel(PAGE, EQUATIONS))
BENCHES = (
    Bench[Loops, CarouselValues](
        settings=SETTINGS,
        tab="loop",
        controls=("f", "w", "T"),
        more=(),
        measure=loops,
        picture=loop_picture,
        question=Question("left", ("most", "third", "trace", "nothing"), left),
        case=lambda values: "",
        readings=loop_readings,
        notice=noticed,
        drawers=(
            _reading("how-to-read"),
            Drawer("derivation", "functions", lambda view: lesson.text(prose(PAGE, "derivation")),
                   early=True),
            Drawer("enough", "help", _not_enough),
            Drawer("proof", "verified", lambda view: prove(
                PAGE, {"rnn": view.run.yours.flow}, "last")),
            Drawer("words", "notes", _loop_words),
            EQUATION,
        ),
    ),
    Bench[Echoed, CarouselValues](
        settings=SETTINGS,
        tab="claims",
        controls=("echo", "seed"),
        more=(),
        presets=(),
        measure=echoed,
        picture=claims_picture,
        question=Question("full", ("one", "vanishes", "depends"), fate),
        case=lambda values: "",
        notice=claims_noticed,
        intro="cell",
        drawers=(
            _reading("how-to-read-claims"),
            Drawer("proof", "verified", lambda view: prove(
                f"{PAGE}/claims", {"lstm97": view.run.claims.flow}, "last")),
            EQUATION,
        ),
    ),
)  # fmt: skip
