"""How an error flow shows itself in a notebook: as a picture, where the library for it is there.

The engine draws nothing and needs NumPy alone; the picture is made by `lstm97.figures.notebook`,
which is looked for only when a notebook asks, and done without if it, or Altair, is missing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

PICTURES = "lstm97.figures.notebook"


def bundle(record: Any) -> dict[str, Any]:
    """What a notebook can choose from, by MIME type: text always, and a picture if there is one."""
    said = {"text/plain": repr(record)}
    try:
        pictures = import_module(PICTURES)
    except ImportError:
        return said
    return {**pictures.bundle(record), **said}
