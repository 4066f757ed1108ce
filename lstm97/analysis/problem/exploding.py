"""A training that explodes: one linear recurrent unit, plain gradient steps, and an overflow.

The same training with gradients clipped to a length of 1 stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np

from lstm97.engine import FULL, NETWORKS, Params, train
from lstm97.engine.activations import Array
from lstm97.engine.rnn import Spec
from lstm97.records import brief

STEPS = 20  # of a sequence
SEQUENCES = 60
CLIP_NORM = 1.0  # the longest gradient of the clipped training
LAST = 10  # sequences whose mean loss is told


@brief
@dataclass(frozen=True, eq=False)
class Schooling:
    """A training's ``loss`` (P,) and its ``loop`` weight (P,), sequence by sequence.

    ``broke`` is the sequence after which a weight was no finite number any more, 0 if none was.
    """

    loss: Array
    loop: Array
    broke: int

    @property
    def end(self) -> float:
        """Mean loss of the last ten sequences."""
        return float(self.loss[-LAST:].mean())


def schooling(
    loop: float, rate: float, *, clipped: bool = False, seed: int = 1, sequences: int = SEQUENCES
) -> Schooling:
    """Train a linear unit to say at the last step what came at the first, from this loop weight."""
    spec = Spec(1, 1, 1, "identity", output="identity", bias=())
    params = Params(spec, np.array([[1.0, loop, 0.0]]), np.array([[1.0, 0.0]]))
    course = train(
        NETWORKS["rnn"],
        params,
        _draw,
        rate=rate,
        rng=np.random.default_rng(seed),
        cuts=FULL,
        every=1,
        norm=CLIP_NORM if clipped else None,
    )
    seen = list(islice(course, 1, sequences + 1))
    return Schooling(
        np.array([float(one.loss) for one in seen]),
        np.array([float(one.params.hidden[0, 1]) for one in seen]),
        len(seen) if seen[-1].diverged else 0,
    )


def _draw(rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Numbers in [-1, 1]; the first is wanted at the end."""
    xs = rng.uniform(-1, 1, (STEPS, 1))
    targets = np.zeros((STEPS, 1))
    targets[-1] = xs[0]
    teach = np.arange(STEPS) == STEPS - 1
    return xs, targets, teach
