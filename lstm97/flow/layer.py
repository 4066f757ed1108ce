"""The error flow of one layer as the numbers that tables and pictures show.

A run leaves sizes for every unit, sequence and step back; here they become quantiles, depths and
means, beside the spectral radius of the weights they came through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.flow.reach import SHARE, Reach, reach
from lstm97.engine import Params
from lstm97.engine.activations import LOGISTIC, Array
from lstm97.engine.registry import network_of
from lstm97.engine.spec import hidden_units
from lstm97.flow.measurement import LayerRun
from lstm97.records import brief

BAND = (0.1, 0.5, 0.9)  # quantiles over units and sequences


@brief
@dataclass(frozen=True, eq=False)
class Keep:
    """How much of a state is kept a step, for each unit (H,): measured, and by its bias alone.

    ``bias`` is sigma(b); ``gate`` the mean of the gate over steps and sequences.
    """

    gate: Array
    bias: Array

    def after(self, steps: int | Array) -> Array:
        """sigma(b)^q: what its bias alone would leave of an error, the median over units, (Q,)."""
        powers: Array = np.median(self.bias[:, None] ** np.atleast_1d(steps), axis=0)
        return powers


@brief
@dataclass(frozen=True, eq=False)
class LayerReport:
    """One layer. Arrays (T,) run over steps back q = 0..T-1 unless something else is said.

    ``low``, ``median`` and ``high`` are quantiles (`BAND`) of |dE/ds| over units and sequences:
    of dE/dc of an LSTM, dE/dh of a GRU, dE/dnet of a plain layer. ``curve`` (T, N) is its norm over
    units, nan before a sequence begins. ``reach`` follows each sequence's error. ``paths`` is the
    mean share of each path on which it arrived, ``gates`` each gate's mean over units and sequences
    by time step t. ``keep`` is None without a gate that keeps. ``radius`` has the spectral radius
    of the recurrent weights of each kind of unit.
    """

    name: str
    kind: str
    inputs: int
    units: int
    low: Array
    median: Array
    high: Array
    curve: Array
    reach: tuple[Reach, ...]
    paths: dict[str, Array]
    gates: dict[str, Array]
    keep: Keep | None
    radius: dict[str, float]

    @property
    def depths(self) -> Array:
        """Effective depth of each sequence: steps back with at least 1 % of the error, (N,)."""
        return np.array([one.depth for one in self.reach])

    @property
    def depth(self) -> int:
        """The median of `depths`, rounded down."""
        return int(np.median(self.depths))

    @property
    def whole(self) -> bool:
        """Whether most sequences are too short to see the error end."""
        return bool(np.mean([one.whole for one in self.reach]) >= 0.5)

    @property
    def factor(self) -> float:
        """What a step back multiplies the error by on average, the median over sequences."""
        found = [one.factor for one in self.reach if np.isfinite(one.factor)]
        return float(np.median(found)) if found else float("nan")


def layer_report(name: str, kind: str, params: Params, run: LayerRun) -> LayerReport:
    """One layer's figures from what was kept of its run."""
    spec = params.spec
    low, median, high = quantiles(run.logs)
    return LayerReport(
        name=name,
        kind=kind,
        inputs=spec.inputs,
        units=hidden_units(spec),
        low=low,
        median=median,
        high=high,
        curve=run.curve,
        reach=tuple(_reach(column) for column in run.curve.T),
        paths={path: _mean(share) for path, share in run.paths.items()},
        gates={gate: _mean(values) for gate, values in run.gates.items()},
        keep=_keep(params, run),
        radius=radii(params),
    )


def quantiles(logs: Array) -> Array:
    """`BAND` of the sizes over units and sequences, (3, T), from log10 of them (T, H, N)."""
    flat = logs.reshape(len(logs), -1)
    found = np.empty((len(BAND), len(flat)))
    for q, row in enumerate(flat):
        known = row[~np.isnan(row)]
        at = np.round(np.array(BAND) * (known.size - 1)).astype(int)
        found[:, q] = np.partition(known, at)[at] if known.size else np.nan
    with np.errstate(over="ignore"):
        sizes: Array = 10.0**found
    return sizes


def _reach(column: Array) -> Reach:
    """Reach of one sequence's error, from its norm by steps back (nan where there is no step)."""
    return reach(column[~np.isnan(column)][::-1], SHARE)


def _mean(values: Array) -> Array:
    """Mean over sequences that have such a step, (T,)."""
    known = np.isfinite(values)
    total = np.where(known, values, 0).sum(axis=-1)
    mean: Array = total / np.maximum(known.sum(axis=-1), 1)
    return mean


def _keep(params: Params, run: LayerRun) -> Keep | None:
    gate = network_of(params).keeper
    if gate is None or run.keep_gate is None:
        return None
    return Keep(run.keep_gate, LOGISTIC.f(params[gate, "bias"][:, 0]))


def radii(params: Params) -> dict[str, float]:
    """Spectral radius of the recurrent weights of each kind of unit, by row (net_in, ...)."""
    spec, found = params.spec, {}
    for row in spec.rows:
        for source in spec.sources:
            block = params[row, source]
            if source not in ("x", "bias") and block.any():
                found[row] = float(np.abs(np.linalg.eigvals(block)).max())
    return found
