"""Finished runs as files, so that a page can open with a result instead of a wait.

A file holds the arrays of both passes and, in words, the command and the seed that made them;
a picture can be made again from it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm97.analysis.flow.race import Lap
from lstm97.analysis.flow.reach import error_curve, reach
from lstm97.engine import NETWORKS, ErrorFlow, Params, Trace
from lstm97.engine.trace import NetworkInputs
from lstm97.records import brief
from lstm97.tasks import Sequences

FORMAT = "lstm97 run 1"
LARGEST = 8 << 20  # bytes; a run that a page opens with is far smaller
WEIGHTS = ("hidden", "output", "grad_hidden", "grad_output")
FORWARD = ("sources", "readable", "net_k", "y_k", "loss")
BACKWARD = ("error_nets", "error_state", "error_output")

Arrays = dict[str, NDArray[Any]]


class RunFileError(ValueError):
    """A file that is no finished run; the message says what is wrong with it."""


class Origin(NamedTuple):
    """How a run was made: the command, and everything that its numbers depend on."""

    command: str
    task: str
    parameters: dict[str, Any]  # of the task
    seed: list[int]  # of the sequence
    entry: dict[str, Any]  # the networks, a `race.RaceSetup`
    versions: dict[str, str]


@brief
@dataclass(frozen=True, eq=False)
class RaceRecord:
    """A finished race: where it comes from, its one sequence, and each network's lap."""

    origin: Origin
    sequence: Sequences
    laps: dict[str, Lap]


def to_bytes(run: RaceRecord) -> bytes:
    """The run as a file; the same run gives the same bytes."""
    about = {
        "format": FORMAT,
        "origin": run.origin._asdict(),
        "networks": {side: _words(lap) for side, lap in run.laps.items()},
    }
    text = json.dumps(about, ensure_ascii=False).encode()
    file = io.BytesIO()
    np.savez(
        file,
        allow_pickle=False,
        about=np.frombuffer(text, np.uint8),
        **{name: narrow(values) for name, values in _arrays(run)},
    )
    return file.getvalue()


def read(path: Path) -> RaceRecord:
    """The run in a file; raises RunFileError, with a reason, for a file that is not ours."""
    try:
        if path.stat().st_size > LARGEST:
            raise RunFileError(f"{path.name} is larger than any run")
        content = path.read_bytes()
    except OSError as error:
        raise RunFileError(f"{path.name} cannot be read ({error.strerror})") from error
    return from_bytes(content, path.name)


def from_bytes(content: bytes, name: str = "the file") -> RaceRecord:
    """The run in the content of a file; raises RunFileError like `read`."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {key: file[key] for key in file.files}
        about = json.loads(arrays.pop("about").tobytes())
        if about["format"] != FORMAT:
            raise ValueError(f"its format is {about['format']!r}, not {FORMAT!r}")
        return _run(about, arrays)
    except Exception as error:  # whatever is wrong with a strange file, it is not ours
        raise RunFileError(f"{name} is no run of this app: {error}") from error


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Floats as float32, same shape, unless float32 is too coarse for a number among them."""
    if values.dtype != np.float64:
        return values
    with np.errstate(over="ignore", under="ignore"):
        narrowed = values.astype(np.float32)
    limits = np.finfo(np.float32)
    size = np.abs(values[values != 0])
    return narrowed if np.all((size >= limits.tiny) & (size <= limits.max)) else values


def _words(lap: Lap) -> dict[str, Any]:
    spec = lap.trace.params.spec
    return {"slug": spec.slug, "spec": asdict(spec), "cuts": sorted(lap.flow.cuts)}


def _arrays(run: RaceRecord) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, values in run.sequence._asdict().items():
        yield name, np.asarray(values)
    for side, lap in run.laps.items():
        trace, flow = lap.trace, lap.flow
        weights = (*_pair(trace.params), *_pair(flow.grad))
        forward = (getattr(trace, name) for name in FORWARD)
        backward = (flow.nets, flow.state, flow.output)
        for name, values in zip(
            (*WEIGHTS, *FORWARD, *BACKWARD), (*weights, *forward, *backward), strict=True
        ):
            yield f"{side}/{name}", values
        for name, values in trace.gates._asdict().items():
            yield f"{side}/gates/{name}", values


def _pair(params: Params) -> tuple[NDArray[Any], NDArray[Any]]:
    return params.hidden, params.output


def _run(about: Mapping[str, Any], arrays: Arrays) -> RaceRecord:
    sequence = Sequences(*(arrays[name] for name in Sequences._fields))
    laps = {
        side: _lap(words, _below(arrays, side), sequence)
        for side, words in about["networks"].items()
    }
    return RaceRecord(Origin(**about["origin"]), sequence, laps)


def _below(arrays: Arrays, folder: str) -> Arrays:
    """The arrays named ``folder/...``, by the rest of their names."""
    return {
        name.removeprefix(f"{folder}/"): values
        for name, values in arrays.items()
        if name.startswith(f"{folder}/")
    }


def _lap(words: Mapping[str, Any], arrays: Arrays, sequence: Sequences) -> Lap:
    """Put a lap together again; ValueError if its arrays are not of the sequence's length."""
    steps = len(sequence.xs)
    for name, values in arrays.items():
        if name not in WEIGHTS and len(values) != steps:
            raise ValueError(f"{name} has {len(values)} time steps, not {steps}")
    network = NETWORKS[words["slug"]]
    spec = network.spec(**{name: _frozen(value) for name, value in words["spec"].items()})
    hidden, output, grad_hidden, grad_output = (arrays[name] for name in WEIGHTS)
    sources, readable, net_k, y_k, loss = (arrays[name] for name in FORWARD)
    trace = Trace(
        Params(spec, hidden, output),
        NetworkInputs(sequence.xs, sequence.targets, sequence.teach),
        network.gates(**_below(arrays, "gates")),
        sources,
        readable,
        net_k,
        y_k,
        loss,
    )
    nets, state, errors = (arrays[name] for name in BACKWARD)
    grad = Params(spec, grad_hidden, grad_output)
    cuts = frozenset(words["cuts"])
    flow = ErrorFlow(trace, cuts, nets, state, errors, grad, network.split, network.origin)
    return Lap(trace, flow, reach(error_curve(flow)))


def _frozen(value: Any) -> Any:
    """JSON's lists back as the tuples that they were."""
    return tuple(value) if isinstance(value, list) else value
