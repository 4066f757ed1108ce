"""The memory cell's page: its settings, its equations, and what cells in a block share.

Game, drift and abuse are in modules of their own; all run the engine's own cell, with the gates
where the reader sets them.
"""

from __future__ import annotations

from lstm97.engine import count, lstm97
from lstm97.engine.lstm97 import Spec
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.figures.lines import Line, line_chart
from lstm97.ui.base.charts import draw
from lstm97.ui.base.text import labelled, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.link.settings import Choice, Integer, IntList, Number, Scale, Settings

PAGE = "memory-cell"
LONGEST = 20
ALL_STEPS = tuple(range(1, LONGEST + 1))  # of the longest sequence; a shorter one has fewer
GATE_BIASES = {"ladder": (-1.0, -4.0), "even": (-2.0, -2.0), "strong": (-4.0, -4.0)}
SHARED = 4  # cells, in blocks of each size that divides them

SETTINGS = Settings(
    PAGE,
    main=(
        Integer("T", 6, LONGEST, 12),
        Integer("size", 1, 4, 1),
        Integer("seed", 1, 9999, 1, box=True),
    ),
    placed=(
        IntList("inn", 1, LONGEST, ALL_STEPS, LONGEST),
        IntList("out", 1, LONGEST, ALL_STEPS, LONGEST),
        Scale("trained", (0, 2000, 3000, 3500, 4000, 6000), 6000),
        Number("bias", -6.0, 2.0, -3.0, 0.5),
        Choice("ogb", tuple(GATE_BIASES), "ladder"),
    ),
)
EQUATIONS = (
    Entry(
        "state",
        r"\role{s_c(t)} = s_c(t-1) + y^{in}(t)\,g(net_c(t))",
        "9",
        lstm97.step,
        r"s = state\.s",
        "cell",
    ),
    Entry(
        "in", r"\role{y^{in}(t)} = f(net_{in}(t))", "7", lstm97.step, r"y_in = LOG", "input_gate"
    ),
    Entry(
        "out",
        r"\role{y^{out}(t)} = f(net_{out}(t))",
        "8",
        lstm97.step,
        r"y_out = LOG",
        "output_gate",
    ),
    Entry(
        "shown", r"\role{y^c(t)} = y^{out}(t)\,h(s_c(t))", "9", lstm97.step, r"y_c = per", "signal"
    ),
    Entry(
        "entry",
        r"\frac{\partial y^c(t)}{\partial s_c(t)} = \role{y^{out}(t)\,h'(s_c(t))}",
        "41",
        lstm97_errors.entry,
        r"return",
        "error",
    ),
)


def sharing() -> list[dict[str, str]]:
    """Weights of four cells in blocks of 1, 2 and 4, as the engine counts them."""
    return [_sharing(size, SHARED // size) for size in (1, 2, 4)]


def _sharing(size: int, blocks: int) -> dict[str, str]:
    weights = count(Spec(2, 1, blocks, size, gates_fed_back=True))
    told = {"size": size, "blocks": blocks, "gates": 2 * blocks, "weights": weights}
    return {t(f"memory-cell.sharing.{head}"): str(value) for head, value in told.items()}


def figure(
    key: str,
    lines: list[Line],
    y: str,
    domain: tuple[float, float],
    *,
    log: bool = False,
    x: str = "time",
) -> None:
    """Lines over time, or over ``x``; ``y`` and ``x`` name the page's axis titles."""
    look, across, up = current_palette(), t(f"memory-cell.axes.{x}"), t(f"memory-cell.axes.{y}")
    chart = line_chart(lines, look, x=across, y=up, domain=domain, log=log, height=290)
    names = " · ".join(line.name for line in lines)
    draw(chart, key=f"{PAGE}/{key}", alt=labelled(up, names))
