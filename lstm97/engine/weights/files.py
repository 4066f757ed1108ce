"""Weights as a file: a plain .npz of arrays and one line of JSON, and nothing that is executed.

A file of a network or of a stack opens with the same architecture and the same numbers.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import numpy as np

from lstm97.demands import of_kind
from lstm97.engine.layer_stack import Stack
from lstm97.engine.params import Params
from lstm97.engine.registry import NETWORKS
from lstm97.engine.trace import check_weights

FORMAT = "lstm97 weights 1"


class WeightsFileError(ValueError):
    """A file that holds no weights of ours; the message says what is wrong with it."""


def save(file: str | Path | IO[bytes], params: Params | Stack) -> None:
    """Write weights, of one network or of many trials, to a path or an open file."""
    of_kind("params", params, (Params, Stack), "weights of a network or of a stack")
    layers = params.layers if isinstance(params, Stack) else (params,)
    about = {
        "format": FORMAT,
        "stacked": isinstance(params, Stack),
        "layers": [{"network": layer.spec.slug, **asdict(layer.spec)} for layer in layers],
    }
    arrays: dict[str, Any] = {"about": np.frombuffer(json.dumps(about).encode(), np.uint8)}
    for n, layer in enumerate(layers):
        arrays[f"hidden{n}"], arrays[f"output{n}"] = layer.hidden, layer.output
    if isinstance(file, str | Path):
        with Path(file).open("wb") as opened:  # savez would add a suffix of its own
            np.savez(opened, allow_pickle=False, **arrays)
    else:
        np.savez(file, allow_pickle=False, **arrays)


def load(file: str | Path | IO[bytes]) -> Params | Stack:
    """What `save` wrote; raises WeightsFileError, with a reason, for anything else."""
    try:
        with np.load(file, allow_pickle=False) as found:
            about = json.loads(found["about"].tobytes())
            if about["format"] != FORMAT:
                raise ValueError(f"its format is {about['format']!r}, not {FORMAT!r}")
            layers = tuple(_layer(n, words, found) for n, words in enumerate(about["layers"]))
            return Stack(layers) if about["stacked"] else layers[0]
    except Exception as error:  # whatever is wrong with a strange file, it is not ours
        raise WeightsFileError(f"no weights of this engine: {error}") from error


def _layer(n: int, words: dict[str, Any], found: Any) -> Params:
    options = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in words.items()
        if name != "network"
    }
    spec = NETWORKS[words["network"]].spec(**options)
    params = Params(spec, found[f"hidden{n}"], found[f"output{n}"])
    check_weights(params)
    return params
