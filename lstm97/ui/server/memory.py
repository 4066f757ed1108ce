"""How the process keeps memory that has been freed.

Every run of a page is a thread of its own, and glibc gives up to eight threads a core a store of
freed memory each, which only threads of that store use again: training after training then grows
the process although nothing is kept.
"""

from __future__ import annotations

import ctypes

STORES = 2
_ARENA_MAX = -8  # glibc's M_ARENA_MAX


def share_stores() -> bool:
    """Let all threads share two stores; False where the system's library knows of none."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # not glibc
        return False
    return bool(mallopt(_ARENA_MAX, STORES))
