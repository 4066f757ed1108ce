"""Two scenes of the forget gate: an error that leaks away, and a stream that is never reset.

Both networks stand on one fixed axis, since the one is only the other with a leak.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lstm97.analysis.since.continual import Life, Stream, draw
from lstm97.analysis.since.forgetting import Fade, sequence, task
from lstm97.figures import lanes
from lstm97.figures.lanes import Say
from lstm97.figures.palette import Role
from lstm97.figures.scene import (
    AnyLane,
    Curve,
    Curves,
    Inputs,
    Network,
    Scene,
    Units,
    states_bound,
)

ROLES: dict[str, Role] = {"lstm2000": "lstm", "lstm97": "cell", "gru": "gru"}


def fade_scene(
    fade: Fade, say: Say, said: str, *, sketch: Sequence[int] = (), revealed: bool = True
) -> Scene:
    """The sequence, the forget gate, and (once revealed) the error on its way back."""
    trace = fade.flows["lstm2000"].trace
    shown: list[AnyLane] = [
        lanes.inputs_lane(task(fade.dial.steps), sequence(fade.dial), say),
        _errors(fade, say, sketch, revealed),
    ]
    fields = ("y_forget", "s") if revealed else ("y_in", "s")
    shown += lanes.forward_lanes(trace, say, fields)
    if revealed:
        shown.append(lanes.cell_lane(fade.flows["lstm2000"], say))
    return Scene(
        fade.steps, networks(say), tuple(shown), said, start=None if revealed else fade.steps
    )


def networks(say: Say) -> tuple[Network, ...]:
    """All three; the cell of 1997 has the carousel's colour."""
    return tuple(Network(side, say(f"lanes.networks.{side}"), ROLES[side]) for side in ROLES)


def _errors(fade: Fade, say: Say, sketch: Sequence[int], revealed: bool) -> Curves:
    drawn = [lanes.sketch(sketch, fade.steps, say, revealed)] if sketch else []
    return Curves(
        say("forget-gate.lanes.error"),
        curves=tuple([*_measured(fade, say), *drawn] if revealed else drawn),
        floor=float(np.finfo(float).eps) if revealed else None,
        events=lanes.reach_events(fade.reaches, say) if revealed else (),
        guess="" if revealed else say("lanes.sketch"),
        height=280,
    )


def _measured(fade: Fade, say: Say) -> list[Curve]:
    return [
        *(lanes.reach_curve(side, reach, say, ROLES[side]) for side, reach in fade.reaches.items()),
        Curve(say("forget-gate.lanes.gates"), fade.gates, "forget_gate"),
        Curve(say("forget-gate.lanes.sigma"), fade.sigma, "bound"),
    ]


def stream_scene(stream: Stream, lives: Mapping[str, Life], say: Say, said: str) -> Scene:
    """The whole stream: input, forget gate, states, slopes at the exit, and one error back."""
    given = draw(stream)
    bound = states_bound([life.drift for life in lives.values()])
    lowest = min(float(life.state.min()) for life in lives.values())
    below = bound if lowest < -bound / 5 else bound / 5
    cells = {side: life for side, life in lives.items() if side != "gru"}
    states = _lives(lives, "state", say)
    errors = tuple(
        Curve(say(f"lanes.networks.{side}"), life.error, ROLES[side], side)
        for side, life in lives.items()
    )
    names = (say("forget-gate.stream.value"), say("forget-gate.stream.start"))
    gate = lives["lstm2000"].trace.gates.y_forget
    label = say("lanes.values.y_forget")
    shown: tuple[AnyLane, ...] = (
        Inputs(say("lanes.inputs"), values=given.xs, names=names,
               marks=tuple(int(start) + 1 for start in stream.starts)),
        Curves(say("forget-gate.stream.state"), curves=states, scale="linear",
               domain=(-below, bound), phase="forward", height=190),
        Curves(say("forget-gate.stream.slope"), curves=_lives(cells, "slope", say),
               scale="linear", domain=(0.0, 1.0), phase="forward", height=130),
        Curves(say("forget-gate.stream.error"), curves=errors, height=190),
        Units(label, gate, ("1",), "forget_gate", "sequential", (0.0, 1.0), network="lstm2000"),
    )  # fmt: skip
    return Scene(len(given.xs), networks(say), shown, said)


def _lives(lives: Mapping[str, Life], field: str, say: Say) -> tuple[Curve, ...]:
    return tuple(
        Curve(say(f"lanes.networks.{side}"), getattr(life, field), ROLES[side], side)
        for side, life in lives.items()
    )
