"""The forget gate's page: its settings, and the dial that turns the carousel into a leak.

Measured depths stand beside what the bias alone promises, as the two need not agree.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.since import forgetting
from lstm97.analysis.since.forgetting import SIDES, SWEEP, Dial, Fade
from lstm97.engine import gru, lstm97, lstm2000
from lstm97.figures.forgetting import fade_scene
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.scene import Scene
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import share, signed, size, whole
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import guess
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.settings import Choice, Integer, Number, Preset, Scale, Settings, Values

PAGE = "forget-gate"
REACHES = ("whole", "tens", "few")
KERAS, PYTORCH = 1.0, 0.0  # forget-gate biases at the start; PyTorch's lie around this
SETTINGS = Settings(
    PAGE,
    main=(
        Number("b", -4.0, 10.0, 1.0, 0.5),
        Scale("T", (20, 50, 100, 200, 500), 100),
        Number("scale", 0.05, 2.0, 0.1, 0.05),
        Choice("gradient", ("truncated", "full"), "truncated"),
    ),
    more=(
        Integer("seed", 1, 9999, 1, box=True),
        Scale("share", (0.001, 0.01, 0.1, 0.5), 0.01),
        guess.SETTING,
    ),
    placed=(
        Integer("episodes", 2, 60, 20),
        Integer("length", 5, 30, 15),
        Choice("values", ("positive", "both"), "positive"),
    ),
    presets=(
        Preset("b8", {"b": 8.0}),
        Preset("b3", {"b": 3.0}),
        Preset("b1", {"b": KERAS}),
        Preset("b0", {"b": PYTORCH}),
        Preset("bm1", {"b": -1.0}),
    ),
)
EQUATIONS = (
    Entry(
        "state",
        r"s_c(t) = \role{y^{\varphi}(t)}\,s_c(t-1) + y^{in}(t)\,g(net_c(t))",
        "",
        lstm2000.step,
        r"s = per_cell\(y_forget",
        "forget_gate",
    ),
    Entry(
        "error",
        r"\frac{\partial E}{\partial s_c(t)} = \role{y^{\varphi}(t+1)}\,"
        r"\frac{\partial E}{\partial s_c(t+1)} + \ldots",
        "",
        lstm2000.back,
        r"state = carried|carried, echo = keep",
        "forget_gate",
    ),
    Entry(
        "carousel",
        r"s_c(t) = \role{1.0}\cdot s_c(t-1) + y^{in}(t)\,g(net_c(t))",
        "9",
        lstm97.step,
        r"s = state\.s",
        "cell",
    ),
    Entry(
        "gru",
        r"y(t) = \role{y^{z}(t)}\,y(t-1) + (1 - y^{z}(t))\,y^{h}(t)",
        "",
        gru.step,
        r"y = y_z",
        "gru",
    ),
    Entry(
        "depth",
        r"q = \Big\lfloor \frac{\ln p}{\ln \sigma(b_\varphi)} \Big\rfloor",
        "",
        forgetting.depth_on_paper,
        r"return",
        "bound",
    ),
)

measured = wrap_pure(forgetting.fade, entries=32)
depths = wrap_pure(forgetting.measured_depths, entries=32)


def dial(values: Values) -> Dial:
    """What the controls describe."""
    return Dial(values.b, int(values.T), values.scale, values.seed, values.gradient)


def waiting(fade: Fade, values: Values) -> None:
    """An empty axis, on which the reader may draw what they expect."""
    st.caption(t(f"{PAGE}.sketch"))
    drawn = scene(fade, values, revealed=False)
    guess.keep(SETTINGS, stage(drawn, key=f"{PAGE}/waiting", report=True).guess)


def scene(fade: Fade, values: Values, revealed: bool = True) -> Scene:
    """The dial's run on the stage; a typed sketch stays away where the pencil drew the same."""
    drawn = values.sketch if revealed else guess.typed(SETTINGS, values)
    said = summary(fade, values) if revealed else t(f"{PAGE}.waiting", steps=fade.steps)
    return fade_scene(fade, t, said, sketch=drawn, revealed=revealed)


def headline(fade: Fade, values: Values) -> None:
    """The factor of a step, and the effective depth of each network beside it."""
    columns = st.columns(4, border=True)
    with columns[0]:
        st.metric(t(f"{PAGE}.headline.factor"), size(forgetting.keep(values.b), 4))
        st.caption(t(f"{PAGE}.headline.paper", depth=on_paper(values.b, values.share)))
    for column, side in zip(columns[1:], SIDES, strict=True):
        reach = fade.reaches[side]
        with column:
            st.metric(t(f"{PAGE}.headline.{side}"), reach.depth)
            words = {"steps": fade.steps - 1, "kept": _left(reach.kept)}
            st.caption(t(f"{PAGE}.headline.kept", **words))


def _left(kept: float) -> str:
    return share(kept) if 1e-3 <= kept < 10 else size(kept)


def on_paper(bias: float, least: float) -> str:
    """The depth that the bias alone promises, in whole steps."""
    return whole(forgetting.depth_on_paper(bias, least))


def compare(fade: Fade) -> None:
    """The reader's prediction beside what was measured."""
    said = lesson.prediction(PAGE, "reach")
    if said not in REACHES:
        return
    depth = fade.reaches["lstm2000"].depth
    found = "whole" if fade.reaches["lstm2000"].whole else "tens" if depth >= 20 else "few"
    key = "right" if said == found else "other"
    names = {name: t(f"{PAGE}.predict.reach.{slug}") for name, slug in
             (("said", said), ("found", found))}  # fmt: skip
    lesson.text(t(f"{PAGE}.compare.{key}", **names))


def facts(fade: Fade, values: Values) -> dict[str, Any]:
    """The numbers of this run that the text quotes."""
    reach = fade.reaches["lstm2000"]
    product = float(np.abs(fade.gates / reach.curve - 1)[reach.curve > 0].max())
    return {
        "b": signed(values.b),
        "keep": size(forgetting.keep(values.b), 4),
        "steps": fade.steps - 1,
        "depth": reach.depth,
        "paper": on_paper(values.b, values.share),
        "off": size(product),
        "share": share(values.share),
    }


def summary(fade: Fade, values: Values) -> str:
    """The picture in words."""
    reaches = fade.reaches
    return t(
        f"{PAGE}.summary",
        b=signed(values.b),
        keep=size(forgetting.keep(values.b), 4),
        steps=fade.steps,
        share=share(values.share),
        gradient=t(f"{PAGE}.settings.gradient.options.{values.gradient}"),
        **{side: reaches[side].depth for side in SIDES},
        left=_left(reaches["lstm2000"].kept),
    )


def table(fade: Fade) -> list[dict[str, str]]:
    """Shares of the error at a few lags: measured, by the gates, and by the bias alone."""
    last = fade.steps - 1
    lags = sorted({min(last, q) for q in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, last)})
    curves = {t(f"lanes.networks.{side}"): reach.curve for side, reach in fade.reaches.items()} | {
        t(f"{PAGE}.lanes.gates"): fade.gates,
        t(f"{PAGE}.lanes.sigma"): fade.sigma,
    }
    return [
        {t(f"{PAGE}.table.lag"): str(q)}
        | {name: size(float(curve[last - q]), 3) for name, curve in curves.items()}
        for q in lags
    ]


def dial_chart(values: Values) -> None:
    """The whole dial at once: measured depth at every bias, and what the bias alone says."""
    found = depths(dial(values), values.share)
    fine = np.arange(SWEEP[0], SWEEP[-1] + 0.05, 0.1)
    promised = np.array([forgetting.depth_on_paper(one, values.share) for one in fine])
    lines = [
        Line(t(f"{PAGE}.dial.paper"), promised, "bound", x=fine),
        Line(t(f"{PAGE}.dial.measured", steps=int(values.T)), found, "lstm", x=SWEEP),
    ]
    x, y = (t(f"{PAGE}.dial.{axis}") for axis in ("x", "y"))
    chart = line_chart(lines, current_palette(), x=x, y=y, domain=(0.8, 2e4), log=True, height=330)
    chart["encoding"]["x"]["scale"]["nice"] = False
    chart["encoding"]["y"]["axis"] |= {"values": [1, 10, 100, 1000, 10_000], "format": "d"}
    draw(chart, key=f"{PAGE}/dial", alt=t(f"{PAGE}.dial.alt"))
