"""The dial from 1997 to 2000: one bias turns the carousel into a leak.

Measured depths stand beside what the bias alone promises, as the two need not agree.
"""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.flow.reach import reach
from lstm97.analysis.since import forgetting
from lstm97.analysis.since.forgetting import SIDES, SWEEP, Dial, Fade
from lstm97.engine.health import true_sizes
from lstm97.figures.lines import Line, line_chart, thousands
from lstm97.figures.scenes.forgetting import ROLES, fade_scene
from lstm97.figures.stage.scene import Scene
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import ladder, remainder, share, signed, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import guess
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import behind, sign, stage
from lstm97.ui.pages.forget_gate import code
from lstm97.ui.pages.forget_gate.sentences import of_dial
from lstm97.ui.pages.forget_gate.settings import BESIDE, PAGE, SETTINGS, ForgetGateValues
from lstm97.ui.pages.forget_gate.today import today

FEW = 20  # steps
QUESTION_SHARE = 0.01  # the share that the question is about, whatever counts as arrived

run_fade = wrap_pure(forgetting.fade, entries=32)
depths = wrap_pure(forgetting.measured_depths, entries=32)

DialView = View[Fade, ForgetGateValues]


def dial(values: ForgetGateValues) -> Dial:
    """What the controls describe."""
    return Dial(values.b, values.T, values.scale, values.seed, values.gradient)


def fade_run(values: ForgetGateValues) -> Fade:
    """All three networks and their errors."""
    return run_fade(dial(values), values.share)


def judge(fade: Fade) -> Judgement:
    """How far back a hundredth of the error gets with the forget gate."""
    found = reach(fade.reaches["lstm2000"].curve, QUESTION_SHARE)
    right = {"whole"} if found.whole else set()
    right |= {"few"} if found.depth < FEW else set() if found.whole else {"tens"}
    why = "full" if fade.dial.gradient == "full" else ""
    return Judgement(frozenset(right), {"depth": found.depth, "steps": fade.steps - 1}, why)


def picture(view: DialView) -> None:
    """The error on its way back; before the answer, an axis on which the reader may draw."""
    values = view.values
    if view.revealed:
        drawn = behind(view, scene(view.run, values), lambda fade: scene(fade, values))
        stage(drawn, key=f"{PAGE}/stage")
        return
    waiting = sign(view, scene(view.run, values, revealed=False))
    guess.keep(SETTINGS, stage(waiting, key=f"{PAGE}/waiting", report=True).guess)


def scene(fade: Fade, values: ForgetGateValues, revealed: bool = True) -> Scene:
    """The dial's run on the stage; a typed sketch stays away where the pencil drew the same."""
    drawn = values.sketch if revealed else guess.curve_to_draw(SETTINGS, values)
    said = summary(fade, values) if revealed else t(f"{PAGE}.waiting", steps=fade.steps)
    beside = tuple(name for name in BESIDE if values[name])
    return fade_scene(fade, t, said, sketch=drawn, revealed=revealed, beside=beside)


def readings(view: DialView) -> list[Reading]:
    """How far the error gets with the forget gate and without it."""
    steps = view.run.steps - 1
    return [
        Reading(
            t(f"lanes.networks.{side}"),
            t(f"{PAGE}.headline.depth", depth=view.run.reaches[side].depth, steps=steps),
            t(f"{PAGE}.headline.kept", kept=remainder(view.run.reaches[side].retention)),
        )
        for side in ("lstm2000", "lstm97")
    ]


def remarks(view: DialView) -> str:
    """What is true of this run."""
    told = of_dial(view.run, view.values.share)
    return "\n".join(f"- {t(f'{PAGE}.says.{slug}', **filled)}" for slug, filled in told)


def summary(fade: Fade, values: ForgetGateValues) -> str:
    """The picture in words."""
    reaches = fade.reaches
    return t(
        f"{PAGE}.summary",
        b=signed(values.b),
        keep=size(forgetting.keep(values.b), 3),
        steps=fade.steps,
        share=share(values.share),
        gradient=t(f"{PAGE}.settings.gradient.options.{values.gradient}"),
        **{side: reaches[side].depth for side in SIDES},
        left=remainder(reaches["lstm2000"].retention),
    )


def table(fade: Fade) -> list[dict[str, str]]:
    """Shares of the error at a few lags: measured, by the gates, and by the bias alone."""
    last = fade.steps - 1
    curves = {t(f"lanes.networks.{side}"): reach.curve for side, reach in fade.reaches.items()} | {
        t(f"{PAGE}.lanes.product"): fade.gates,
        t(f"{PAGE}.lanes.sigma"): fade.sigma,
    }
    curves = {name: true_sizes(curve) for name, curve in curves.items()}
    return [
        {t(f"{PAGE}.table.lag"): str(q)}
        | {name: size(float(curve[last - q]), 3) for name, curve in curves.items()}
        for q in ladder(last)
    ]


def words(view: DialView) -> None:
    """The picture in words and numbers."""
    lesson.words_and_rows(summary(view.run, view.values), table(view.run))


def sweep(view: DialView) -> None:
    """The whole dial at once: measured depth at every bias, and what the bias alone says."""
    values = view.values
    found = depths(dial(values), values.share)
    fine = np.arange(SWEEP[0], SWEEP[-1] + 0.05, 0.1)
    promised = np.array([forgetting.depth_on_paper(one, values.share) for one in fine])
    lines = [
        Line(t(f"{PAGE}.dial.paper"), promised, "bound", x=fine),
        Line(t(f"{PAGE}.dial.measured", steps=values.T), found, ROLES["lstm2000"], x=SWEEP),
    ]
    x, y = (t(f"{PAGE}.dial.{axis}") for axis in ("x", "y"))
    chart = line_chart(lines, current_palette(), x=x, y=y, domain=(0.8, 2e4), log=True, height=330)
    chart["encoding"]["x"]["scale"]["nice"] = False
    chart["encoding"]["y"]["axis"] |= {"values": [1, 10, 100, 1000, 10_000]} | thousands()
    draw(chart, key=f"{PAGE}/dial", alt=t(f"{PAGE}.dial.alt"))


def libraries(view: DialView) -> None:
    """What is called an LSTM today, line by line."""
    st.markdown(prose(PAGE, "today"))
    today(view.values.share)


BENCH = Bench(
    settings=SETTINGS,
    tab="dial",
    measure=fade_run,
    picture=picture,
    question=Question(
        "reach",
        ("whole", "tens", "few"),
        judge,
        curves=lambda fade: {"lstm2000": fade.reaches["lstm2000"].curve},
    ),
    code=code.dial,
    readings=readings,
    notice=remarks,
    drawers=(
        how_to_read(PAGE),
        Drawer("sweep", "show_chart", sweep),
        Drawer("today", "table", libraries, early=True),
        Drawer("proof", "verified", lambda view: prove(PAGE, view.run.flows)),
        Drawer("words", "notes", words),
    ),
)  # fmt: skip
