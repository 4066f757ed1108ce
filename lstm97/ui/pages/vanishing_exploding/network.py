"""The first bench of the page: a network of the reader's choice, and its error on its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lstm97.analysis.flow.reach import SHARE
from lstm97.analysis.problem import hochreiter, vanishing
from lstm97.analysis.problem.vanishing import Setup, VanishingRun
from lstm97.engine import rnn
from lstm97.engine.health import Symptom
from lstm97.figures.scenes.vanishing import problem_scene
from lstm97.figures.stage.scene import Scene
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.numbers import beside, general, ladder, latex, per_cent, product_size, size
from lstm97.ui.base.text import t
from lstm97.ui.lesson import axis, guess
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.equations import Equation
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.pages.vanishing_exploding import sentences
from lstm97.ui.pages.vanishing_exploding.conditions import (
    PAGE,
    SETTINGS,
    VanishingValues,
    run_vanishing,
    setup,
)

EQUATIONS = (
    Equation(
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
    Equation(
        "factor",
        r"\role{f'_v(net_v(t))\,w_{lv}}",
        "",
        hochreiter.local_factors,
        r"factors: Array =",
        "rnn",
    ),
    Equation(
        "bptt",
        r"\role{\vartheta_j(t)} = f'_j(net_j(t)) \sum_i w_{ij}\,\vartheta_i(t+1)",
        "",
        rnn.back,
        r"error = slope",
        "error",
    ),
    Equation(
        "bound",
        r"\left|\frac{\partial\vartheta_v(t-q)}{\partial\vartheta_u(t)}\right| \le "
        r"\role{n\,\bigl(f'_{max}\,\lVert W\rVert\bigr)^{q}}",
        "",
        hochreiter.norm_bound,
        r"bound: Array =",
        "bound",
    ),
)


_steps = wrap_pure(vanishing.checkable_steps, entries=256)


@dataclass(frozen=True)
class NetworkView:
    """The network on screen, what it measured, and which share counts as arrived."""

    setup: Setup
    run: VanishingRun
    share: float

    @property
    def lag(self) -> int:
        """Steps from the last to the first."""
        return self.run.trace.steps - 1

    @property
    def remainder(self) -> str:
        """What is left at t = 1, told from the sizes between which the reader chose."""
        left = float(self.run.largest[0])
        return _size(self.run)(left) if left == 0 else beside(left, SHARE, 1 / SHARE)


def _size(run: VanishingRun) -> Callable[..., str]:
    """How the errors of a run are written: one that only became too small is not called 0."""
    return product_size if sentences.manner(run) == "tiny" else size


def network(values: VanishingValues) -> NetworkView:
    """The network that the settings describe."""
    here = setup(values)
    return NetworkView(here, run_vanishing(here, values.share), values.share)


def judge(found: NetworkView) -> Judgement:
    """What became of the error at the first step."""
    fate = sentences.fate_of(found.run)
    return Judgement(frozenset({fate}), {"steps": found.lag, "left": found.remainder}, fate)


QUESTION = Question(
    "fate", ("vanish", "stay", "explode"), judge, curves=lambda found: {"rnn": found.run.largest}
)


def picture(view: View[NetworkView, VanishingValues]) -> None:
    """The network on the stage; before the answer a pencil instead of its error."""
    key = f"{PAGE}/stage/{view.revealed}"
    report = ("wide",) if view.revealed else ("wide", "guess")
    wide = axis.wide_range(SETTINGS, view.values.wide, key)
    told = bench_stage(view, lambda found: scene(found, view, wide), key=key, report=report)
    if not view.revealed:
        guess.keep(SETTINGS, told.guess)


def scene(
    found: NetworkView, view: View[NetworkView, VanishingValues], wide: bool = False
) -> Scene:
    """A network on the stage, as far as the reader may see it."""
    values = view.values
    drawn = values.sketch if view.revealed else guess.curve_to_draw(SETTINGS, values)
    words = summary(found) if view.revealed else t("vanishing-exploding.summary_hidden")
    task, sequence = vanishing.scene(found.setup)
    return problem_scene(
        task,
        sequence,
        found.run,
        t,
        sketch=drawn,
        revealed=view.revealed,
        wide=wide,
        summary=words,
    )


def readings(view: View[NetworkView]) -> list[Reading]:
    """What is left at t = 1, and for how many steps a share of it."""
    found = view.run
    share = per_cent(general(100 * found.share, 10))
    fate = t(f"{PAGE}.fates.{sentences.fate_of(found.run)}")
    depth = t("vanishing-exploding.readings.of", depth=found.run.reach.depth, steps=found.lag)
    note = t("vanishing-exploding.readings.share", share=share)
    return [
        Reading(t("vanishing-exploding.readings.left"), found.remainder, fate),
        Reading(t("vanishing-exploding.readings.depth"), depth, note),
    ]


def remarks(view: View[NetworkView]) -> str:
    """What became of the error, what the bound says to it, and what else happened."""
    found = view.run
    manner = sentences.manner(found.run)
    lines = [quote_prose(PAGE, f"notice-{manner}", facts(found, manner)).strip()]
    if manner in ("vanish", "off", "tiny"):
        share = per_cent(general(100 * found.share, 10))
        lines.append("- " + t("vanishing-exploding.convention", share=share))
    lines.append("- " + bound(found.run))
    for one in found.run.events:
        lines.append("- " + t(f"{PAGE}.events.{_event(found, one)}", t=one.t + 1))
    return "\n".join(lines)


def _event(found: NetworkView, event: Symptom) -> str:
    """A ReLU without a slope is switched off, and not saturated."""
    off = event.kind == "saturation" and found.setup.activation == "relu"
    return "off" if off else event.kind


def facts(found: NetworkView, manner: str) -> dict[str, str]:
    """The numbers of a run: what is left, and where there is nothing any more, since when."""
    factor = size(found.run.reach.factor, 3)
    known = {"lag": str(found.lag), "left": found.remainder, "factor": factor}
    ends = manner in ("off", "tiny", "overflow")
    return known | ({"turn": str(sentences.turn(found.run))} if ends else {})


def bound(run: VanishingRun) -> str:
    """What the paper's bound says of the run."""
    slug = sentences.bound(run)
    constant = slug.startswith("constant")
    values = {"n": str(run.rows.shape[1])} if constant else {"rate": size(run.rate, 3)}
    return t(f"{PAGE}.bound.{slug}", **values)


def summary(found: NetworkView) -> str:
    """The picture in words."""
    run = found.run
    return t(
        "vanishing-exploding.summary",
        steps=run.trace.steps,
        units=run.rows.shape[1],
        left=found.remainder,
        depth=run.reach.depth,
        share=per_cent(general(100 * found.share, 10)),
        bound=product_size(float(run.bound[0])) if run.rate else "0",
    )


def table(run: VanishingRun) -> list[dict[str, str]]:
    """The curve at a few lags: error, and bound."""
    last = run.trace.steps - 1
    heads = [t(f"{PAGE}.table.{name}") for name in ("lag", "step", "error", "bound")]
    of_error = _size(run)
    of_bound = product_size if run.rate else size
    return [
        dict(zip(heads, [str(q), str(last - q + 1), of_error(float(run.largest[last - q]), 3),
                         of_bound(float(run.bound[last - q]), 3)], strict=True))
        for q in ladder(last)
    ]  # fmt: skip


def numbers(run: VanishingRun) -> dict[str, str]:
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


def words(view: View[NetworkView]) -> None:
    """The picture in words and numbers."""
    lesson.words_and_rows(summary(view.run), table(view.run.run))


def proof(view: View[NetworkView]) -> None:
    """The gradient check of the network on screen, over as many steps as can be checked."""
    flow = vanishing.beginning(view.run.setup, _steps(view.run.setup))
    prove(PAGE, {"rnn": flow})
    lesson.text(t("vanishing-exploding.proof", steps=flow.trace.steps))
