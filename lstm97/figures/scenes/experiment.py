"""One experiment on the stage: a test sequence, and what a learning net does with it.

The same lanes as in the race, so that who can read one can read the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lstm97.analysis.flow.race import Lap
from lstm97.figures.scenes.race import FIELDS
from lstm97.figures.stage.lanes import (
    ROLES,
    Say,
    cell_lane,
    curves_lane,
    error_lane,
    forward_lanes,
    inputs_lane,
    network,
    reach_curve,
)
from lstm97.figures.stage.scene import AnyLane, Curve, Curves, Scene, Units
from lstm97.tasks import Sequences, Task

STATES = (-3.0, 3.0)  # of a cell; h(3) is 90% of what it can be


def answers_lane(sequence: Sequences, laps: Mapping[str, Lap], say: Say) -> Curves:
    """What a single output answers at each step, beside its target."""
    curves = [Curve(say("lanes.wanted"), sequence.targets[:, 0], "target", phase="always")]
    curves += [
        Curve(say(f"lanes.networks.{side}"), lap.trace.y_k[:, 0], ROLES[side], side)
        for side, lap in laps.items()
    ]
    return Curves(
        say("lanes.answer"), curves=tuple(curves), scale="linear", domain=(0, 1), phase="forward"
    )


def experiment_scene(
    task: Task,
    sequence: Sequences,
    laps: Mapping[str, Lap],
    say: Say,
    summary: str,
    revealed: bool,
    low: bool,
) -> Scene:
    """The sequence, the answers, and each net's units, states and errors on the way back.

    Without the errors unless ``revealed``. A ``low`` stage shows errors as rows beside the gates
    rather than as curves, those of the LSTM first.
    """
    reaches = {side: lap.reach for side, lap in laps.items()}
    lanes: list[AnyLane] = [replace(inputs_lane(task, sequence, say), keep=low)]
    if task.outputs == 1:
        lanes.append(answers_lane(sequence, laps, say))
    curves = [reach_curve(side, reach, say) for side, reach in reaches.items()]
    if revealed:
        lanes.append(curves_lane(curves, reaches, say, height=150))
    for side, lap in sorted(laps.items(), key=lambda one: low and one[0] != "lstm97"):
        lanes += [_steady(lane, low) for lane in forward_lanes(lap.trace, say, FIELDS[side])]
        if revealed:
            lanes.append(replace(error_lane(lap.flow, say), keep=low))
    if revealed:
        lanes.append(cell_lane(laps["lstm97"].flow, say))
    networks = tuple(network(lap.trace, say) for lap in laps.values())
    return Scene(len(sequence.xs), networks, tuple(lanes), summary, layout="columns")


def _steady(lane: Units, low: bool) -> Units:
    """The same colours at every moment of a run, or moments could not be compared.

    On a low stage what a net lets into its cells is left out last: it is learned first.
    """
    lane = replace(lane, domain=STATES) if lane.role == "cell" else lane
    return replace(lane, keep=low and lane.role == "input_gate")
