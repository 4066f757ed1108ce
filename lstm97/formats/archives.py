"""Arrays in a zip archive: NumPy's `.npz`, and the `.keras` file that wraps an HDF5 file.

An archive says how long its members are before they are unpacked; more than is read at all is
refused there, and what is unpacked in spite of what it said stops at that length.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from lstm97.formats.arrays import LARGEST, MOST_ARRAYS, FileContents, StoredArray
from lstm97.formats.frameworks.keras_config import describe
from lstm97.formats.hdf5 import read_hdf5
from lstm97.formats.refusal import FileRefusal

LONGEST_CONFIG = 2 << 20  # bytes; a hundred layers have some 100,000
LONGEST_HEADER = 10_000  # NumPy's own limit for files that are not trusted
HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


def read_npz(data: bytes) -> FileContents:
    """All arrays of an archive of `.npy` members, without pickles. Raises FileRefusal."""
    with _open(data, "npz") as archive:
        names = [name for name in archive.namelist() if name.endswith(".npy")]
        arrays = {name[:-4]: _array(_member(archive, name, "npz"), "npz") for name in names}
    return FileContents(arrays)


def read_npy(data: bytes) -> StoredArray:
    """The one array of an `.npy` file, without pickles. Raises FileRefusal."""
    return _array(data, "npy")


def read_keras(data: bytes) -> FileContents:
    """Weights of a `.keras` file, and what its config says of each layer. Raises FileRefusal."""
    with _open(data, "keras") as archive:
        weights = _member(archive, "model.weights.h5", "keras")
        config = _member(archive, "config.json", "keras")
    if len(config) > LONGEST_CONFIG:
        raise FileRefusal("damaged", format="keras")
    file = read_hdf5(weights, "keras")
    try:
        hints, order = describe(json.loads(config))
    except Exception as error:  # JSON of any other shape
        raise FileRefusal("damaged", format="keras") from error
    return FileContents(file.arrays, hints, order)


def _open(data: bytes, kind: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except Exception as error:  # damaged in any way
        raise FileRefusal("damaged", format=kind) from error
    if len(members) > MOST_ARRAYS:
        raise FileRefusal("damaged", format=kind)
    total = sum(member.file_size for member in members)
    if total > LARGEST:
        raise FileRefusal("too-large", megabytes=total >> 20, most=LARGEST >> 20)
    return archive


def _member(archive: zipfile.ZipFile, name: str, kind: str) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(archive.getinfo(name).file_size)
    except Exception as error:  # missing, cut short, encrypted, a wrong checksum
        raise FileRefusal("damaged", format=kind) from error


def _array(data: bytes, kind: str) -> StoredArray:
    """A `.npy` file. Its length must be what its header says, or a header could ask for more."""
    try:
        stream = io.BytesIO(data)
        header = HEADERS[npy.read_magic(stream)]
        shape, by_columns, dtype = header(stream, max_header_size=LONGEST_HEADER)
        start = stream.tell()
        whole = dtype.itemsize * int(np.prod(shape, dtype=object)) == len(data) - start
    except Exception as error:  # damaged in any way
        raise FileRefusal("damaged", format=kind) from error
    if not whole and not dtype.hasobject:
        raise FileRefusal("damaged", format=kind)
    return StoredArray(shape, dtype.name, _reader(data, start, shape, by_columns, dtype))


def _reader(
    data: bytes, start: int, shape: tuple[int, ...], by_columns: bool, dtype: np.dtype[Any]
) -> Any:
    def read() -> NDArray[Any]:
        order: Any = "F" if by_columns else "C"
        return np.frombuffer(data, dtype, offset=start).reshape(shape, order=order)

    return read
