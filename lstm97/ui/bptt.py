"""The page on backpropagation through time: its table of settings, its figures, its exercise.

Its numbers are few and small on purpose: a reader checks one of them by hand.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis import exercise, rtrl
from lstm97.analysis.contributions import loop_contributions, nudge
from lstm97.analysis.exercise import KINDS, Cell, Kind, judge
from lstm97.engine import ErrorFlow, errorflow, forward, network_of, rnn
from lstm97.engine.gradcheck import BAR, Check, gradcheck
from lstm97.figures.cost import Series, cost_chart
from lstm97.figures.unrolled import ROWS, Moment, number_chart, share_chart, signed
from lstm97.ui import lesson
from lstm97.ui.cached import wrap_pure
from lstm97.ui.code import Entry
from lstm97.ui.controls import control
from lstm97.ui.lesson import READING
from lstm97.ui.numbers import factor, latex, size
from lstm97.ui.settings import Choice, Integer, Number, Preset, Settings, Toggle, Values
from lstm97.ui.stage import StageState
from lstm97.ui.text import language, t
from lstm97.ui.theme import current_palette

PAGE = "bptt"
GUESSES = ("first", "middle", "last", "same")
RIGHT = ("right", "rounded")
ASKED: dict[Kind, str] = {"activation": "unit", "error": "error", "share": "share"}
SIZES = (2, 4, 8, 16, 32, 64)  # units
TIMES = (10, 20, 50, 100, 200, 500, 1000)  # steps
COST_STEPS, COST_UNITS = 20, 8

SETTINGS = Settings(
    PAGE,
    main=(
        Toggle("every"),
        Integer("T", 3, 8, 5),
        Number("w", -2, 2, 0.8, 0.1),
        Number("d", -1, 1, 0.5, 0.1),
    ),
    more=(
        Number("vin", -2, 2, 1.0, 0.1),
        Number("u", -2, 2, 1.0, 0.1),
        Integer("seed", 1, 9999, 26, box=True),
    ),
    placed=(Choice("cell", KINDS, "error"),),
    presets=(
        Preset("start", {"T": 5, "w": 0.8, "every": False}),
        Preset("fades", {"T": 8, "w": 0.3, "every": False}),
        Preset("flips", {"T": 5, "w": -0.8, "every": False}),
        Preset("every", {"T": 5, "w": 0.8, "every": True}),
    ),
)
EQUATIONS = (
    Entry(
        "forward",
        r"\role{y(t)} = f\big(v\,x(t) + w\,y(t-1)\big)",
        "",
        rnn.step,
        r"y_j = ",
        "signal",
    ),
    Entry(
        "error",
        r"\role{\vartheta_j(t)} = f_j'(net_j(t)) \sum_i w_{ij}\,\vartheta_i(t+1)",
        "",
        rnn.back,
        r"error = slope\[t\]",
        "error",
    ),
    Entry(
        "sum",
        r"\role{\frac{\partial E}{\partial w}} = \sum_{t=1}^{T} \vartheta(t)\,y(t-1)",
        "",
        errorflow.gradient,
        r"outer_sum",
        "cell",
    ),
    Entry(
        "rtrl",
        r"\role{\frac{\partial y_i(t)}{\partial w_{uz}}} = f_i' \Big(\sum_j w_{ij}"
        r"\frac{\partial y_j(t-1)}{\partial w_{uz}} + [i = u]\,\text{source}_z(t)\Big)",
        "",
        rtrl.advance,
        r"carried",
        "neutral",
    ),
)


def run(values: Values) -> ErrorFlow:
    """The little net, forward and back, as the settings say."""
    xs = exercise.inputs(values.seed, values.T)
    return exercise.run(exercise.net(values.vin, values.w, values.u), xs, values.d, values.every)


def finished(flow: ErrorFlow) -> Moment:
    """Both sweeps done."""
    return Moment(2 * flow.trace.steps, flow.trace.steps)


def before_reveal(flow: ErrorFlow) -> None:
    """The numbers of the forward sweep only."""
    _numbers(flow, Moment(flow.trace.steps, flow.trace.steps), None)


def at_rest(state: StageState, flow: ErrorFlow) -> Moment:
    """Where the reader rests on the stage; the finished picture until they have moved."""
    T = flow.trace.steps
    return Moment(2 * T if state.position is None else min(state.position, 2 * T), T)


def still_asked(flow: ErrorFlow, values: Values) -> tuple[str, int] | None:
    """Row and time step (1..T) of the number that the reader has still to find."""
    if _signature(values) in _marked("solved"):
        return None
    cell = exercise.cell(flow, values.cell)
    return ASKED[cell.kind], cell.t + 1


def numbers(flow: ErrorFlow, moment: Moment, values: Values) -> None:
    """The unrolled net with its numbers, and below it the shares piling up."""
    _numbers(flow, moment, still_asked(flow, values))
    words = {name: t(f"{PAGE}.chart.{name}") for name in ("total", "share", "time", "running")}
    st.markdown(f"**{t(f'{PAGE}.chart.title')}**")
    st.vega_lite_chart(
        share_chart(flow, moment, words, current_palette()),
        width="stretch",
        key=f"{PAGE}/shares",
        alt=t(f"{PAGE}.chart.alt", shares=_list(loop_contributions(flow))),
    )


def _numbers(flow: ErrorFlow, moment: Moment, asked: tuple[str, int] | None) -> None:
    words = {row: t(f"{PAGE}.rows.{row}") for row in ROWS}
    st.vega_lite_chart(
        number_chart(flow, moment, words, current_palette(), asked),
        width="stretch",
        key=f"{PAGE}/numbers",
        alt=summary(flow),
    )


def summary(flow: ErrorFlow) -> str:
    """The picture in words."""
    return t(
        f"{PAGE}.summary",
        steps=flow.trace.steps,
        y=signed(float(flow.trace.y_k[-1, 0])),
        d=signed(float(flow.trace.inputs.targets[-1, 0]), 1),
        loss=f"{flow.trace.loss.sum():.3f}",
        errors=_list(flow.nets[:, 0]),
        total=signed(float(loop_contributions(flow).sum())),
    )


def table(flow: ErrorFlow) -> list[dict[str, Any]]:
    """One row a time step, with every number of the picture."""
    trace = flow.trace
    columns = {
        "x": trace.inputs.xs[:, 0],
        "net": trace.gates.net_j[:, 0],
        "y": trace.gates.y_j[:, 0],
        "slope": rnn.slopes(trace)[:, 0],
        "error": flow.nets[:, 0],
        "share": loop_contributions(flow),
    }
    heads = {name: t(f"{PAGE}.table.{name}") for name in columns}
    return [
        {"t": str(step + 1)}
        | {heads[name]: signed(float(values[step]), 4) for name, values in columns.items()}
        for step in range(trace.steps)
    ]


def facts(flow: ErrorFlow) -> dict[str, Any]:
    """The numbers that the text about the picture quotes."""
    shares, errors = loop_contributions(flow), np.abs(flow.nets[:, 0])
    largest = int(np.abs(shares).argmax())
    kept = errors[0] / errors[-1] if errors[-1] else 0.0
    return {
        "steps": flow.trace.steps,
        "largest": largest + 1,
        "share": signed(float(shares[largest])),
        "last": signed(float(shares[-1])),
        "total": signed(float(shares.sum())),
        "kept": f"{kept:.0%}" if kept >= 0.01 else size(float(kept)),
    }


def filled(flow: ErrorFlow) -> dict[str, str]:
    """The equations with the numbers of this run put in."""
    trace = flow.trace
    x, y, errors = trace.inputs.xs[:, 0], trace.gates.y_j[:, 0], flow.nets[:, 0]
    v, w = trace.params.hidden[0, :2]
    own = float(trace.params.output[0, 0] * flow.output[0, 0])
    arriving = rf"{factor(w)} \cdot {factor(errors[1])}" + (f" + {factor(own)}" if own else "")
    slope = factor(float(rnn.slopes(trace)[0, 0]))
    shares = " + ".join(factor(float(share)) for share in loop_contributions(flow))
    total = latex(float(loop_contributions(flow).sum()))
    return {
        "forward": rf"y(2) = \tanh({factor(v)} \cdot {factor(x[1])} + {factor(w)} \cdot "
        rf"{factor(y[0])}) = {latex(y[1])}",
        "error": rf"\vartheta(1) = {slope} \cdot ({arriving}) = {latex(errors[0])}",
        "sum": rf"{shares} = {total}",
    }


def exercise_box(flow: ErrorFlow, values: Values) -> None:
    """Ask for one number, and answer with the reason where a known slip gives that answer."""
    asked = exercise.cell(flow, values.cell)
    with st.container(border=True, width=READING):
        control(SETTINGS, "cell")
        st.markdown(t(f"{PAGE}.exercise.{asked.kind}.ask", **_operands(asked)))
        key = f"{PAGE}/answer/{_signature(values)}/{language()}"
        answer = st.number_input(
            t(f"{PAGE}.exercise.answer"),
            value=None,
            step=0.001,
            format="%.3f",
            key=key,
            width=220,
            on_change=_submitted,
            args=(key, asked, values),
        )
        if answer is not None:
            _feedback(asked, judge(asked, answer))
        _solution(asked, values)


def _submitted(key: str, asked: Cell, values: Values) -> None:
    answer = st.session_state[key]
    if answer is not None and judge(asked, answer) in RIGHT:
        _marked("solved").add(_signature(values))


def _feedback(asked: Cell, verdict: str) -> None:
    if verdict in RIGHT:
        exact = signed(asked.value, 6)
        st.success(t(f"{PAGE}.exercise.{verdict}", exact=exact), icon=":material/check_circle:")
    else:
        own = f"{PAGE}.exercise.{asked.kind}.slips.{verdict}"
        key = f"{PAGE}.exercise.wrong" if verdict == "wrong" else own
        st.warning(t(key, **_used(key, asked)), icon=":material/help:")


def _used(key: str, asked: Cell) -> dict[str, Any]:
    """The time step that a slip's text names."""
    if key.endswith("late_slope"):
        return {"after": asked.t + 2}
    return {"t": asked.t + 1} if key.endswith("no_entering") else {}


def _solution(asked: Cell, values: Values) -> None:
    if _signature(values) in _marked("shown"):
        st.markdown(t(f"{PAGE}.exercise.{asked.kind}.solution", **_worked(asked)))
    else:
        st.button(
            t(f"{PAGE}.exercise.show"),
            key=f"{PAGE}/show",
            type="tertiary",
            on_click=_show,
            args=(values,),
        )


def _show(values: Values) -> None:
    for name in ("shown", "solved"):
        _marked(name).add(_signature(values))


def _operands(asked: Cell) -> dict[str, Any]:
    step = {"t": asked.t + 1}
    if asked.kind == "share":
        return step
    return step | ({"before": asked.t} if asked.kind == "activation" else {"after": asked.t + 2})


def _worked(asked: Cell) -> dict[str, str]:
    """The operands as they are printed, negative ones in brackets, and the result."""
    parts = {name: _bracketed(value) for name, value in asked.parts.items()}
    return parts | {"value": f"{asked.value:.4f}", "t": str(asked.t + 1)}


def _bracketed(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return f"({text})" if value < 0 else text


def _signature(values: Values) -> tuple[Any, ...]:
    """What makes this exercise this one: another net or another cell is another exercise."""
    return tuple(values.values())


def _marked(name: str) -> set[tuple[Any, ...]]:
    """The exercises that were solved, or whose solution was shown, in this session."""
    kept: set[tuple[Any, ...]] = st.session_state.setdefault(f"{PAGE}/{name}", set())
    return kept


def checked(flow: ErrorFlow) -> None:
    """Each weight's slope by backpropagation and by moving it, and one of them step by step."""
    trace = flow.trace
    moved = nudge(trace, 0, 1)
    st.markdown(
        t(
            f"{PAGE}.check.nudge",
            width=f"{moved.width:g}",
            below=f"{moved.below:.8f}",
            above=f"{moved.above:.8f}",
            slope=signed(moved.slope, 5),
            total=signed(float(flow.grad.hidden[0, 1]), 5),
        ),
        width=READING,
    )
    check = gradcheck(network_of(trace.params), trace.params, *trace.inputs)
    pairs = zip("vwu", check.analytic, check.numeric, strict=True)
    heads = [t(f"{PAGE}.check.{name}") for name in ("weight", "backward", "moved", "difference")]
    rows = [(name, signed(a, 7), signed(b, 7), size(abs(a - b), 1)) for name, a, b in pairs]
    with st.container(width=READING):
        st.table(dict(zip(heads, zip(*rows, strict=True), strict=True)), hide_index=True)
    _verdict(check)


def _verdict(check: Check) -> None:
    key = f"{PAGE}.check.{'passed' if check.passed else 'failed'}"
    st.caption(t(key, error=size(check.error, 1), bar=size(BAR, 1)), width=READING)


@wrap_pure
def measured_ratios() -> tuple[float, ...]:
    """How many times longer RTRL takes on this machine, for each of `SIZES`."""
    return tuple(rtrl.time_ratio(size, COST_STEPS, repeats=5) for size in SIZES)


def cost() -> None:
    """Work against size and memory against time, on paper and measured, when asked for."""
    box = st.expander(
        t(f"{PAGE}.cost.title"), icon=":material/speed:", key=f"{PAGE}/cost", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        ratios = measured_ratios()
        lesson.text(t(f"{PAGE}.cost.says", size=SIZES[-1], paper=f"{_paper(SIZES[-1]):,.0f}",
                      measured=f"{ratios[-1]:.0f}"))  # fmt: skip
        left, right = st.columns(2)
        with left:
            _work_chart(ratios)
        with right:
            _memory_chart()


def _paper(size: int) -> float:
    spec = rnn.Spec(1, 1, size)
    slow, quick = rtrl.rtrl_bill(spec, COST_STEPS), rtrl.bptt_bill(spec, COST_STEPS)
    return slow.work / quick.work


def _work_chart(ratios: tuple[float, ...]) -> None:
    paper = [_paper(size) for size in SIZES]
    series = [
        Series(t(f"{PAGE}.cost.work.paper"), SIZES, paper, "bound"),
        Series(t(f"{PAGE}.cost.work.measured"), SIZES, ratios, "rnn", measured=True),
    ]
    _draw("work", series)


def _memory_chart() -> None:
    spec = rnn.Spec(1, 1, COST_UNITS)
    bptt, slow = (
        [bill(spec, T).memory for T in TIMES] for bill in (rtrl.bptt_bill, rtrl.rtrl_bill)
    )
    kept = [rtrl.kept_by_bptt(forward(*rtrl.example(COST_UNITS, T))) for T in TIMES]
    series = [
        Series(t(f"{PAGE}.cost.memory.bptt"), TIMES, bptt, "error"),
        Series(t(f"{PAGE}.cost.memory.kept"), TIMES, kept, "rnn", measured=True),
        Series(t(f"{PAGE}.cost.memory.rtrl"), TIMES, slow, "signal"),
    ]
    _draw("memory", series)


def _draw(name: str, series: list[Series]) -> None:
    words = {axis: t(f"{PAGE}.cost.{name}.{axis}") for axis in ("x", "y")}
    st.vega_lite_chart(
        cost_chart(series, words, current_palette()),
        width="stretch",
        key=f"{PAGE}/cost/{name}",
        alt=t(f"{PAGE}.cost.{name}.alt"),
    )


def _list(values: Any) -> str:
    return ", ".join(signed(float(value)) for value in values)
