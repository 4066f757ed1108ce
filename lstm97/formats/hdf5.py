"""Weights that Keras saved as HDF5, read by h5py in a process of its own.

The HDF5 library is large and written in C, and a file that was made to harm it can stop the process
it runs in; so it runs in one that may be stopped, with little room and little time.
"""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np

from lstm97.formats.arrays import LARGEST, FileContents, StoredArray
from lstm97.formats.frameworks.keras_config import describe
from lstm97.formats.refusal import FileRefusal

READER = Path(__file__).with_name("hdf5_reader.py")
SECONDS = 20  # a busy machine starts it late; its own limit of processor time is four
TOO_LARGE = 3  # the reader's exit status


def read_hdf5(data: bytes, kind: str = "hdf5") -> FileContents:
    """All arrays of a file, and what it says of each layer; ``kind`` is its name in a refusal.

    Raises FileRefusal for what is damaged or too large, and without h5py.
    """
    if importlib.util.find_spec("h5py") is None:
        raise FileRefusal("needs", package="h5py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(READER)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefusal("damaged", format=kind) from error
    if done.returncode == TOO_LARGE:
        raise FileRefusal("too-large", megabytes=f"> {LARGEST >> 20}", most=LARGEST >> 20)
    if done.returncode:
        raise FileRefusal("damaged", format=kind)
    return _contents(done.stdout)


def _contents(told: bytes) -> FileContents:
    """What the reader wrote: an `.npz` of arrays by number, and a list of their names."""
    with np.load(io.BytesIO(told), allow_pickle=False) as arrays:
        about = json.loads(bytes(arrays["about"]))
        raw = [arrays[str(number)] for number in range(len(about["names"]))]
    stored = {
        name: StoredArray(array.shape, array.dtype.name, partial(np.asarray, array))
        for name, array in zip(about["names"], raw, strict=True)
    }
    hints, order = describe(about["config"]) if about["config"] else ({}, ())
    return FileContents(stored, hints, order)
