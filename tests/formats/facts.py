"""What PyTorch and Keras said of small networks, as `facts/make.py` wrote it down."""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "facts"
FILES = sorted(
    path.name for path in FOLDER.iterdir() if path.suffix in (".safetensors", ".h5", ".keras")
)
NAMES = sorted(path.stem for path in FOLDER.glob("*.npz"))


def file_of(name):
    """A file with the weights of a case, as its framework saves them."""
    return FOLDER / next(file for file in FILES if file.partition(".")[0] == name)


def told(name):
    """What a file does not tell: the function of a plain recurrent layer."""
    return {"activation": "relu"} if "relu" in name else {}


def facts_of(name):
    """All arrays of a case, with units before sequences, as in the engine."""
    with np.load(FOLDER / f"{name}.npz") as arrays:
        return {
            key: np.moveaxis(value, 1, 2) if value.ndim == 3 else value
            for key, value in arrays.items()
        }
