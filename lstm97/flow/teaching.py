"""The small network that has learnt, and how: experiment 4's adding problem, in half a minute.

Its file has PyTorch's names and is read as a file of a reader's own is.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np

from lstm97.engine import FULL, NETWORKS, Params, start, train
from lstm97.folders import RUNS
from lstm97.formats.gates import to_arrays
from lstm97.formats.parts import ROLES, Part
from lstm97.formats.writing import to_safetensors
from lstm97.tasks import TASKS

FILE = RUNS / "trained.safetensors"
COMMAND = f"python -m lstm97 bake {FILE.name}"
TASK = TASKS["adding"]
LENGTH, HIDDEN, BATCH, STEPS, SEED = 40, 24, 16, 3000, 1
RATE, NORM, BIAS = 0.5, 1.0, 1.0


def to_bytes() -> bytes:
    """The file: trained anew, always the same way."""
    params = learn()
    arrays = {role: f"{role}_l0" for role in ROLES["torch"]}
    part = Part("lstm", "torch", "lstm", params.spec.inputs, HIDDEN, arrays)
    found = to_arrays(part, params)
    found["bias_hh"] = np.zeros_like(found["bias_hh"])  # PyTorch adds both
    about = {"command": COMMAND, "seed": str(SEED), "task": f"adding, length {LENGTH}"}
    return to_safetensors({arrays[role]: array for role, array in found.items()}, about)


def learn() -> Params:
    """`STEPS` steps of gradient descent, each on `BATCH` sequences."""
    network, rng = NETWORKS["lstm2000"], np.random.default_rng(SEED)
    task = TASK(length=LENGTH)
    spec = network.spec(inputs=task.inputs, blocks=HIDDEN, outputs=1, g="tanh", h="tanh")
    params = start(spec, rng=rng, scale=HIDDEN**-0.5, keep_bias=BIAS)

    def draw(rng: np.random.Generator) -> tuple[Any, Any, Any]:
        drawn = task.draw(BATCH, rng=rng)
        return drawn.xs, drawn.targets, drawn.teach

    course = train(network, params, draw, rate=RATE, rng=rng, cuts=FULL, every=STEPS, norm=NORM)
    *_, last = islice(course, 2)
    found: Params = last.params
    return found
