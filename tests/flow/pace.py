"""How long a report takes: ``python tests/flow/pace.py``.

Prints seconds and megabytes for the sizes that have a bar: hidden 128 over 200 steps of 32
sequences (1.5 s), and hidden 512 over 1000 steps (20 s, 1 GB), each in a process of its own.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "formats")]

from weights import uniform  # noqa: E402

from lstm97.flow import report  # noqa: E402

SIZES = ((128, 1, 200), (128, 3, 200), (512, 1, 1000))


def one(units: int, layers: int, steps: int) -> None:
    """Report once to warm up, then again with the clock running."""
    report(uniform(8, 1), steps=5, sequences=1)
    began = time.perf_counter()
    found = report(uniform(units, layers), steps=steps)
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"hidden {units}, {layers} layers, {steps} steps, {found.sequences} sequences: "
          f"{seconds:.1f} s, {most:.0f} MB", flush=True)  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(*map(int, sys.argv[1:]))
    else:
        for size in SIZES:
            subprocess.run([sys.executable, __file__, *map(str, size)], check=True)
