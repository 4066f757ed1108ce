"""Where the files of the project stand, for everything that reads one.

Paths are found once, here, so that a module can move without losing its data. An installed package
has a few of the files, those that its commands need, in a folder of its own (`setup.py`).
"""

from pathlib import Path

ROOT = Path(__file__).parents[1]
CLONE = (ROOT / "app.py").is_file()
ASSETS = ROOT / "assets" if CLONE else ROOT / "lstm97" / "assets"
TEXTS = ASSETS / "text"  # a folder a language
RUNS = ASSETS / "runs"  # measured results
PAPER_RUNS = RUNS / "paper"


def asset(name: str) -> str:
    """The text of a file in `assets`, such as ``frame/map.css``."""
    return (ASSETS / name).read_text(encoding="utf-8")


def stamp(file: Path) -> int:
    """When a file was written, a number that changes when it is written anew; 0 without a file."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
