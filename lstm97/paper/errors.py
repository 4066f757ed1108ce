"""Reasons for which a run cannot start or go on, each said in one sentence.

A command prints the sentence and ends with a status; nothing that was kept before is touched.
"""

from __future__ import annotations

from typing import Any

from lstm97.words import FALLBACK, translate


class RunError(Exception):
    """Why a run cannot start or go on: the text ``paper.run.<key>`` with ``values`` put in.

    It crosses processes, so it keeps plain values.
    """

    def __init__(self, key: str, values: dict[str, Any]) -> None:
        super().__init__(key, values)
        self.key, self.values = key, values

    def __str__(self) -> str:
        return say(self.key, **self.values)


def say(key: str, **values: Any) -> str:
    """A sentence of the command line."""
    return translate(FALLBACK, f"paper.run.{key}", **values)
