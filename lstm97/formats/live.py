"""Networks that are not in a file: a state dict, a module of PyTorch, a model of Keras.

Neither is imported; they are known by what they can do, and their numbers are copied out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.formats.arrays import FileContents, StoredArray
from lstm97.formats.frameworks.keras_config import describe, layer_facts
from lstm97.formats.refusal import FileRefusal


def read_live(source: Any) -> FileContents:
    """Arrays of a mapping of names to tensors, of a module or of a model. Raises FileRefusal."""
    if isinstance(source, Mapping):
        return FileContents({name: _wrap(value) for name, value in _flat(source)})
    of_keras = hasattr(source, "to_json") or hasattr(source, "get_config")
    if of_keras and hasattr(source, "weights"):  # it may have a state dict, too
        weights = {weight.path: weight for weight in source.weights}
        return FileContents(read_live(weights).arrays, *_describe(source))
    if hasattr(source, "state_dict"):
        return FileContents(read_live(source.state_dict()).arrays, _modules(source))
    raise FileRefusal("unknown")


def _flat(mapping: Mapping[Any, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """All values by name; a checkpoint keeps its state dict beside other things, under a name."""
    for name, value in mapping.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def _describe(source: Any) -> tuple[dict[str, dict[str, Any]], tuple[str, ...]]:
    """What a Keras model, or a single layer, says of itself; see `keras_config.describe`."""
    try:
        if not hasattr(source, "to_json"):
            return {source.name: layer_facts(type(source).__name__, source.get_config())}, ()
        hints, order = describe(json.loads(source.to_json()))
        return hints, tuple(hints[one]["name"] if one else "" for one in order)
    except Exception:  # models of a class of their own have no such config
        return {}, ()


def _modules(module: Any) -> dict[str, dict[str, Any]]:
    """What the weights of an ``nn.RNN`` do not say, and the module does."""
    named = module.named_modules() if hasattr(module, "named_modules") else ()
    return {
        name: {"activation": one.nonlinearity}
        for name, one in named
        if isinstance(getattr(one, "nonlinearity", None), str)
    }


def _wrap(value: Any) -> StoredArray:
    if not hasattr(value, "dtype"):
        value = _as_array(value)
    dtype = str(value.dtype).removeprefix("torch.")
    shape = tuple(int(size) for size in value.shape)
    if dtype == "bfloat16":
        return StoredArray(shape, "float32", lambda: numpy_of(value.float()))
    return StoredArray(shape, dtype, lambda: numpy_of(value))


def _as_array(value: Any) -> Any:
    """Numbers in lists as an array; what is none is of the type "object"."""
    try:
        return np.asarray(value)
    except ValueError:  # lists of different lengths
        return np.asarray(None)


def numpy_of(value: Any) -> NDArray[Any]:
    """A copy of an array, or of a tensor of PyTorch."""
    for step in ("detach", "cpu", "numpy"):  # a tensor may be part of a graph, on a device
        value = getattr(value, step)() if hasattr(value, step) else value
    return np.array(value)
