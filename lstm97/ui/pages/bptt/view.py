"""The page on backpropagation through time: its table of settings, its figures, its check.

Its numbers are few and small on purpose: a reader checks one of them by hand.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.foundations import exercise
from lstm97.analysis.foundations.contributions import loop_contributions, nudge
from lstm97.analysis.foundations.exercise import KINDS
from lstm97.analysis.scissors import rtrl
from lstm97.engine import ErrorFlow, errorflow, network_of, rnn
from lstm97.engine.gradcheck import BAR, Check, gradcheck
from lstm97.figures.unrolled import (
    ROWS,
    Moment,
    number_chart,
    share_chart,
    signed,
    unrolled_scene,
)
from lstm97.ui.base.charts import draw
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import factor, latex, size
from lstm97.ui.base.text import listed, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.settings import Choice, Integer, Number, Preset, Settings, Toggle, Values

PAGE = "bptt"
GUESSES = ("first", "middle", "last", "same")

SETTINGS = Settings(
    PAGE,
    main=(
        Toggle("every"),
        Integer("T", 3, 8, 5),
        Number("w", -2, 2, 0.8, 0.1),
        Number("d", -1, 1, 0.5, 0.1),
    ),
    more=(
        Number("vin", -2, 2, 1.0, 0.1),
        Number("u", -2, 2, 1.0, 0.1),
        Integer("seed", 1, 9999, 26, box=True),
    ),
    placed=(Choice("cell", KINDS, "error"),),
    presets=(
        Preset("start", {"T": 5, "w": 0.8, "every": False}),
        Preset("fades", {"T": 8, "w": 0.3, "every": False}),
        Preset("flips", {"T": 5, "w": -0.8, "every": False}),
        Preset("every", {"T": 5, "w": 0.8, "every": True}),
    ),
)
EQUATIONS = (
    Entry(
        "forward",
        r"\role{y(t)} = f\big(v\,x(t) + w\,y(t-1)\big)",
        "",
        rnn.step,
        r"y_j = ",
        "signal",
    ),
    Entry(
        "error",
        r"\role{\vartheta_j(t)} = f_j'(net_j(t)) \sum_i w_{ij}\,\vartheta_i(t+1)",
        "",
        rnn.back,
        r"error = slope\[t\]",
        "error",
    ),
    Entry(
        "sum",
        r"\role{\frac{\partial E}{\partial w}} = \sum_{t=1}^{T} \vartheta(t)\,y(t-1)",
        "",
        errorflow.gradient,
        r"outer_sum",
        "cell",
    ),
    Entry(
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


def run(values: Values) -> ErrorFlow:
    """The little net, forward and back, as the settings say."""
    xs = exercise.inputs(values.seed, values.T)
    return exercise.run(exercise.net(values.vin, values.w, values.u), xs, values.d, values.every)


def before_reveal(flow: ErrorFlow) -> None:
    """The numbers of the forward sweep only."""
    _numbers(flow, Moment(flow.trace.steps, flow.trace.steps), None)


def sweeps(flow: ErrorFlow, asked: tuple[str, int] | None) -> None:
    """The net on the stage, then its numbers and shares at the moment where the reader rests.

    ``asked`` names the number (row, time step 1..T) that the reader has still to find.
    """
    T = flow.trace.steps
    picture = unrolled_scene(flow, t, summary(flow), asked)
    at = stage(picture, key=f"{PAGE}/stage/{T}", report=True).position
    moment = Moment(2 * T if at is None else min(at, 2 * T), T)
    _numbers(flow, moment, asked)
    words = {name: t(f"{PAGE}.chart.{name}") for name in ("total", "share", "time", "running")}
    st.markdown(f"**{t(f'{PAGE}.chart.title')}**")
    chart = share_chart(flow, moment, words, current_palette())
    shares = _list(loop_contributions(flow))
    draw(chart, key=f"{PAGE}/shares", alt=t(f"{PAGE}.chart.alt", shares=shares))


def _numbers(flow: ErrorFlow, moment: Moment, asked: tuple[str, int] | None) -> None:
    words = {row: t(f"{PAGE}.rows.{row}") for row in ROWS}
    chart = number_chart(flow, moment, words, current_palette(), asked)
    draw(chart, key=f"{PAGE}/numbers", alt=summary(flow))


def summary(flow: ErrorFlow) -> str:
    """The picture in words."""
    return t(
        f"{PAGE}.summary",
        steps=flow.trace.steps,
        y=signed(float(flow.trace.y_k[-1, 0])),
        d=signed(float(flow.trace.inputs.targets[-1, 0]), 1),
        loss=f"{flow.trace.loss.sum():.3f}",
        errors=_list(flow.nets[:, 0]),
        total=signed(float(loop_contributions(flow).sum())),
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
    kept = errors[0] / errors[-1] if errors[-1] else 0.0
    return {
        "steps": flow.trace.steps,
        "largest": largest + 1,
        "share": signed(float(shares[largest])),
        "last": signed(float(shares[-1])),
        "total": signed(float(shares.sum())),
        "kept": f"{kept:.0%}" if kept >= 0.01 else size(float(kept)),
    }


def filled(flow: ErrorFlow) -> dict[str, str]:
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


def checked(flow: ErrorFlow) -> None:
    """Each weight's slope by backpropagation and by moving it, and one of them step by step."""
    trace = flow.trace
    moved = nudge(trace, 0, 1)
    st.markdown(
        t(
            f"{PAGE}.check.nudge",
            width=f"{moved.width:g}",
            below=f"{moved.below:.8f}",
            above=f"{moved.above:.8f}",
            slope=signed(moved.slope, 5),
            total=signed(float(flow.grad.hidden[0, 1]), 5),
        ),
        width=READING,
    )
    check = gradcheck(network_of(trace.params), trace.params, *trace.inputs)
    pairs = zip("vwu", check.analytic, check.numeric, strict=True)
    heads = [t(f"{PAGE}.check.{name}") for name in ("weight", "backward", "moved", "difference")]
    rows = [(name, signed(a, 7), signed(b, 7), size(abs(a - b), 1)) for name, a, b in pairs]
    with st.container(width=READING):
        st.table(dict(zip(heads, zip(*rows, strict=True), strict=True)), hide_index=True)
    _verdict(check)


def _verdict(check: Check) -> None:
    key = f"{PAGE}.check.{'passed' if check.passed else 'failed'}"
    st.caption(t(key, error=size(check.error, 1), bar=size(BAR, 1)), width=READING)


def _list(values: Any) -> str:
    return listed(signed(float(value)) for value in values)
