"""Networks that are not in a file: a state dict, a module of PyTorch, a model of Keras.

Neither is imported; they are known by what they can do, and their numbers are copied out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.formats.arrays import FileContents, Stored
from lstm97.formats.frameworks.keras_config import describe
from lstm97.formats.refusal import Refused


def read_live(source: Any) -> FileContents:
    """The arrays of a mapping of names to tensors, of a module or of a model. Raises Refused."""
    if isinstance(source, Mapping):
        return FileContents({str(name): _stored(value) for name, value in source.items()})
    if hasattr(source, "weights") and hasattr(source, "to_json"):  # it may have a state dict, too
        weights = {weight.path: weight for weight in source.weights}
        try:
            hints, order = describe(json.loads(source.to_json()))
        except Exception:  # models of a class of their own have no such config
            hints, order = {}, ()
        order = tuple(hints[one]["name"] if one else "" for one in order)
        return FileContents(read_live(weights).arrays, hints, order)
    if hasattr(source, "state_dict"):
        return FileContents(read_live(source.state_dict()).arrays, _modules(source))
    raise Refused("unknown")


def _modules(module: Any) -> dict[str, dict[str, Any]]:
    """What the weights of an `nn.RNN` do not say, and the module does."""
    named = module.named_modules() if hasattr(module, "named_modules") else ()
    return {
        name: {"activation": one.nonlinearity}
        for name, one in named
        if isinstance(getattr(one, "nonlinearity", None), str)
    }


def _stored(value: Any) -> Stored:
    if not hasattr(value, "dtype"):
        value = np.asarray(value)
    dtype = str(value.dtype).removeprefix("torch.")
    shape = tuple(int(size) for size in value.shape)
    if dtype == "bfloat16":
        return Stored(shape, "float32", lambda: _numpy(value.float()))
    return Stored(shape, dtype, lambda: _numpy(value))


def _numpy(value: Any) -> NDArray[Any]:
    for step in ("detach", "cpu", "numpy"):  # a tensor may be part of a graph, on a device
        value = getattr(value, step)() if hasattr(value, step) else value
    return np.array(value)
