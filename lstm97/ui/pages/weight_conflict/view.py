"""The page of the weight conflicts: one weight pulled both ways, and a unit that learns whole."""

from __future__ import annotations

from lstm97.engine import rnn
from lstm97.engine.errorflow import gradient
from lstm97.ui.lesson.equations import Equation, with_equations
from lstm97.ui.pages.weight_conflict import tug, whole
from lstm97.ui.pages.weight_conflict.settings import PAGE, SETTINGS

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
BENCHES = with_equations(PAGE, EQUATIONS, tug.BENCH, whole.BENCH)
