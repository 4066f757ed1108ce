"""A scene says, as data, what the stage shows: which lanes, of which network, in which sweep.

Pages build one from arrays and `pack` turns it into a JSON header and one buffer of float32, so
that the browser draws and scrubs without asking the server again.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lstm97.figures.palette import PALETTES, ROLES, THEMES, Role, Theme

Phase = Literal["always", "forward", "loss", "backward"]
Scale = Literal["sequential", "diverging", "linear", "log"]
Layout = Literal["stack", "columns"]
Packed = NDArray[np.float32]

ERROR_DOMAIN = (1e-16, 1e2)  # one axis for every error in the app
LOG_OFFSET = 400.0  # above the largest |log10| of a float64, see `encode_log`

LABEL_KEYS = (
    "region", "play", "pause", "replay", "back", "next", "first", "last", "speed", "slower",
    "faster", "slider", "keys", "phase_start", "phase_forward", "phase_loss", "phase_backward",
    "phase_done", "phase_live", "at", "rail_forward", "rail_backward", "rail_loss", "values_at",
    "values_under", "hidden", "overflow", "floor", "depth", "summary", "marked", "cell",
    "input_gate", "output_gate", "forget_gate", "cut", "carousel", "draw", "erase",
)  # fmt: skip


@dataclass(frozen=True)
class Network:
    """A network on the stage: `key` is what its lanes refer to, `name` what the reader sees."""

    key: str
    name: str
    role: Role


@dataclass(frozen=True)
class Event:
    """Something that happened at time step `step` (1..T), such as an overflow, in words."""

    step: int
    text: str
    network: str | None = None


@dataclass(frozen=True, eq=False)
class Lane:
    """What all lanes share.

    `network` is a key of the scene, or None for the sequence both networks see; `height` is in CSS
    pixels and chosen by the stage if None; `note` is a short remark under the label.
    """

    kind: ClassVar[str]
    label: str
    network: str | None = field(default=None, kw_only=True)
    note: str = field(default="", kw_only=True)
    height: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True, eq=False)
class Inputs(Lane):
    """The input, one column a step: symbols (from one-hot or codes) or real values in rows.

    Give `codes` (T,) into `alphabet`, or `values` (T, rows) with `names`; `marks` are the steps
    (1..T) that must be remembered; `target` says in words what is asked at the end.
    """

    kind: ClassVar[str] = "sequence"
    codes: ArrayLike | None = None
    alphabet: tuple[str, ...] = ()
    values: ArrayLike | None = None
    names: tuple[str, ...] = ()
    domain: tuple[float, float] = (-1.0, 1.0)
    marks: tuple[int, ...] = ()
    target: str = ""


@dataclass(frozen=True, eq=False)
class Units(Lane):
    """A heatmap, one row a unit and one column a step, revealed by its sweep.

    `values` (T, units). `scale`: "sequential" from nothing to the colour of `role`, "diverging"
    around zero, or "log" for the size of errors on `domain`.
    """

    kind: ClassVar[str] = "units"
    values: ArrayLike = ()
    names: tuple[str, ...] = ()
    role: Role = "signal"
    scale: Scale = "diverging"
    domain: tuple[float, float] = (-1.0, 1.0)
    phase: Phase = "forward"


def Errors(  # noqa: N802  (reads as a lane beside the others)
    label: str, values: ArrayLike, names: tuple[str, ...] = (), **common: Any
) -> Units:
    """Return error rows, values (T, units): logarithmic, on the fixed axis, running back."""
    return Units(
        label, values, names, role="error", scale="log", domain=ERROR_DOMAIN, phase="backward",
        **common,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Curve:
    """One line: `values` (T,). `depth` is its effective depth in steps back from `source`.

    `phase` None follows the lane; "always" shows it from the start (a bound, a reader's guess).
    """

    name: str
    values: ArrayLike
    role: Role
    network: str | None = None
    depth: int | None = None
    source: int | None = None
    phase: Phase | None = None


@dataclass(frozen=True, eq=False)
class Curves(Lane):
    """Lines over time on one fixed axis; "log" draws |value| and marks `floor` and below.

    `floor` is the size under which a contribution is lost in double precision (eps * source).
    With `guess` (a name) the reader may draw a curve of that name before the error is shown.
    """

    kind: ClassVar[str] = "curves"
    curves: tuple[Curve, ...] = ()
    scale: Scale = "log"
    domain: tuple[float, float] = ERROR_DOMAIN
    phase: Phase = "backward"
    floor: float | None = None
    guess: str = ""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, eq=False)
class Bars(Lane):
    """One bar a step, such as the loss where there is a teacher: `values` (T,), NaN for none."""

    kind: ClassVar[str] = "bars"
    values: ArrayLike = ()
    role: Role = "error"
    domain: tuple[float, float] = (0.0, 1.0)
    phase: Phase = "loss"


@dataclass(frozen=True, eq=False)
class CellDiagram(Lane):
    """The memory cell at the play-head, for one or more cells (the reader picks one).

    `gates` maps y_in, y_out, y_forget (optional), g, s, h, y_c, net_c and `errors` maps e_s,
    d_net_in, d_net_out, d_net_c to arrays (T, cells). `cuts` names the edges that lose their error
    (any of net_in, net_out, net_c): scissors are drawn there. `state_range` fixes the tank's scale.
    """

    kind: ClassVar[str] = "cell"
    gates: Mapping[str, ArrayLike] = field(default_factory=dict)
    errors: Mapping[str, ArrayLike] = field(default_factory=dict)
    cells: tuple[str, ...] = ("1",)
    cuts: tuple[str, ...] = ()
    state_range: float = 1.0
    domain: tuple[float, float] = ERROR_DOMAIN


AnyLane = Inputs | Units | Curves | Bars | CellDiagram


@dataclass(frozen=True, eq=False)
class Scene:
    """All that the stage shows for sequences of `steps` time steps.

    Lanes appear in the given order; with layout "columns" neighbouring lanes of different networks
    stand side by side. `start` is the moment first shown, 0..2*steps (None: the finished picture);
    `live` is the newest moment while records still arrive. `summary` says the picture in words.
    """

    steps: int
    networks: tuple[Network, ...]
    lanes: tuple[AnyLane, ...]
    summary: str
    layout: Layout = "stack"
    start: int | None = None
    live: int | None = None

    def __post_init__(self) -> None:
        known = {network.key for network in self.networks}
        for lane in self.lanes:
            if lane.network is not None and lane.network not in known:
                raise ValueError(f"lane {lane.label!r}: no network {lane.network!r}")


def encode_log(values: ArrayLike) -> NDArray[np.float64]:
    """Return sign * (log10|v| + 400), with 0 for 0, so that 1e-300 and 1e300 survive float32."""
    array = np.asarray(values, dtype=np.float64)
    size = np.abs(array)
    finite = np.isfinite(array) & (size > 0)
    logs = np.log10(size, out=np.zeros_like(size), where=finite) + LOG_OFFSET
    return np.where(finite, np.sign(array) * logs, array)


def pack(scene: Scene, labels: Mapping[str, str] | None = None) -> tuple[dict[str, Any], bytes]:
    """Return the header (JSON-able) and all arrays as one little-endian float32 buffer.

    An array appears in the header as [offset, steps, columns], offset counted in floats, time
    first. Raises ValueError where an array does not have one row a time step.
    """
    buffer = _Buffer(scene.steps)
    header: dict[str, Any] = {
        "version": 1,
        "steps": scene.steps,
        "layout": scene.layout,
        "start": scene.start,
        "live": scene.live,
        "summary": scene.summary,
        "labels": dict(labels or {}),
        "networks": [_plain(network) for network in scene.networks],
        "lanes": [_lane(lane, buffer) for lane in scene.lanes],
        "arrays": buffer.refs,
        "palette": _palettes(scene),
    }
    values = buffer.join()
    header["id"] = _digest(header, values)
    return header, values


def pack_columns(scene: Scene, base: str, first: int, last: int) -> tuple[dict[str, Any], bytes]:
    """Return only the steps first+1..last of every array, as a patch to the scene called `base`."""
    buffer = _Buffer(scene.steps, slice(first, last))
    for lane in scene.lanes:
        _lane(lane, buffer)
    header = {"version": 1, "patch": base, "first": first, "last": last, "live": scene.live}
    return header, buffer.join()


def refilled(frame: Scene, now: Scene) -> Scene:
    """`frame` with the values of `now`, a scene of the same lanes: axes, words and marks stay.

    What grows on a stage needs its axes before its values are known.
    """
    lanes = tuple(_refilled(*pair) for pair in zip(frame.lanes, now.lanes, strict=True))
    return replace(frame, lanes=lanes)


def _refilled(lane: AnyLane, now: AnyLane) -> AnyLane:
    if isinstance(lane, Units | Bars) and isinstance(now, Units | Bars):
        return replace(lane, values=now.values)
    if isinstance(lane, CellDiagram) and isinstance(now, CellDiagram):
        return replace(lane, gates=now.gates, errors=now.errors)
    if isinstance(lane, Curves) and isinstance(now, Curves):
        pairs = zip(lane.curves, now.curves, strict=True)
        return replace(lane, curves=tuple(replace(one, values=two.values) for one, two in pairs))
    return lane


def envelope(header: Mapping[str, Any], values: bytes) -> bytes:
    """Return header length (uint32), header as UTF-8 JSON padded to 4 bytes, then the floats."""
    text = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return struct.pack("<I", len(text)) + text + values


class _Buffer:
    """Collects arrays, time first, and hands out their place in the packed buffer.

    Of each array only the time steps `kept` are encoded.
    """

    def __init__(self, steps: int, kept: slice = slice(None)) -> None:
        self.steps = steps
        self.kept = kept
        self.arrays: list[Packed] = []
        self.refs: list[list[int]] = []

    def add(self, what: str, values: ArrayLike, *, log: bool = False) -> list[int]:
        array = np.asarray(values, dtype=np.float64)
        array = array[:, None] if array.ndim == 1 else array
        if array.ndim != 2 or len(array) != self.steps:
            raise ValueError(f"{what}: expected {self.steps} time steps first, got {array.shape}")
        array = encode_log(array[self.kept]) if log else array[self.kept]
        with np.errstate(over="ignore", under="ignore"):
            self.arrays.append(np.ascontiguousarray(array, dtype="<f4"))
        offset = sum(a.size for a in self.arrays[:-1])
        self.refs.append([offset, *array.shape])
        return self.refs[-1]

    def join(self) -> bytes:
        return b"".join(array.tobytes() for array in self.arrays)


def _lane(lane: AnyLane, buffer: _Buffer) -> dict[str, Any]:
    record = {"kind": lane.kind, **_plain(lane), **dict(_arrays(lane, buffer))}
    if isinstance(lane, Curves):
        record["curves"] = [_curve(curve, lane, buffer) for curve in lane.curves]
        record["events"] = [_plain(event) for event in lane.events]
    return record


def _arrays(lane: AnyLane, buffer: _Buffer) -> Iterator[tuple[str, Any]]:
    """Yield the header fields of a lane that point into the buffer."""
    if isinstance(lane, Inputs):
        for name, value in (("codes", lane.codes), ("values", lane.values)):
            yield name, None if value is None else buffer.add(lane.label, value)
    elif isinstance(lane, Units | Bars):
        log = isinstance(lane, Units) and lane.scale == "log"
        yield "values", buffer.add(lane.label, lane.values, log=log)
    elif isinstance(lane, CellDiagram):
        yield "gates", {k: buffer.add(k, v) for k, v in lane.gates.items()}
        yield "errors", {k: buffer.add(k, v, log=True) for k, v in lane.errors.items()}


def _curve(curve: Curve, lane: Curves, buffer: _Buffer) -> dict[str, Any]:
    values = buffer.add(curve.name, curve.values, log=lane.scale == "log")
    return {**_plain(curve), "values": values}


def _plain(record: Any) -> dict[str, Any]:
    """Return the JSON-able fields of a dataclass; arrays and nested records are left out."""
    fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return {name: value for name, value in fields.items() if _is_plain(value)}


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(item, str | int | float) for item in value)
    return value is None or isinstance(value, str | int | float)


def _palettes(scene: Scene) -> dict[str, Any]:
    """Both themes, so that the client follows a switch; ramps only where a lane needs one."""
    ramped = frozenset(lane.role for lane in scene.lanes if isinstance(lane, Units))
    return {theme: _look(theme, ramped) for theme in THEMES}


@cache
def _look(theme: Theme, ramped: frozenset[Role]) -> dict[str, Any]:
    """What the client needs of a palette; never changed by whoever gets it."""
    palette = PALETTES[theme]
    roles: dict[str, dict[str, Any]] = {role: asdict(palette.styles[role]) for role in ROLES}
    for role in sorted(ramped):
        roles[role]["ramp"] = palette.sequential(role)
        roles[role]["diverging"] = palette.diverging(role)
    return {"muted": palette.muted, "negative": palette.negative, "roles": roles}


def _digest(header: Mapping[str, Any], values: bytes) -> str:
    text = json.dumps(header, sort_keys=True, allow_nan=False).encode()
    return hashlib.blake2b(text + values, digest_size=8).hexdigest()


def marks_of(relevant: ArrayLike) -> tuple[int, ...]:
    """Return the steps 1..T at which a boolean array (T,) is true."""
    return tuple(int(step) + 1 for step in np.flatnonzero(np.asarray(relevant)))


def states_bound(states: Sequence[float] | NDArray[Any]) -> float:
    """Return a round upper bound (1, 2, 5, 10, ...) of |s| to fix the scale of a state's tank."""
    peak = float(np.nanmax(np.abs(states), initial=0.0))
    if not np.isfinite(peak) or peak <= 1:
        return 1.0
    if peak > 1e307:  # ten times as much would overflow
        return peak
    power = 10.0 ** np.floor(np.log10(peak))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= peak))
