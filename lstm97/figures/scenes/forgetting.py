"""Two scenes of the forget gate: an error that leaks away, and a stream that is never reset.

Both networks stand on one fixed axis, since the one is only the other with a leak.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lstm97.analysis.flow.reach import Reach
from lstm97.analysis.since.continual import Life, Stream, draw
from lstm97.analysis.since.forgetting import Fade, sequence, task
from lstm97.figures.palette import Role
from lstm97.figures.stage import lanes
from lstm97.figures.stage.lanes import Say
from lstm97.figures.stage.scene import (
    AnyLane,
    Curve,
    Curves,
    Inputs,
    Scene,
    StageNetwork,
    Units,
    states_bound,
)

# The cell of 1997 and the GRU look as on every page; the newer cell has its gate's look.
ROLES: dict[str, Role] = {
    "lstm2000": "forget_gate",
    "lstm97": lanes.ROLES["lstm97"],
    "gru": lanes.ROLES["gru"],
}


def fade_scene(
    fade: Fade,
    say: Say,
    said: str,
    *,
    sketch: str,
    revealed: bool,
    beside: Sequence[str],
) -> Scene:
    """The sequence, the forget gate, and (once revealed) the error on its way back.

    Both LSTMs are drawn; ``beside`` them what it names of "gru", "product" and "sigma".
    """
    trace = fade.flows["lstm2000"].trace
    shown: list[AnyLane] = [
        lanes.inputs_lane(task(fade.dial.steps), sequence(fade.dial), say),
        _errors(fade, say, sketch, beside if revealed else None),
    ]
    fields = ("y_forget", "s") if revealed else ("y_in", "s")
    shown += lanes.forward_lanes(trace, say, fields)
    if revealed:
        shown.append(lanes.cell_lane(fade.flows["lstm2000"], say))
    return Scene(
        fade.steps, networks(say), tuple(shown), said, start=None if revealed else fade.steps
    )


def networks(say: Say) -> tuple[StageNetwork, ...]:
    """All three."""
    return tuple(StageNetwork(side, say(f"lanes.networks.{side}"), ROLES[side]) for side in ROLES)


def _errors(fade: Fade, say: Say, sketch: str, beside: Sequence[str] | None) -> Curves:
    """The curves, with the reader's own; none of those measured where ``beside`` is None."""
    revealed = beside is not None
    drawn = [lanes.sketch(sketch, fade.steps, say, revealed)] if sketch else []
    return Curves(
        say("forget-gate.lanes.error"),
        curves=tuple([*_error_curves(fade, say, beside or ()), *drawn] if revealed else drawn),
        floor=float(np.finfo(float).eps) if revealed else None,
        events=lanes.reach_events(_both(fade), say) if revealed else (),
        guess="" if revealed else say("lanes.sketch"),
        height=280,
    )


def _both(fade: Fade) -> dict[str, Reach]:
    """Both LSTMs; the other curves lie on theirs, or nearly so, and are the reader's to add."""
    return {side: fade.reaches[side] for side in ("lstm2000", "lstm97")}


def _error_curves(fade: Fade, say: Say, beside: Sequence[str]) -> list[Curve]:
    more = {
        "gru": lanes.reach_curve("gru", fade.reaches["gru"], say, ROLES["gru"]),
        "product": Curve(say("forget-gate.lanes.product"), fade.gates, "target"),
        "sigma": Curve(say("forget-gate.lanes.sigma"), fade.sigma, "bound"),
    }
    pair = [lanes.reach_curve(side, one, say, ROLES[side]) for side, one in _both(fade).items()]
    return [*pair, *(more[name] for name in beside)]


def stream_scene(
    stream: Stream, lives: Mapping[str, Life], say: Say, said: str, *, revealed: bool
) -> Scene:
    """The whole stream: input, forget gate, states, slopes at the exit, and one error back.

    Until ``revealed``, of the newer cell alone and without the error.
    """
    given = draw(stream)
    every = lives
    lives = every if revealed else {"lstm2000": every["lstm2000"]}
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
    gate = every["lstm2000"].trace.gates.y_forget
    label = say("lanes.values.y_forget")
    shown: tuple[AnyLane, ...] = (
        Inputs(say("lanes.inputs"), values=given.xs, names=names,
               marks=tuple(int(start) + 1 for start in stream.starts)),
        Curves(say("forget-gate.stream.state"), curves=states, scale="linear",
               domain=(-below, bound), phase="forward", height=150, keep=True),
        Curves(say("forget-gate.stream.slope"), curves=_lives(cells, "slope", say),
               scale="linear", domain=(0.0, 1.0), phase="forward", height=130),
        Curves(say("forget-gate.stream.error"), curves=errors if revealed else (), height=190,
               keep=True),
        Units(label, gate, ("1",), "forget_gate", "sequential", (0.0, 1.0), network="lstm2000"),
    )  # fmt: skip
    return Scene(len(given.xs), networks(say), shown, said)


def _lives(lives: Mapping[str, Life], field: str, say: Say) -> tuple[Curve, ...]:
    return tuple(
        Curve(say(f"lanes.networks.{side}"), getattr(life, field), ROLES[side], side)
        for side, life in lives.items()
    )
