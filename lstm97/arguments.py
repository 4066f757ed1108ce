"""Numbers on the command line: whatever a command cannot use is refused before it begins.

`argparse` says which option it was, and ends the command with status 2.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """What reads a whole number of at least ``least``, and at most ``most``.

    It raises ArgumentTypeError for any other text.
    """

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least:
            what = f"a whole number, {least} or more"
            raise argparse.ArgumentTypeError(f"must be {what}, got {text[:20]!r}")
        if most is not None and number > most:
            raise argparse.ArgumentTypeError(f"must be at most {most}, got {text[:20]!r}")
        return number

    return read


def duration(text: str) -> float:
    """A time in seconds; raises ArgumentTypeError unless it is a finite number, 0 or more."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"must be a finite number, 0 or more, got {text[:20]!r}")
    return seconds
