"""Where the files of the project stand, for everything that reads one.

Paths are found once, here, so that a module can move without losing its data.
"""

from pathlib import Path

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "assets"
TEXTS = ASSETS / "text"  # a folder a language
RUNS = ASSETS / "runs"  # measured results
PAPER_RUNS = RUNS / "paper"
