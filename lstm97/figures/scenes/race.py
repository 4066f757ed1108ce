"""The race as a scene: one sequence, two networks, and both errors on one fixed axis.

Neither curve may rescale the other, or the one difference that matters would be lost.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.analysis.flow.race import Lap
from lstm97.figures.stage.lanes import (
    Say,
    cell_lane,
    curves_lane,
    error_lane,
    forward_lanes,
    inputs_lane,
    loss_lane,
    network,
    reach_curve,
    sketch,
)
from lstm97.figures.stage.scene import AnyLane, Curve, Curves, Scene
from lstm97.tasks import Sequences, Task

FIELDS = {"rnn": ("y_j",), "lstm97": ("y_in", "s", "y_out")}


def race_scene(
    task: Task,
    sequence: Sequences,
    laps: Mapping[str, Lap],
    say: Say,
    summary: str,
    before: Mapping[str, Lap] | None = None,
    revealed: bool = True,
    drawn: str = "",
) -> Scene:
    """Both networks in lock-step on ``sequence``; ``before`` adds the curves of untrained ones.

    Until ``revealed`` only the forward sweep is on the stage, so that nothing gives the answer,
    and the reader may draw a curve; ``drawn`` is the code of it.
    """
    steps = len(sequence.xs)
    own = [sketch(drawn, steps, say, revealed, start=None)] if drawn else []
    lanes: list[AnyLane] = [inputs_lane(task, sequence, say)]
    if revealed:
        reaches = {side: lap.reach for side, lap in laps.items()}
        curves = [reach_curve(side, reach, say) for side, reach in reaches.items()]
        curves += [*_ghosts(before or {}, say), *own]
        lanes.append(curves_lane(curves, reaches, say, height=280))
    else:
        label, guess = say("lanes.curves"), say("lanes.sketch")
        lanes.append(Curves(label, curves=tuple(own), guess=guess, height=280))
    for side, lap in laps.items():
        lanes += forward_lanes(lap.trace, say, FIELDS[side])
        lanes.append(loss_lane(lap.trace, say))
        lanes += [error_lane(lap.flow, say)] if revealed else []
    if revealed:
        lanes.append(cell_lane(laps["lstm97"].flow, say))
    networks = tuple(network(lap.trace, say) for lap in laps.values())
    start = None if revealed else steps
    return Scene(steps, networks, tuple(lanes), summary, layout="columns", start=start)


def _ghosts(before: Mapping[str, Lap], say: Say) -> list[Curve]:
    """Error curves before training, faint and always in sight."""
    return [
        Curve(
            say("lanes.before", network=say(f"lanes.networks.{side}")),
            lap.reach.curve,
            "neutral",
            phase="always",
        )
        for side, lap in before.items()
    ]
