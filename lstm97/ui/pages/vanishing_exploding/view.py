"""The page on vanishing and exploding errors: its settings, and what its sentences need to know.

Everything that it says is read off the run on screen.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from lstm97.analysis.problem import hochreiter, vanishing
from lstm97.analysis.problem.vanishing import Run, Setup
from lstm97.engine import rnn
from lstm97.figures.vanishing import problem_scene
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import latex, size
from lstm97.ui.base.text import t
from lstm97.ui.lesson import guess
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.lesson.proof import proof
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.settings import (
    Choice,
    Integer,
    Number,
    Preset,
    Scale,
    Settings,
    Toggle,
    Values,
)

PAGE = "vanishing-exploding"
STOPS = (
    0.1, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0, 1.01, 1.05, 1.1, 1.2, 1.5, 2.0, 3.0, 3.9, 4.0,
    5.0, 6.0, 8.0,
)  # fmt: skip
FATES = ("vanish", "stay", "explode")

SETTINGS = Settings(
    PAGE,
    main=(
        Choice("act", ("logistic", "tanh", "identity", "relu"), "logistic"),
        Scale("size", STOPS, 1.0),
        Integer("n", 1, 16, 8),
        Integer("T", 5, 1000, 50),
    ),
    more=(
        Choice("by", ("radius", "norm"), "radius"),
        Choice("task", ("two-sequence", "adding", "temporal-order"), "two-sequence"),
        Scale("share", (0.001, 0.01, 0.1, 0.5), 0.01),
        Integer("seed", 1, 9999, 1, box=True),
        guess.SETTING,
    ),
    placed=(
        Number("y", 0.1, 1.0, 0.5, 0.05),
        Number("w", 0.5, 40.0, 2.0, 0.5),
        Scale("rate", (0.01, 0.1, 1.0, 10.0, 100.0), 0.1),
        Toggle("sweep", False),
        Integer("q", 1, 12, 4),
    ),
    presets=(
        Preset("logistic", {"act": "logistic", "size": 1.0, "n": 8, "T": 50, "by": "radius"}),
        Preset("tanh", {"act": "tanh", "size": 1.0, "n": 8, "T": 100, "by": "radius"}),
        Preset("below", {"act": "identity", "size": 0.9, "n": 1, "T": 100, "by": "radius"}),
        Preset("one", {"act": "identity", "size": 1.0, "n": 1, "T": 100, "by": "radius"}),
        Preset("above", {"act": "identity", "size": 1.1, "n": 1, "T": 100, "by": "radius"}),
        Preset("chaos", {"act": "tanh", "size": 3.9, "n": 8, "T": 100, "by": "radius"}),
        Preset("overflow", {"act": "identity", "size": 8.0, "n": 8, "T": 1000, "by": "radius"}),
    ),
)

EQUATIONS = (
    Entry(
        "step",
        r"\begin{aligned}\role{\frac{\partial\vartheta_v(t-q)}{\partial\vartheta_u(t)}} ={}"
        r"& f'_v(net_v(t-q)) \;\cdot \\"
        r"& \sum_{l=1}^{n} w_{lv}\,\frac{\partial\vartheta_l(t-q+1)}{\partial\vartheta_u(t)}"
        r"\end{aligned}",
        "1",
        hochreiter.local_flow,
        r"jacobians\[q\] =",
        "rnn",
    ),
    Entry(
        "factor",
        r"\role{f'_v(net_v(t))\,w_{lv}}",
        "",
        hochreiter.local_factors,
        r"factors: Array =",
        "rnn",
    ),
    Entry(
        "bptt",
        r"\role{\vartheta_j(t)} = f'_j(net_j(t)) \sum_i w_{ij}\,\vartheta_i(t+1)",
        "",
        rnn.back,
        r"error = slope",
        "error",
    ),
    Entry(
        "bound",
        r"\left|\frac{\partial\vartheta_v(t-q)}{\partial\vartheta_u(t)}\right| \le "
        r"\role{n\,\bigl(f'_{max}\,\lVert W\rVert\bigr)^{q}}",
        "",
        hochreiter.norm_bound,
        r"bound: Array =",
        "bound",
    ),
)

measured = wrap_pure(vanishing.run, entries=48)
_steps = wrap_pure(vanishing.checkable_steps, entries=256)


def setup(values: Values) -> Setup:
    """The network that the controls describe."""
    return Setup(values.act, values.size, values.n, values.T, values.task, values.seed, values.by)


def waiting(setup: Setup, run: Run, values: Values) -> None:
    """Before the prediction: the forward sweep, and room to draw what will come back."""
    st.caption(t(f"{PAGE}.sketch"))
    drawn, words = guess.typed(SETTINGS, values), t(f"{PAGE}.summary_hidden")
    picture = problem_scene(
        *vanishing.scene(setup), run, t, sketch=drawn, revealed=False, summary=words
    )
    guess.keep(SETTINGS, stage(picture, key=f"{PAGE}/stage/False", report=True).guess)


def revealed(setup: Setup, run: Run, values: Values) -> None:
    """The error on its way back, what to see in it, and its numbers."""
    words = summary(run, values.share)
    picture = problem_scene(
        *vanishing.scene(setup), run, t, sketch=values.sketch, revealed=True, summary=words
    )
    stage(picture, key=f"{PAGE}/stage/True")
    lesson.how_to_read(PAGE)
    notice(run, values.share)
    lesson.summary_and_table(PAGE, words, table(run))


def fate_of(run: Run, share: float) -> str:
    """What became of the error at the first time step."""
    return vanishing.fate(float(run.largest[0]), share)


def headline(run: Run, share: float) -> None:
    """The effective depth, and the three numbers that explain it."""
    numbers = {
        "depth": str(run.reach.depth),
        "left": size(float(run.largest[0])),
        "rate": size(run.rate, 3),
        "radius": size(run.radius, 3),
    }
    with st.container(horizontal=True):
        for name, shown in numbers.items():
            words = {"share": f"{share:.10g}"} if name == "depth" else {}
            help_ = t(f"{PAGE}.headline.{name}_help", **words)
            st.metric(t(f"{PAGE}.headline.{name}"), shown, help=help_)
    _events(run, share)


def _events(run: Run, share: float) -> None:
    """The named events of the run, in one line each."""
    depth, steps = run.reach.depth, run.trace.steps - 1
    told = [t(f"{PAGE}.events.{fate_of(run, share)}")]
    told.append(t(f"{PAGE}.events.depth", depth=depth, steps=steps, share=f"{100 * share:.10g}"))
    told += [t(f"{PAGE}.events.forward_{one.kind}", t=one.t + 1) for one in run.events]
    told += [t(f"{PAGE}.events.{one.kind}", t=one.t + 1) for one in run.reach.events]
    st.markdown(" · ".join(f"**{one}**" if n == 0 else one for n, one in enumerate(told)))


def compare(run: Run, share: float) -> None:
    """The reader's prediction beside what was measured."""
    predicted = lesson.prediction(PAGE, "fate")
    if predicted not in FATES:
        return
    found = fate_of(run, share)
    key = "right" if predicted == found else "other"
    said, is_ = (t(f"{PAGE}.predict.fate.{one}") for one in (predicted, found))
    st.markdown(t(f"{PAGE}.compare.{key}", said=said, found=is_), width=READING)


TOLD = {
    "notice-vanish": ("lag", "left", "depth", "share", "slope", "norm", "rate"),
    "notice-stay": ("lag", "left", "slope", "norm", "rate"),
    "notice-explode": ("lag", "left", "slope", "norm", "radius"),
    "summary": ("steps", "units", "left", "depth", "share", "bound"),
}


def facts(run: Run, share: float, place: str) -> dict[str, Any]:
    """Numbers for a piece of prose."""
    known = {
        "steps": run.trace.steps,
        "lag": run.trace.steps - 1,
        "left": size(float(run.largest[0])),
        "depth": run.reach.depth,
        "share": f"{100 * share:.10g}",
        "slope": size(run.slope_max, 3),
        "norm": size(run.norm, 3),
        "radius": size(run.radius, 3),
        "rate": size(run.rate, 3),
        "bound": size(float(run.bound[0])),
        "units": run.rows.shape[1],
    }
    return {name: known[name] for name in TOLD[place]}


def notice(run: Run, share: float) -> None:
    """What to look for, which depends on what became of the error, and whether the bound helps."""
    section = f"notice-{fate_of(run, share)}"
    lesson.notice(PAGE, section, **facts(run, share, section))
    grows = "grows" if fate_of(run, share) == "explode" else "silent"
    bound = "proves" if run.rate < 1 else grows
    lesson.text(t(f"{PAGE}.bound.{bound}", rate=size(run.rate, 3)))


def summary(run: Run, share: float) -> str:
    """The picture in words."""
    return t(f"{PAGE}.summary", **facts(run, share, "summary"))


def table(run: Run) -> list[dict[str, str]]:
    """The curve at a few lags: error, bound, and what one step multiplies by on average."""
    last = run.trace.steps - 1
    lags = sorted({min(last, q) for q in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, last)})
    heads = [t(f"{PAGE}.table.{name}") for name in ("lag", "step", "error", "bound")]
    return [
        dict(
            zip(
                heads,
                (
                    str(q),
                    str(last - q + 1),
                    size(float(run.largest[last - q]), 3),
                    size(float(run.bound[last - q]), 3),
                ),
                strict=True,
            )
        )
        for q in lags
    ]


def numbers(run: Run) -> dict[str, str]:
    """The equations with the numbers of this run put in."""
    q, n = run.trace.steps - 1, run.rows.shape[1]
    slope, weight = vanishing.strongest(run.trace)
    product = rf"{latex(slope)} \cdot ({latex(weight)}) = {latex(slope * weight)}"
    bound = rf"{n}\,({latex(run.slope_max)} \cdot {latex(run.norm)})^{{{q}}}"
    return {
        "step": rf"\max_{{u,v}}\left|\cdot\right|_{{q={q}}} = {latex(float(run.largest[0]))}",
        "factor": rf"\max_{{v,l}}\left|\cdot\right|:\quad {product}",
        "bound": rf"\begin{{aligned}}{latex(float(run.largest[0]))} &\le {bound}\\ "
        rf"&= {latex(float(run.bound[0]))}\end{{aligned}}",
    }


def prove(setup: Setup) -> None:
    """The gradient check of the network on screen, over as many steps as can be checked."""
    flow = vanishing.beginning(setup, _steps(setup))
    proof(PAGE, {"rnn": flow})
    st.caption(t(f"{PAGE}.proof", steps=flow.trace.steps))
