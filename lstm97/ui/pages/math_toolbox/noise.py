"""The noise of experiment 3: mean, variance, and what a standard deviation is."""

from __future__ import annotations

from math import inf, sqrt

import streamlit as st

from lstm97.analysis.foundations import toolbox
from lstm97.analysis.foundations.toolbox import Noise
from lstm97.figures.foundations.toolbox import histogram, noisy_line
from lstm97.tasks import two_sequence
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.numbers import general, minus, per_cent, share, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, asked_picture, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.math_toolbox import code
from lstm97.ui.pages.math_toolbox.tools import (
    NOISES,
    PAGE,
    SETTINGS,
    ToolValues,
    row,
)

_noise = wrap_pure(toolbox.noise, entries=32)
HALF_A_TENTH = 0.05  # of a value a line: below it one decimal would say 0.0
FEWEST = 1e-3  # of a value a line that is still told
CLEAR_SHARE = 0.9  # of the lines: from here on their sums tell the classes apart
BARS = {"half": 30.0, "ten": 6.0, "few": 0.5, "none": 0.0}  # at least so many of a hundred
EQUATION = Equation(
    "noise",
    r"\role{x(t)} = \sigma\,z\text{,}\quad z \sim \mathcal{N}(0, 1)",
    "",
    two_sequence._draw,
    r"np\.sqrt\(setting\.noise\)",
    "neutral",
)


def measure(values: ToolValues) -> Noise:
    """The noise that the settings ask for."""
    return _noise(values.variance, values.threshold, values.signal, values.T, values.seed)


def judge(_: Noise) -> Judgement:
    """How many noise values of the line in the question reach 1, whatever is on screen."""
    count = 97 * _noise(0.2, 1.0, 3, 100, 1).beyond
    slug = next(name for name, bar in BARS.items() if count >= bar)
    return Judgement(frozenset({slug}), {"count": f"{count:.1f}"})


def picture(view: View[Noise, ToolValues]) -> None:
    """One line of numbers and all noise counted; what is beyond once it may be told."""
    found, values, look = view.run, view.values, current_palette()
    names = ("step", "value", "share", "signal", "noise", "beyond")
    words = {name: t(f"{PAGE}.noise.{name}") for name in names}
    left, right = st.columns([3, 2])
    with left:
        bar = values.threshold if view.revealed else inf
        chart = noisy_line(found.line, values.signal, bar, words, look)
        draw(chart, key=f"{PAGE}/line", alt=t(f"{PAGE}.noise.line_alt"), height="stretch")
    with right, asked_picture():
        counted = found.values if view.revealed else None
        chart = histogram(counted, sqrt(values.variance), values.threshold, words, look)
        draw(chart, key=f"{PAGE}/histogram", alt=t(f"{PAGE}.noise.histogram_alt"), height="stretch")


def readings(view: View[Noise, ToolValues]) -> list[Reading]:
    """How much lies beyond the threshold, and what the sum of a line still tells."""
    found = view.run
    return [
        Reading(t(f"{PAGE}.noise.share_beyond"), per_cent(general(100 * found.beyond, 2))),
        Reading(t(f"{PAGE}.noise.by_sum"), share(found.by_sum)),
    ]


def count_text(mean: float) -> str:
    """A mean count of values on a line; what is next to none is not written in powers of ten."""
    if mean >= HALF_A_TENTH:
        return f"{mean:.1f}"
    return size(mean) if mean == 0 or mean >= FEWEST else f"<{general(FEWEST)}"


def notice(view: View[Noise, ToolValues]) -> str:
    """How many values lie beyond, and what they would be if the variance were the deviation."""
    found, values = view.run, view.values
    facts = {
        "per_line": count_text(found.beyond * values.T),
        "deviation": size(sqrt(values.variance), 3),
        "threshold": general(values.threshold),
        "length": values.T,
    }
    clear = "noise-averages" if found.by_sum >= CLEAR_SHARE else "noise-hides"
    told = prose(PAGE, clear, by_sum=share(found.by_sum))
    if found.beyond == 0:
        none = {name: facts[name] for name in ("threshold", "deviation")}
        return "\n".join([prose(PAGE, "noise-none", lines=toolbox.BATCH, **none), told])
    if values.variance >= 1:
        return "\n".join([prose(PAGE, "noise-one", **facts), told])
    wrong = toolbox.gaussian_tail(values.threshold, values.variance) * values.T
    facts |= {"wrong": count_text(wrong), "variance": general(values.variance)}
    return "\n".join([prose(PAGE, "noise-notice", **facts), told])


def _words(view: View[Noise, ToolValues]) -> None:
    found, variance = view.run, f"{view.run.variance:.3f}"
    heads = ("what", "measured", "gaussian")
    rows = [
        row("noise", heads, (t(f"{PAGE}.noise.mean"), minus(f"{found.mean:.3f}"), "0")),
        row("noise", heads, (t(f"{PAGE}.noise.variance"), variance, general(view.values.variance))),
        row("noise", heads, (t(f"{PAGE}.noise.share_beyond"), found.beyond, found.gaussian_tail)),
    ]
    said = t(f"{PAGE}.noise.summary", n=len(found.values), variance=variance)
    lesson.words_and_rows(said, rows)
    see_also("experiments")


BENCH = Bench[Noise, ToolValues](
    settings=SETTINGS,
    tab="noise",
    controls=("variance", "threshold", "signal", "T"),
    more=("seed",),
    presets=tuple(NOISES),
    measure=measure,
    picture=picture,
    question=Question("beyond", ("none", "few", "ten", "half"), judge),
    case=lambda values: "",
    code=code.noise,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    intro="noise",
    takeaway="noise-takeaway",
    drawers=(
        how_to_read(PAGE, "noise-how"),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, (EQUATION,), early=True),
    ),
)
