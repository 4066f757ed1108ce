"""The page of the weight conflicts: one weight pulled both ways, and a unit that learns whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lstm97.engine import rnn
from lstm97.engine.errorflow import gradient
from lstm97.ui.lesson.bench import Bench
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.pages.weight_conflict import tug, whole
from lstm97.ui.pages.weight_conflict.settings import PAGE, SETTINGS, ConflictValues

__all__ = ["BENCHES", "EQUATIONS", "PAGE", "SETTINGS"]

EQUATIONS = (
    Equation(
        "unit", r"\role{y_j(t+1)} = f(w_{jj}\,y_j(t)) = y_j(t)", "", rnn.step, r"y_j = ACT", "cell"
    ),
    Equation(
        "contribution",
        r"-\frac{\partial E}{\partial w_{ji}} = \sum_t \role{-\vartheta_j(t)\,x_i(t)}",
        "",
        gradient,
        r"outer_sum\(nets",
        "error",
    ),
)
_EQUATIONS = equation_drawer(PAGE, EQUATIONS)
_TABS: tuple[Bench[Any, ConflictValues], ...] = (tug.BENCH, whole.BENCH)
BENCHES = tuple(replace(one, drawers=(*one.drawers, _EQUATIONS)) for one in _TABS)
