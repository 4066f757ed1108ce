"""The constant error carousel, measured twice: as a bare unit, and inside the 1997 memory cell.

Section 3.2 of the paper asks for f'(net) w = 1 and arrives at a linear unit with self-weight 1.0.
Inside a memory cell three claims about it must be kept apart, so each is measured by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.analysis.flow.reach import Reach, error_curve, reach
from lstm97.engine import FULL, TRUNCATED, ErrorFlow, Params, Trace, backward, forward
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.lstm97 import Spec as CellSpec
from lstm97.engine.rnn import Spec as UnitSpec
from lstm97.expectations import expects
from lstm97.records import brief


@brief
@dataclass(frozen=True, eq=False)
class Loop:
    """A run of one unit with a self-loop, and an error sent back through it.

    ``share`` (T,) is the error's size at each time step as a share of what entered at the last;
    ``state`` (T,) is what the unit shows; ``reach`` follows ``share`` back.
    """

    w: float
    flow: ErrorFlow
    share: Array
    state: Array
    reach: Reach

    @property
    def steps(self) -> int:
        """Number of time steps T."""
        return len(self.share)

    @property
    def retention(self) -> float:
        """What is left of the error at the first time step, as a share of what entered."""
        return float(self.share[0])


def unit(w: float, activation: str = "identity") -> Params:
    """A single unit with input weight 1, self-weight ``w`` and no bias."""
    spec = UnitSpec(1, 1, 1, activation, output="identity", bias=())
    return Params(spec, np.array([[1.0, w, 0.0]]), np.array([[1.0, 0.0]]))


def spike(steps: int) -> Array:
    """An input of 1 at the first time step and 0 afterwards, (steps, 1)."""
    xs = np.zeros((steps, 1))
    xs[0] = 1
    return xs


@expects(steps=1, activation=ACTIVATIONS)
def loop(w: float, steps: int, activation: str = "identity") -> Loop:
    """Store a spike for ``steps`` time steps, then send an error back over the unit's own loop."""
    params, xs = unit(w, activation), spike(steps)
    shown = forward(params, xs).y_k[-1]
    wrong = np.exp2(np.ceil(np.log2(np.maximum(np.abs(shown), 1))))  # a power of two: no rounding
    trace = forward(params, xs, np.full((steps, 1), shown - wrong))
    flow = backward(trace)
    curve = error_curve(flow)
    share = curve / curve[-1]
    return Loop(w, flow, share, trace.gates.y_j[:, 0], reach(share))


def echo_cell(r: float) -> Params:
    """A memory cell whose own output returns with weight ``r`` to its cell input and both gates.

    The input reaches the cell with weight 1 and the output gate with -1; the input gate has a bias
    of -1.
    """
    spec = CellSpec(1, 1, output="identity")
    hidden = np.array([[0.0, r, -1.0], [-1.0, r, 0.0], [1.0, r, 0.0]])
    return Params(spec, hidden, np.array([[1.0, 0.0]]))


@brief
@dataclass(frozen=True, eq=False)
class Claims:
    """Three claims about a memory cell, each measured where it holds; arrays are (T,).

    ``inside`` is dE/ds(t) / dE/ds(t+1) in the truncated graph (T - 1 of them). ``entry`` is dE/ds
    over dE/dy_c for an error that enters at t alone. ``exit_c`` and ``exit_in`` are dE/dnet_c and
    dE/dnet_in over dE/ds. ``cut`` and ``full`` are |dE/ds| of an error that entered at the last
    step, as shares of its size there.
    """

    inside: Array
    entry: Array
    exit_c: Array
    exit_in: Array
    cut: Reach
    full: Reach
    flow: ErrorFlow


@expects(steps=2)
def claims(r: float, steps: int, seed: int = 1) -> Claims:
    """Run `echo_cell` on noise; measure an error inside the cell, at its entry and its exits."""
    trace = noisy(r, steps, seed)
    cut, full = (backward(trace, cuts=cuts) for cuts in (TRUNCATED, FULL))
    one, all_of_it = cut.state[:, 0], full.state[:, 0]
    return Claims(
        inside=ratio(one[:-1], one[1:]),
        entry=entries(trace),
        exit_c=ratio(cut.net("net_c")[:, 0], one),
        exit_in=ratio(cut.net("net_in")[:, 0], one),
        cut=_shares(one),
        full=_shares(all_of_it),
        flow=cut,
    )


def noisy(r: float, steps: int, seed: int) -> Trace:
    """The cell on uniform noise in [-1, 1], wrong by exactly 1 at the last time step."""
    xs = np.random.default_rng(seed).uniform(-1, 1, (steps, 1))
    return wrong_at_end(echo_cell(r), xs)


def entries(trace: Trace) -> Array:
    """The factor by which an error is scaled where it enters the cell, for each t, (T,).

    All steps are taught at once; in the truncated graph what enters at t is the difference of
    dE/ds between t and t + 1, and before the entry it is the error of the cell's output.
    """
    everywhere = forward(trace.params, trace.inputs.xs, trace.y_k - 1.0, np.ones(trace.steps, bool))
    state = backward(everywhere, cuts=TRUNCATED).state[:, 0]
    entering: Array = state - np.append(state[1:], 0.0)
    return entering


def ratio(after: Array, before: Array) -> Array:
    """after / before, entry by entry, (T,) each; nan where there was nothing before."""
    present = (before != 0) & np.isfinite(before)
    with np.errstate(over="ignore", invalid="ignore"):
        quotient: Array = np.where(present, after / np.where(present, before, 1), np.nan)
    return quotient


def _shares(state: Array) -> Reach:
    """An error curve as shares of its size at the last step, followed back."""
    source = abs(float(state[-1])) or 1.0
    with np.errstate(over="ignore", invalid="ignore"):
        return reach(np.abs(state) / source)
