"""Make again the finished runs that pages open with.

Every file has a recipe with fixed seeds, so the same command gives the same numbers; on another
machine some differ in their last bits, and their file is called changed.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable
from dataclasses import asdict

import numpy as np

from lstm97.analysis.cell import valve_game
from lstm97.analysis.flow.race import RaceSetup, contenders, run_race
from lstm97.analysis.flow.runs import Origin, RaceRecord, to_bytes
from lstm97.analysis.foundations import pronoun
from lstm97.analysis.problem import conflict
from lstm97.analysis.scissors import training as course
from lstm97.engine import TRUNCATED
from lstm97.flow import teaching
from lstm97.folders import RUNS
from lstm97.paper.run import film, plain
from lstm97.paper.show.replacement import replacement
from lstm97.tasks import TASKS

FOLDER = RUNS


def race() -> RaceRecord:
    """The race that the first page opens with: experiment 6a, untrained, the paper's gradient."""
    slug, parameters, setup = "temporal-order", {"length": 100}, RaceSetup(seed=1, input_bias=-2.0)
    seed = [setup.seed, 97]  # as on the page error-race, which opens the same race from a link
    task = TASKS[slug](**parameters)
    sequence = task.single(*seed)
    laps = run_race(contenders(task, setup), sequence, cuts=TRUNCATED)
    command = "python -m lstm97 bake race.npz"
    return RaceRecord(
        Origin(command, slug, parameters, seed, asdict(setup), versions()), sequence, laps
    )


RECIPES: dict[str, Callable[[], bytes]] = {  # by file in FOLDER
    "race.npz": lambda: to_bytes(race()),
    "memory-cell.json": lambda: valve_game.to_text(valve_game.school()).encode(),
    "weight-conflict.json": lambda: conflict.to_text().encode(),
    pronoun.FILE.name: lambda: pronoun.to_text().encode(),
    "scissors.npz": course.to_bytes,
    plain.FILE.name: plain.to_bytes,
    teaching.FILE.name: teaching.to_bytes,
    film.FILE.name: film.to_bytes,
}


def versions() -> dict[str, str]:
    """What else the last bits of a number may depend on."""
    return {"python": platform.python_version(), "numpy": np.__version__}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files to make; all of them if none is named."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="one of " + ", ".join(RECIPES))


def run(args: argparse.Namespace) -> int:
    """Make the files asked for and say what became of them; 2 if there is no recipe for one."""
    unknown = [name for name in args.files if name not in RECIPES]
    if unknown:
        print(f"no recipe for {', '.join(unknown)}; there is {', '.join(RECIPES)}")
        return 2
    for name in args.files or RECIPES:
        content, path = RECIPES[name](), FOLDER / name
        same = path.exists() and path.read_bytes() == content
        with replacement(path) as file:
            file.write(content)
        print(f"{name}: {len(content)} bytes, {'as it was' if same else 'changed'}")
    return 0
