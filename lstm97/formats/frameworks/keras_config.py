"""What the config of a Keras model tells of its layers: their order, and their functions.

Shapes do not tell a sigmoid from a hard one, nor two layers in a row from two that stand apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Description = tuple[dict[str, dict[str, Any]], tuple[str, ...]]
RECURRENT = ("LSTM", "GRU", "SimpleRNN")
CONTAINERS = ("Sequential", "Functional", "Model")
TRANSPARENT = ("InputLayer", "Dropout", "SpatialDropout1D", "Masking", "GaussianNoise")
OPTIONS = ("activation", "recurrent_activation", "reset_after", "go_backwards", "name")


def describe(config: Mapping[str, Any]) -> Description:
    """Options of each layer, by the path that weights are kept under and by its own name.

    The second value names the layers of a Sequential model from the bottom up, "" where a layer of
    another kind stands. ``config`` is a model's, as in `config.json`; raises whatever a JSON of
    another shape does.
    """
    hints: dict[str, dict[str, Any]] = {}
    for path, layer in _layers(config, ""):
        known = layer_facts(layer["class_name"], layer["config"])
        hints[path] = hints[str(layer["config"]["name"])] = known
    order = _order(config) if config["class_name"] == "Sequential" else ()
    return hints, order


def layer_facts(kind: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """What the config of a layer of the class ``kind`` says that its weights do not."""
    return {name: config[name] for name in OPTIONS if name in config} | {"class": kind}


def _layers(model: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every recurrent layer, and those of models within the model."""
    for name, layer in _count_layers(model):
        if layer["class_name"] in CONTAINERS:
            yield from _layers(layer, f"{path}layers/{name}/")
        elif layer["class_name"] in RECURRENT:
            yield f"{path}layers/{name}", layer


def _count_layers(model: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Layers as Keras 3 counts them in a file: by class, and the second of a class ends in _1."""
    seen: Counter[str] = Counter()
    for layer in model["config"]["layers"]:
        name = _snake(layer["class_name"])
        yield (f"{name}_{seen[name]}" if seen[name] else name), layer
        seen[name] += 1


def _snake(name: str) -> str:
    parted = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", parted).lower()


def _order(model: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        f"layers/{name}" if layer["class_name"] in RECURRENT else ""
        for name, layer in _count_layers(model)
        if layer["class_name"] not in TRANSPARENT
    )
