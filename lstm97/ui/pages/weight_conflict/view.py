"""The page of the weight conflicts: one weight pulled both ways, and the contest with gates.

The pulls are the engine's gradient by time step; the contest is one that the reader may repeat.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from lstm97.analysis.problem import conflict
from lstm97.analysis.problem.conflict import Standing, Tug
from lstm97.engine import lstm97, rnn
from lstm97.engine.errorflow import gradient
from lstm97.figures.bars import pull_chart
from lstm97.figures.lanes import ROLES
from lstm97.figures.lines import Line, line_chart
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import signed
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.lesson.proof import proof
from lstm97.ui.link import address
from lstm97.ui.link.controls import apply
from lstm97.ui.link.settings import Choice, Integer, Preset, Settings, Values

PAGE = "weight-conflict"
TRAINING = 60  # training steps of the single weight
LIVE = {"trials": 4, "sequences": 3000}
KEPT = f"{PAGE}/live"

SETTINGS = Settings(
    PAGE,
    main=(
        Choice("side", conflict.SIDES, "input"),
        Integer("T", 2, 10, 4),
        Integer("after", 0, TRAINING, TRAINING),
    ),
    more=(Integer("seed", 1, 9999, 1, box=True),),
    presets=(
        Preset("start", {"after": 0}),
        Preset("early", {"after": 5}),
        Preset("settled", {"after": TRAINING}),
    ),
)
EQUATIONS = (
    Entry(
        "unit", r"\role{y_j(t+1)} = f(w_{jj}\,y_j(t)) = y_j(t)", "", rnn.step, r"y_j = ACT", "cell"
    ),
    Entry(
        "contribution",
        r"-\frac{\partial E}{\partial w_{ji}} = \sum_t \role{\vartheta_j(t)\,x_i(t)}",
        "",
        gradient,
        r"outer_sum\(nets",
        "error",
    ),
    Entry(
        "gate",
        r"s_c(t) = s_c(t-1) + \role{y^{in}(t)}\,g(net_c(t))",
        "9",
        lstm97.step,
        r"s = state\.s",
        "input_gate",
    ),
)

run_tug = wrap_pure(conflict.tug)


@wrap_pure
def baked() -> list[Standing]:
    """The contest of ten seeds that the page opens with."""
    return conflict.from_text(conflict.FILE.read_text(encoding="utf-8"))


def pulled(tug: Tug, values: Values) -> None:
    """The single weight in training: its pulls at this moment, where it goes, and the proof."""
    lesson.text(prose(PAGE, f"task-{values.side}"))
    _train_on(values)
    _tug_charts(tug, values.side, values.after)
    lesson.how_to_read(PAGE)
    told = numbers(tug, values.after)
    lesson.notice(PAGE, **told)
    lesson.summary_and_table(PAGE, t("weight-conflict.words.summary", **told), rows(tug))
    weight = float(tug.weight[values.after])
    proof(PAGE, {"rnn": conflict.single(values.side, values.T, weight, values.seed)})


def _train_on(values: Values) -> None:
    """Buttons for the next training steps, beside the slider."""
    if "after" in address.current(SETTINGS).lock:
        return
    with st.container(horizontal=True):
        for more in (1, 10):
            st.button(
                t("weight-conflict.words.train", steps=more),
                key=f"{PAGE}/train/{more}",
                icon=":material/fitness_center:",
                disabled=values.after >= TRAINING,
                on_click=apply,
                args=(SETTINGS, {"after": values.after + more}),
            )


def _tug_charts(tug: Tug, side: str, after: int) -> None:
    """The pulls at this moment of training; beside them the weight and the loss so far."""
    look, bound = current_palette(), float(np.abs(tug.pulls.sum(axis=1)).max()) * 0.6 + 0.2
    words = {name: t(f"weight-conflict.{side}.{name}") for name in ("up", "down")}
    words |= {name: t(f"weight-conflict.words.{name}") for name in ("x", "y", "sum")}
    st.markdown(f"**{t('weight-conflict.heads.pulls', after=after)}**")
    chart = pull_chart(tug.pulls[after], words, look, bound=bound, height=360)
    draw(chart, key=f"{PAGE}/pulls", alt=words["y"])
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{t('weight-conflict.heads.weight')}**")
        _line("weight", _weight_lines(tug, side, after), "weight", (-0.5, 1.5))
    with right:
        st.markdown(f"**{t('weight-conflict.heads.loss')}**")
        _line("loss", _loss_lines(tug, after), "loss", (0, float(tug.loss.max()) * 1.05))


def _weight_lines(tug: Tug, side: str, after: int) -> list[Line]:
    whole = np.ones(len(tug.weight))
    return [
        Line(t("weight-conflict.words.weight"), tug.weight[: after + 1], "rnn", first=0),
        Line(t(f"weight-conflict.{side}.wants_one"), whole, "cell", first=0),
        Line(t(f"weight-conflict.{side}.wants_zero"), 0 * whole, "error", first=0),
    ]


def _loss_lines(tug: Tug, after: int) -> list[Line]:
    left = np.full(len(tug.loss), tug.loss[-1])
    return [
        Line(t("weight-conflict.words.loss"), tug.loss[: after + 1], "rnn", first=0),
        Line(t("weight-conflict.words.left"), left, "bound", first=0),
    ]


def _line(key: str, lines: Sequence[Line], y: str, domain: tuple[float, float]) -> None:
    x, title = t("weight-conflict.words.training"), t(f"weight-conflict.words.{y}")
    chart = line_chart(lines, current_palette(), x=x, y=title, domain=domain, height=300)
    names = " · ".join(line.name for line in lines)
    draw(chart, key=f"{PAGE}/{key}", alt=f"{title}: {names}")


def numbers(tug: Tug, after: int) -> dict[str, str]:
    """What the note puts into its sentences."""
    pulls = tug.pulls[after]
    return {
        "after": str(after),
        "weight": signed(round(float(tug.weight[after]), 2)),
        "up": f"{pulls[pulls > 0].sum():.2f}",
        "down": f"{-pulls[pulls < 0].sum():.2f}",
        "settled": signed(round(float(tug.weight[-1]), 2)),
        "steps": str(len(pulls)),
        "first_loss": f"{tug.loss[0]:.3f}",
        "last_loss": f"{tug.loss[-1]:.3f}",
    }


def rows(tug: Tug) -> list[dict[str, str]]:
    """A record for some moments of training: weight, pulls up and down, loss."""
    return [
        {
            t("weight-conflict.words.training"): str(after),
            t("weight-conflict.words.weight"): numbers(tug, after)["weight"],
            t("weight-conflict.table.up"): numbers(tug, after)["up"],
            t("weight-conflict.table.down"): numbers(tug, after)["down"],
            t("weight-conflict.words.loss"): f"{tug.loss[after]:.4f}",
        }
        for after in (0, 1, 2, 5, 10, 20, TRAINING)
    ]


def contest(seed: int) -> None:
    """Both networks at the task, with gates and without, once the reader has predicted."""
    if not lesson.predict(PAGE, "gates", ("both", "cell", "neither")):
        return
    standings = _standings(seed)
    found = contest_numbers(standings)
    lesson.notice(PAGE, "notice-gates", **found)
    lesson.summary_and_table(
        f"{PAGE}/found", t("weight-conflict.words.found", **found), contest_rows(standings)
    )


def _standings(seed: int) -> list[Standing]:
    """The baked contest, or the reader's own where one has just been run; draws its chart."""
    st.button(
        t("weight-conflict.words.again", seed=seed),
        key=f"{PAGE}/again",
        icon=":material/play_arrow:",
        on_click=live.run,
        args=(PAGE, True),
    )
    place = st.empty()
    if live.running(PAGE):
        live.run(PAGE, False)  # first, so that a press which interrupts the contest ends it
        st.session_state[KEPT] = (seed, _live(seed, place))
    kept_seed, kept = st.session_state.get(KEPT, (None, []))
    standings: list[Standing] = kept if kept_seed == seed else baked()
    _draw_contest(standings, place, len(standings))
    if kept_seed == seed:
        st.caption(t("weight-conflict.words.live", seed=seed, trials=LIVE["trials"]))
    else:
        st.caption(t("weight-conflict.words.baked", command=conflict.COMMAND))
    return standings


def _live(seed: int, place: st.delta_generator.DeltaGenerator) -> list[Standing]:
    standings: list[Standing] = []
    for standing in conflict.contest(seed, **LIVE):
        standings.append(standing)
        _draw_contest(standings, place, len(standings))
    return standings


def _draw_contest(
    standings: Sequence[Standing], place: st.delta_generator.DeltaGenerator, count: int
) -> None:
    seen = [one.sequences for one in standings]
    lines = [
        Line(t(f"weight-conflict.contest.{slug}"), median(standings, slug), ROLES[slug], x=seen)
        for slug in ("rnn", "lstm97")
    ]
    x, y = t("weight-conflict.words.sequences"), t("weight-conflict.words.loss")
    chart = line_chart(lines, current_palette(), x=x, y=y, domain=(0, 0.4), height=320)
    alt = t("weight-conflict.heads.contest")
    with place:
        draw(chart, key=f"{PAGE}/contest/{count}", alt=alt)


def median(standings: Sequence[Standing], slug: str) -> list[float]:
    """The median over seeds of a network's loss, by standing."""
    return [float(np.median(one.loss[slug])) for one in standings]


def contest_numbers(standings: Sequence[Standing]) -> dict[str, str]:
    """The end of a contest in numbers."""
    last = standings[-1]
    bare, gated = last.loss["rnn"], last.loss["lstm97"]
    return {
        "sequences": str(last.sequences),
        "trials": str(len(bare)),
        "bare": f"{np.median(bare):.3f}",
        "gated": f"{np.median(gated):.3f}",
        "best_bare": f"{bare.min():.3f}",
        "worst_gated": f"{gated.max():.3f}",
    }


def contest_rows(standings: Sequence[Standing]) -> list[dict[str, str]]:
    """The last loss of every run, one record each."""
    last = standings[-1].loss
    return [
        {
            t("weight-conflict.table.run"): str(run + 1),
            t("weight-conflict.contest.rnn"): f"{bare:.4f}",
            t("weight-conflict.contest.lstm97"): f"{gated:.4f}",
        }
        for run, (bare, gated) in enumerate(zip(last["rnn"], last["lstm97"], strict=True))
    ]
