"""Weights saved as safetensors, by the package of that name: a header in JSON, then plain numbers.

Nothing in such a file can run; what is left to watch is how much a header claims.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.formats.arrays import MOST_ARRAYS, FileContents, StoredArray
from lstm97.formats.refusal import FileRefusal

LONGEST_HEADER = 1 << 20
DTYPES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}
RAW = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}


def read_safetensors(data: bytes) -> FileContents:
    """All tensors of a file, (bytes) in; FileRefusal if it is damaged or safetensors is missing."""
    try:
        from safetensors import deserialize
    except ImportError as error:
        raise FileRefusal("needs", package="safetensors") from error
    if int.from_bytes(data[:8], "little") > LONGEST_HEADER:
        raise FileRefusal("damaged", format="safetensors")
    try:
        tensors = deserialize(data)  # type: ignore[no-untyped-call]
    except Exception as error:  # damaged in any way
        raise FileRefusal("damaged", format="safetensors") from error
    if len(tensors) > MOST_ARRAYS:
        raise FileRefusal("damaged", format="safetensors")
    return FileContents({name: _wrap(entry) for name, entry in sorted(tensors, key=itemgetter(0))})


def _wrap(entry: dict[str, Any]) -> StoredArray:
    kind = str(entry["dtype"])

    def read() -> NDArray[Any]:
        return np.frombuffer(entry["data"], RAW[kind])

    return StoredArray(tuple(entry["shape"]), DTYPES.get(kind, kind), read)
