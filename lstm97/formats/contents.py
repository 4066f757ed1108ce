"""What a file is, by its first bytes, since its name may be wrong.

What is not read is still named as far as it is known, for a reader who chose the wrong file.
"""

from __future__ import annotations

import io
import re
import zipfile

from lstm97.formats.refusal import FileRefusal

STARTS = {  # first bytes: kind
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\x89HDF\r\n\x1a\n": "hdf5",
    b"\x93NUMPY": "npy",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "RIFF",
    b"BM": "BMP",
    b"<svg": "SVG",
    b"<?xml": "XML",
    b"<!DOCTYPE": "HTML",
    b"<!doctype": "HTML",
    b"<html": "HTML",
    b"%PDF": "PDF",
    b"GGUF": "GGUF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"\x7fELF": "ELF",
    b"MZ": "EXE",
    b"version https://git-lfs": "Git LFS",
}
ONNX = re.compile(rb"\x08[\x03-\x1f]\x12[\x01-\x40][ -~]{3}")  # its version, then who wrote it
PICKLES = tuple(bytes([0x80, protocol]) for protocol in range(6))
SUFFIXES = {".safetensors": "safetensors", ".npz": "npz", ".keras": "keras", ".h5": "hdf5"}


def kind_of(data: bytes, suffix: str) -> str:
    """A kind of `SUFFIXES`; ``suffix`` is that of its name, with the dot. Raises FileRefusal."""
    if not data:
        raise FileRefusal("empty")
    if ONNX.match(data):
        raise FileRefusal("other", kind="ONNX")
    if data[8:9] == b"{" and int.from_bytes(data[:8], "little") < 1 << 40:
        return "safetensors"  # before the others: the length of its header may look like any start
    found = next((kind for start, kind in STARTS.items() if data.startswith(start)), None)
    if found == "zip":
        return _in_archive(data, SUFFIXES.get(suffix, "zip"))
    if found == "hdf5":
        return found
    if found == "npy":
        raise FileRefusal("single-array")
    if found is None and data.startswith(PICKLES):
        raise FileRefusal("pickle")
    if found:
        raise FileRefusal("other", kind=found)
    if data[4:8] == b"TFL3":
        raise FileRefusal("other", kind="TensorFlow Lite")
    if suffix in SUFFIXES:
        raise FileRefusal("damaged", format=SUFFIXES[suffix])
    raise FileRefusal("pickle" if suffix in (".pt", ".pth", ".pkl", ".ckpt") else "unknown")


def _in_archive(data: bytes, called: str) -> str:
    """What a zip archive holds: Keras and NumPy use it, and so does a pickle of PyTorch."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except Exception as error:  # damaged in any way
        raise FileRefusal("damaged", format=called) from error
    if any(name.endswith(".pkl") for name in names):
        raise FileRefusal("pickle")
    if "model.weights.h5" in names:
        return "keras"
    if any(name.endswith(".npy") for name in names):
        return "npz"
    raise FileRefusal("other", kind="ZIP")
