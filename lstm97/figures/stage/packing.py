"""What goes to the browser: a scene as a JSON header and one buffer of float32.

With it the browser draws and scrubs without asking the server again.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lstm97.engine.health import true_sizes
from lstm97.figures.palette import PALETTES, ROLES, THEMES, Role, Theme
from lstm97.figures.stage.contract import CONTRACT
from lstm97.figures.stage.scene import (
    AnyLane,
    Bars,
    CellDiagram,
    Chain,
    Curve,
    Curves,
    Inputs,
    Scene,
    Units,
    main_lane,
)

LOG_OFFSET = float(CONTRACT["LOG_OFFSET"])  # above the largest |log10| of a float64
UNIT = float(np.spacing(np.float32(LOG_OFFSET)))  # between two codes around that of 1
ROUNDING = 1e-9  # what differs from 1 by less is 1


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
        "play": scene.play,
        "summary": scene.summary,
        "caption": scene.caption,
        "labels": dict(labels or {}),
        "networks": [_plain(network) for network in scene.networks],
        "lanes": [_lane(lane, buffer) for lane in scene.lanes],
        "ghost": _ghost(scene, buffer),
        "arrays": buffer.refs,
        "palette": _palettes(scene),
    }
    values = buffer.join()
    header["id"] = digest(header, values)
    return header, values


def pack_columns(scene: Scene, base: str, first: int, last: int) -> tuple[dict[str, Any], bytes]:
    """Return only the steps first+1..last of every array, as a patch to the scene called
    ``base``."""
    buffer = _Buffer(scene.steps, slice(first, last))
    for lane in scene.lanes:
        _lane(lane, buffer)
    _ghost(scene, buffer)
    header = {"version": 1, "patch": base, "first": first, "last": last, "live": scene.live}
    return header, buffer.join()


def envelope(header: Mapping[str, Any], values: bytes) -> bytes:
    """Return header length (uint32), header as UTF-8 JSON padded to 4 bytes, then the floats."""
    text = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return struct.pack("<I", len(text)) + text + values


def encode_log(values: ArrayLike) -> NDArray[np.float64]:
    """Return sign * (log10|v| + LOG_OFFSET), with 0 for 0: 1e-300 and 1e300 survive float32.

    The code of 1 is that of 1 alone: what is nearly 1 has one of the two beside it.
    """
    array = np.asarray(values, dtype=np.float64)
    size = np.abs(array)
    finite = np.isfinite(array) & (size > 0)
    logs = np.log10(size, out=np.zeros_like(size), where=finite)
    near = finite & (np.abs(logs) < UNIT) & (np.abs(size - 1) > ROUNDING)
    logs = np.where(near, np.sign(logs) * UNIT, logs) + LOG_OFFSET
    return np.where(finite, np.sign(array) * logs, array)


class _Buffer:
    """Collects arrays, time first, and hands out their place in the packed buffer.

    Of each array only the time steps in `window` are encoded.
    """

    def __init__(self, steps: int, kept: slice = slice(None)) -> None:
        self.steps = steps
        self.window = kept
        self.arrays: list[NDArray[np.float32]] = []
        self.refs: list[list[int]] = []

    def add(self, what: str, values: ArrayLike, *, log: bool = False) -> list[int]:
        array = np.asarray(values, dtype=np.float64)
        array = array[:, None] if array.ndim == 1 else array
        if array.ndim != 2 or len(array) != self.steps:
            raise ValueError(f"{what}: expected {self.steps} time steps first, got {array.shape}")
        array = encode_log(true_sizes(array)[self.window]) if log else array[self.window]
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
    elif isinstance(lane, Chain):
        yield "values", {k: buffer.add(k, v) for k, v in lane.values.items()}
        yield "names", dict(lane.names)


def _curve(curve: Curve, lane: Curves, buffer: _Buffer) -> dict[str, Any]:
    values = buffer.add(curve.name, curve.values, log=lane.scale == "log")
    return {**_plain(curve), "values": values}


def _ghost(scene: Scene, buffer: _Buffer) -> dict[str, Any] | None:
    """The last run's curves and the lane they stand on; None without."""
    number = main_lane(scene)
    lane = None if number is None else scene.lanes[number]
    if scene.ghost is None or not isinstance(lane, Curves):
        return None
    fitting = [c for c in scene.ghost.curves if len(np.asarray(c.values)) == scene.steps]
    curves = [_curve(curve, lane, buffer) for curve in fitting]
    return {"name": scene.ghost.name, "lane": number, "curves": curves} if curves else None


def _plain(record: Any) -> dict[str, Any]:
    """Return the JSON-able fields of a dataclass; arrays and nested records are left out."""
    fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return {name: value for name, value in fields.items() if _is_plain(value)}


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(_is_plain(item) for item in value)
    return value is None or isinstance(value, str | int | float)


def _palettes(scene: Scene) -> dict[str, Any]:
    """Both themes, so that the client follows a switch; ramps only where a lane needs one."""
    ramped = frozenset(lane.role for lane in scene.lanes if isinstance(lane, Units))
    return {theme: look_of(theme, ramped) for theme in THEMES}


@cache
def look_of(theme: Theme, ramped: frozenset[Role] = frozenset()) -> dict[str, Any]:
    """What the client needs of a palette, with ramps of some roles; not to be changed."""
    palette = PALETTES[theme]
    roles: dict[str, dict[str, Any]] = {role: asdict(palette.styles[role]) for role in ROLES}
    for role in sorted(ramped):
        roles[role]["ramp"] = palette.sequential(role)
        roles[role]["diverging"] = palette.diverging(role)
    return {"muted": palette.quiet, "negative": palette.negative, "roles": roles}


def digest(header: Mapping[str, Any], values: bytes) -> str:
    """A name for what is sent: the same for the same header and values."""
    text = json.dumps(header, sort_keys=True, allow_nan=False).encode()
    return hashlib.blake2b(text + values, digest_size=8).hexdigest()
