"""A recurrent unit unrolled in time, with every number on it: one column a time step.

The forward numbers point right, the errors point left, and below them the shares of the loop
weight's gradient pile up to their sum, so that a reader can check each with pencil and paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lstm97.analysis.foundations.contributions import (
    back_factors,
    loop_contributions,
    running_total,
)
from lstm97.analysis.small_chain import SmallChain
from lstm97.engine import ErrorFlow
from lstm97.engine.activations import Array
from lstm97.figures.layers import layer, number, word
from lstm97.figures.lines import Spec
from lstm97.figures.palette import Palette, Role
from lstm97.figures.stage.lanes import Say
from lstm97.figures.stage.scene import Chain, Scene
from lstm97.writing import minus

ROWS = ("output", "unit", "ahead", "input", "error", "back", "share")
ERROR_ROWS = ("error", "back", "share")  # rows that tell how the error comes back
LABELS = 74  # pixels for the numbers of an axis
SHARE: Role = "signal"  # what a step adds to a gradient

Record = dict[str, str | float | bool]


def unrolled_scene(
    flow: ErrorFlow,
    say: Say,
    summary: str,
    asked: tuple[str, int] | None = None,
    revealed: bool = True,
) -> Scene:
    """The unit on the way forward, the error and what each step adds on the way back.

    The number that is ``asked`` (row and time step 1..T) is left out; until ``revealed``, all that
    comes back is. Once revealed, it plays.
    """
    trace = flow.trace
    hidden = [(row, t) for row in ("error", "share") for t in range(1, trace.steps + 1)]
    questions = ([asked] if asked else []) if revealed else hidden
    chain = Chain(
        say("unrolled.lane"),
        _without(chain_values(flow), questions, revealed),
        _row_names(say),
        asked=tuple(questions),
    )
    return Scene(trace.steps, (), (chain,), summary, play=revealed)


def chains_scene(
    chains: Mapping[str, SmallChain], say: Say, summary: str, own: Mapping[str, str] | None = None
) -> Scene:
    """Chains below each other, by their names, each with the product of its factors so far.

    ``own`` gives rows other names than a recurrent unit's.
    """
    names = _row_names(say) | {"share": say("unrolled.product")} | dict(own or {})
    steps = max(chain.steps for chain in chains.values())
    lanes = tuple(Chain(label, _small_values(chain), names) for label, chain in chains.items())
    return Scene(steps, (), lanes, summary)


def _small_values(chain: SmallChain) -> dict[str, Array]:
    """The numbers of each row, (T,); what a shut gate leaves, 2e-9, is 0."""
    return {
        "output": np.round(chain.outputs, 6),
        "unit": np.round(chain.states, 6),
        "ahead": np.append(np.full(chain.steps - 1, chain.ahead), np.nan),
        "input": np.round(chain.entering, 3),
        "error": chain.errors,
        "back": np.append(chain.factors, np.nan),
        "share": chain.product,
    }


def _row_names(say: Say) -> dict[str, str]:
    return {row: say(f"unrolled.rows.{row}") for row in ROWS}


def chain_values(flow: ErrorFlow) -> dict[str, Array]:
    """The numbers of each row, (T,); nan where there is none."""
    trace, factors = flow.trace, back_factors(flow.trace)
    loop = trace.params.hidden[0, trace.params.spec.sources["y_j"].start]
    last = np.arange(trace.steps) == trace.steps - 1
    return {
        "output": np.where(trace.inputs.teach, trace.y_k[:, 0], np.nan),
        "unit": trace.gates.y_j[:, 0],
        "ahead": np.where(last, np.nan, loop),
        "input": trace.inputs.xs[:, 0],
        "error": flow.nets[:, 0],
        "back": np.where(last, np.nan, factors),
        "share": loop_contributions(flow),
    }


def _without(
    values: dict[str, Array], asked: list[tuple[str, int]], revealed: bool
) -> dict[str, Array]:
    """Rows (T,) with nan for the numbers that are asked, and for all that is not to be told yet."""
    kept = {row: np.array(one, float) for row, one in values.items()}
    for row in () if revealed else ERROR_ROWS:
        kept[row][:] = np.nan
    for row, t in asked:
        kept[row][t - 1] = np.nan
    return kept


def _per_column(T: int, expression: str) -> Spec:
    """A size that follows the width C of one time step, in pixels."""
    return {"expr": expression.replace("C", f"(width / {T})")}


def share_chart(flow: ErrorFlow, words: Mapping[str, str], look: Palette) -> Spec:
    """Each step's share of the loop weight's gradient, piled up from the last step to the first.

    ``words``: total, share, time, running (axis and tooltip titles).
    """
    T, total = flow.trace.steps, running_total(loop_contributions(flow))
    bars = list(_bars(flow, total))
    bound = float(max(np.abs(total).max(), 1e-12)) * 1.25
    x = number("left", scale=_time_scale(T), axis=_time_axis(T, words["time"]))
    y_scale, y_axis = {"domain": [-bound, bound], "nice": False}, {"title": None, "tickCount": 4}
    y = {"scale": y_scale, "axis": y_axis | {"minExtent": LABELS, "maxExtent": LABELS}}
    signs = {"domain": [False, True], "range": [look.color(SHARE), look.negative]}
    tips = [
        number("t", title=words["time"]),
        number("share", title=words["share"], format=".4g"),
        number("to", title=words["running"], format=".4g"),
    ]
    top = total[0] < 0  # the labels keep out of the way of the line at the total
    size = _per_column(T, "clamp(C / 4.2, 8, 12)")
    label = {"type": "text", "dy": -8 if top else 10, "fontSize": size, "color": look.text}
    joint = {"type": "rule", "strokeDash": [3, 3], "color": look.quiet}
    layers = [
        layer([{"to": 0}], {"type": "rule", "color": look.quiet}, y=number("to", **y)),
        layer(bars[1:], joint, x=x, x2={"field": "end"}, y=number("to", **y)),
        layer(bars, {"type": "rect", "opacity": 0.85}, x=x, x2={"field": "right"},
              y=number("from", **y), y2={"field": "to"}, tooltip=tips,
              color=word("down", scale=signs, legend=None)),
        layer(bars, label, x=number("t"), y=number("high" if top else "low", **y),
              text=word("text")),
    ]  # fmt: skip
    layers += _total_line(float(total[0]), words["total"], look)
    return {"layer": layers, "height": 290}


def _bars(flow: ErrorFlow, total: Array) -> Iterator[Record]:
    """A bar for each step: it starts where the one to its right has ended."""
    after = np.concatenate([total[1:], [0.0]])
    for index, share in enumerate(loop_contributions(flow)):
        low, high = sorted((float(after[index]), float(total[index])))
        yield {
            "t": index + 1,
            "left": index + 0.7,
            "right": index + 1.3,
            "end": index + 0.3,
            "from": float(after[index]),
            "to": float(total[index]),
            "low": low,
            "high": high,
            "share": float(share),
            "text": signed(float(share)),
            "down": bool(share < 0),
        }


def signed(value: float, digits: int = 3) -> str:
    """A number as it is printed on paper, with a true minus sign."""
    return minus(f"{round(value, digits) + 0.0:.{digits}f}")


def _time_scale(T: int) -> Spec:
    return {"domain": [0.5, T + 0.5], "nice": False}


def _time_axis(T: int, title: str) -> Spec:
    return {
        "title": title,
        "values": list(range(1, T + 1)),
        "labelExpr": "'t = ' + datum.value" if T <= 6 else "datum.value",
        "grid": False,
        "domain": False,
        "ticks": False,
    }


def _total_line(total: float, name: str, look: Palette) -> list[Spec]:
    records = [{"y": total, "x": 0.55, "text": f"{name} {signed(total)}"}]
    line = {"type": "rule", "color": look.color(SHARE), "strokeWidth": 2, "strokeDash": [6, 3]}
    text = {"type": "text", "align": "left", "dy": 13 if total < 0 else -9, "fontSize": 13}
    text |= {"fontWeight": "bold", "color": look.text}
    return [
        layer(records, line, y=number("y")),
        layer(records, text, x=number("x"), y=number("y"), text=word("text")),
    ]
