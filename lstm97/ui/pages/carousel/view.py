"""The carousel's page: its scene for the stage, and its numbers.

One unit with a loop, beside those whose weight is a little less or more than 1.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from lstm97.analysis.cell import carousel
from lstm97.analysis.cell.carousel import Loop
from lstm97.analysis.small_chain import SmallChain
from lstm97.engine import rnn
from lstm97.figures.palette import Role
from lstm97.figures.stage.scene import Curve, Curves, Inputs, Scene, StageNetwork
from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.numbers import product_size, signed, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.pictures.unrolling import draw_chains, product, unit_chain
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.pages.carousel import code
from lstm97.ui.pages.carousel.conditions import (
    PAGE,
    SETTINGS,
    CarouselValues,
    Loops,
    loops,
    run_loop,
)

SPAN = (1e-16, 1e8)  # of all axes for sizes on this page
BEGINNING = 20  # a curve before the answer: one part in so many


EQUATIONS = (
    Equation(
        "loop",
        r"\vartheta_j(t) = \role{f_j'(net_j(t))\,w_{jj}}\;\vartheta_j(t+1)",
        "",
        rnn.back,
        r"error = slope\[t\]",
        "rnn",
    ),
    Equation(
        "unit", r"\role{y_j(t+1)} = f(w_{jj}\,y_j(t)) = y_j(t)", "", rnn.step, r"y_j = ACT", "cell"
    ),
)


def remainder(run: Loops) -> Judgement:
    """How much of an error a weight of 0.99 leaves after 1000 steps, whatever is on screen."""
    kept = run_loop(0.99, 1000).retention
    bars = {"most": 0.5, "third": 0.1, "trace": 0.0}
    slug = next((name for name, bar in bars.items() if kept > bar), "nothing")
    return Judgement(frozenset({slug}), {"kept": size(kept)})


def manner(run: Loops) -> str:
    """How the reader's unit treats its error: the predicate behind what is to be noticed."""
    w, kept = run.yours.w, run.yours.retention
    if run.f != "identity":
        if kept == 0 and w != 0:
            return "underflow"
        return "bent" if kept < 1 else "neutral"
    if abs(w) == 1:
        return "exact" if w == 1 else "flips"
    return "below" if abs(w) < 1 else "above"


def remarks(view: View[Loops, CarouselValues]) -> str:
    """What to notice in the reader's unit, with its numbers."""
    return quote_prose(PAGE, f"notice-{manner(view.run)}", numbers(view.run.yours))


def _remainder_text(loop: Loop) -> str:
    """What is left of a unit's error: 0 only where its weight is 0."""
    return product_size(loop.retention) if loop.w else size(loop.retention)


def loop_readings(view: View[Loops, CarouselValues]) -> list[Reading]:
    """What is left of the error in the reader's unit and in the carousel."""
    run = view.run
    lag = run.yours.steps - 1
    return [
        Reading(unit_name(run), _remainder_text(run.yours), t("carousel.readings.left", steps=lag)),
        Reading(t("carousel.words.carousel"), size(run.beside[1.0].retention)),
    ]


def loop_picture(view: View[Loops, CarouselValues]) -> None:
    """Both units on the stage; before the answer, what they store."""
    draw = partial(scene, revealed=view.revealed)
    bench_stage(view, draw, key=f"carousel/loop/{view.revealed}")


def scene(run: Loops, revealed: bool = True) -> Scene:
    """The reader's unit and the carousel: what they store, and what their errors become.

    What is stored falls as the error does: until ``revealed`` both have their first steps only.
    """
    yours, beside = run.yours, run.beside
    steps, one = yours.steps, beside[1.0]
    name = unit_name(run)
    beside_it = [_reference(loop) for w, loop in beside.items() if w not in (1, yours.w)]
    stored, errors = (
        [_curve(name, yours, field), _curve("", one, field)] for field in ("state", "share")
    )
    errors = [*(beside_it if revealed else ()), *errors]
    if not revealed:
        first = np.arange(steps) < max(2, steps // BEGINNING)
        stored = [_visible_part(one, first) for one in stored]
        errors = [_visible_part(one, first[::-1]) for one in errors]
    networks = (
        StageNetwork("yours", name, "rnn"),
        StageNetwork("carousel", t("carousel.words.carousel"), "cell"),
    )
    lanes = (
        Inputs(t("lanes.inputs"), values=carousel.spike(steps), names=("x",), marks=(1,)),
        Curves(
            t("carousel.words.state"),
            curves=tuple(stored),
            domain=SPAN,
            phase="forward",
            height=150,
        ),
        Curves(
            t("carousel.words.error"),
            curves=tuple(errors),
            domain=SPAN,
            height=260,
        ),
    )
    return Scene(steps, networks, lanes, summary(yours) if revealed else name)


def unit_name(run: Loops) -> str:
    """The reader's unit, with its weight and, where its line is bent, its activation."""
    return _unit_name(run.f, run.yours.w)


def _unit_name(f: str, weight: float) -> str:
    w = signed(weight)
    if f == "identity":
        return t("carousel.words.yours", w=w)
    return t("carousel.words.bent", w=w, f=t(f"carousel.settings.f.options.{f}"))


def numbers(yours: Loop) -> dict[str, str]:
    """What `summary` and the notes put into their sentences."""
    return {
        "w": signed(yours.w),
        "steps": str(yours.steps - 1),
        "kept": _remainder_text(yours),
    }


def summary(yours: Loop) -> str:
    """The stage's picture in words."""
    return t("carousel.words.summary", **numbers(yours), depth=yours.reach.depth)


def rows(run: Loops) -> list[dict[str, str]]:
    """A record for the reader's unit and one for each weight beside it."""
    yours, beside = run.yours, run.beside
    named = {unit_name(run): yours} | {signed(w): loop for w, loop in beside.items()}
    return [
        {
            t("carousel.table.unit"): name,
            t("carousel.table.kept", steps=loop.steps - 1): _remainder_text(loop),
            t("carousel.table.depth"): str(loop.reach.depth),
            t("carousel.table.bits"): t(
                f"carousel.table.{'same' if loop.retention == 1 else 'other'}"
            ),
        }
        for name, loop in named.items()
    ]


def _curve(name: str, loop: Loop, field: str) -> Curve:
    """A curve of the reader's unit by its name, or of the carousel without one."""
    role: Role = "rnn" if name else "cell"
    network = "yours" if name else "carousel"
    name = name or t("carousel.words.carousel")
    if field == "state":
        return Curve(name, np.abs(loop.state), role, network)
    return Curve(name, loop.share, role, network, loop.reach.depth, loop.steps)


def _visible_part(curve: Curve, where: NDArray[np.bool_]) -> Curve:
    """A curve where it may be seen (steps,), and neither how far it reaches."""
    return replace(curve, values=np.where(where, curve.values, np.nan), depth=None, source=None)


def _reference(loop: Loop) -> Curve:
    return Curve(f"w = {signed(loop.w)}", loop.share, "bound")


def _loop_words(view: View[Loops]) -> None:
    lesson.words_and_rows(summary(view.run.yours), rows(view.run))


def chains(values: CarouselValues) -> dict[str, SmallChain]:
    """The small chain as a carousel and, where it is another, with the reader's unit."""
    found = {t("carousel.words.carousel"): unit_chain(1.0, "identity")}
    if (values.f, values.w) != ("identity", 1.0):
        found[_unit_name(values.f, values.w)] = unit_chain(values.w, values.f)
    return found


def _chain(view: View[Loops, CarouselValues]) -> None:
    found = chains(view.values)
    lesson.text(prose(PAGE, "chain"))
    for beside in [*found.values()][1:]:
        lesson.text(prose(PAGE, "chain-beside", **product(beside)))
    draw_chains(PAGE, found)


def _not_enough(_: View[Loops]) -> None:
    lesson.text(prose(PAGE, "not-enough"))
    see_also("weight-conflict")


BENCH = Bench[Loops, CarouselValues](
    settings=SETTINGS,
    controls=("f", "w", "T"),
    more=(),
    measure=loops,
    picture=loop_picture,
    question=Question("left", ("most", "third", "trace", "nothing"), remainder),
    case=lambda values: "",
    code=code.loop,
    readings=loop_readings,
    notice=remarks,
    drawers=(
        how_to_read(PAGE),
        Drawer("derivation", "functions", lambda view: lesson.text(prose(PAGE, "derivation")),
               early=True),
        Drawer("chain", "linear_scale", _chain),
        Drawer("enough", "help", _not_enough),
        Drawer("proof", "verified", lambda view: prove(
            PAGE, {"rnn": view.run.yours.flow}, "last")),
        Drawer("words", "notes", _loop_words),
        equation_drawer(PAGE, EQUATIONS),
    ),
)  # fmt: skip
