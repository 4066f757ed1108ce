"""Many layers: the error at the outputs, and what is left of it at the first layer."""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm97.analysis.foundations import feedforward
from lstm97.analysis.foundations.feedforward import Deep
from lstm97.figures.lines import Line, Spec, line_chart
from lstm97.figures.stage.scene import ERROR_DOMAIN
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.numbers import beside, share, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.layers import code
from lstm97.ui.pages.layers.net import PAGE, SETTINGS, LayerValues

REMAINDERS = {"more": 2.0, "same": 0.5, "part": 0.01, "trace": 0.0}  # at least so much is left
EQUATION = Equation(
    "product",
    r"\vartheta_1 = \role{D_1 W_2^{\top} D_2 W_3^{\top} \cdots D_{L-1} W_L^{\top}}\,\vartheta_L"
    r",\quad D_l = \mathrm{diag}\,f'(net_l)",
    "",
    feedforward.backward,
    r"weights\.T @|slope \* arriving",
    "error",
)

_deep = wrap_pure(feedforward.deep, entries=64)


def measure(values: LayerValues) -> Deep:
    """The deep net that the settings ask for."""
    return _deep(values.layers, values.units, values.act, values.spread, values.draw)


def manner(found: Deep) -> str:
    """How much of the error is left at the first layer: the predicate behind the words."""
    return next(name for name, bar in REMAINDERS.items() if found.retention >= bar)


def remainder(found: Deep) -> str:
    """What is left, told from the sizes between which the reader chose."""
    return beside(found.retention, *REMAINDERS.values())


def judge(found: Deep) -> Judgement:
    """How large an error of size 1 is at the first layer."""
    facts = {"size": remainder(found), "layers": len(found.errors)}
    return Judgement(frozenset({manner(found)}), facts)


def picture(view: View[Deep, LayerValues]) -> None:
    """The size of each layer's outputs, and of its error once it may be told."""
    chart = depth_chart(view.run, told=view.revealed)
    alt = summary(view.run) if view.revealed else t(f"{PAGE}.deep.waiting")
    draw(chart, key=f"{PAGE}/deep", alt=alt, height="stretch")


def depth_chart(found: Deep, *, told: bool) -> Spec:
    """Sizes against the layer on the one axis of all errors."""
    lines = [Line(t(f"{PAGE}.deep.outputs"), found.sizes, "signal")]
    if told:
        lines.append(Line(t(f"{PAGE}.deep.errors"), found.errors, "error"))
    x, y = t(f"{PAGE}.deep.layer"), t(f"{PAGE}.deep.size")
    across, look = (1, max(len(found.errors), 2)), current_palette()
    return line_chart(lines, look, x=x, y=y, domain=ERROR_DOMAIN, log=True, across=across)


def summary(found: Deep) -> str:
    """The picture in words."""
    return t(f"{PAGE}.deep.summary", layers=len(found.errors), size=remainder(found))


def readings(view: View[Deep, LayerValues]) -> list[Reading]:
    """What is left of the error, and the mean factor of a layer."""
    found = view.run
    return [
        Reading(t(f"{PAGE}.deep.left"), remainder(found)),
        Reading(t(f"{PAGE}.deep.factor"), size(found.factor, 3)),
    ]


def notice(view: View[Deep, LayerValues]) -> str:
    """What a layer multiplies by, and what all of them make of the error."""
    found = view.run
    facts: dict[str, Any] = {"factor": size(found.factor, 3), "layers": len(found.errors)}
    bars = REMAINDERS.values()
    left = share(found.retention, *bars) if found.retention >= 0.01 else size(found.retention)
    facts |= {"times": remainder(found)} if manner(found) == "more" else {"kept": left}
    return prose(PAGE, f"notice-deep-{manner(found)}", **facts)


def _words(view: View[Deep, LayerValues]) -> None:
    found = view.run
    heads = [t(f"{PAGE}.deep.{name}") for name in ("layer", "outputs", "errors")]
    count = len(found.errors)
    chosen = sorted({round(one) for one in np.linspace(0, count - 1, min(count, 12))})
    rows = [
        dict(zip(heads, (str(k + 1), size(float(found.sizes[k]), 3),
                         size(float(found.errors[k]), 3)), strict=True))
        for k in chosen
    ]  # fmt: skip
    parts.words_and_rows(summary(found), rows)
    see_also("bptt", "vanishing-exploding")


BENCH = Bench[Deep, LayerValues](
    settings=SETTINGS,
    tab="deep",
    controls=("act", "layers", "spread", "units"),
    more=("draw",),
    presets=("shallow", "logistic", "wide", "linear"),
    measure=measure,
    picture=picture,
    question=Question("left", tuple(REMAINDERS), judge),
    code=code.deep,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    intro="intro-deep",
    takeaway="takeaway-deep",
    drawers=(
        how_to_read(PAGE, "how-to-read-deep"),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, (EQUATION,), early=True),
    ),
)
