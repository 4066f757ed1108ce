"""Check every gradient of every network against central differences.

Each line is one network of random shape with an error at every time step. The truncated gradient
is compared with the differences of the network whose cut edges listen to a recording. The exit
status is 1 if any weight's relative error exceeds 1e-7.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm97.arguments import whole
from lstm97.engine import FULL, NETWORKS, TRUNCATED
from lstm97.engine.gradcheck import BAR, Check, gradcheck
from lstm97.engine.network import Network

MODES = {"full": FULL, "truncated": TRUNCATED}
OPTIONS: dict[str, dict[str, dict[str, Any]]] = {  # network -> name -> what differs from its spec
    "rnn": {
        "tanh": {},
        "logistic": {"activation": "logistic", "shortcut": True},
        "identity": {"activation": "identity", "bias": ()},
        "leaky": {"leak": 0.3},
    },
    "lstm97": {
        "plain": {},
        "gates fed back": {"gates_fed_back": True, "bias": ("in", "out")},
        "no output gate": {"output_gate": False, "h": "identity", "g": "logistic"},
        "no recurrence": {"recurrent": False, "shortcut": True},
        "hidden units": {"hidden": 2, "gates_fed_back": True, "output": "identity"},
    },
    "lstm2000": {"plain": {}, "tanh": {"g": "tanh", "h": "tanh", "shortcut": True}},
    "gru": {
        "plain": {},
        "shortcut": {"shortcut": True, "bias": ("z", "h")},
        "reset after": {"reset": "after"},
    },
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--seed", type=whole(0), default=0, help="of shapes and weights (0)")
    parser.add_argument("--shapes", type=whole(1), default=2, help="of each kind (2)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(args: argparse.Namespace) -> int:
    """Print a line for each check; 1 if one failed."""
    results = []
    if not args.json:
        print(_line("network", "options", "gradient", "shape", "parameters", "max rel. error", ""))
    for result in checks(seed=args.seed, shapes=args.shapes):
        results.append(result)
        if not args.json:
            print(_line(**{**result, "error": f"{result['error']:.1e}"}))
    failed = sum(result["verdict"] != "ok" for result in results)
    if args.json:
        print(json.dumps({"seed": args.seed, "bar": BAR, "failed": failed, "checks": results}))
    else:
        print(f"{len(results)} checks, {failed} above {BAR:.0e}")
    return 1 if failed else 0


def checks(*, seed: int, shapes: int) -> Iterator[dict[str, Any]]:
    """Every network with every set of options in every mode, as records of a table."""
    rng = np.random.default_rng(seed)
    for slug, network in NETWORKS.items():
        for name, options in OPTIONS[slug].items():
            for _ in range(shapes):
                sizes = random_sizes(slug, rng)
                for mode, outcome in check_modes(network, {**sizes, **options}, rng).items():
                    yield {
                        "network": slug,
                        "options": name,
                        "gradient": mode,
                        "shape": " ".join(f"{key}={value}" for key, value in sizes.items()),
                        "parameters": outcome.parameters,
                        "error": outcome.error,
                        "verdict": "ok" if outcome.passed else "FAILED",
                    }


def random_sizes(slug: str, rng: np.random.Generator) -> dict[str, int]:
    """Sizes that differ from each other as a rule, so that no axis is taken for another."""
    units = ("blocks", "size") if slug.startswith("lstm") else ("hidden",)
    return {name: int(rng.integers(1, 4)) for name in ("inputs", "outputs", *units)}


def check_modes(
    network: Network, spec: dict[str, Any], rng: np.random.Generator
) -> dict[str, Check]:
    """Full and truncated gradient of one random network on one random sequence."""
    steps = int(rng.integers(4, 9))
    params = network.init(network.spec(**spec), rng=rng, scale=1.0)
    xs = rng.normal(0.3, 1.0, (steps, spec["inputs"]))
    targets = rng.random((steps, spec["outputs"]))
    teach = np.ones(steps, bool)
    return {
        mode: gradcheck(network, params, xs, targets, teach, cuts=cuts)
        for mode, cuts in MODES.items()
    }


def _line(
    network: str,
    options: str,
    gradient: str,
    shape: str,
    parameters: object,
    error: str,
    verdict: str,
) -> str:
    return (
        f"{network:<9} {options:<15} {gradient:<10} {shape:<38} {parameters!s:>10} "
        f"{error:>14}  {verdict}"
    ).rstrip()
