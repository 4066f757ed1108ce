"""One experiment on the stage: a test sequence, and what a learning net does with it.

The same lanes as in the race, so that who can read one can read the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lstm97.analysis.flow.race import Lap
from lstm97.figures.lanes import (
    Say,
    cell_lane,
    curves_lane,
    error_lane,
    forward_lanes,
    inputs_lane,
    network,
    reach_curve,
)
from lstm97.figures.palette import Role
from lstm97.figures.scene import AnyLane, Curve, Curves, Scene, Units
from lstm97.tasks import Sequences, Task

FIELDS = {"rnn": ("y_j",), "lstm97": ("y_in", "s", "y_out")}
STATES = (-3.0, 3.0)  # of a cell: beyond them h is all but constant


def sequence_scene(task: Task, sequence: Sequences, say: Say, summary: str) -> Scene:
    """Nothing but the sequence and what has to be remembered of it."""
    return Scene(len(sequence.xs), (), (inputs_lane(task, sequence, say),), summary, start=0)


def answers_lane(sequence: Sequences, laps: Mapping[str, Lap], say: Say) -> Curves:
    """What a single output answers at each step, beside its target."""
    curves = [Curve(say("lanes.wanted"), sequence.targets[:, 0], "target", phase="always")]
    curves += [
        Curve(say(f"lanes.networks.{side}"), lap.trace.y_k[:, 0], _role(side), side)
        for side, lap in laps.items()
    ]
    return Curves(
        say("lanes.answer"), curves=tuple(curves), scale="linear", domain=(0, 1), phase="forward"
    )


def experiment_scene(
    task: Task, sequence: Sequences, laps: Mapping[str, Lap], say: Say, summary: str
) -> Scene:
    """The sequence, the answers, and each net's units, states and errors on the way back."""
    reaches = {side: lap.reach for side, lap in laps.items()}
    lanes: list[AnyLane] = [inputs_lane(task, sequence, say)]
    if task.outputs == 1:
        lanes.append(answers_lane(sequence, laps, say))
    curves = [reach_curve(side, reach, say) for side, reach in reaches.items()]
    lanes.append(curves_lane(curves, reaches, say, height=220))
    for side, lap in laps.items():
        lanes += [_steady(lane) for lane in forward_lanes(lap.trace, say, FIELDS[side])]
        lanes.append(error_lane(lap.flow, say))
    lanes.append(cell_lane(laps["lstm97"].flow, say))
    networks = tuple(network(lap.trace, say) for lap in laps.values())
    return Scene(len(sequence.xs), networks, tuple(lanes), summary, layout="columns")


def _steady(lane: Units) -> Units:
    """The same colours at every moment of a run, or moments could not be compared."""
    return replace(lane, domain=STATES) if lane.role == "cell" else lane


def _role(side: str) -> Role:
    return "lstm" if side == "lstm97" else "rnn"
