"""Weights written as safetensors: the way back, for networks that are made here.

Numbers are single precision, as PyTorch and Keras keep them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lstm97.engine.activations import Array
from lstm97.formats.refusal import FileRefusal


def to_safetensors(arrays: Mapping[str, Array], about: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a file with these arrays; ``about`` stands in its header. Raises FileRefusal."""
    try:
        from safetensors.numpy import save
    except ImportError as error:
        raise FileRefusal("needs", package="safetensors") from error
    singles = {name: np.ascontiguousarray(one, np.float32) for name, one in arrays.items()}
    return bytes(save(singles, dict(about or {})))
