"""What a finished sequence occupied is kept for the next one.

Each sequence leaves arrays of its whole length behind. Given back to the system and asked for
again, page by page, they cost a hundred trials a sixth to a third of their time (measured).
"""

from __future__ import annotations

import numpy as np

LARGEST = 31 << 20  # bytes: just below the 32 MiB at which glibc stops learning


def keep_freed() -> None:
    """Let the allocator see one large array come and go.

    The GNU C library takes it as a sign that arrays up to this size will come again, and keeps
    freed memory up to twice as large. It is never touched, so it costs nothing. Other
    systems may ignore it.
    """
    np.empty(LARGEST, np.uint8)
