"""Measure time steps a second: forward pass, gradient and update, beside a textbook loop.

Every network has 8 inputs, 4 units and 4 outputs, and an error at the last of 100 time steps. The
1997 LSTM learns by its truncated gradient, the others by the full one, each beside a plain loop of
its own cell. All cases take turns, many times over, and the quickest sequence of each counts, so
that what else the machine does disturbs them alike. BLAS runs on one thread unless
OPENBLAS_NUM_THREADS or its like says otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from lstm97 import textbook
from lstm97.arguments import duration
from lstm97.engine import FULL, NETWORKS, TRUNCATED, sgd

INPUTS, UNITS, OUTPUTS, STEPS, RATE = 8, 4, 4, 100, 0.01
TRIALS = (1, 10, 100)
PRECISIONS = ("float64", "float32")
BURST, LEAST, MOST = 0.01, 1, 100  # seconds of a turn; sequences in it beyond the first


class Case(NamedTuple):
    """One line of the table."""

    network: str
    gradient: str
    precision: str
    trials: int


Turn = Callable[[], None]
PLAIN = "textbook"  # the precision of a plain loop: that of Python's own numbers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--seconds", type=duration, default=20, help="to measure for, in all (20)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(args: argparse.Namespace) -> int:
    """Print a line for each case."""
    rows = table(measure(cases(), seconds=args.seconds))
    if args.json:
        print(json.dumps({"machine": machine(), "steps": STEPS, "cases": rows}))
        return 0
    print(" ".join(f"{key}={value}" for key, value in machine().items()))
    print("network   gradient   precision  trials  us/time step  time steps/s  x textbook")
    for row in rows:
        print(
            f"{row['network']:<9} {row['gradient']:<10} {row['precision']:<9} {row['trials']:>7} "
            f"{row['microseconds']:>13.2f} {row['steps_per_second']:>13,.0f} {row['ratio']:>11.1f}"
        )
    return 0


def cases() -> dict[Case, Turn]:
    """Every case with what it does over and over: learn from one sequence of each trial."""
    turns: dict[Case, Turn] = {}
    for slug in NETWORKS:
        plain = textbook_of(slug)
        turns[plain] = textbook_turn(slug)
        for precision in PRECISIONS:
            for trials in TRIALS:
                case = Case(slug, plain.gradient, precision, trials)
                turns[case] = engine_turn(case)
    return turns


def measure(turns: Mapping[Case, Turn], *, seconds: float) -> dict[Case, float]:
    """Seconds of the quickest sequence of each case, in as many rounds as there is time for."""
    quickest = dict.fromkeys(turns, float("inf"))
    end = perf_counter() + seconds
    while True:
        for case, turn in turns.items():
            quickest[case] = min(quickest[case], *burst(turn))
        if perf_counter() >= end:
            return quickest


def burst(turn: Turn) -> Iterator[float]:
    """Seconds of each of several sequences in a row; the first ones warm the caches."""
    begin = start = perf_counter()
    for count in range(MOST):
        turn()
        now = perf_counter()
        yield now - start
        if count >= LEAST and now - begin > BURST:
            return
        start = now


def table(seconds: Mapping[Case, float]) -> list[dict[str, Any]]:
    """Microseconds a time step, steps a second of all trials, and these against the textbook's."""
    speeds = {case: case.trials * STEPS / spent for case, spent in seconds.items()}
    return [
        {
            **case._asdict(),
            "microseconds": spent / STEPS * 1e6,
            "steps_per_second": speeds[case],
            "ratio": speeds[case] / speeds[textbook_of(case.network)],
        }
        for case, spent in seconds.items()
    ]


def engine_turn(case: Case) -> Turn:
    """Forward, gradient and update of one network, or of many trials with weights of their own."""
    network, rng = NETWORKS[case.network], np.random.default_rng(0)
    units = {"blocks": UNITS} if case.network.startswith("lstm") else {"hidden": UNITS}
    spec = network.spec(inputs=INPUTS, outputs=OUTPUTS, **units)
    trials = None if case.trials == 1 else case.trials
    tail = () if trials is None else (trials,)
    params = network.init(spec, rng=rng, trials=trials, dtype=case.precision)
    xs = rng.normal(size=(STEPS, INPUTS, *tail)).astype(case.precision)
    targets = rng.random((STEPS, OUTPUTS, *tail)).astype(case.precision)
    cuts = TRUNCATED if case.gradient == "truncated" else FULL

    def turn() -> None:
        nonlocal params
        trace = network.forward(params, xs, targets)
        params = sgd(params, network.backward(trace, cuts=cuts).grad, RATE)

    return turn


def textbook_of(slug: str) -> Case:
    """The plain loop that a network is measured against."""
    return Case(slug, "truncated" if NETWORKS[slug].truncates else "full", PLAIN, 1)


def textbook_turn(slug: str) -> Turn:
    """The same by one network's plain loop."""
    rng = np.random.default_rng(0)
    xs, target = rng.normal(size=(STEPS, INPUTS)), rng.random(OUTPUTS)
    weights = {
        name: rng.uniform(-0.1, 0.1, (UNITS, INPUTS + UNITS + 1))
        for name in textbook.TEXTBOOKS[slug][1]
    }
    weights["k"] = rng.uniform(-0.1, 0.1, (OUTPUTS, UNITS + 1))
    return lambda: textbook.learn(slug, weights, xs, target, RATE)


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "cpus": os.cpu_count(),
        "blas_threads": os.environ.get("OPENBLAS_NUM_THREADS", "all"),
    }
