"""What people ask of a recurrent layer and this engine does not do, refused by name.

A network that is nearly the one asked for would give numbers that are nearly right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LAYER_NORM = "layer norm is not supported: it ties the units of a layer together at every step"
PROJECTION = "projections are not supported: what is fed back must be the units themselves"
PEEPHOLES = "peepholes are not supported: gates must not listen to states, as in 1997 and in 2000"
BIDIRECTIONAL = (
    "bidirectional layers are not supported as one: run two layers, one on the sequence and one on "
    "batches.mirrored(sequence); no error crosses from one to the other"
)
REFUSALS: dict[str, str] = {
    "layer_norm": LAYER_NORM,
    "layer_normalization": LAYER_NORM,
    "projection": PROJECTION,
    "proj_size": PROJECTION,
    "peepholes": PEEPHOLES,
    "use_peepholes": PEEPHOLES,
    "bidirectional": BIDIRECTIONAL,
}


def refuse(options: Mapping[str, Any]) -> None:
    """Raise ValueError for the first option that asks for something of `REFUSALS`."""
    for name, value in options.items():
        if name in REFUSALS and value:
            raise ValueError(REFUSALS[name])
