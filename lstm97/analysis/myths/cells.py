"""Sayings about memory cells, each put to an experiment: the carousel, the gates, what is kept.

See `myths` for the sayings, and for what is said of each.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lstm97.analysis.cell.carousel import loop, noisy, unit
from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.analysis.myths.evidence import LAG, Curve, Evidence, back, ends, lags
from lstm97.engine import FULL, NETWORKS, TRUNCATED, ErrorFlow, Params, Trace, backward, forward
from lstm97.engine.activations import Array
from lstm97.engine.lstm97 import Spec as CellSpec
from lstm97.engine.lstm2000 import Spec as ForgetSpec

ECHO = -4.0  # weight with which a cell of 1997 hears its own output
SHOWN, VARIANCE, SEQUENCES = 3, 0.2, 200  # of the noisy two-class sequences, as in experiment 3a
SHUT, OPEN = -30.0, 30.0  # net inputs of a gate that is as good as shut or open


def never_vanish() -> Evidence:
    """A state error in the cell of 1997, truncated and full, and in cells with a forget gate."""
    trace = noisy(ECHO, LAG + 1, seed=1)
    flows = {
        "old": backward(trace, cuts=TRUNCATED),
        "full": backward(trace, cuts=FULL),
        "bias_0": _forgetting(0.0),
        "bias_3": _forgetting(3.0),
    }
    curves = tuple(back(slug, flow) for slug, flow in flows.items())
    return Evidence(curves, ends(curves, kept=-1))


def gate_of_1997() -> Evidence:
    """Store 1 in a cell, and after 50 steps shut every gate there is: who can let go of it?"""
    steps, shut = 100, 50
    curves = tuple(
        Curve(slug, np.arange(1.0, steps + 1), _shutting(params, steps, shut))
        for slug, params in _switched().items()
    )
    numbers = {f"{slug}_gates": float(_gates(params)) for slug, params in _switched().items()}
    return Evidence(curves, numbers | ends(curves, before=shut - 2, after=-1))


def is_vanishing() -> Evidence:
    """The carousel, and two loops that are not one: a weight of 0.9, and a bent activation."""
    loops = {
        "carousel": loop(1.0, LAG + 1),
        "below": loop(0.9, LAG + 1),
        "bent": loop(1.0, LAG + 1, "logistic"),
    }
    curves = tuple(Curve(slug, lags(LAG), one.share[::-1]) for slug, one in loops.items())
    return Evidence(curves, {f"{slug}_kept": one.kept for slug, one in loops.items()})


def never_decays() -> Evidence:
    """Two runs that differ in their first input alone, then a trickle through a gate ajar."""
    steps = 200
    ajar, guard = _keyed(0.0, 0.0), _keyed(SHUT, OPEN - SHUT)
    first, second = (_trickle(ajar, start, steps) for start in (-1.0, 1.0))
    held, other = (_trickle(guard, start, steps) for start in (-1.0, 1.0))
    x = np.arange(1.0, steps + 1)
    curves = (
        Curve("state", x, _apart(first, second, "s")),
        Curve("shown", x, _apart(first, second, "h")),
        Curve("guarded", x, _apart(held, other, "h")),
    )
    numbers = {"level": float(first.gates.s[-1].mean()), "steps": steps}
    return Evidence(curves, numbers | ends(curves, first=0, last=-1))


def any_lag() -> Evidence:
    """How often the sign of the state still tells the class, after ever more steps of noise."""
    waits = (3, 10, 30, 100, 300, 1000)
    x = np.array(waits, float)
    curves = (
        Curve("ajar", x, _told(_keyed(0.0, 0.0), waits)),
        Curve("guarded", x, _told(_keyed(SHUT, OPEN - SHUT), waits)),
    )
    return Evidence(curves, ends(curves, short_share=1, long_share=-1))


def few_steps() -> Evidence:
    """The same scissors, every edge cut, on a cell of 1997 and on a recurrent network."""
    steps = 1000
    cell = back("cell", backward(noisy(ECHO, steps + 1, seed=1), cuts=TRUNCATED))
    silent = wrong_at_end(unit(0.9), np.zeros((steps + 1, 1)))
    network = back("network", backward(silent, cuts=TRUNCATED))
    numbers = {"cell_kept": float(cell.y[-1]), "network_kept": float(network.y[1]), "steps": steps}
    return Evidence((cell, network), numbers)


def _forgetting(bias: float) -> ErrorFlow:
    """A freshly drawn cell with a forget gate of some bias, on noise, wrong at the last step."""
    spec = ForgetSpec(1, 1, output="identity")
    rng = np.random.default_rng(1)
    params = NETWORKS["lstm2000"].init(spec, rng=rng, biases={"net_forget": bias})
    return backward(wrong_at_end(params, rng.uniform(-1, 1, (LAG + 1, 1))))


def _switched() -> dict[str, Params]:
    """A cell of 1997 and one with a forget gate; a second input shuts every gate they have."""
    switch = [0.0, SHUT - OPEN, 0.0, OPEN]  # from the value, the switch, the cell and the bias
    value = [1.0, 0.0, 0.0, 0.0]
    shows = np.array([[1.0, 0.0]])
    return {
        "old": Params(CellSpec(2, 1, output="identity"), np.array([switch] * 2 + [value]), shows),
        "new": Params(ForgetSpec(2, 1, output="identity"), np.array([switch] * 3 + [value]), shows),
    }


def _gates(params: Params) -> int:
    """How many gate units a network has."""
    rows = {row: part.stop - part.start for row, part in params.spec.rows.items()}
    return sum(units for row, units in rows.items() if row not in ("net_c", "net_i"))


def _shutting(params: Params, steps: int, shut: int) -> Array:
    """The state of a cell that takes in 1 at first, with every gate shut from step ``shut`` on."""
    xs = np.zeros((steps, 2))
    xs[0, 0], xs[shut - 1 :, 1] = 1, 1
    state: Array = forward(params, xs).gates.s[:, 0]
    return state


def _keyed(bias: float, key: float) -> Params:
    """A cell that takes its first input with weight 1, its input gate moved by the second."""
    spec = CellSpec(2, 1, output="identity", output_gate=False, recurrent=False)
    hidden = np.array([[0.0, key, 0.0, bias], [1.0, 0.0, 0.0, 0.0]])
    return Params(spec, hidden, np.array([[1.0, 0.0]]))


def _trickle(params: Params, start: float, steps: int) -> Trace:
    """``start`` with the key, then small positive inputs without it."""
    xs = np.zeros((steps, 2))
    xs[:, 0] = np.random.default_rng(1).uniform(0, 0.5, steps)
    xs[0] = start, 1
    return forward(params, xs)


def _apart(one: Trace, other: Trace, part: str) -> Array:
    """How far apart two runs are in a value of their only cell, (T,)."""
    difference: Array = np.abs(getattr(one.gates, part) - getattr(other.gates, part))[:, 0]
    return difference


def _told(params: Params, waits: Sequence[int]) -> Array:
    """Share of noisy two-class sequences whose class the state's sign tells after each wait."""
    rng = np.random.default_rng(1)
    classes = rng.choice([-1.0, 1.0], SEQUENCES)
    xs = np.zeros((SHOWN + max(waits), 2, SEQUENCES))
    xs[:, 0] = rng.normal(0, np.sqrt(VARIANCE), (len(xs), SEQUENCES))
    xs[:SHOWN, 0], xs[:SHOWN, 1] = classes, 1
    state = forward(params, xs).gates.s[:, 0]
    signs = np.sign(state[[SHOWN + wait - 1 for wait in waits]])
    shares: Array = (signs == classes).mean(axis=1)
    return shares
