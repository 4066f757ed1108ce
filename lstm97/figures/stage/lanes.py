"""Lanes of the stage, made from what the engine measured: one function for each kind of lane.

Every page shows a trace or an error flow with the same lanes, colours and words, so that a reader
who has learnt to read one page can read them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lstm97.analysis.flow.reach import Reach
from lstm97.analysis.guess import curve_of
from lstm97.analysis.retention import right_answer
from lstm97.engine import NETWORKS, ErrorFlow, Trace, network_of
from lstm97.engine.health import Symptom as Happening
from lstm97.engine.network import Kind
from lstm97.figures.palette import Role
from lstm97.figures.stage.scene import (
    Bars,
    CellDiagram,
    Curve,
    Curves,
    Errors,
    Event,
    Inputs,
    Scale,
    StageNetwork,
    Units,
    marks_of,
    states_bound,
)
from lstm97.tasks import Sequences, Task

Say = Callable[..., str]  # a text by its key, in the reader's language


class LaneStyle(NamedTuple):
    """How one kind of value of a trace is drawn: field, colour, scale, and its fixed range."""

    field: str
    role: Role
    scale: Scale
    domain: tuple[float, float] | None  # None: symmetric, wide enough for the values


GATE: tuple[Scale, tuple[float, float]] = ("sequential", (0.0, 1.0))
OUTPUT: tuple[Scale, tuple[float, float]] = ("diverging", (-1.0, 1.0))
STATE: tuple[Scale, None] = ("diverging", None)

LOOKS: dict[Kind, tuple[Role, Scale, tuple[float, float] | None]] = {
    "unit": ("signal", *STATE),
    "input_gate": ("input_gate", *GATE),
    "forget_gate": ("forget_gate", *GATE),
    "output_gate": ("output_gate", *GATE),
    "reset_gate": ("gru", *GATE),
    "update_gate": ("forget_gate", *GATE),  # it, too, says how much of the state is kept
    "state": ("cell", *STATE),
    "output": ("signal", *OUTPUT),
}
ROLES: dict[str, Role] = {slug: network.family for slug, network in NETWORKS.items()}
EDGES = ("net_in", "net_out", "net_c")


def network(trace: Trace, say: Say) -> StageNetwork:
    """A trace's network for the scene; its key is the slug."""
    slug = trace.params.spec.slug
    return StageNetwork(slug, say(f"lanes.networks.{slug}"), ROLES[slug])


def inputs_lane(task: Task, sequence: Sequences, say: Say) -> Inputs:
    """A single sequence of a task, with the steps that must be remembered marked."""
    marks = marks_of(task.relevant(sequence))
    target = say("lanes.target", answer=right_answer(task, sequence))
    if task.symbols:
        codes = sequence.xs.argmax(axis=1)
        return Inputs(
            say("lanes.inputs"), codes=codes, alphabet=task.symbols, marks=marks, target=target
        )
    names = ("x",) if task.inputs == 1 else tuple(say(f"lanes.pair.{i}") for i in (1, 2))
    bound = max(1.0, float(np.abs(sequence.xs).max()))
    return Inputs(
        say("lanes.inputs"),
        values=sequence.xs,
        names=names,
        domain=(-bound, bound),
        marks=marks,
        target=target,
    )


def forward_lanes(trace: Trace, say: Say, fields: Sequence[str] = ()) -> list[Units]:
    """What a network's units did, one lane for each kind; ``fields`` picks some of them."""
    return [units_lane(trace, row, say) for row in rows(trace) if not fields or row.field in fields]


def rows(trace: Trace) -> list[LaneStyle]:
    """What there is to draw of a network's units, from the first to act to the last."""
    return [
        LaneStyle(field, *LOOKS[kind]) for field, kind in network_of(trace.params).units.items()
    ]


def units_lane(trace: Trace, row: LaneStyle, say: Say) -> Units:
    """One kind of value of a single run, a row for each unit."""
    values = getattr(trace.gates, row.field)
    bound = states_bound(values[np.isfinite(values)])
    return Units(
        say(f"lanes.values.{row.field}"),
        values,
        unit_names(trace, row.field),
        row.role,
        row.scale,
        row.domain or (-bound, bound),
        network=trace.params.spec.slug,
        part=row.field,
    )


def unit_names(trace: Trace, field: str) -> tuple[str, ...]:
    """Short names of units: 1, 2, ... or, for cells of blocks, 1.1, 1.2, 2.1, ..."""
    spec = trace.params.spec
    size = getattr(spec, "size", 1)
    count = getattr(trace.gates, field).shape[1]
    if size > 1 and count == spec.cells:
        return tuple(f"{cell // size + 1}.{cell % size + 1}" for cell in range(count))
    return tuple(str(unit + 1) for unit in range(count))


def error_lane(flow: ErrorFlow, say: Say) -> Units:
    """The error that a network's units carry, a row for each, on the fixed logarithmic axis."""
    slug = flow.trace.params.spec.slug
    names = unit_names(flow.trace, network_of(flow.trace.params).carrier)
    return Errors(say(f"lanes.errors.{slug}"), flow.state, names, network=slug, part="e_s")


def loss_lane(trace: Trace, say: Say) -> Bars:
    """E(t) where there is a teacher signal, on one axis whatever the loss is."""
    loss = np.where(trace.loss > 0, trace.loss, np.nan)
    return Bars(say("lanes.loss"), loss, "error", network=trace.params.spec.slug)


def reach_curve(slug: str, reach: Reach, say: Say, role: Role | None = None) -> Curve:
    """A network's error curve with its effective depth."""
    source = None if reach.source is None else reach.source + 1
    name = say(f"lanes.networks.{slug}")
    return Curve(name, reach.curve, role or ROLES[slug], slug, reach.depth, source)


def reach_events(reaches: Mapping[str, Reach], say: Say) -> tuple[Event, ...]:
    """What went wrong with each network's error on its way back, in words."""
    return tuple(
        Event(event.t + 1, event_text(event, say), slug)
        for slug, reach in reaches.items()
        for event in reach.events
    )


def event_text(event: Happening, say: Say) -> str:
    """A named event of the engine in words; time steps count from 1."""
    key, t = f"lanes.events.{event.kind}", event.t + 1
    if event.kind != "drift":
        return say(key, t=t)
    return say(key, t=t, value=round(event.value))


def sketch(code: str, steps: int, say: Say, revealed: bool, start: float | None = 0.0) -> Curve:
    """The curve that the reader predicted, always in sight; see `analysis.guess` for its code."""
    name = say("lanes.sketch" if revealed else "lanes.typed")
    return Curve(name, curve_of(code, steps, start), "neutral", phase="always")


def curves_lane(
    curves: Sequence[Curve], reaches: Mapping[str, Reach], say: Say, height: int | None = None
) -> Curves:
    """Error curves on the one fixed axis, with named events and the limit of double precision."""
    floor = float(np.finfo(float).eps)
    events = reach_events(reaches, say)
    return Curves(
        say("lanes.curves"), curves=tuple(curves), floor=floor, events=events, height=height
    )


def cell_lane(flow: ErrorFlow, say: Say) -> CellDiagram:
    """The memory cell at the play-head, for each cell of a single run."""
    trace = flow.trace
    spec = trace.params.spec
    gates, to_cell = trace.gates, flow.state
    owner = np.arange(spec.cells) // spec.size  # the block of each cell
    shared = {name: getattr(gates, name)[:, owner] for name in ("y_in", "y_out")}
    if hasattr(gates, "y_forget"):
        shared["y_forget"] = gates.y_forget[:, owner]
    own = {name: getattr(gates, name) for name in ("g", "s", "h", "y_c", "net_c")}
    errors = {
        "e_s": to_cell,
        "d_net_c": flow.net("net_c"),
        "d_net_in": flow.net("net_in")[:, owner],
    }
    if "net_out" in spec.rows and flow.net("net_out").shape[1]:
        errors["d_net_out"] = flow.net("net_out")[:, owner]
    return CellDiagram(
        say("lanes.cell"),
        gates=shared | own,
        errors=errors,
        cells=unit_names(trace, "s"),
        cuts=tuple(edge for edge in EDGES if edge in flow.cuts),
        state_range=states_bound(gates.s[np.isfinite(gates.s)]),
        network=spec.slug,
    )
