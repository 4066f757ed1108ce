"""A report as text: a table for people, and the same figures as JSON.

Errors are listed at a few distances only, a decade apart; the whole curves are in the JSON.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.health import LEAST, true_sizes
from lstm97.flow.layer import LayerReport
from lstm97.flow.report import Report

LAGS = (1, 10, 100, 1000)
ASSUMPTIONS = {
    "activation": "that the activation is tanh (--activation, activation=)",
    "stacked": "that these layers stand on each other (--network, network=)",
}
ENTERING = {
    "last": "an error of norm 1 enters the top layer at the last step",
    "every": "an error of norm 1 enters the top layer at every step, and they add up",
    "given": "the errors that were given enter the top layer",
}


def table(report: Report) -> str:
    """A line for each layer: how far the error reaches, how large it is, what the gates do."""
    lags = [q for q in LAGS if q < report.steps]
    head = f"{'layer':<24} {'units':>5} {'depth':>7} {'a step':>7}"
    head += "".join(f" {f'{q} back':>10}" for q in lags)
    head += f" {'carousel':>8} {'kept':>6} {'radius':>7}"
    lines = [title(report), head, "-" * len(head)]
    lines += [_line(n, layer, lags) for n, layer in enumerate(report.layers, start=1)]
    return "\n".join([*lines, *_notes(report)])


def title(report: Report) -> str:
    """What was run on what."""
    found = report.candidate
    count = "sequence" if report.sequences == 1 else "sequences"
    inputs = "input" if found.inputs == 1 else "inputs"
    return (
        f"{found.name} ({found.framework}, {found.inputs} {inputs}), {report.sequences} {count} of "
        f"{report.steps} steps; {ENTERING[report.enters]}"
    )


def _line(n: int, layer: LayerReport, lags: list[int]) -> str:
    depth = f"{layer.depth}{'+' if layer.whole else ''}"
    text = f"{f'{n} {layer.kind} {layer.name}'[:24]:<24} {layer.units:>5} {depth:>7}"
    text += f" {layer.factor:>7.3f}"
    back = true_sizes(layer.median)
    text += "".join(f" {_size(back[q]):>10}" for q in lags)
    carousel = _mean_share(layer.paths.get("carousel"))
    kept = "" if layer.keep is None else f"{layer.keep.gate.mean():.3f}"
    radius = max(layer.radius.values(), default=math.nan)
    return f"{text} {carousel:>8} {kept:>6} {radius:>7.3f}"


def _size(size: float) -> str:
    if size == LEAST:
        return "<1e-323"
    return "overflow" if not np.isfinite(size) else f"{size:.1e}"


def _mean_share(share: Array | None) -> str:
    """How much of the error came over the carousel, from the second step back on."""
    return "" if share is None or len(share) < 2 else f"{100 * share[1:].mean():.0f} %"


def _notes(report: Report) -> list[str]:
    check = report.check
    moved = f"{check.parameters:,} of {check.total:,} weights"
    notes = [
        "depth: steps back with at least 1 % of the error, the median over sequences; + all there "
        "are. a step: what a step",
        "back multiplies the error by. N back: its size at a unit, the median over units and "
        "sequences. carousel: the share",
        "that came over the state itself. kept: the mean of the gate that keeps the state. radius: "
        "of recurrent weights.",
        f"gradient check: {moved} moved, largest relative error {check.error:.0e}",
    ]
    if report.candidate.assumptions:
        said = ", and ".join(ASSUMPTIONS[one] for one in report.candidate.assumptions)
        notes.append(f"assumed, because the file does not tell: {said}")
    return notes


def as_data(report: Report) -> dict[str, Any]:
    """All figures of a report as JSON values; what is no number there is null."""
    found, check = report.candidate, report.check
    return {
        "name": found.name,
        "framework": found.framework,
        "assumed": list(found.assumptions),
        "steps": report.steps,
        "sequences": report.sequences,
        "errors": report.enters,
        "depth": report.depth,
        "gradient_norm": _number(report.grad_norm),
        "check": {
            "error": _number(check.error),
            "passed": check.passed,
            "moved": check.parameters,
            "weights": check.total,
        },
        "layers": [_layer(layer) for layer in report.layers],
    }


def _layer(layer: LayerReport) -> dict[str, Any]:
    keep = layer.keep
    return {
        "name": layer.name,
        "kind": layer.kind,
        "inputs": layer.inputs,
        "units": layer.units,
        "depth": layer.depth,
        "whole": layer.whole,
        "depths": layer.depths.tolist(),
        "factor": _number(layer.factor),
        "low": _numbers(layer.low),
        "median": _numbers(layer.median),
        "high": _numbers(layer.high),
        "paths": {name: _numbers(share) for name, share in layer.paths.items()},
        "gates": {name: _numbers(mean) for name, mean in layer.gates.items()},
        "kept": None
        if keep is None
        else {"gate": _numbers(keep.gate), "bias": _numbers(keep.bias)},
        "radius": layer.radius,
    }


def _numbers(values: Array) -> list[float | None]:
    return [_number(value) for value in values.tolist()]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
