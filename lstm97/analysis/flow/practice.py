"""Both networks of the race learn, on the same sequences and by the paper's plain update.

Practice comes in rounds. A round is a pure function of the networks, the seed and its number, so
that stopping, going on, and reopening a link all lead to the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np

from lstm97.engine import TRUNCATED, Cuts, forward, network_of
from lstm97.engine.params import Params
from lstm97.engine.training import train
from lstm97.records import brief
from lstm97.tasks import Sequences, Task, pick

ROUND = 25  # sequences a round
TEST_SEQUENCES = 50  # fresh sequences on which a round is judged


@brief
@dataclass(frozen=True, eq=False)
class Round:
    """Both networks after a round.

    ``loss`` is each one's mean loss per sequence during the round, ``right`` the share of fresh
    sequences that it then answers correctly (the task's own criterion). A network whose weights
    left the finite numbers is named in ``divergent`` and keeps the weights it had before.
    """

    networks: dict[str, Params]
    loss: dict[str, float]
    right: dict[str, float]
    divergent: tuple[str, ...]


def practise(
    networks: dict[str, Params],
    task: Task,
    *,
    rate: float,
    seed: int,
    number: int,
    cuts: Cuts = TRUNCATED,
) -> Round:
    """Round ``number`` (0, 1, ...) of practice; ``cuts`` are those of the LSTM."""
    lesson = task.draw(ROUND, rng=np.random.default_rng([seed, number, 0]))
    test = task.draw(TEST_SEQUENCES, rng=np.random.default_rng([seed, number, 1]))
    after, loss, diverged = {}, {}, []
    for side, params in networks.items():
        learnt, loss[side] = _learn(params, lesson, rate, cuts)
        after[side] = learnt or params
        if learnt is None:
            diverged.append(side)
    right = {side: share_right(params, task, test) for side, params in after.items()}
    return Round(after, loss, right, tuple(diverged))


def practise_rounds(
    networks: dict[str, Params],
    task: Task,
    sequences: int,
    *,
    rate: float,
    seed: int,
    cuts: Cuts = TRUNCATED,
) -> dict[str, Params]:
    """Both networks after so many sequences, in whole rounds; fewer if one of them diverges."""
    for number in range(sequences // ROUND):
        after = practise(networks, task, rate=rate, seed=seed, number=number, cuts=cuts)
        networks = after.networks
        if after.divergent:
            break
    return networks


def share_right(params: Params, task: Task, test: Sequences) -> float:
    """Share of a batch of sequences that a single network answers correctly."""
    trace = forward(params, test.xs, test.targets, test.teach)
    return float(task.correct(trace.y_k, test).mean())


def _learn(
    params: Params, lesson: Sequences, rate: float, cuts: Cuts
) -> tuple[Params | None, float]:
    """The weights after one pass over the lesson, None if they diverged, and the mean loss."""
    sequences = (pick(lesson, n) for n in range(ROUND))

    def draw(_: np.random.Generator) -> tuple[object, object, object]:
        sequence = next(sequences)
        return sequence.xs, sequence.targets, sequence.teach

    network = network_of(params)
    run = train(
        network,
        params,
        draw,
        rate=rate,
        rng=np.random.default_rng(0),  # the sequences are drawn already
        cuts=network.own_cuts(cuts),
        every=ROUND,
    )
    last = next(islice(run, 1, None))
    return (None if last.diverged else last.params), float(last.loss)
