"""The forget gate's page: its equations, and the two tabs of its bench."""

from __future__ import annotations

from lstm97.analysis.since import forgetting
from lstm97.engine import gru, lstm97, lstm2000
from lstm97.ui.lesson.equations import Equation, with_equations
from lstm97.ui.pages.forget_gate import dial, stream
from lstm97.ui.pages.forget_gate.settings import PAGE, SETTINGS

__all__ = ["BENCHES", "EQUATIONS", "PAGE", "SETTINGS"]

EQUATIONS = (
    Equation(
        "state",
        r"s_c(t) = \role{y^{\varphi}(t)}\,s_c(t-1) + y^{in}(t)\,g(net_c(t))",
        "",
        lstm2000.step,
        r"s = per_cell\(y_forget",
        "forget_gate",
    ),
    Equation(
        "error",
        r"\frac{\partial E}{\partial s_c(t)} = \role{y^{\varphi}(t+1)}\,"
        r"\frac{\partial E}{\partial s_c(t+1)} + \ldots",
        "",
        lstm2000.back,
        r"state = carried|carried, echo = keep",
        "forget_gate",
    ),
    Equation(
        "carousel",
        r"s_c(t) = \role{1.0}\cdot s_c(t-1) + y^{in}(t)\,g(net_c(t))",
        "9",
        lstm97.step,
        r"s = state\.s",
        "cell",
    ),
    Equation(
        "gru",
        r"y(t) = \role{y^{z}(t)}\,y(t-1) + (1 - y^{z}(t))\,y^{h}(t)",
        "",
        gru.step,
        r"y = y_z",
        "gru",
    ),
    Equation(
        "depth",
        r"q = \Big\lfloor \frac{\ln p}{\ln \sigma(b_\varphi)} \Big\rfloor",
        "",
        forgetting.depth_on_paper,
        r"return",
        "bound",
    ),
)
BENCHES = with_equations(PAGE, EQUATIONS, dial.BENCH, stream.BENCH)
