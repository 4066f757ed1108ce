"""What the page says of a network, each sentence chosen by what was measured.

A sentence's slug is decided by a predicate here, which a test holds against the engine's numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lstm97.engine.health import true_sizes
from lstm97.flow import LayerReport, Report
from lstm97.ui.base import numbers
from lstm97.ui.base.fill import quote
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import t
from lstm97.ui.pages.your_network.conditions import PAGE, Measurement

FEW, TENS = 10, 50  # steps at which an answer begins
NEAR = 0.02  # difference of logarithms of factors that are called about the same
EVEN = 1e-9  # relative difference of sizes that are called the same


def notice(slug: str, known: Mapping[str, Any]) -> str:
    """One of the page's sentences with its numbers."""
    return quote(f"{PAGE}.notice.{slug}", known)


def bullets(slugs: Sequence[str], known: Mapping[str, Any]) -> str:
    """Sentences as a list."""
    return "\n".join(f"- {notice(slug, known)}" for slug in slugs)


def layer_name(run: Report, number: int) -> str:
    """A layer as it is called on the page: ``layer 2 (LSTM)``."""
    kind = t(f"{PAGE}.kinds.{run.layers[number].kind}")
    return t(f"{PAGE}.layer", n=number + 1, kind=kind)


def way(report: Report) -> int:
    """How many steps back there are at most, the median over sequences."""
    return int(np.median(report.batch.lengths)) - 1


def farthest(report: Report) -> int:
    """The layer in which the error reaches farthest, the upper one of equals (0-based)."""
    depths = [layer.depth for layer in report.layers]
    return max(range(len(depths)), key=lambda n: (depths[n], n))


def reach_of(report: Report) -> frozenset[str]:
    """Which answers to the question hold."""
    layer = report.layers[farthest(report)]
    depth = layer.depth
    near = "few" if depth < FEW else "tens" if depth < TENS else "far"
    if layer.whole:
        return frozenset({"whole"} if near == "far" else {"whole", near})
    return frozenset({near})


def drift(report: Report) -> str:
    """Whether a step back shrinks the error where it reaches farthest; "" where that is open."""
    factor = report.layers[farthest(report)].factor
    if not 0 < factor < np.inf or factor == 1:
        return ""
    return "shrinks" if factor < 1 else "grows"


def fate(layer: LayerReport) -> str:
    """What becomes of the error: none, overflows, reaches the first step, or fades before."""
    if all(one.source is None for one in layer.reach):
        return "none"
    if np.isposinf(layer.median).any():
        return "overflow"
    return "whole" if layer.whole else "fades"


def keeping(layer: LayerReport) -> str:
    """How the factor of a step stands to what the gates keep; "" where that can't be said."""
    if layer.keep is None or not np.isfinite(layer.factor) or layer.factor <= 0:
        return ""
    apart = float(np.log(layer.factor) - np.log(layer.keep.gate.mean()))
    return "same" if abs(apart) <= NEAR else "more" if apart > 0 else "less"


def beside(layer: LayerReport) -> str:
    """Whether the cell of 1997 carries its error without any change."""
    if all(one.source is None for one in layer.reach):
        return "none"
    with np.errstate(invalid="ignore"):
        spread = np.nanmax(layer.curve, axis=0) / np.nanmin(layer.curve, axis=0) - 1
    return "flat" if (spread < EVEN).all() else "changes"


def change(before: Report, after: Report) -> str:
    """What a change has done to the depth of the layer in which the error reached farthest."""
    number = farthest(before)
    was, now = before.layers[number].depth, after.layers[number].depth
    return "same" if was == now else "farther" if now > was else "shorter"


def change_name(run: Measurement) -> str:
    """What was changed; a bias is that of the gate which keeps, and each kind has its own."""
    assert run.change is not None
    if run.change.name != "keep-bias":
        return t(f"{PAGE}.settings.change.options.{run.change.name}")
    kinds = {layer.kind for layer in run.report.layers} & {"lstm", "gru"}
    return t(f"{PAGE}.keep-bias.{'-'.join(sorted(kinds))}")


def stretching(values: Any) -> str:
    """Whether some step can make an error larger: the largest singular values (K,)."""
    return "some" if (np.asarray(values) > 1).any() else "none"


def facts(run: Measurement) -> dict[str, Any]:
    """The numbers of the layer that reaches farthest."""
    report = run.report
    number = farthest(report)
    layer = report.layers[number]
    return {
        "layer": layer_name(report, number),
        "depth": layer.depth,
        "steps": way(report),
        "sequences": report.sequences,
        "factor": size(layer.factor, 3),
        "gate": size(float(layer.keep.gate.mean()), 2) if layer.keep else "",
        "old": run.beside.depth,
        "entry": size(float(run.beside.median[0])),
    }


def remainder(layer: LayerReport) -> str:
    """What is left of an error at the first step, the median, as a share of its start."""
    ratio = float(layer.median[-1] / layer.median[0]) if layer.median[0] else 0.0
    return numbers.remainder(ratio or float(true_sizes(layer.median)[-1]))
