"""The bench of the error race: its question, numbers in words, many seeds, the equations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow import race as measured
from lstm97.analysis.flow import reach as depths
from lstm97.analysis.flow.practice import Round
from lstm97.analysis.flow.race import Lap, depth_shares
from lstm97.analysis.flow.reach import reach
from lstm97.engine import At, count, lstm97, rnn
from lstm97.engine.activations import Array
from lstm97.engine.health import true_sizes
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.figures.evidence.seeds import seeds_chart
from lstm97.figures.stage.lanes import event_text
from lstm97.ui.base import charts
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import general, ladder, remainder, share, size
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import behind
from lstm97.ui.link.own_sequence import tell
from lstm97.ui.pages.error_race import code, drawing, sentences, streaming, training
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race.conditions import PAGE, SETTINGS, RaceConditions, RaceValues

SEEDS = range(101, 131)
EQUATIONS = (
    Equation("carry", r"\role{s_c(t)} = s_c(t-1) + y^{in}(t)\,g(net_c(t))", "9", lstm97.step,
          r"s = state\.s", "cell"),
    Equation("sum", r"\role{\frac{\partial E}{\partial s_c(t)}} = \sum_{\tau \ge t} y^{out}(\tau)\,"
          r"h'(s_c(\tau)) \sum_k w_{kc}\,\vartheta_k(\tau)", "23", lstm97_errors._carousel,
          r"cumsum", "lstm"),
    Equation("entry", r"\role{\frac{\partial y^c(t)}{\partial s_c(t)}} = y^{out}(t)\,h'(s_c(t))",
          "41", lstm97_errors.entry, r"precision\.slope", "output_gate"),
    Equation("decay", r"\role{\vartheta_j(t)} = f'_j(net_j(t)) \sum_i w_{ij}\,\vartheta_i(t+1)", "",
          rnn.back, r"error = slope", "rnn"),
    Equation("depth", r"\text{depth} = \max\{q : |\role{\vartheta(t-q')}| \ge p\,|\vartheta(t)|"
          r"\ \forall q' \le q\}", "", depths.reach, r"depth = ", "error"),
)  # fmt: skip


def _measure_shares(conditions: RaceConditions, arrived: float) -> dict[str, Array]:
    pairs = {seed: race.pair(conditions, seed) for seed in SEEDS}
    return depth_shares(race.task_of(conditions), pairs, cuts=conditions.cuts, share=arrived)


_shares = wrap_pure(_measure_shares, entries=32)


@dataclass(frozen=True)
class Race:
    """One race as it stands in the link: its conditions, its networks, and what they measured."""

    conditions: RaceConditions
    trained: int
    start: Round
    at: At
    share: float
    laps: Mapping[str, Lap]

    def before(self) -> Mapping[str, Lap] | None:
        """The same networks before any training; None if nothing was trained."""
        return race.before(self.conditions, self.at, self.share) if self.trained else None


def measure_race(values: RaceValues) -> Race:
    """The race that the settings describe."""
    conditions = race.conditions(values)
    trained = training.training(conditions).within_reach(values.trained)
    start = training.networks(conditions, trained)
    at = race.entering(values, len(race.sequence_of(conditions).xs))
    laps = race.laps(conditions, start, at, values.share)
    return Race(conditions, trained, start, at, values.share, laps)


def judge(run: Race) -> Judgement:
    """Which options hold: whether each error gets back nine tenths of its own way.

    The question is about a hundredth of it, whatever else is counted.
    """
    depth = {side: reach(lap.reach.curve).depth for side, lap in run.laps.items()}
    way = {side: _way(lap) for side, lap in run.laps.items()}
    far = {side: depth[side] >= 0.9 * way[side] for side in depth}
    slug = {(True, True): "both", (False, False): "neither", (False, True): "lstm"}.get(
        (far["rnn"], far["lstm97"]), "rnn"
    )
    told = {
        "rnn": depth["rnn"],
        "lstm": depth["lstm97"],
        "steps": way["lstm97"],
        "rnn_steps": way["rnn"],
    }
    if missing := sentences.obstacle(run.laps["rnn"]):
        return Judgement(frozenset(), told, missing)
    return Judgement(
        frozenset({slug}), told, sentences.reason(slug, run.laps["rnn"], run.conditions.gradient)
    )


def _way(lap: Lap) -> int:
    """Steps back to the beginning from where an error enters; of all steps, where none does."""
    return lap.trace.steps - 1 if lap.reach.source is None else lap.reach.source


QUESTION = Question(
    "reach",
    ("both", "neither", "lstm", "rnn"),
    judge,
    curves=lambda run: {side: lap.reach.curve for side, lap in run.laps.items()},
)


def readings(view: View[Race]) -> list[Reading]:
    """Both effective depths."""
    return [
        Reading(
            t(f"lanes.networks.{side}"),
            drawing.depth(lap, "of"),
            "  \n".join([_retention(lap), *_origin(view.run.conditions, side, lap)]),
        )
        for side, lap in view.run.laps.items()
    ]


def picture(view: View[Race, RaceValues]) -> None:
    """The race on the stage; before the answer, the forward sweep and the reader's pencil."""
    run, values = view.run, view.values
    if not view.revealed:
        return drawing.waiting(run.conditions, run.laps, values)
    before = run.before()
    draw = drawing.painter(run.conditions, values, before)
    scene_ = behind(
        view, draw(run.laps), lambda one: drawing.painter(one.conditions, values, None)(one.laps)
    )
    wave = streaming.wave((run.conditions, run.trained, run.at), run.laps, run.at)
    if view.place and live.running(PAGE):
        top = st.container(key="headline").empty()
        drawing.train(run.conditions, run.at, run.share, scene_, view.place, top)
    streaming.stage(scene_, draw, wave, view.place)
    return None


def acts(view: View[Race, RaceValues]) -> DeltaGenerator | None:
    """Train, run the engine live, and back."""
    run = view.run
    wave = streaming.wave((run.conditions, run.trained, run.at), run.laps, run.at)
    place = training.buttons(run.conditions, run.trained, *streaming.buttons(wave))
    training.past(run.conditions, run.trained, run.start)
    return place


def notes(values: RaceValues) -> None:
    """How a typed sequence was read; and where a link asks for a trained net that is not there."""
    if values.task == "typed" and values.networks == race.FRESH:
        tell(values.text)
    if values.networks != race.FRESH and not race.paper_net(values.networks):
        st.warning(t(f"{PAGE}.paper.missing", experiment=values.networks), width=READING)


def _origin(conditions: RaceConditions, side: str, lap: Lap) -> list[str]:
    """Where the weights come from, in a race of a trained net, and what it answers."""
    known = race.paper_net(conditions.networks)
    if not known:
        return []
    weights = count(lap.trace.params.spec)
    if side == "lstm97":
        origin = t(f"{PAGE}.paper.trained", experiment=conditions.networks, weights=weights)
    else:
        scale = general(conditions.setup.scale)
        origin = t(f"{PAGE}.paper.untrained", weights=weights, scale=scale)
    return [origin, t(f"{PAGE}.paper.{'right' if _right(conditions, lap) else 'wrong'}")]


def _right(conditions: RaceConditions, lap: Lap) -> bool:
    """Whether a network answers the sequence on screen as the task demands."""
    task, sequence = race.task_of(conditions), race.sequence_of(conditions)
    return bool(task.correct(lap.trace.y_k, sequence))


def _retention(lap: Lap) -> str:
    events = [event_text(event, t) for event in lap.reach.events]
    return " · ".join([*_arrivals(lap), *events])


def _arrivals(lap: Lap) -> list[str]:
    """What of an error reaches the first step; nothing is said of one that is not there."""
    if lap.reach.source is None or not np.isfinite(lap.reach.retention):
        return []
    return [_arrival(lap) if lap.reach.retention > 0 else t(f"{PAGE}.headline.gone")]


def _arrival(lap: Lap) -> str:
    """What of an error reaches the first step; where it has grown, it is no part of itself."""
    times = lap.reach.retention
    if sentences.is_joined(lap):
        return t(f"{PAGE}.headline.fed", times=size(times))
    if times >= 10:  # from there on `remainder` gives no per cent
        return t(f"{PAGE}.headline.grown", times=size(times))
    return t(f"{PAGE}.headline.kept", kept=remainder(times))


def table(conditions: RaceConditions, laps: Mapping[str, Lap], arrived: float) -> None:
    """The picture in words, and the error's size at chosen distances."""
    sides = {"rnn": laps["rnn"].reach, "lstm97": laps["lstm97"].reach}
    curves = [true_sizes(one.curve) for one in sides.values()]
    source = sides["lstm97"].source or 0
    heads = [t(f"{PAGE}.table.{head}") for head in ("back", "step", "rnn", "lstm")]
    rows = [
        dict(zip(heads, [str(q), str(source - q + 1),
                         *(size(curve[source - q], 3) for curve in curves)], strict=True))
        for q in ladder(source)
    ]  # fmt: skip
    lesson.words_and_rows(drawing.summary(conditions, laps, arrived), rows)


def _thirty(conditions: RaceConditions, arrived: float) -> None:
    shares = _shares(conditions, arrived)
    names = {side: t(f"lanes.networks.{side}") for side in measured.SIDES}
    words = {word: t(f"{PAGE}.seeds.{word}") for word in ("depth", "network")}
    says = "says" if conditions.networks == race.FRESH else "paper"
    lesson.text(t(f"{PAGE}.seeds.{says}", count=len(SEEDS)))
    medians = {side: float(np.median(runs)) for side, runs in shares.items()}
    result = t(f"{PAGE}.seeds.result", rnn=share(medians["rnn"]), lstm=share(medians["lstm97"]))
    chart = seeds_chart(shares, names, words, current_palette())
    charts.draw(chart, key=f"{PAGE}/seeds/chart", alt=result)
    lesson.text(result)


BENCH = Bench[Race, RaceValues](
    settings=SETTINGS,
    measure=measure_race,
    picture=picture,
    question=QUESTION,
    code=code.race,
    readings=readings,
    notice=lambda view: sentences.remarks(view.run.conditions, view.run.laps, view.run.share),
    notes=notes,
    acts=acts,
    busy=lambda: live.running(PAGE) or streaming.running(),
    ghosts=lambda values: not values.trained,  # a training would have to be made again
    drawers=(
        how_to_read(PAGE),
        Drawer("seeds", "casino", lambda view: _thirty(view.run.conditions, view.run.share)),
        Drawer("proof", "verified", lambda view: prove(
            PAGE, {side: lap.flow for side, lap in view.run.laps.items()}, view.run.at)),
        Drawer("words", "notes", lambda view: table(
            view.run.conditions, view.run.laps, view.run.share)),
        equation_drawer(PAGE, EQUATIONS),
    ),
)  # fmt: skip
