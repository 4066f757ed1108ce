"""The memory cell's page: its equations, and the tabs of its bench."""

from __future__ import annotations

from lstm97.engine import lstm97
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.ui.lesson.equations import Equation, with_equations
from lstm97.ui.pages.memory_cell import (
    abuse,
    blocks,
    claims,
    drift,
    game,
    wires,
)
from lstm97.ui.pages.memory_cell.learning import contest, player, sentence
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS

__all__ = ["BENCHES", "EQUATIONS", "PAGE", "SETTINGS"]

EQUATIONS = (
    Equation("state", r"\role{s_c(t)} = s_c(t-1) + y^{in}(t)\,g(net_c(t))", "9", lstm97.step,
          r"s = state\.s", "cell"),
    Equation("in", r"\role{y^{in}(t)} = f(net_{in}(t))", "7", lstm97.step, r"y_in = LOG",
          "input_gate"),
    Equation("out", r"\role{y^{out}(t)} = f(net_{out}(t))", "8", lstm97.step, r"y_out = LOG",
          "output_gate"),
    Equation("shown", r"\role{y^c(t)} = y^{out}(t)\,h(s_c(t))", "9", lstm97.step, r"y_c = per",
          "signal"),
    Equation("entry", r"\frac{\partial y^c(t)}{\partial s_c(t)} = \role{y^{out}(t)\,h'(s_c(t))}",
          "41", lstm97_errors.entry, r"return", "error"),
    Equation("inside", r"\frac{\partial s_c(t)}{\partial s_c(t-k)} \approx_{tr} \role{1}", "35",
          lstm97_errors.truncated_errors, r"_carousel|cumsum", "cell"),
    Equation("exit", r"\vartheta_c(t) = \role{g'(net_c(t))\,y^{in}(t)}\;\vartheta_s(t)", "36",
          lstm97_errors.exit_errors, r"leaving", "input_gate"),
)  # fmt: skip
BENCHES = with_equations(
    PAGE, EQUATIONS,
    game.BENCH, player.BENCH, contest.BENCH, sentence.BENCH, blocks.BENCH, wires.BENCH,
    claims.BENCH, drift.BENCH, abuse.BENCH,
)  # fmt: skip
