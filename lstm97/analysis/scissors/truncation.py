"""Truncated against full gradient of one network: what leaves by which edge, and what it changes.

The paper cuts an error wherever it would leave a cell for net_in, net_out or net_c. Here each edge
can be cut by itself, and the gradient that is left is compared with the one that nothing cuts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm97.analysis.flow.paths import path_shares
from lstm97.analysis.flow.reach import Reach, error_curve, reach
from lstm97.engine import FULL, TRUNCATED, ErrorFlow, Params, Trace, backward, forward
from lstm97.engine.activations import Array
from lstm97.expectations import expects
from lstm97.records import brief
from lstm97.tasks import Sequences

EDGES = ("net_in", "net_out", "net_c")


@brief
@dataclass(frozen=True, eq=False)
class Turn:
    """How a gradient differs from the full one: by an angle in degrees and in size, ([N]) each.

    Compared are the weights into gates and cells, ``angle`` and ``ratio`` for all of them together
    and ``rows`` the angle for each kind of unit; the output layer's gradient is the same in both.
    nan where a gradient is 0 or not finite.
    """

    angle: Array
    ratio: Array
    rows: dict[str, Array]


@brief
@dataclass(frozen=True, eq=False)
class Cutting:
    """One run and its error sent back three times: as cut by the reader, by the paper, not at all.

    ``shares`` (T,) says by which path the error of a step arrived, ``carousel_share`` (T,) which
    share of it has never left the carousel on its way from the source.
    """

    trace: Trace
    yours: ErrorFlow
    paper: ErrorFlow
    full: ErrorFlow
    shares: dict[str, Array]
    carousel_share: Array
    turn: Turn
    reaches: dict[str, Reach]


@expects()
def cut(params: Params, sequence: Sequences, cuts: frozenset[str]) -> Cutting:
    """Run a single network over one sequence and send its error back with these edges cut."""
    trace = forward(params, sequence.xs, sequence.targets, sequence.teach)
    paper, full = (backward(trace, cuts=edges) for edges in (TRUNCATED, FULL))
    yours = paper if cuts >= set(EDGES) else backward(trace, cuts=cuts)
    flows = {"yours": yours, "paper": paper, "full": full}
    return Cutting(
        trace,
        yours,
        paper,
        full,
        {name: share for name, share in path_shares(yours).items() if name != "net_i"},
        carousel_share(yours, paper),
        turn(yours, full),
        {name: reach(error_curve(flow)) for name, flow in flows.items()},
    )


def carousel_share(flow: ErrorFlow, paper: ErrorFlow) -> Array:
    """Share of the state error that came over the carousel alone, (T[, N]); nan without an error.

    An error is the sum of what never left the carousel, which is the truncated one, and of what
    did; as the two may differ in sign, sizes are compared: |stayed| / (|stayed| + |left|).
    """
    inside, left = np.abs(paper.state), np.abs(flow.state - paper.state)
    whole = (inside + left).sum(axis=1)
    share: Array = np.where(whole > 0, inside.sum(axis=1) / np.where(whole > 0, whole, 1), np.nan)
    return share


def detours(cutting: Cutting) -> dict[str, float]:
    """The share of each way but the carousel in a step's error, averaged over time."""
    steps = slice(0, max(1, cutting.trace.steps - 1))
    return {edge: float(np.nanmean(cutting.shares[edge][steps])) for edge in EDGES}


@expects()
def detour(cutting: Cutting) -> float:
    """The share of a step's error that did not come over the carousel, averaged over time."""
    return sum(detours(cutting).values())


@expects()
def turn(flow: ErrorFlow, full: ErrorFlow) -> Turn:
    """Angle and size of a gradient beside the full one; single networks or trials."""
    ours, whole = flow.grad.hidden, full.grad.hidden
    rows = {
        edge: angle(ours[units], whole[units])
        for edge, units in full.trace.params.spec.rows.items()
        if units.stop > units.start
    }
    return Turn(angle(ours, whole), _size(ours, whole), rows)


def angle(ours: Array, whole: Array) -> Array:
    """Degrees between two gradients (U, Z[, N]) taken as vectors, ([N])."""
    a, b = _directions(ours), _directions(whole)
    apart, together = (np.sqrt(np.square(c).sum(axis=0)) for c in (a - b, a + b))
    degrees: Array = np.degrees(2 * np.arctan2(apart, together))  # exact for small angles too
    return degrees


def _directions(gradient: Array) -> Array:
    flat = gradient.reshape(-1, *gradient.shape[2:])
    length = np.sqrt(np.square(flat).sum(axis=0))
    usable = np.isfinite(length) & (length > 0)
    return np.where(usable, flat, np.nan) / np.where(usable, length, 1)


def _size(ours: Array, whole: Array) -> Array:
    a, b = (np.sqrt(np.square(each).sum(axis=(0, 1))) for each in (ours, whole))
    usable = np.isfinite(a) & np.isfinite(b) & (a > 0) & (b > 0)
    ratio: Array = np.where(usable, a / np.where(usable, b, 1), np.nan)
    return ratio


def turns(networks: Params, sequences: Sequences) -> Turn:
    """The paper's gradient beside the full one, for each of many networks on its own sequence."""
    trace = forward(networks, sequences.xs, sequences.targets, sequences.teach)
    return turn(backward(trace, cuts=TRUNCATED), backward(trace, cuts=FULL))


def signed_parts(flow: ErrorFlow, cell: int) -> Mapping[str, Array]:
    """The parts of one cell's error with their signs, (T,) each; they sum to ``state``."""
    return {name: part[:, cell] for name, part in flow.paths().items() if name != "net_i"}
