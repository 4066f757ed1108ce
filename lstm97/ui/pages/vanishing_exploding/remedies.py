"""Two benches of remedies that do not help: larger weights, and a larger learning rate."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from lstm97.analysis.problem import vanishing
from lstm97.analysis.problem.vanishing import Setup, Updates
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.figures.layers import rule
from lstm97.figures.lines import Line, line_chart
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.numbers import general, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link.controls import apply
from lstm97.ui.pages.vanishing_exploding import sentences
from lstm97.ui.pages.vanishing_exploding.conditions import (
    PAGE,
    SETTINGS,
    STOPS,
    VanishingValues,
    setup,
)

BENT = ("logistic", "tanh")  # activations that saturate at both ends
LONGEST = 200  # time steps for which every size of the weights is tried
OPEN_SIZES = STOPS.index(1.0) + 1  # sizes that are drawn before the answer
FACTORS = (1e-3, 10.0)
UPDATES = (1e-30, 1e4)
TENFOLD = 10

_sweep_factors = wrap_pure(vanishing.mean_factors, entries=32)
_run_updates = wrap_pure(vanishing.updates, entries=64)


@dataclass(frozen=True, eq=False)
class RemedySweep:
    """Mean factors of a step back over ``lag`` steps, by size of the weights; of one unit, too."""

    setup: Setup
    lag: int
    factors: Array
    single: Array

    @property
    def top(self) -> tuple[float, float]:
        """The size at which the factor is largest, and that factor."""
        best = int(self.factors.argmax())
        return STOPS[best], float(self.factors[best])


def remedy_sweep(values: VanishingValues) -> RemedySweep:
    """The network that the settings describe, at every size of its weights."""
    here = setup(values)
    here = replace(here, size=1.0, length=min(here.length, LONGEST))
    lag = min(50, here.length - 1)
    factors, single = (_sweep_factors(replace(here, units=n), STOPS, lag) for n in (here.units, 1))
    return RemedySweep(here, lag, factors, single)


def judge_weights(found: RemedySweep) -> Judgement:
    """Whether any size of the weights brings the factor to 1, or past it."""
    slug = sentences.sizes(found.factors)
    stops = "saturates" if found.setup.activation in BENT else "off"
    at, top = found.top
    told = {"top": size(top), "size": general(at)}
    return Judgement(frozenset({slug}), told, stops if slug == "no" else slug)


LARGER = Question("weights", ("no", "past", "rests"), judge_weights)


def weights_picture(view: View[RemedySweep, VanishingValues]) -> None:
    """The factor against the size of the weights; before the answer, up to the size 1."""
    found = view.run
    shown = len(STOPS) if view.revealed else OPEN_SIZES
    lines = [Line(t("vanishing-exploding.sweep.units", n=found.setup.units),
                  found.factors[:shown], "rnn", x=STOPS[:shown])]  # fmt: skip
    if view.revealed and view.values.sweep and found.setup.units > 1:
        name = t("vanishing-exploding.sweep.units", n=1)
        lines.append(Line(name, found.single, "neutral", x=STOPS))
    x = t("vanishing-exploding.sweep.x")
    y = t("vanishing-exploding.sweep.y", lag=found.lag)
    look = current_palette()
    across = (0, STOPS[-1])  # the same before the answer
    chart = line_chart(lines, look, x=x, y=y, domain=FACTORS, log=True, across=across)
    one = rule("y", [1.0], look)
    one["encoding"] |= {"color": {"value": look.text}, "tooltip": None}
    chart["layer"].insert(0, one)
    draw(chart, key=f"{PAGE}/sweep", alt=y, height="stretch")


def weights_readings(view: View[RemedySweep]) -> list[Reading]:
    """The largest factor, and the size at which it stands."""
    at, top = view.run.top
    note = t("vanishing-exploding.sweep.at", size=general(at))
    return [Reading(t("vanishing-exploding.sweep.top"), size(top), note)]


def weights_noticed(view: View[RemedySweep]) -> str:
    """What a single unit makes of larger weights, beside the network."""
    found = view.run
    activation = found.setup.activation
    steepest, bends = ACTIVATIONS[activation].max_slope, activation in BENT
    slug = sentences.single(found.single, STOPS, steepest, bends=bends)
    best = int(found.single.argmax())
    told = {"size": general(STOPS[best]), "top": size(float(found.single[best]))}
    told |= {"end": size(float(found.single[-1])), "last": general(STOPS[-1])}
    return quote_prose(PAGE, f"single-{slug}", told)


@dataclass(frozen=True, eq=False)
class RatePair:
    """The weight changes that each time step asks for, at a learning rate and at ten times it."""

    rate: float
    once: Updates
    tenfold: Updates

    @property
    def manner(self) -> str:
        """What the larger rate makes of first against last."""
        return sentences.ratios(self.once, self.tenfold)

    @property
    def ratios(self) -> list[str]:
        """First against last at both rates, a dash where there is nothing to compare."""
        known = self.manner != "none"
        return [size(one.ratio) if known else "—" for one in (self.once, self.tenfold)]


def rate_pair(values: VanishingValues) -> RatePair:
    """The network that the settings describe, at the reader's learning rate and at ten times it."""
    here, rate = setup(values), values.rate
    return RatePair(rate, _run_updates(here, rate), _run_updates(here, TENFOLD * rate))


def judge_rate(found: RatePair) -> Judgement:
    """What ten times the learning rate makes of the first step's share."""
    slug = found.manner
    right = frozenset() if slug == "none" else frozenset({slug})
    told = {"rate": general(found.rate), "more": general(TENFOLD * found.rate)}
    told |= dict(zip(("once", "tenfold"), found.ratios, strict=True))
    return Judgement(right, told, slug)


FASTER = Question("rate", ("grows", "same", "shrinks"), judge_rate)


def rate_picture(view: View[RatePair]) -> None:
    """The updates by time step; after the answer also those of ten times the learning rate."""
    found = view.run
    lines = [Line(f"α = {general(found.rate)}", found.once.sizes, "rnn")]
    if view.revealed:
        lines.append(Line(f"α = {general(TENFOLD * found.rate)}", found.tenfold.sizes, "error"))
    x, y = t("vanishing-exploding.table.step"), t("vanishing-exploding.rate.y")
    chart = line_chart(lines, current_palette(), x=x, y=y, domain=UPDATES, log=True)
    draw(chart, key=f"{PAGE}/updates", alt=y, height="stretch")


def rate_readings(view: View[RatePair]) -> list[Reading]:
    """First against last, at both learning rates."""
    name = t("vanishing-exploding.rate.ratio")
    rates = (view.run.rate, TENFOLD * view.run.rate)
    return [
        Reading(name, ratio, f"α = {general(rate)}")
        for rate, ratio in zip(rates, view.run.ratios, strict=True)
    ]


def rate_noticed(view: View[RatePair]) -> str:
    """What a learning rate can do, and what not."""
    found = view.run
    if found.manner != "same":  # the verdict has said what there is
        return prose(PAGE, "larger-rate")
    return prose(PAGE, "rate-same", near=size(found.once.near), far=size(found.once.far))


def rate_acts(view: View[RatePair]) -> None:
    """Ten times the learning rate, in one press."""
    rate = view.run.rate
    st.button(
        t("vanishing-exploding.rate.tenfold"),
        icon=":material/speed:",
        key=f"{PAGE}/tenfold",
        on_click=apply,
        args=(SETTINGS, {"rate": TENFOLD * rate}),
        disabled=rate >= 100,
    )
