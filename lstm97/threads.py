"""One thread for each matrix product, decided before NumPy is first imported.

The networks are small, and many sessions share few processors: a second thread of BLAS costs more
than it does. Measured on two busy processors: 100 sets of singular values, 128 by 128, took 0.27 s
with one thread and 23 s with two. It changes no result.
"""

from __future__ import annotations

import os

NAMES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one() -> None:
    """Ask for one thread, unless the environment says otherwise; NumPy reads it once."""
    for name in NAMES:
        os.environ.setdefault(name, "1")
