"""The page on the scissors: its settings, and what its sentences need to know of the run.

Every angle and share is of the run on screen, beside thirty others.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.scissors import online97
from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors import truncation as scissors
from lstm97.analysis.scissors.truncation import EDGES, Cutting, Turn
from lstm97.engine import errorflow
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.figures.scene import Scene
from lstm97.figures.scissors import (
    PATHS,
    STAYED,
    angles,
    ratios,
    scissors_scene,
    shares_chart,
    turn_chart,
)
from lstm97.tasks import Sequences, join, pick
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import share, size
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.link.settings import Choice, Integer, Number, Preset, Scale, Settings, Toggle, Values

PAGE = "scissors"
STAGES = ("untrained", "halfway", "truncated", "full")
TURNS = ("none", "little", "right", "against")
OPEN = {"net_in": False, "net_out": False, "net_c": False}


def idle(values: Values) -> set[str]:
    """How weights are drawn matters only while nothing is learnt."""
    return set() if values.net == "untrained" else {"scale", "input_bias"}


SETTINGS = Settings(
    PAGE,
    main=(
        Toggle("net_in"),
        Toggle("net_out"),
        Toggle("net_c"),
        Choice("net", STAGES, "truncated"),
    ),
    more=(
        Integer("seed", course.SEEDS[0], course.SEEDS[-1], 7),
        Scale("length", (20, 30, 50, 100, 200), course.LENGTH),
        Number("scale", 0.05, 3.0, course.SCALE, 0.05),
        Number("input_bias", -6.0, 2.0, course.INPUT_BIAS, 0.5),
    ),
    placed=(
        Integer("first", 31, 9990, 31, box=True),
        Integer("trained", 0, course.LONGEST, 0, course.EVERY, box=True),
    ),
    presets=(
        Preset("open", OPEN),
        Preset("paper", {edge: True for edge in EDGES}),
        Preset("gates", OPEN | {"net_in": True, "net_out": True}),
        Preset("loud", OPEN | {"net": "untrained", "scale": 2.0}),
    ),
    idle=idle,
)
EQUATIONS = (
    Entry(
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
    Entry(
        "cut",
        r"\frac{\partial\vartheta_j(t)}{\partial\vartheta_{s_c}(t+1)} = "
        r"\sum_i w_{ic}\,\frac{\partial\vartheta_i(t+1)}{\partial\vartheta_{s_c}(t+1)}"
        r" \approx_{tr} \role{0}",
        "34",
        errorflow.live_weights,
        r"live\[spec",
        "error",
    ),
    Entry(
        "keep",
        r"\begin{aligned}\role{\frac{\partial s_c(t)}{\partial w_{cm}}} &= "
        r"\frac{\partial s_c(t-1)}{\partial w_{cm}}\\ "
        r"&\quad + g'(net_c(t))\,y^{in}(t)\,y^m(t-1)\end{aligned}",
        "27",
        online97.remember,
        r"\(2[57]\)",
        "cell",
    ),
    Entry(
        "count",
        r"\role{O(KH + KCS + HI + CSI) = O(W)}",
        "29",
        online97.paper_bill,
        r"learn =|kept =",
        "lstm",
    ),
)  # fmt: skip


def sequence(seed: int, length: int) -> Sequences:
    """The sequence on screen; no network has been taught on it."""
    rng = np.random.default_rng([seed, 97, 1])
    return pick(course.task(length).draw(1, rng=rng), 0)


def run(values: Values) -> Cutting:
    """The network and the sequence that the settings name, and its errors as they are cut."""
    params = course.network(values.net, values.seed, values.scale, values.input_bias)
    cuts = frozenset(edge for edge in EDGES if values[edge])
    return scissors.cut(params, sequence(values.seed, int(values.length)), cuts)


@wrap_pure
def turns(length: int, scale: float, bias: float) -> dict[str, Turn]:
    """The paper's gradient beside the full one, for thirty networks at each stage of learning."""
    draws = [
        course.task(length).draw(1, rng=np.random.default_rng([seed, 97, 1]))
        for seed in course.SEEDS
    ]
    sequences = join(draws)
    return {
        stage: scissors.turns(course.networks(stage, scale, bias), sequences) for stage in STAGES
    }


def turned(values: Values) -> dict[str, Turn]:
    """`turns` under the settings of the page."""
    return turns(int(values.length), values.scale, values.input_bias)


def scene(values: Values, cutting: Cutting) -> Scene:
    """The run on the stage, in the reader's language."""
    task = course.task(int(values.length))
    return scissors_scene(
        task, sequence(values.seed, int(values.length)), cutting, t, summary(values, cutting)
    )


def headline(cutting: Cutting) -> None:
    """What the reader's cuts and the paper's do to the gradient, and what stayed in the cells."""
    paper = scissors.turn(cutting.paper, cutting.full)
    shown = {
        "yours": (degrees(cutting.turn), _beside(cutting.turn)),
        "paper": (degrees(paper), _beside(paper)),
        "stayed": (_stayed(cutting), t(f"{PAGE}.headline.stayed_says")),
    }
    for column, (name, (value, says)) in zip(
        st.columns(3, border=True), shown.items(), strict=True
    ):
        with column:
            st.metric(t(f"{PAGE}.headline.{name}"), value)
            st.caption(says)


def degrees(turn: Turn) -> str:
    """An angle, or that there is no gradient to compare."""
    angle = float(turn.angle)
    if not np.isfinite(angle):
        return t(f"{PAGE}.headline.nothing")
    return "0°" if angle < 1e-4 else f"{angle:.2g}°" if angle < 10 else f"{angle:.0f}°"


def _beside(turn: Turn) -> str:
    ratio = float(turn.ratio)
    if not np.isfinite(ratio):
        return t(f"{PAGE}.headline.nothing")
    return t(f"{PAGE}.headline.ratio", ratio=f"{ratio:.2f}")


def _stayed(cutting: Cutting) -> str:
    first = float(cutting.stayed[0])
    return share(first) if np.isfinite(first) else t(f"{PAGE}.headline.nothing")


def detour(cutting: Cutting) -> float:
    """The share of a step's error that did not come over the carousel, averaged over time."""
    steps = slice(0, max(1, cutting.trace.steps - 1))
    return float(1 - cutting.shares["carousel"][steps].mean())


def facts(values: Values, cutting: Cutting) -> dict[str, Any]:
    """The numbers that the text about the picture quotes."""
    found = turned(values)
    return {
        "detour": share(detour(cutting)),
        "stayed": _stayed(cutting),
        "steps": cutting.trace.steps - 1,
        "fresh": f"{np.nanmedian(found['untrained'].angle):.2g}",
        "half": f"{np.nanmedian(found['halfway'].angle):.2g}",
        "most": f"{np.nanmax(found['halfway'].angle):.0f}",
        "count": len(course.SEEDS),
    }


def summary(values: Values, cutting: Cutting) -> str:
    """The picture in words."""
    cut = [t(f"{PAGE}.edges.{edge}") for edge in EDGES if edge in cutting.yours.cuts]
    return t(
        f"{PAGE}.summary",
        net=t(f"{PAGE}.settings.net.options.{values.net}"),
        steps=cutting.trace.steps,
        cut=t(f"{PAGE}.and").join(cut) or t(f"{PAGE}.nothing_cut"),
        angle=degrees(cutting.turn),
        ratio=size(float(cutting.turn.ratio), 3),
        detour=share(detour(cutting)),
        stayed=_stayed(cutting),
    )


def table(cutting: Cutting) -> list[dict[str, str]]:
    """The parts of one cell's error with their signs, at a few steps, and what they add up to."""
    sizes = np.abs(cutting.yours.state)
    cell = int(np.nan_to_num(sizes).sum(axis=0).argmax())
    parts = scissors.signed_parts(cutting.yours, cell)
    last = cutting.trace.steps - 1
    steps = sorted({max(0, last - back) for back in (0, 1, 2, 5, 10, 20, 50, 100, last)})
    head = t(f"{PAGE}.table.sum", cell=cell + 1)
    return [
        {t(f"{PAGE}.table.step"): str(step + 1)}
        | {t(f"{PAGE}.paths.{path}"): _signed(parts[path][step]) for path in PATHS}
        | {head: _signed(cutting.yours.state[step, cell])}
        for step in steps
    ]


def _signed(value: float) -> str:
    return size(float(value), 3)


def shares(cutting: Cutting) -> None:
    """Side by side: by which path the error of each step came, and how much never left."""
    look = current_palette()
    stay = {"stayed": cutting.stayed, "left": 1 - cutting.stayed}
    words = {word: t(f"{PAGE}.words.{word}") for word in ("time", "share")}
    names = {path: t(f"{PAGE}.paths.{path}") for path in PATHS}
    whole = {path: t(f"{PAGE}.whole.{path}") for path in STAYED}
    for column, name, chart in zip(
        st.columns(2),
        ("step", "way"),
        (
            shares_chart(cutting.shares, PATHS, names, words, look, 440),
            shares_chart(stay, STAYED, whole, words, look, 365),
        ),
        strict=True,
    ):
        with column:
            st.markdown(t(f"{PAGE}.shares.{name}.head"))
            draw(chart, key=f"{PAGE}/{name}", alt=t(f"{PAGE}.shares.{name}.alt"))


def many(values: Values, cutting: Cutting) -> None:
    """Thirty networks at each stage of learning: by which angle, and how much smaller."""
    found, look = turned(values), current_palette()
    names = {stage: t(f"{PAGE}.settings.net.options.{stage}") for stage in STAGES}
    here = scissors.turn(cutting.paper, cutting.full)
    left, right = st.columns(2)
    for column, name, chart in (
        (left, "angle", turn_chart(
            angles(found), names, (values.net, float(here.angle)),
            t(f"{PAGE}.many.angle"), look, domain=(0, 180))),
        (right, "ratio", turn_chart(
            ratios(found), names, (values.net, float(here.ratio)),
            t(f"{PAGE}.many.ratio"), look, domain=(0.1, 10), log=True)),
    ):  # fmt: skip
        with column:
            draw(chart, key=f"{PAGE}/{name}", alt=t(f"{PAGE}.many.{name}_alt"))
    st.caption(t(f"{PAGE}.many.marks"))
    rows = found[values.net].rows
    lesson_values = {edge: f"{np.nanmedian(rows[edge]):.2g}" for edge in EDGES}
    st.markdown(t(f"{PAGE}.many.rows", count=len(course.SEEDS), **lesson_values), width=760)
