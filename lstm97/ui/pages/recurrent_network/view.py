"""The page on a recurrent unit: its picture, and the words for what it remembers.

What is remembered is measured by leaving each input out and running the unit again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.foundations.ablation import BAR, Ablation, remember
from lstm97.engine import rnn
from lstm97.figures.scenes.memory import input_names, left_chart, loop_chart, memory_scene
from lstm97.figures.stage.scene import Scene
from lstm97.ui.base.charts import draw
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import beside, factor, latex, power, size
from lstm97.ui.base.text import labelled, listed, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.link.controls import control, plain
from lstm97.ui.link.own_sequence import tell
from lstm97.ui.link.painting import paint
from lstm97.ui.pages.recurrent_network import code, sentence
from lstm97.ui.pages.recurrent_network.conditions import (
    PAGE,
    SETTINGS,
    Feed,
    LoopValues,
    MemoryRun,
    feed,
    measure,
)

GUESSES = ("all", "two", "last", "none")

EQUATIONS = (
    Equation(
        "state",
        r"\begin{aligned}\role{y(t)} &= f\big(net(t)\big)\\ "
        r"net(t) &= v\,x(t) + w\,y(t-1)\end{aligned}",
        "",
        rnn.step,
        r"net_j = |y_j = ",
        "signal",
    ),
    Equation(
        "effect",
        r"\role{\Delta(t)} = \big|\,y(t) - y_{\text{without}}(t)\,\big|",
        "",
        remember,
        r"_effects\(",
        "cell",
    ),
    Equation(
        "derivative",
        r"\role{\frac{\partial y(T)}{\partial net(t)}} = f'(net(t))\;w\;"
        r"\frac{\partial y(T)}{\partial net(t+1)}",
        "",
        rnn.back,
        r"error = slope\[t\]",
        "error",
    ),
)


def input_controls(values: LoopValues) -> None:
    """Let the reader paint or type the input; says how a word was read."""
    if values.feed == "word":
        control(SETTINGS, "word")
        tell(values.word, "symbols")
        _alphabet(feed(values))
    else:
        paint(SETTINGS, "at", values.T)


def judge(run: MemoryRun) -> Judgement:
    """Which inputs the last state still shows; no option holds where it is some of the older."""
    kept = run.memory.lasting
    count = int(kept.sum())
    newest = bool(kept[-count:].all())  # none that is kept is older than one that is not
    holds = {
        "none": count == 0,
        "all": 0 < count == len(kept),
        "last": count == 1 and newest,
        "two": 1 < count < len(kept) and newest,
    }
    told = {"kept": count, "inputs": len(kept), "bar": BAR}
    return Judgement(frozenset(slug for slug, true in holds.items() if true), told)


def picture(view: View[MemoryRun, LoopValues]) -> None:
    """The run on the stage; before the answer, input and state alone."""

    def draw(run: MemoryRun) -> Scene:
        words = summary(run.memory, run.feed) if view.revealed else t(f"{PAGE}.unrolled")
        return memory_scene(run.memory, run.feed.symbols, t, words, view.revealed)

    bench_stage(view, draw, key=f"{PAGE}/stage/{view.values.feed}/{view.revealed}")


def readings(view: View[MemoryRun, LoopValues]) -> list[Reading]:
    """The last state, and how many inputs can be told from it."""
    memory = view.run.memory
    told = f"{int(memory.lasting.sum())} / {len(memory.steps)}"
    return [
        Reading(t(f"{PAGE}.readings.last"), size(float(memory.state[-1]))),
        Reading(t(f"{PAGE}.readings.kept"), told),
    ]


def _alphabet(fed: Feed) -> None:
    """Which weight each letter of the word has."""
    pairs = zip(map(plain, fed.symbols), fed.weights, strict=True)
    listed = " · ".join(f"{symbol} {size(float(weight))}" for symbol, weight in pairs)
    st.caption(t(f"{PAGE}.letters", listed=listed), width=READING)


def unrolling(view: View[MemoryRun, LoopValues]) -> None:
    """The unit with its loop, and its first copies in time."""
    chart = loop_chart(view.run.memory, view.values.w, current_palette())
    draw(chart, key=f"{PAGE}/loop", alt=t(f"{PAGE}.unrolled"))


def influence(view: View[MemoryRun]) -> None:
    """How much each input still changes the last state."""
    _chart(view.run.memory, view.run.feed, summary(view.run.memory, view.run.feed))


def _chart(memory: Ablation, fed: Feed, summary: str) -> None:
    """How much each input still changes the last state."""
    names = ("time", "left", "made", "input", "no")
    words = {name: t(f"{PAGE}.chart.{name}") for name in names}
    words["yes"] = t(f"{PAGE}.chart.yes", bar=BAR)
    chart = left_chart(memory, fed.symbols, words, current_palette())
    draw(chart, key=f"{PAGE}/left", alt=summary)


def _names(memory: Ablation, fed: Feed) -> list[str]:
    """Each input's name as Markdown, letters of the reader's word as they are."""
    names = input_names(memory, fed.symbols)
    return [plain(name) if fed.symbols else name for name in names]


def summary(memory: Ablation, fed: Feed) -> str:
    """The picture in words."""
    each = listed(
        labelled(name, effect_text(float(left), memory))
        for name, left in zip(_names(memory, fed), memory.final_effects, strict=True)
    )
    return t(
        f"{PAGE}.summary",
        steps=len(memory.state),
        last=size(float(memory.state[-1])),
        kept=int(memory.lasting.sum()),
        inputs=len(memory.steps),
        listed=each or "–",
    )


def notice(view: View[MemoryRun, LoopValues]) -> str:
    """What to look for, with the numbers of this run."""
    memory, fed = view.run.memory, view.run.feed
    known = _facts(memory, fed) if len(memory.steps) else {}
    return quote_prose(PAGE, f"notice-{memory.fate}", known)


def effect_text(value: float, memory: Ablation) -> str:
    """What an input changes; what is rounding of the states is told by the limit of that."""
    if value >= memory.resolution:  # nan is no number, and told as such
        return beside(value, BAR)
    return size(value) if np.isnan(value) else f"<10{power(_limit(memory))}"


def _limit(memory: Ablation) -> int:
    return int(np.ceil(np.log10(memory.resolution)))


def _facts(memory: Ablation, fed: Feed) -> dict[str, Any]:
    return {
        "first": _names(memory, fed)[0],
        "made": size(float(memory.initial_effects[0])),
        "left": effect_text(float(memory.final_effects[0]), memory),
        "derivative": size(abs(float(memory.flow.nets[memory.steps[0], 0]))),
        "kept": int(memory.lasting.sum()),
        "inputs": len(memory.steps),
        "last": size(float(memory.state[-1])),
    }


def fill_in(memory: Ablation, values: LoopValues) -> dict[str, str]:
    """The equations with the numbers of this run put in."""
    if memory.fate == "silent":
        return {}
    k, T, state = int(memory.steps[0]), len(memory.state), memory.state
    hidden, xs = memory.flow.trace.params.hidden[0], memory.flow.trace.inputs.xs
    heard = float(xs[k] @ hidden[: xs.shape[1]])
    before = float(state[k - 1]) if k else 0.0
    net = rf"{factor(heard)} + {factor(values.w)} \cdot {factor(before)}"
    derivative = abs(float(memory.flow.nets[k, 0]))
    return {
        "state": rf"y({k + 1}) = f({net}) = {latex(float(state[k]))}",
        "effect": rf"\Delta({k + 1}) = {latex(float(memory.initial_effects[0]))},\quad "
        rf"\Delta({T}) {_left_latex(memory)}",
        "derivative": rf"\left|\frac{{\partial y({T})}}{{\partial net({k + 1})}}\right| = "
        rf"{latex(derivative)}",
    }


def _left_latex(memory: Ablation) -> str:
    left = float(memory.final_effects[0])
    if left < memory.resolution:
        return f"< 10^{{{_limit(memory)}}}"
    return f"= {latex(left)}"


def table(memory: Ablation, fed: Feed) -> list[dict[str, str]]:
    """A row for each input."""
    heads = [t(f"{PAGE}.table.{name}") for name in ("input", "step", "made", "left", "derivative")]
    rows = zip(
        _names(memory, fed),
        (str(step + 1) for step in memory.steps),
        (size(float(made)) for made in memory.initial_effects),
        (effect_text(float(left), memory) for left in memory.final_effects),
        (size(float(memory.flow.nets[step, 0])) for step in memory.steps),
        strict=True,
    )
    return [dict(zip(heads, row, strict=True)) for row in rows]


def _words(view: View[MemoryRun, LoopValues]) -> None:
    memory, fed = view.run.memory, view.run.feed
    lesson.words_and_rows(summary(memory, fed), table(memory, fed))


BENCH = Bench[MemoryRun, LoopValues](
    settings=SETTINGS,
    tab="unit",
    measure=measure,
    picture=picture,
    question=Question("kept", GUESSES, judge),
    code=code.memory,
    readings=readings,
    notice=notice,
    notes=input_controls,
    drawers=(
        how_to_read(PAGE),
        Drawer("unrolled", "account_tree", unrolling, early=True),
        Drawer("left", "bar_chart", influence),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, EQUATIONS, lambda view: fill_in(view.run.memory, view.values)),
    ),
)
BENCHES = (BENCH, sentence.BENCH)
