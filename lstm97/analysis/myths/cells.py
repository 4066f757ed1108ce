"""Sayings about memory cells, each put to an experiment: the carousel, the gates, what is kept.

See `myths` for the sayings, and for what is said of each.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lstm97.analysis.cell.carousel import loop, noisy, unit
from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.analysis.myths.evidence import (
    LAG,
    SEEDS,
    Evidence,
    SlugCurve,
    back,
    backs,
    ends,
    every,
    lags,
    middle,
    shares,
    typical,
)
from lstm97.analysis.scissors.online97 import bills, cells_net, online
from lstm97.engine import FULL, NETWORKS, TRUNCATED, ErrorFlow, Params, Trace, backward, forward
from lstm97.engine.activations import Array
from lstm97.engine.lstm97 import Spec as CellSpec
from lstm97.engine.lstm2000 import Spec as ForgetSpec

ECHO = -4.0  # weight with which a cell of 1997 hears its own output
SIGNAL_STEPS, VARIANCE = 3, 0.2  # of the noisy two-class sequences, as in experiment 3a
SEQUENCES, GROUPS = 5000, 10  # of them, and in how many goes, to spare memory
CELLS, CELL_STEPS = 4, 200  # of the net whose gradient is computed twice, and its time steps
HUNDREDTH = 0.01  # of an error: below, it counts as gone
SHUT_NET, OPEN_NET = -30.0, 30.0  # net inputs of a gate that is as good as shut or open


def never_vanish() -> Evidence:
    """A state error in the cell of 1997, truncated and full, and in cells with a forget gate."""
    traces = [noisy(ECHO, LAG + 1, seed=seed) for seed in SEEDS]
    flows = {
        "old": [backward(trace, cuts=TRUNCATED) for trace in traces],
        "full": [backward(trace, cuts=FULL) for trace in traces],
        "bias_0": [_forgetting(0.0, seed) for seed in SEEDS],
        "bias_3": [_forgetting(3.0, seed) for seed in SEEDS],
    }
    kept = {slug: [float(shares(flow)[-1]) for flow in some] for slug, some in flows.items()}
    numbers: dict[str, float] = {}
    for slug, some in kept.items():
        numbers |= typical(f"{slug}_kept", some)
    least = np.min([some for slug, some in kept.items() if slug != "old"], axis=0)
    curves = tuple(backs(slug, some) for slug, some in flows.items())
    return Evidence(curves, numbers, every(least >= HUNDREDTH))


def less_is_more() -> Evidence:
    """The same cells on the same noise: with every path of the gradient, and with most cut off."""
    traces = [noisy(ECHO, LAG + 1, seed=seed) for seed in SEEDS]
    cut = [backward(trace, cuts=TRUNCATED) for trace in traces]
    full = [backward(trace, cuts=FULL) for trace in traces]
    left = np.array([[shares(flow)[-1] for flow in some] for some in (cut, full)])
    numbers = typical("cut_kept", left[0]) | typical("full_kept", left[1])
    return Evidence((backs("cut", cut), backs("full", full)), numbers, every(left[0] > left[1]))


def gate_of_1997() -> Evidence:
    """Store 1 in a cell, and after 50 steps shut every gate there is: which cell can lose it?"""
    steps, shut = 100, 50
    curves = tuple(
        SlugCurve(slug, np.arange(1.0, steps + 1), _shutting(params, steps, shut))
        for slug, params in _switch_cells().items()
    )
    numbers = {f"{slug}_gates": float(_gates(params)) for slug, params in _switch_cells().items()}
    numbers |= ends(curves, before=shut - 2, after=-1)
    return Evidence(curves, numbers, every([abs(curves[0].y[-1]) < HUNDREDTH]))


def is_vanishing() -> Evidence:
    """The carousel, and two loops that are not one: a weight of 0.9, and a bent activation."""
    loops = {
        "carousel": loop(1.0, LAG + 1),
        "below": loop(0.9, LAG + 1),
        "bent": loop(1.0, LAG + 1, "logistic"),
    }
    curves = tuple(SlugCurve(slug, lags(LAG), one.share[::-1]) for slug, one in loops.items())
    kept = {f"{slug}_kept": one.retention for slug, one in loops.items()}
    return Evidence(curves, kept, every([loops["carousel"].retention < HUNDREDTH]))


def never_decays() -> Evidence:
    """Two runs that differ in their first input alone, then a trickle through a gate ajar."""
    steps = 200
    x = np.arange(1.0, steps + 1)
    pairs = {
        slug: [[_trickle(params, start, steps, seed) for start in (-1.0, 1.0)] for seed in SEEDS]
        for slug, params in (
            ("ajar", _key_cell(0.0, 0.0)),
            ("guard", _key_cell(SHUT_NET, OPEN_NET - SHUT_NET)),
        )
    }
    state = [_apart(pair[0], pair[1], "s") for pair in pairs["ajar"]]
    shown = [_apart(pair[0], pair[1], "h") for pair in pairs["ajar"]]
    guarded = [_apart(pair[0], pair[1], "h") for pair in pairs["guard"]]
    curves = (
        middle("state", x, state),
        middle("shown", x, shown),
        middle("guarded", x, guarded),
    )
    level = np.array([pair[0].gates.s[-1].mean() for pair in pairs["ajar"]])
    numbers = typical("level", level) | {"steps": steps} | ends(curves, first=0, last=-1)
    kept = [y[-1] > y[0] / 2 for y in (*state, *shown)]
    return Evidence(curves, numbers, every(kept))


def any_lag() -> Evidence:
    """How often the sign of the state still tells the class, after ever more steps of noise."""
    waits = (3, 10, 30, 100, 300, 1000)
    x = np.array(waits, float)
    told = {
        "ajar": _recognition(_key_cell(0.0, 0.0), waits),
        "guarded": _recognition(_key_cell(SHUT_NET, OPEN_NET - SHUT_NET), waits),
    }
    curves = tuple(SlugCurve(slug, x, some.mean(axis=0)) for slug, some in told.items())
    numbers = ends(curves, short_share=1, long_share=-1) | {"sequences": SEQUENCES}
    return Evidence(curves, numbers, every(told["ajar"][:, -1] > 0.9))


def few_steps() -> Evidence:
    """The same scissors, every edge cut, on cells of 1997 and on a recurrent network."""
    steps = 1000
    traces = [noisy(ECHO, steps + 1, seed=seed) for seed in SEEDS]
    cells = [backward(trace, cuts=TRUNCATED) for trace in traces]
    silent = wrong_at_end(unit(0.9), np.zeros((steps + 1, 1)))
    network = back("network", backward(silent, cuts=TRUNCATED))
    kept = [float(shares(flow)[-1]) for flow in cells]
    numbers = {"cell_kept": min(kept), "network_kept": float(network.y[1]), "steps": steps}
    whole = np.array([shares(flow) == 1 for flow in cells]).all(axis=1)
    return Evidence((backs("cell", cells), network), numbers, every(np.logical_not(whole)))


def output_gate() -> Evidence:
    """The same noise through two cells that differ in their output gate alone."""
    steps = 100
    x = np.arange(1.0, steps + 1)
    ends_of = (OPEN_NET, 40 * SHUT_NET)  # shut to the last digit
    runs = [[_cell_on_noise(net_out, steps, seed) for net_out in ends_of] for seed in SEEDS]
    first = runs[0]
    curves = (
        SlugCurve("state_open", x, first[0].gates.s[:, 0]),
        SlugCurve("state_shut", x, first[1].gates.s[:, 0]),
        SlugCurve("shown_open", x, first[0].gates.y_c[:, 0]),
        SlugCurve("shown_shut", x, first[1].gates.y_c[:, 0]),
    )
    apart = [float(np.abs(one.gates.s - other.gates.s).max()) for one, other in runs]
    shown = [float(np.abs(one.gates.y_c - other.gates.y_c).max()) for one, other in runs]
    numbers = {"apart": max(apart), "steps": steps} | typical("shown", shown)
    return Evidence(curves, numbers, every(np.array(apart) > 0))


def ninety_nine() -> Evidence:
    """A forget gate that lets 99 in 100 through, and one that lets all through."""
    steps, gate = 1000, 0.99
    flows = {"gate": _gate_of(gate, steps), "carousel": _gate_of(1.0, steps)}
    curves = tuple(back(slug, flow) for slug, flow in flows.items())
    numbers = {"steps": steps} | ends(curves, kept=-1)
    return Evidence(curves, numbers, every([curves[0].y[-1] < HUNDREDTH]))


def no_storage() -> Evidence:
    """The paper's running sums against the gradient of a stored sequence; what each has to keep."""
    lengths = (10, 30, 100, 300, 1000)
    x = np.array(lengths, float)
    kept = [bills(CELLS, steps) for steps in lengths]
    curves = tuple(
        SlugCurve(slug, x, np.array([float(one[slug].memory) for one in kept]))
        for slug in ("paper", "bptt")
    )
    off = [_off(seed) for seed in SEEDS]
    numbers = {"off": max(off), "steps": CELL_STEPS} | ends(curves, kept=-1)
    level = kept[0]["paper"].memory == kept[-1]["paper"].memory
    return Evidence(curves, numbers, every(level and one < 1e-12 for one in off))


def _off(seed: int) -> float:
    """How far the running sums are from the stored gradient, as a share of its largest number."""
    rng = np.random.default_rng(seed)
    params = NETWORKS["lstm97"].init(cells_net(CELLS), rng=rng)
    xs, targets = rng.uniform(-1, 1, (CELL_STEPS, 1)), rng.uniform(0, 1, (CELL_STEPS, 1))
    teach = np.arange(CELL_STEPS) == CELL_STEPS - 1
    stored = backward(forward(params, xs, targets, teach), cuts=TRUNCATED).grad.hidden
    summed = online(params, xs, targets, teach).hidden
    return float(np.abs(summed - stored).max() / np.abs(stored).max())


def _cell_on_noise(net_out: float, steps: int, seed: int) -> Trace:
    """A cell on noise whose input gate is drawn, and whose output gate is shut or open."""
    rng = np.random.default_rng(seed)
    spec = CellSpec(1, 1, output="identity", recurrent=False)
    hidden = rng.uniform(-1, 1, (3, 3))
    hidden[spec.rows["net_out"]] = 0.0, 0.0, net_out
    return forward(Params(spec, hidden, np.array([[1.0, 0.0]])), rng.uniform(-1, 1, (steps, 1)))


def _gate_of(gate: float, steps: int) -> ErrorFlow:
    """A cell whose forget gate stands still at ``gate``, wrong at the last step."""
    spec = ForgetSpec(1, 1, output="identity")
    bias = OPEN_NET * 2 if gate == 1 else np.log(gate / (1 - gate))
    hidden = np.zeros((4, 3))
    hidden[spec.rows["net_forget"], -1] = bias
    hidden[spec.rows["net_c"], 0] = 1
    params = Params(spec, hidden, np.array([[1.0, 0.0]]))
    return backward(wrong_at_end(params, np.zeros((steps + 1, 1))))


def _forgetting(bias: float, seed: int) -> ErrorFlow:
    """A freshly drawn cell with a forget gate of some bias, on noise, wrong at the last step."""
    spec = ForgetSpec(1, 1, output="identity")
    rng = np.random.default_rng(seed)
    params = NETWORKS["lstm2000"].init(spec, rng=rng, biases={"net_forget": bias})
    return backward(wrong_at_end(params, rng.uniform(-1, 1, (LAG + 1, 1))))


def _switch_cells() -> dict[str, Params]:
    """A cell of 1997 and one with a forget gate; a second input shuts every gate they have."""
    # from the value, the switch, the cell and the bias
    switch = [0.0, SHUT_NET - OPEN_NET, 0.0, OPEN_NET]
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


def _key_cell(bias: float, key: float) -> Params:
    """A cell that takes its first input with weight 1, its input gate moved by the second."""
    spec = CellSpec(2, 1, output="identity", output_gate=False, recurrent=False)
    hidden = np.array([[0.0, key, 0.0, bias], [1.0, 0.0, 0.0, 0.0]])
    return Params(spec, hidden, np.array([[1.0, 0.0]]))


def _trickle(params: Params, start: float, steps: int, seed: int) -> Trace:
    """``start`` with the key, then small positive inputs without it."""
    xs = np.zeros((steps, 2))
    xs[:, 0] = np.random.default_rng(seed).uniform(0, 0.5, steps)
    xs[0] = start, 1
    return forward(params, xs)


def _apart(one: Trace, other: Trace, part: str) -> Array:
    """How far apart two runs are in a value of their only cell, (T,)."""
    difference: Array = np.abs(getattr(one.gates, part) - getattr(other.gates, part))[:, 0]
    return difference


def _recognition(params: Params, waits: Sequence[int]) -> Array:
    """Share of noisy two-class sequences whose class the state's sign tells, (groups, waits)."""
    rng, shares = np.random.default_rng(1), []
    for _ in range(GROUPS):
        classes = rng.choice([-1.0, 1.0], SEQUENCES // GROUPS)
        xs = np.zeros((SIGNAL_STEPS + max(waits), 2, len(classes)))
        xs[:, 0] = rng.normal(0, np.sqrt(VARIANCE), (len(xs), len(classes)))
        xs[:SIGNAL_STEPS, 0], xs[:SIGNAL_STEPS, 1] = classes, 1
        state = forward(params, xs).gates.s[:, 0]
        signs = np.sign(state[[SIGNAL_STEPS + wait - 1 for wait in waits]])
        shares.append((signs == classes).mean(axis=1))
    return np.array(shares)
