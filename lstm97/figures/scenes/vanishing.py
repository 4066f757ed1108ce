"""The scene of the page on vanishing and exploding errors: one network, its errors, the bound.

The reader's own drawing of the curve stands on the same axis, before and after the reveal.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lstm97.analysis.problem.vanishing import VanishingRun
from lstm97.figures.stage import lanes
from lstm97.figures.stage.lanes import Say
from lstm97.figures.stage.scene import AnyLane, Curve, Curves, Errors, Event, Scene
from lstm97.tasks import Sequences, Task

SLUG = "rnn"
LOUDEST = 10.0  # activation at which the colour scale ends


def problem_scene(
    task: Task,
    sequence: Sequences,
    run: VanishingRun,
    say: Say,
    *,
    sketch: str,
    revealed: bool,
    wide: bool,
    summary: str,
) -> Scene:
    """The sequence, the units, and (once revealed) the error running back below its bound.

    ``sketch`` is the code of the curve that the reader expects; with ``wide`` the axis opens with
    its wide range.
    """
    trace = run.trace
    shown: list[AnyLane] = [lanes.inputs_lane(task, sequence, say), *_units(run, say)]
    curves = [] if not sketch else [lanes.sketch(sketch, trace.steps, say, revealed)]
    if revealed:
        names = lanes.unit_names(trace, "y_j")
        note = say("vanishing-exploding.lanes.rows_note")
        label = say("vanishing-exploding.lanes.rows")
        shown.append(Errors(label, run.rows, names, network=SLUG, note=note))
        curves = [*_error_curves(run, say), *curves]
    lane = Curves(
        say("vanishing-exploding.lanes.curve"),
        curves=tuple(curves),
        floor=float(np.finfo(float).eps) if revealed else None,
        events=_events(run, say) if revealed else (),
        guess="" if revealed else say("lanes.sketch"),
        wide=wide,
        height=260,
    )
    network = lanes.network(trace, say)
    start = None if revealed else trace.steps
    return Scene(trace.steps, (network,), (*shown, lane), summary, start=start)


def _units(run: VanishingRun, say: Say) -> list[AnyLane]:
    """The units' activations; a linear unit may leave the colour scale, never the read-out."""
    found: list[AnyLane] = []
    for lane in lanes.forward_lanes(run.trace, say):
        low, high = lane.domain
        found.append(replace(lane, domain=(max(low, -LOUDEST), min(high, LOUDEST))))
    return found


def _error_curves(run: VanishingRun, say: Say) -> list[Curve]:
    reach = run.reach
    source = None if reach.source is None else reach.source + 1
    measured = say("vanishing-exploding.lanes.measured")
    return [
        Curve(measured, run.largest, "rnn", SLUG, reach.depth, source),
        Curve(say("vanishing-exploding.lanes.bound"), run.bound, "bound", SLUG),
    ]


def _events(run: VanishingRun, say: Say) -> tuple[Event, ...]:
    """Overflow; where an error becomes too small, the end of its line says so."""
    return tuple(
        Event(event.t + 1, say(f"lanes.events.{event.kind}", t=event.t + 1), SLUG)
        for event in run.reach.events
        if event.kind == "overflow"
    )
