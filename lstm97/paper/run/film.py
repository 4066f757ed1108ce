"""A whole training to go back and forth in: experiment 6a at the paper's lag, recorded once.

For thousands of sequences nothing seems to happen; nobody has to sit through them, and all of
what changed in the net can be set beside the moment at which its answers became right.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from lstm97.engine import Params
from lstm97.paper.data.experiments import small_row
from lstm97.paper.learn.rival import rival_spec
from lstm97.paper.run.demonstration import Learning, Progress
from lstm97.paper.show import results

NAME, LAG, SEED, TRIALS = "6a", 100, 1, 4
EVERY = 500  # sequences from one moment to the next
MOST = 40_000  # that it could have had
FILE = results.FOLDER.parent / "film.npz"
COMMAND = f"python -m lstm97 bake {FILE.name}"


def record(*, lag: int = LAG, every: int = EVERY, most: int = MOST) -> list[Progress]:
    """Train until the first trial has met the paper's criterion; a moment each ``every``."""
    moments: list[Progress] = []
    for now in Learning(NAME, lag, seed=SEED, trials=TRIALS):
        over = now.solutions[0] is not None or now.sequences >= most
        if over or now.sequences % every == 0:
            moments.append(now)
        if over:
            break
    return moments


def to_bytes(moments: Sequence[Progress] | None = None) -> bytes:
    """The content of the file: arrays with a first axis of moments, and how they were made."""
    film = record() if moments is None else moments
    arrays: dict[str, Any] = {
        "sequences": np.array([one.sequences for one in film], np.int32),
        "error": np.array([one.error for one in film], np.float32),
        "right": np.array([one.right for one in film], np.float32),
        "solved": np.array([[n or 0 for n in one.solutions] for one in film], np.int32),
    }
    for side in ("lstm", "rival"):
        for part in ("hidden", "output"):
            weights = [getattr(getattr(one, side), part) for one in film]
            arrays[f"{side}_{part}"] = np.array(weights, np.float32)
    about = {"command": COMMAND, "experiment": NAME, "lag": LAG, "seed": SEED, "trials": TRIALS}
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


@lru_cache(maxsize=1)
def load() -> tuple[Progress, ...]:
    """The moments of the recorded training, in their order."""
    row = small_row(NAME, LAG)
    with np.load(FILE, allow_pickle=False) as file:
        kept = {name: file[name] for name in file.files}
    specs = {"lstm": row.spec, "rival": rival_spec(row)}

    def net(side: str, n: int) -> Params:
        hidden, output = (kept[f"{side}_{part}"][n].astype(float) for part in ("hidden", "output"))
        return Params(specs[side], hidden, output)

    return tuple(
        Progress(
            int(sequences),
            kept["error"][n].astype(float),
            kept["right"][n].astype(float),
            tuple(int(one) or None for one in kept["solved"][n]),
            net("lstm", n),
            net("rival", n),
        )
        for n, sequences in enumerate(kept["sequences"])
    )
