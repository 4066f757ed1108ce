"""The first bench: one network's error, cut where the reader cuts it."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.scissors import online97
from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors import truncation as scissors
from lstm97.analysis.scissors.truncation import EDGES, Turn
from lstm97.engine import errorflow
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.figures.scenes.scissors import PATHS, angles, ratios, scissors_scene, turn_chart
from lstm97.figures.stage.scene import Scene
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import beside, general, ladder, share, size
from lstm97.ui.base.text import listed, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.equations import Equation
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.pages.scissors import sentences
from lstm97.ui.pages.scissors.conditions import (
    PAGE,
    TRAINED_NETS,
    CutRun,
    ScissorsValues,
    page_turns,
)

EQUATIONS = (
    Equation(
        "paths",
        r"\begin{aligned}\frac{\partial s_c(t)}{\partial s_c(t-1)} &= \role{1} + "
        r"g\,\frac{\partial y^{in}(t)}{\partial s_c(t-1)}\\ "
        r"&\quad + y^{in} g'\,\frac{\partial net_c(t)}{\partial s_c(t-1)} "
        r"\approx_{tr} \role{1}\end{aligned}",
        "30",
        lstm97_errors.split,
        r"\"carousel\"|for edge|parts\[edge\]",
        "cell",
    ),
    Equation(
        "cut",
        r"\frac{\partial\vartheta_j(t)}{\partial\vartheta_{s_c}(t+1)} = "
        r"\sum_i w_{ic}\,\frac{\partial\vartheta_i(t+1)}{\partial\vartheta_{s_c}(t+1)}"
        r" \approx_{tr} \role{0}",
        "34",
        errorflow.live_weights,
        r"live\[spec",
        "error",
    ),
    Equation(
        "keep",
        r"\begin{aligned}\role{\frac{\partial s_c(t)}{\partial w_{cm}}} &= "
        r"\frac{\partial s_c(t-1)}{\partial w_{cm}}\\ "
        r"&\quad + g'(net_c(t))\,y^{in}(t)\,y^m(t-1)\end{aligned}",
        "27",
        online97.remember,
        r"\(2[57]\)",
        "cell",
    ),
    Equation(
        "count",
        r"\role{O(KH + KCS + HI + CSI) = O(W)}",
        "29",
        online97.paper_bill,
        r"learn =|kept =",
        "lstm",
    ),
)  # fmt: skip


def judge(run: CutRun) -> Judgement:
    """How far the paper's scissors turn this network's gradient."""
    slug = sentences.turn(run.cutting)
    right = frozenset() if slug == "nothing" else frozenset({slug})
    return Judgement(right, {"angle": degrees(_paper(run))})


QUESTION = Question("turn", ("none", "little", "much", "against"), judge)


def _paper(run: CutRun) -> Turn:
    return scissors.turn(run.cutting.paper, run.cutting.full)


def picture(view: View[CutRun, ScissorsValues]) -> None:
    """The run on the stage; before the answer without any error."""
    shown = view.revealed
    bench_stage(view, lambda run: scene(run, shown), key=f"{PAGE}/stage/{shown}")


def scene(run: CutRun, revealed: bool = True) -> Scene:
    """A run on the stage, in the reader's language."""
    words = summary(run) if revealed else t("scissors.summary_hidden")
    return scissors_scene(run.cutting, t, words, revealed=revealed)


def readings(view: View[CutRun, ScissorsValues]) -> list[Reading]:
    """What the reader's cuts and the paper's do to the gradient."""
    pairs = {"yours": view.run.cutting.turn, "paper": _paper(view.run)}
    return [
        Reading(t(f"{PAGE}.readings.{name}"), degrees(turn), _beside(turn))
        for name, turn in pairs.items()
    ]


def degrees(turn: Turn) -> str:
    """An angle, or that there is no gradient to compare; 0 only for what is 0 but for rounding.

    Told from the angles that the question names.
    """
    angle = float(turn.angle)
    if not np.isfinite(angle):
        return t("scissors.readings.nothing")
    if angle < sentences.NONE:
        return "0°"
    said = beside(angle, sentences.LITTLE, sentences.HALF, digits=2 if angle < 100 else 3)
    return f"{said}°"


def _beside(turn: Turn) -> str:
    ratio = float(turn.ratio)
    if not np.isfinite(ratio):
        return t("scissors.readings.nothing")
    return t("scissors.readings.ratio", ratio=size(ratio, 3))


def remarks(view: View[CutRun, ScissorsValues]) -> str:
    """What the reader's cuts leave of the curve, and where it goes around."""
    run = view.run
    slug, steps = sentences.shape(run.cutting), run.cutting.trace.steps - 1
    lines = [t(f"{PAGE}.shape.{slug}", **({"steps": steps} if slug == "level" else {}))]
    edge = sentences.widest(run.cutting)
    if edge:
        away = small(scissors.detours(run.cutting)[edge])
        lines.append(t("scissors.widest", edge=t(f"{PAGE}.edges.{edge}"), share=away))
    return "\n".join(f"- {line}" for line in lines)


def small(value: float) -> str:
    """A share; one that would be written as 0 is told by its limit."""
    return t("scissors.below", share=share(0.001)) if 0 < value < 5e-4 else share(value)


def summary(run: CutRun) -> str:
    """The picture in words."""
    cutting = run.cutting
    cut = [t(f"{PAGE}.edges.{edge}") for edge in EDGES if edge in cutting.yours.cuts]
    return t(
        "scissors.summary",
        net=t(f"{PAGE}.settings.net.options.{run.net}"),
        steps=cutting.trace.steps,
        cut=listed(cut) or t("scissors.nothing_cut"),
        angle=degrees(cutting.turn),
        detour=small(scissors.detour(cutting)),
    )


def table(run: CutRun) -> list[dict[str, str]]:
    """The parts of one cell's error with their signs, at a few steps, and what they add up to."""
    cutting = run.cutting
    sizes = np.abs(cutting.yours.state)
    cell = int(np.nan_to_num(sizes).sum(axis=0).argmax())
    parts = scissors.signed_parts(cutting.yours, cell)
    last = cutting.trace.steps - 1
    steps = [last - back for back in reversed(ladder(last))]
    head = t("scissors.table.sum", cell=cell + 1)
    return [
        {t("scissors.table.step"): str(step + 1)}
        | {t(f"{PAGE}.paths.{path}"): size(float(parts[path][step]), 3) for path in PATHS}
        | {head: size(float(cutting.yours.state[step, cell]), 3)}
        for step in steps
    ]


def words(view: View[CutRun, ScissorsValues]) -> None:
    """The picture in words and numbers."""
    lesson.words_and_rows(summary(view.run), table(view.run))


def proof(view: View[CutRun, ScissorsValues]) -> None:
    """The gradient check of the network as it is cut."""
    prove(PAGE, {"lstm97": view.run.cutting.yours})


def thirty(view: View[CutRun, ScissorsValues]) -> None:
    """Thirty networks at each stage of learning: by which angle, and how much smaller."""
    found, look, here = page_turns(view.values), current_palette(), _paper(view.run)
    names = {net: t(f"{PAGE}.settings.net.options.{net}") for net in TRAINED_NETS}
    lesson.text(prose(PAGE, "many"))
    charts = {
        "angle": turn_chart(
            angles(found), names, (view.run.net, float(here.angle)),
            t("scissors.many.angle"), look, domain=(0, 180)),
        "ratio": turn_chart(
            ratios(found), names, (view.run.net, float(here.ratio)),
            t("scissors.many.ratio"), look, domain=(0.1, 10), log=True),
    }  # fmt: skip
    for column, (name, chart) in zip(st.columns(2), charts.items(), strict=True):
        with column:
            draw(chart, key=f"{PAGE}/{name}", alt=t(f"{PAGE}.many.{name}_alt"))
    rows = found[view.run.net].rows
    medians = {edge: general(float(np.nanmedian(rows[edge])), 2) for edge in EDGES}
    lesson.text(t("scissors.many.rows", count=len(course.SEEDS), **medians))
