"""Recurrent layers of Keras, by the paths under which it keeps their weights.

Three ways are in use: `lstm/lstm_cell/kernel` in a variable's path, the same with `:0` in files of
Keras 2, and `layers/lstm/cell/vars/0` in those of Keras 3, which names no weight and counts them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from lstm97.formats.arrays import FileContents
from lstm97.formats.parts import KINDS, ROLES, Candidate, Part, candidate, fitting
from lstm97.formats.refusal import FileRefusal

NUMBERED_ARRAY = re.compile(r"(?P<stem>.*?)/?\bcell/vars/(?P<index>[012])")
NAMED_ARRAY = re.compile(r"(?P<stem>.+)/(?P<role>kernel|recurrent_kernel|bias)(?::0)?")
CELL = re.compile(r"[^/]*cell(_\d+)?")
LAYER_NORM = re.compile(r"layer_?norm", re.IGNORECASE)
FUNCTIONS = {"tanh": "tanh", "relu": "relu", "sigmoid": "logistic", "linear": "identity"}
CLASSES = {"lstm": "LSTM", "gru": "GRU", "rnn": "SimpleRNN"}


def keras_networks(file: FileContents) -> list[Candidate]:
    """Every `LSTM`, `GRU` and `SimpleRNN`, those that follow each other as one network."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in file.arrays:
        counted, named = NUMBERED_ARRAY.fullmatch(name), NAMED_ARRAY.fullmatch(name)
        if counted:
            found[counted["stem"]][ROLES["keras"][int(counted["index"])]] = name
        elif named:
            found[named["stem"]][named["role"]] = name
    recurrent = {stem: arrays for stem, arrays in found.items() if "recurrent_kernel" in arrays}
    names = _short({stem: _layer(stem) for stem in recurrent})
    parts = {_layer(stem): _part(file, stem, names[stem], recurrent[stem]) for stem in recurrent}
    return _networks(file, dict(sorted(parts.items(), key=lambda item: _natural(item[0]))))


def _layer(stem: str) -> str:
    """The path of a layer: without its cell, and without the double name of Keras 2."""
    steps = stem.removeprefix("model_weights/").split("/")
    if len(steps) > 1 and CELL.fullmatch(steps[-1]):
        steps = steps[:-1]
    if len(steps) > 1 and steps[-1] == steps[-2]:
        steps = steps[:-1]
    return "/".join(steps)


def _short(layers: Mapping[str, str]) -> dict[str, str]:
    """The last step of each path, or the whole path where two end alike."""
    ends = [layer.rpartition("/")[2] for layer in layers.values()]
    return {
        stem: layer if ends.count(end) > 1 else end or "network"
        for (stem, layer), end in zip(layers.items(), ends, strict=True)
    }


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(s), "") if s.isdigit() else (-1, s) for s in re.split(r"(\d+)", name)]


def _networks(file: FileContents, parts: dict[str, Part]) -> list[Candidate]:
    """Layers that the config puts on each other; without one, all of them if their sizes fit."""
    listed = [_hint(file.order, layer) for layer in parts]
    if file.order and all(listed):
        by_stem = dict(zip(listed, parts.values(), strict=True))
        runs = [list(run) for there, run in groupby(file.order, bool) if there]
        whole = (tuple(by_stem[one] for one in run if one in by_stem) for run in runs)
        return [candidate(_join(run), run) for run in whole if run]
    layers = tuple(parts.values())
    plain = not any(layer.backwards or "forward" in layer.name for layer in layers)
    if len(layers) > 1 and plain and not fitting(layers):
        return [candidate(_join(layers), layers, "stacked")]
    return [candidate(layer.name, (layer,)) for layer in layers]


def _hint(names: Any, layer: str) -> str:
    """The name under which a config speaks of a layer, "" if it does not."""
    return next((one for one in names if one and (layer == one or layer.endswith(f"/{one}"))), "")


def _join(layers: tuple[Part, ...]) -> str:
    return " + ".join(layer.name for layer in layers)


def _part(file: FileContents, stem: str, name: str, arrays: dict[str, str]) -> Part:
    layer = _layer(stem)
    hints = file.hints.get(_hint(file.hints, layer), {})
    shapes = {role: file.arrays[stored].shape for role, stored in arrays.items()}
    hidden, columns = shapes["recurrent_kernel"] if len(shapes["recurrent_kernel"]) == 2 else (0, 0)
    kind = KINDS.get(columns // hidden) if hidden and columns % hidden == 0 else None
    inputs = shapes.get("kernel", ())[:1]
    trouble = _trouble(name, kind or "rnn", hints, f"{stem} {' '.join(file.arrays)}", stem)
    biases = {(columns,), (2, columns)} if kind == "gru" else {(columns,)}
    fits = shapes.get("kernel") == (*inputs, columns) and inputs != (0,)
    if not (kind and fits and shapes.get("bias", (columns,)) in biases):
        trouble = trouble or FileRefusal("shapes", name=name)
    return Part(
        name=hints.get("name", name),
        framework="keras",
        kind=kind or "rnn",
        inputs=inputs[0] if inputs else 0,
        hidden=hidden,
        arrays=arrays,
        activation=FUNCTIONS.get(hints.get("activation", "tanh"), ""),
        reset=_reset(hints, shapes.get("bias", ())) if kind == "gru" else "",
        backwards=bool(hints.get("go_backwards")) or bool(re.search(r"backward", stem)),
        assumptions=() if "activation" in hints else ("activation",),
        trouble=trouble,
    )


def _reset(hints: Mapping[str, Any], bias: tuple[int, ...]) -> str:
    """Where the reset gate stands: the form behind the product has a bias of two rows."""
    if "reset_after" in hints:
        return "after" if hints["reset_after"] else "before"
    return {2: "after", 1: "before"}.get(len(bias), "")


def _trouble(
    name: str, kind: str, hints: Mapping[str, Any], names: str, stem: str
) -> FileRefusal | None:
    """What a config or a name says that the engine does not do."""
    beside = [one for one in names.split() if one.startswith(stem)]
    if any(LAYER_NORM.search(one[len(stem) :]) for one in beside):
        return FileRefusal("layer-norm", name=name)
    wrapped = hints.get("class", CLASSES[kind])
    if wrapped != CLASSES[kind]:
        return FileRefusal("wrapped", name=name, layer=wrapped)
    activation = str(hints.get("activation", "tanh"))
    if activation not in FUNCTIONS or (kind == "gru" and activation != "tanh"):
        return FileRefusal("activation", name=name, activation=activation)
    gate = str(hints.get("recurrent_activation", "sigmoid"))
    if kind != "rnn" and gate != "sigmoid":
        return FileRefusal("activation", name=name, activation=gate)
    return None
