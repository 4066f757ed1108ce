"""Make again the finished runs that pages open with.

Every run is a recipe with a fixed seed, so the same command gives the same file.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np

from lstm97.analysis.race import Entry, contenders, run_race
from lstm97.analysis.runs import Origin, Run, to_bytes
from lstm97.engine import TRUNCATED
from lstm97.tasks import TASKS, pick

FOLDER = Path(__file__).parents[1] / "assets" / "runs"


def race() -> Run:
    """The race that the first page opens with: experiment 6a, untrained, the paper's gradient."""
    slug, parameters, entry = "temporal-order", {"length": 100}, Entry(seed=1, input_bias=-2.0)
    seed = [entry.seed, 97]  # as on the page error-race, which opens the same race from a link
    task = TASKS[slug](**parameters)
    sequence = pick(task.draw(1, rng=np.random.default_rng(seed)), 0)
    laps = run_race(contenders(task, entry), sequence, cuts=TRUNCATED)
    command = "python -m lstm97 bake race"
    return Run(Origin(command, slug, parameters, seed, asdict(entry), versions()), sequence, laps)


RECIPES: dict[str, Callable[[], Run]] = {"race": race}


def versions() -> dict[str, str]:
    """What else the last bits of a number may depend on."""
    return {"python": platform.python_version(), "numpy": np.__version__}


def run_file(name: str) -> Path:
    """Where a baked run is kept."""
    return FOLDER / f"{name}.npz"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The runs to make; all of them if none is named."""
    parser.add_argument("run_names", nargs="*", metavar="RUN", help=" or ".join(RECIPES))


def run(args: argparse.Namespace) -> int:
    """Make the runs asked for and say what was written; 2 for a run there is no recipe for."""
    unknown = [name for name in args.run_names if name not in RECIPES]
    if unknown:
        print(f"no recipe for {', '.join(unknown)}; there is {', '.join(RECIPES)}")
        return 2
    for name in args.run_names or RECIPES:
        before = run_file(name).read_bytes() if run_file(name).exists() else b""
        path = bake(name)
        same = "as it was" if path.read_bytes() == before else "changed"
        print(f"{name}: {path.stat().st_size} bytes in {path.name}, {same}")
    return 0


def bake(name: str) -> Path:
    """Make one run and write its file; KeyError for a run there is no recipe for."""
    content = to_bytes(RECIPES[name]())
    path = run_file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
