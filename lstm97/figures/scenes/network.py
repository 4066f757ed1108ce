"""The scene of one layer of a reader's own network: its gates, its state, and the error back."""

from __future__ import annotations

import numpy as np

from lstm97.analysis.flow.inside import Inside
from lstm97.engine import NETWORKS
from lstm97.figures.stage.lanes import LOOKS, ROLES, Say, reach_curve, reach_events
from lstm97.figures.stage.scene import (
    AnyLane,
    Curves,
    Errors,
    Inputs,
    Scene,
    StageNetwork,
    Units,
    states_bound,
)

ROWS = 84  # pixels of a lane of units


def layer_scene(seen: Inside, name: str, say: Say, summary: str, *, revealed: bool) -> Scene:
    """A layer called ``name`` on the stage; until ``revealed`` without its errors."""
    steps, slug = len(seen.xs), seen.slug
    bound = max(1.0, states_bound(seen.xs[np.isfinite(seen.xs)]))
    rows = tuple(str(n + 1) for n in range(seen.xs.shape[1]))
    lanes: list[AnyLane] = [
        Inputs(say("lanes.inputs"), values=seen.xs, names=rows, domain=(-bound, bound), height=70)
    ]
    lanes += _forward(seen, say)
    if revealed:
        label = say(f"lanes.errors.{slug}")
        lanes.append(Errors(label, seen.errors, _names(seen), network=slug, height=ROWS, keep=True))
        lanes.append(_curve(seen, name, say))
    network = StageNetwork(slug, name, ROLES[slug])
    return Scene(steps, (network,), tuple(lanes), summary, start=None if revealed else steps)


def _names(seen: Inside) -> tuple[str, ...]:
    return tuple(str(unit + 1) for unit in seen.units)


def _forward(seen: Inside, say: Say) -> list[Units]:
    """Activations, a lane for each kind of value; the gate that keeps is never left out."""
    network_ = NETWORKS[seen.slug]
    kinds, keeper = network_.units, (network_.keeper or "").replace("net_", "y_")
    found = []
    for field, values in seen.values.items():
        role, scale, domain = LOOKS[kinds[field]]
        bound = states_bound(values[np.isfinite(values)])
        label = say(f"lanes.values.{field}")
        found.append(Units(label, values, _names(seen), role, scale, domain or (-bound, bound),
                           network=seen.slug, part=field, height=ROWS,
                           keep=field == keeper))  # fmt: skip
    return found


def _curve(seen: Inside, name: str, say: Say) -> Curves:
    reaches = {seen.slug: seen.reach}
    curve = reach_curve(seen.slug, seen.reach, say)
    floor = float(np.finfo(float).eps)
    events = reach_events(reaches, say)
    return Curves(say("lanes.curves"), curves=(curve,), floor=floor, events=events, height=120,
                  keep=True)  # fmt: skip
