"""The benches of the page on backpropagation through time: the grid of numbers, and one step.

What is said of the error's way back is chosen by what the run has measured.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.foundations.contributions import back_factors, loop_contributions, nudge
from lstm97.analysis.scissors import rtrl
from lstm97.engine import ErrorFlow, errorflow, rnn
from lstm97.engine.gradcheck import BAR, Check
from lstm97.figures.scenes.unrolling import share_chart, signed, unrolled_scene
from lstm97.ui.base.charts import draw
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import decimals, factor, general, latex, size
from lstm97.ui.base.numbers import share as percent
from lstm97.ui.base.text import listed, t
from lstm97.ui.base.theme import current_palette, presenting
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.proof import check_of
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import sign, stage
from lstm97.ui.pages.bptt import code, cost, exercise, step
from lstm97.ui.pages.bptt.net import PAGE, SETTINGS, NetValues, run

FINEST = 5e-4  # of a share that three decimals show
GUESSES = ("first", "middle", "last", "same")
EQUATIONS = (
    Equation(
        "forward",
        r"\role{y(t)} = f\big(v\,x(t) + w\,y(t-1)\big)",
        "",
        rnn.step,
        r"y_j = ",
        "signal",
    ),
    Equation(
        "error",
        r"\role{\vartheta_j(t)} = f_j'(net_j(t)) \sum_i w_{ij}\,\vartheta_i(t+1)",
        "",
        rnn.back,
        r"error = slope\[t\]",
        "error",
    ),
    Equation(
        "sum",
        r"\role{\frac{\partial E}{\partial w}} = \sum_{t=1}^{T} \vartheta(t)\,y(t-1)",
        "",
        errorflow.gradient,
        r"outer_sum",
        "signal",
    ),
    Equation(
        "rtrl",
        r"\begin{aligned}\role{\frac{\partial y_i(t)}{\partial w_{uz}}} = f_i' \Big("
        r"&\sum_j w_{ij}\frac{\partial y_j(t-1)}{\partial w_{uz}}\\ "
        r"&+ [i = u]\,\text{source}_z(t)\Big)\end{aligned}",
        "",
        rtrl.advance,
        r"carried",
        "neutral",
    ),
)


def share_text(value: float) -> str:
    """A share of the gradient in three decimals, or as a size where they would all be 0."""
    return signed(value) if abs(value) >= FINEST else size(value)


def judge(flow: ErrorFlow) -> Judgement:
    """Which step adds most to the gradient of the loop weight; ties count for all of them."""
    sizes = np.abs(loop_contributions(flow))
    top = float(sizes.max())
    shares = {"total": share_text(float(loop_contributions(flow).sum()))}
    if top == 0:
        return Judgement(frozenset({"same"}), shares | {"largest": 1, "share": "0"}, "none")
    steps = np.flatnonzero(sizes > (1 - 1e-9) * top)
    right = {_part(int(one), flow.trace.steps) for one in steps}
    t_, share = int(steps[-1]), share_text(float(loop_contributions(flow)[steps[-1]]))
    why = "last" if t_ == flow.trace.steps - 1 else "earlier"
    return Judgement(frozenset(right), shares | {"largest": t_ + 1, "share": share}, why)


def _part(t_: int, steps: int) -> str:
    return "first" if t_ == 0 else "last" if t_ == steps - 1 else "middle"


def picture(view: View[ErrorFlow, NetValues]) -> None:
    """The unrolled net on the stage; before the answer, "?" where the error comes back."""
    flow, seen = view.run, view.revealed
    asks = seen and not presenting()  # a wall has no drawer in which to answer
    asked = exercise.still_asked(flow, view.values) if asks else None
    words = summary(flow) if seen else t(f"{PAGE}.waiting")
    scene = unrolled_scene(flow, t, words, asked, seen)
    stage(sign(view, scene), key=f"{PAGE}/stage/{flow.trace.steps}/{seen}")


def _weights(view: View[ErrorFlow, NetValues]) -> dict[str, Any]:
    values = view.values
    return {"v": values.vin, "w": values.w, "u": values.u}


def readings(view: View[ErrorFlow, NetValues]) -> list[Reading]:
    """The gradient of the loop weight, and the loss."""
    flow = view.run
    total = share_text(float(loop_contributions(flow).sum()))
    return [
        Reading(t(f"{PAGE}.readings.total"), total),
        Reading(t(f"{PAGE}.readings.loss"), size(float(flow.trace.loss.sum()))),
    ]


def manner(flow: ErrorFlow) -> str:
    """How the error comes back: the predicate behind what is to be noticed."""
    errors, factors = flow.nets[:, 0], back_factors(flow.trace)[:-1]
    if not errors.any():
        return "silent"
    if not loop_contributions(flow).any():
        return "empty"
    if flow.trace.inputs.teach.sum() > 1:
        return "every"
    kept = float(abs(errors[0] / errors[-1])) if errors[-1] else 1.0
    if kept == 1:
        return "neutral"
    if kept > 1:
        return "swells"
    return "flips" if (factors < 0).all() else "fades"


def notice(view: View[ErrorFlow, NetValues]) -> str:
    """What to look for, with the numbers of this run."""
    return quote_prose(PAGE, f"notice-{manner(view.run)}", facts(view.run))


def summary(flow: ErrorFlow) -> str:
    """The picture in words."""
    return t(
        f"{PAGE}.summary",
        steps=flow.trace.steps,
        y=signed(float(flow.trace.y_k[-1, 0])),
        d=signed(float(flow.trace.inputs.targets[-1, 0]), 1),
        loss=decimals(flow.trace.loss.sum(), 3),
        errors=_list(flow.nets[:, 0]),
        total=share_text(float(loop_contributions(flow).sum())),
    )


def table(flow: ErrorFlow) -> list[dict[str, Any]]:
    """One row a time step, with every number of the picture."""
    trace = flow.trace
    columns = {
        "x": trace.inputs.xs[:, 0],
        "net": trace.gates.net_j[:, 0],
        "y": trace.gates.y_j[:, 0],
        "slope": rnn.slopes(trace)[:, 0],
        "error": flow.nets[:, 0],
        "share": loop_contributions(flow),
    }
    heads = {name: t(f"{PAGE}.table.{name}") for name in columns}
    return [
        {"t": str(step + 1)}
        | {heads[name]: signed(float(values[step]), 4) for name, values in columns.items()}
        for step in range(trace.steps)
    ]


def facts(flow: ErrorFlow) -> dict[str, Any]:
    """The numbers that the text about the picture quotes."""
    shares, errors = loop_contributions(flow), np.abs(flow.nets[:, 0])
    largest = int(np.abs(shares).argmax())
    kept = float(errors[0] / errors[-1]) if errors[-1] else 0.0
    return {
        "steps": flow.trace.steps,
        "back": flow.trace.steps - 1,
        "largest": largest + 1,
        "share": share_text(float(shares[largest])),
        "total": share_text(float(shares.sum())),
        "kept": percent(kept) if kept >= 0.01 or kept == 0 else size(kept),
    }


def shares(view: View[ErrorFlow, NetValues]) -> None:
    """Each step's share of the gradient, piled up from the last to the first."""
    flow = view.run
    words = {name: t(f"{PAGE}.chart.{name}") for name in ("total", "share", "time", "running")}
    alt = t(f"{PAGE}.chart.alt", shares=_list(loop_contributions(flow)))
    draw(share_chart(flow, words, current_palette()), key=f"{PAGE}/shares", alt=alt)


def fill_in(flow: ErrorFlow) -> dict[str, str]:
    """The equations with the numbers of this run put in."""
    trace = flow.trace
    x, y, errors = trace.inputs.xs[:, 0], trace.gates.y_j[:, 0], flow.nets[:, 0]
    v, w = trace.params.hidden[0, :2]
    own = float(trace.params.output[0, 0] * flow.output[0, 0])
    arriving = rf"{factor(w)} \cdot {factor(errors[1])}" + (f" + {factor(own)}" if own else "")
    slope = factor(float(rnn.slopes(trace)[0, 0]))
    shares = [factor(float(share)) for share in loop_contributions(flow)]
    lines = [" + ".join(shares[first : first + 4]) for first in range(0, len(shares), 4)]
    summed = r" \\ &+ ".join(lines)  # four a line fit on a phone
    total = latex(float(loop_contributions(flow).sum()))
    return {
        "forward": rf"y(2) = \tanh({factor(v)} \cdot {factor(x[1])} + {factor(w)} \cdot "
        rf"{factor(y[0])}) = {latex(y[1])}",
        "error": rf"\vartheta(1) = {slope} \cdot ({arriving}) = {latex(errors[0])}",
        "sum": rf"\begin{{aligned}}&{summed} = {total}\end{{aligned}}",
    }


def slope_check(flow: ErrorFlow) -> None:
    """Each weight's slope by backpropagation and by moving it, and one of them step by step."""
    trace = flow.trace
    moved = nudge(trace, 0, 1)
    st.markdown(
        t(
            f"{PAGE}.check.nudge",
            width=general(moved.width),
            below=f"{moved.below:.8f}",
            above=f"{moved.above:.8f}",
            slope=signed(moved.slope, 5),
            total=signed(float(flow.grad.hidden[0, 1]), 5),
        ),
        width=READING,
    )
    check = check_of(flow)
    pairs = zip("vwu", check.analytic, check.numeric, strict=True)
    heads = [t(f"{PAGE}.check.{name}") for name in ("weight", "backward", "moved", "difference")]
    rows = [(name, signed(a, 7), signed(b, 7), size(abs(a - b), 1)) for name, a, b in pairs]
    with st.container(width=READING):
        st.table(dict(zip(heads, zip(*rows, strict=True), strict=True)), hide_index=True)
    _verdict(check)


def _verdict(check: Check) -> None:
    said, off = verdict_on(check), float(np.abs(check.analytic - check.numeric).max(initial=0))
    facts = {} if said == "zero" else {"error": size(check.error, 1), "bar": size(BAR, 1)}
    facts |= {"off": size(off, 1)} if said in ("zero", "faint") else {}
    st.caption(t(f"{PAGE}.check.{said}", **facts), width=READING)


def verdict_on(check: Check) -> str:
    """How the check came out; "zero" where it failed as there is no slope to be off from."""
    if check.passed or not check.faint:
        return "passed" if check.passed else "failed"
    return "faint" if check.analytic.any() else "zero"


def _list(values: Any) -> str:
    return listed(share_text(float(value)) for value in values)


def _exercise(view: View[ErrorFlow, NetValues]) -> None:
    st.markdown(t(f"{PAGE}.net", **_weights(view)), width=READING)
    exercise.box(view.run, view.values)


def _words(view: View[ErrorFlow]) -> None:
    lesson.words_and_rows(summary(view.run), table(view.run))


GRID = Bench[ErrorFlow, NetValues](
    settings=SETTINGS,
    tab="grid",
    controls=("every", "T", "w", "d"),
    more=("vin", "u", "seed"),
    presets=("start", "fades", "flips", "every"),
    measure=run,
    picture=picture,
    question=Question("largest", GUESSES, judge),
    code=code.grid,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    drawers=(
        how_to_read(PAGE),
        Drawer("exercise", "edit", _exercise),
        Drawer("shares", "stacked_bar_chart", shares),
        Drawer("check", "verified", lambda view: slope_check(view.run)),
        Drawer("words", "notes", _words),
        equation_drawer(
            PAGE,
            EQUATIONS,
            lambda view: fill_in(view.run) if view.revealed else None,
            early=True,
        ),
        Drawer("cost", "speed", lambda view: cost.cost()),
    ),
)
BENCHES: tuple[Bench[Any, Any], ...] = (GRID, step.BENCH)
