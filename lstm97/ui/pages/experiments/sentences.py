"""Sentences on the experiments' page, each chosen by a predicate on the run that it speaks of."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from lstm97.analysis import retention
from lstm97.analysis.flow.race import Lap
from lstm97.paper.data.rows import ROWS
from lstm97.paper.run import film, plain
from lstm97.paper.show.examples import example
from lstm97.ui.base.numbers import minus, share, size, whole
from lstm97.ui.base.text import labelled, listed, sentences, t
from lstm97.ui.lesson.parts import Remark
from lstm97.ui.lesson.question import Judgement
from lstm97.ui.pages.experiments.conditions import (
    FIXED_LAG,
    PAGE,
    ExperimentConditions,
    paper_result,
    trial_results,
)
from lstm97.ui.pages.experiments.run import ExperimentRun, laps_of, pair

MUCH = 2.0  # times as much is written, or half as much: a preference
PLATEAU = 0.9  # of the first error that was measured: still there
GOOD, POOR = 0.9, 0.6  # shares of right answers
COUNTS = {"hundreds": 1e3, "thousands": 1e4, "tens": 1e5, "more": np.inf}  # below each


def reach(run: ExperimentRun) -> Remark:
    """How far the errors of both nets get on this sequence."""
    if run.fed:
        return Remark(PAGE, "reach-fed", {})
    far = {side: run.far(side) for side in run.laps}
    slug = {(True, True): "both", (False, True): "lstm", (True, False): "rnn"}.get(
        (far.get("rnn", False), far["lstm97"]), "neither"
    )
    values = {side: lap.reach.depth for side, lap in run.laps.items()} | {"steps": run.way}
    if "rnn" not in run.laps:
        return Remark(PAGE, "reach-alone", values)
    return Remark(PAGE, f"reach-{slug}", values)


def writing(run: ExperimentRun) -> Remark:
    """Whether the LSTM writes more to its cells where there is something to remember."""
    times = run.preference
    if not np.isfinite(times):
        return Remark(PAGE, "writes-nothing", {})
    if times >= MUCH:
        return Remark(PAGE, "writes-much", {"times": size(times)})
    return Remark(
        PAGE, "writes-little" if times <= 1 / MUCH else "writes-alike", {"times": size(times)}
    )


def standing(run: ExperimentRun) -> Remark | None:
    """How both do at a moment of their training, by the median trial."""
    lstm, rnn = run.middle("right", 0), run.middle("right", 1)
    if not np.isfinite(lstm + rnn):
        return None
    told = {"sequences": whole(run.sequences), "lstm": share(lstm), "rnn": share(rnn)}
    first = float(np.nanmedian(run.past[1].error[0])) if len(run.past) > 1 else np.nan
    if lstm >= GOOD:
        return Remark(PAGE, "stands-both" if rnn >= GOOD else "stands-apart", told)
    if lstm <= POOR and run.middle("error", 0) >= PLATEAU * first:
        return Remark(PAGE, "stands-plateau", told | {"error": size(run.middle("error", 0))})
    return Remark(PAGE, "stands-between", told)


def remarks(run: ExperimentRun) -> str:
    """What to notice at this moment, as Markdown."""
    facts = [standing(run), reach(run), writing(run)] if run.nets else []
    return "\n".join(f"- {one.text}" for one in facts if one)


def scale_noticed(run: ExperimentRun) -> str:
    """The same of nets at the paper's scale, and what became of the rival."""
    if not run.nets:
        return t(f"{PAGE}.no_paper_net")
    rival = plain.load(run.conditions.experiment)
    said = [trial(run).text]
    if rival:
        seen, right = whole(rival.sequences), share(rival.right)
        fewer = t(f"{PAGE}.paper_nets.fewer") if rival.sequences < run.sequences else ""
        said.append(sentences([t(f"{PAGE}.paper_nets.rnn", sequences=seen, right=right), fewer]))
    said += [reach(run).text, writing(run).text]
    return "\n".join(f"- {one}" for one in said)


def trial(run: ExperimentRun) -> Remark:
    """Which of the trials that succeeded at the paper's scale is shown: their median."""
    solved = example(run.conditions.experiment)
    trials = len(solved.trials) if solved else 0
    return Remark(PAGE, "trial", {"sequences": whole(run.sequences), "trials": trials})


def outcome(run: ExperimentRun) -> str:
    """How many sequences the trials took that have met the criterion; empty if none has."""
    last = run.past[-1]
    solved = sorted(one for one in last.solutions if one is not None)
    if not solved:
        return ""
    return t(
        f"{PAGE}.outcome",
        solved=len(solved),
        trials=len(last.solutions),
        counts=listed(map(whole, solved)),
    )


def summary(run: ExperimentRun) -> str:
    """The stage in words; where errors enter on the way, no depth is that of the last one."""
    if run.fed:
        return t(f"{PAGE}.summary_fed")
    return sentences(
        t(
            f"{PAGE}.summary",
            network=t(f"lanes.networks.{side}"),
            depth=lap.reach.depth,
            steps=run.way,
        )
        for side, lap in run.laps.items()
    )


def headline(asked: ExperimentConditions, laps: dict[str, Lap]) -> str:
    """Both answers in a line, while they change."""
    return " · ".join(
        labelled(t(f"lanes.networks.{side}"), answer(asked, lap)) for side, lap in laps.items()
    )


def answer(asked: ExperimentConditions, lap: Lap) -> str:
    """What a net answers on the test sequence."""
    return minus(retention.answer(asked.task, asked.sequence, lap.trace.y_k))


def verdict(asked: ExperimentConditions, lap: Lap) -> str:
    """Whether the answer is right: as the paper's criterion asks for it, or at least in itself."""
    wanted = minus(retention.right_answer(asked.task, asked.sequence))
    if bool(asked.task.correct(lap.trace.y_k, asked.sequence)):
        return t(f"{PAGE}.learnt.right")
    if answer(asked, lap) == wanted:
        return t(f"{PAGE}.learnt.near")
    return t(f"{PAGE}.learnt.wrong", wanted=wanted)


def sequence_count(run: ExperimentRun) -> Judgement:
    """How many sequences the experiment took at the paper's scale, measured here."""
    name = run.conditions.experiment
    found, paper = trial_results(name), paper_result(name).sequences or 0
    if found is None or found.mean is None:
        mean, told = float(paper), {"solved": 0, "trials": 0, "mean": "–"}
    else:
        mean = found.mean
        told = {"solved": found.solutions, "trials": found.trials, "mean": whole(mean)}
    told["kind"] = t(f"paper.kind.{ROWS[found.row].kind if found else 'printed'}")
    slug = next(slug for slug, bound in COUNTS.items() if mean < bound)
    why = "short" if name in FIXED_LAG else ""
    return Judgement(frozenset({slug}), told | {"paper": whole(paper)}, why)


@lru_cache(maxsize=128)
def depths(asked: ExperimentConditions) -> dict[int, int]:
    """How far the LSTM's error gets back on the test sequence, by moments of the film."""
    return {
        one.sequences: laps_of(asked, pair(one))["lstm97"].reach.depth for one in film.load()[::10]
    }


def arrives(run: ExperimentRun) -> Judgement:
    """At which moment of the film the LSTM's error first gets all the way back."""
    found, last = depths(run.conditions), film.load()[-1]
    far = [seen for seen, depth in found.items() if depth >= 0.9 * run.way]
    if not far:
        slug = "never"
    else:
        slug = "first" if far[0] == 0 else "solved" if far[0] >= last.sequences - 5000 else "grows"
    told = {"depth": found[0], "steps": run.way, "solved": whole(last.sequences)}
    return Judgement(frozenset({slug}), told)
