"""Packets for the stage's own tests, and what Python expects to be read out of them.

The expectations are computed from the arrays, never from the packet: what `packing` writes and
what the stage's modules read must agree through the bytes alone.
"""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from lstm97.analysis.flow.runs import read
from lstm97.analysis.foundations import exercise
from lstm97.figures.scenes.unrolling import unrolled_scene
from lstm97.figures.stage.lanes import (
    cell_lane,
    curves_lane,
    error_lane,
    forward_lanes,
    inputs_lane,
    loss_lane,
    network,
    reach_curve,
)
from lstm97.figures.stage.packing import envelope, pack, pack_columns
from lstm97.figures.stage.scene import (
    ERROR_DOMAIN,
    Bars,
    CellDiagram,
    Chain,
    Curve,
    Curves,
    Errors,
    Event,
    Ghost,
    Inputs,
    Scene,
    StageNetwork,
    Units,
    refill,
)
from lstm97.folders import ASSETS, RUNS
from lstm97.tasks import TASKS

T = 7
DEPTHS = {"rnn": 2, "lstm": 4}
PHASES = ("always", "forward", "loss", "backward")
WORDS = tomllib.loads((ASSETS / "text" / "en" / "stage.toml").read_text(encoding="utf-8"))
STEPS = np.arange(1.0, T + 1)
RNN_ERROR = 10.0 ** (2 * (STEPS - T))  # 1 at the loss, a hundredth for each step back
LSTM_ERROR = np.array([0.0, np.nan, 0.3, 0.25, 0.2, 0.5, 1.0])
HIDDEN = np.stack([0.1 * STEPS, -0.12 * STEPS], axis=1)
GATES = {
    "y_in": np.stack([0.05 * STEPS, 1 - 0.1 * STEPS], axis=1),
    "y_out": np.stack([1 - 0.08 * STEPS, 0.02 * STEPS], axis=1),
    "g": np.stack([0.25 * (STEPS - 3), -0.2 * STEPS], axis=1),
    "s": np.stack([0.5 * (STEPS - 4), 0.3 * STEPS], axis=1),
    "h": np.stack([0.1 * (STEPS - 4), 0.11 * STEPS], axis=1),
    "y_c": np.stack([0.05 * (STEPS - 4), 0.07 * STEPS], axis=1),
    "net_c": np.stack([0.5 * (STEPS - 3), -0.4 * STEPS], axis=1),
}
ERRORS = {
    "e_s": np.stack([10.0 ** (STEPS - T), -(2.0 ** (STEPS - T))], axis=1),
    "d_net_c": np.stack([1e-3 * STEPS, -1e-5 * STEPS], axis=1),
    "d_net_in": np.stack([3e-7 * STEPS, 4e-7 * STEPS], axis=1),
    "d_net_out": np.stack([5e-9 * STEPS, 6e-9 * STEPS], axis=1),
}
EXTREMES = np.array(
    [1e-300, -9.96e-5, 0.0, np.inf, 1e300, np.nan, 9.994e3, 1.23e4, 0.9996, -2.5e-4, 3e-17, 150.0]
)


def asymmetric() -> Scene:
    """Every kind of lane once, with values no two of which could be swapped unseen."""
    lanes = (
        Inputs("input", codes=[0, 1, 0, 1, 1, 0, 2], alphabet=("a", "X", "?"), marks=(2, 4)),
        Inputs("reals", values=np.stack([STEPS / 10, -STEPS / 8], axis=1), names=("x", "m")),
        Curves(
            "size",
            (
                Curve("RNN", RNN_ERROR, "rnn", "rnn", DEPTHS["rnn"], T),
                Curve("LSTM", LSTM_ERROR, "lstm", "lstm", DEPTHS["lstm"], T - 1),
                Curve("bound", np.full(T, 0.01), "bound", phase="always"),
            ),
            floor=2.2e-16,
            events=(Event(3, "named", "rnn"),),
        ),
        Curves("line", (Curve("state", 0.1 * STEPS, "signal"),), "linear", (0.0, 1.0), "forward"),
        Units("hidden", HIDDEN, ("1", "2"), network="rnn"),
        Errors("error", HIDDEN * 1e-4, ("1", "2"), network="rnn"),
        Bars("loss", np.where(STEPS >= 6, 0.1 * STEPS, np.nan), network="lstm"),
        CellDiagram("cell", gates=GATES, errors=ERRORS, cells=("1", "2"), cuts=("net_in",),
                    state_range=2.0, network="lstm"),
    )  # fmt: skip
    networks = (StageNetwork("rnn", "RNN", "rnn"), StageNetwork("lstm", "LSTM 1997", "lstm"))
    return Scene(T, networks, lanes, "in words")


def extremes() -> Scene:
    """Numbers at the ends of what a float64 holds, once as they are and once as logarithms."""
    curve = (Curve("log", EXTREMES, "rnn"),)
    small = np.where((np.abs(EXTREMES) < 1e5) & (np.abs(EXTREMES) > 1e-30), EXTREMES, np.nan)
    lanes = (Curves("log", curve), Units("plain", small[:, None], ("v",)))
    return Scene(len(EXTREMES), (), lanes, "in words")


def race() -> Scene:
    """The race that the app opens with, on every lane that it can have."""
    run = read(RUNS / "race.npz")
    reaches = {slug: lap.reach for slug, lap in run.laps.items()}
    curves = [reach_curve(slug, reach, _key) for slug, reach in reaches.items()]
    lanes: list[Any] = [inputs_lane(TASKS[run.origin.task](**run.origin.parameters), run.sequence,
                                    _key), curves_lane(curves, reaches, _key)]  # fmt: skip
    for lap in run.laps.values():
        lanes += [*forward_lanes(lap.trace, _key), loss_lane(lap.trace, _key)]
        lanes.append(error_lane(lap.flow, _key))
    lanes.append(cell_lane(run.laps["lstm97"].flow, _key))
    networks = tuple(network(lap.trace, _key) for lap in run.laps.values())
    return Scene(len(run.sequence.xs), networks, tuple(lanes), "race", layout="columns")


BEYOND = {
    "dying": 10.0 ** (7.0 * (np.arange(1.0, 15) - 14)),  # 10^-91 at t = 1, the last is 1
    "exploding": np.append(2.0 ** (14 - np.arange(14.0)) * 1.2207, np.nan)[:14],  # 2×10⁴ at t = 1
    "cut": np.where(np.arange(14) < 4, 0.0, 1.0),
    "back": np.array([1.0] * 5 + [1e5] + [1.0] * 3 + [3e8] + [1.0] * 4),
}


def beyond() -> Scene:
    """Curves that leave the axis, below and above, for good and for a step."""
    curves = tuple(
        Curve(name, values, role)
        for (name, values), role in zip(
            BEYOND.items(), ("rnn", "lstm", "cell", "signal"), strict=True
        )
    )
    asked = Units("asked", np.zeros((14, 2)), ("1", "2"), asked=((3, 2),))
    return Scene(
        14, (), (Curves("sizes", curves), asked), "in **bold** words", caption="The race · seed 3"
    )


def haunted() -> Scene:
    """A scene with the last run behind it, and one curve that is too short to be drawn there."""
    ghost = Ghost("w 0.5 → 1", (Curve("RNN", RNN_ERROR**0.5, "rnn"), Curve("short", [1.0], "lstm")))
    return replace(asymmetric(), ghost=ghost)


def drawn() -> Scene:
    """A scene on which the reader may draw."""
    return Scene(T, (), (Curves("to draw", (), guess="guess"),), "in words", start=T)


def wired() -> Scene:
    """A cell that an output reads with a weight, gates that hear it, and losses beyond the axis."""
    y_k = 2.2 * GATES["y_c"]
    cell = CellDiagram("cell", gates=GATES | {"y_k": y_k}, errors=ERRORS, cells=("1", "2"),
                       cuts=("net_in",), state_range=2.0, domain=(1e-3, 10.0), read=(2.2, 0.0),
                       wires=("net_in", "net_out"), keep=True)  # fmt: skip
    return Scene(T, (), (Bars("loss", 0.4 * STEPS), cell), "in words")


def chain() -> Scene:
    """A unit unrolled over eight steps, with one number that the reader is asked for."""
    run = exercise.run(exercise.net(1.0, -1.3, 1.2), exercise.inputs(26, 8), 0.5, True)
    return unrolled_scene(run, _key, "in words", ("error", 7))


def leaving(values: np.ndarray) -> list[list[Any]]:
    """Return [side, step, text] of the farthest value on each side of the axis."""
    low, high = ERROR_DOMAIN
    found: list[list[Any]] = []
    for side, outside, farthest in ((1, values > high, np.argmax), (-1, values < low, np.argmin)):
        if outside.any():
            back = np.where(outside, values, 1.0)[::-1]  # an error comes to the last step first
            t = len(values) - 1 - int(farthest(back))
            found.append([side, t + 1, rounded(values[t])])
    return found


def rounded(value: float) -> str:
    """A size in one digit, the 1 of a power of ten left out."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.0e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"10{raised}" if mantissa == "1" else f"{mantissa}×10{raised}"


SCENES = {
    "asymmetric": asymmetric,
    "extremes": extremes,
    "race": race,
    "beyond": beyond,
    "drawn": drawn,
    "haunted": haunted,
    "wired": wired,
    "chain": chain,
}


def write(folder: Path) -> None:
    """Write every packet (NAME.bin) and what to expect of it (NAME.json) into a folder."""
    for name, scene in SCENES.items():
        _write(folder, name, scene())
    _write_growing(folder)
    (folder / "time.json").write_text(json.dumps(_times()), encoding="utf-8")
    (folder / "time.bin").write_bytes(b"")


def _write(folder: Path, name: str, scene: Scene) -> None:
    header, values = pack(scene, WORDS)
    whole = envelope({**header, "key": "test", "report": False}, values)
    (folder / f"{name}.bin").write_bytes(whole)
    lanes = [_expected(lane) for lane in scene.lanes]
    expected = {"steps": scene.steps, "lanes": lanes}
    if name == "beyond":
        expected["leaving"] = {key: leaving(values) for key, values in BEYOND.items()}
    (folder / f"{name}.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")


def _write_growing(folder: Path) -> None:
    """Write a scene whose arrays are still empty, and a patch that brings its steps 3 and 4."""
    whole = asymmetric()
    empty = refill(whole, replace(whole, lanes=tuple(map(_emptied, whole.lanes))))
    _write(folder, "growing", replace(empty, live=0))
    base = pack(replace(empty, live=0), WORDS)[0]["id"]
    header, values = pack_columns(replace(whole, live=4), base, 2, 4)
    (folder / "patch.bin").write_bytes(envelope({**header, "key": "test"}, values))
    (folder / "patch.json").write_text("{}", encoding="utf-8")


def _emptied(lane: Any) -> Any:
    def none(values: Any) -> Any:
        return np.full(np.shape(values), np.nan)

    if isinstance(lane, CellDiagram):
        gates, errors = ({k: none(v) for k, v in m.items()} for m in (lane.gates, lane.errors))
        return replace(lane, gates=gates, errors=errors)
    if isinstance(lane, Curves):
        return replace(lane, curves=tuple(replace(c, values=none(c.values)) for c in lane.curves))
    return lane if isinstance(lane, Inputs) else replace(lane, values=none(lane.values))


def _times() -> list[dict[str, Any]]:
    """Which steps each sweep has revealed at each moment, for a few lengths."""
    return [
        {"phase": phase, "p": p, "T": steps, "steps": revealed(phase, p, steps)}
        for steps in (1, 2, T)
        for p in range(2 * steps + 1)
        for phase in PHASES
    ]


def revealed(phase: str, p: int, steps: int) -> list[int]:
    """Return the steps 1..T on show after p moments: T of the sweep, then T of the error's way."""
    every = list(range(1, steps + 1))
    back = max(0, p - steps)  # steps that the error has come back, from the end
    return {
        "always": every,
        "forward": every[:p],
        "loss": every if p >= steps else [],
        "backward": every[steps - back :],
    }[phase]


def written(value: float, *, log: bool) -> str:
    """Return a number as the stage writes it; one that went as a logarithm has three digits."""
    size = abs(value)
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return str(WORDS["overflow"])
    if size == 0:
        return "0"
    if size == 1:
        return f"{value:.0f}".replace("-", "−")
    if 0.001 <= size < (1e3 if log else 1e4):
        text = f"{value:#.3g}".rstrip(".") if log else f"{value:.{1 if size >= 100 else 3}f}"
        if abs(float(text)) == 1:  # and is not
            text = f"{value:#.4g}" if log else f"{value:.4f}"
        return text.replace("-", "−")
    mantissa, exponent = f"{value:.1e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa.replace('-', '−')}×10{raised}"


def _expected(lane: Any) -> dict[str, Any]:
    """What a reader must be able to read of a lane: each entry's number and text at each step."""
    arrays = {name: np.asarray(values, dtype=float) for name, values in _arrays(lane)}
    columns = {name: a[:, None] if a.ndim == 1 else a for name, a in arrays.items()}
    logs = getattr(lane, "errors", columns if getattr(lane, "scale", "") == "log" else ())
    return {
        "label": lane.label,
        "kind": lane.kind,
        "arrays": {k: [[_number(v) for v in row] for row in a] for k, a in columns.items()},
        "texts": {
            k: [[written(v, log=k in logs) for v in row] for row in a] for k, a in columns.items()
        },
    }


def _arrays(lane: Any) -> list[tuple[str, Any]]:
    if isinstance(lane, CellDiagram):
        return [*lane.gates.items(), *lane.errors.items()]
    if isinstance(lane, Curves):
        return [(curve.name, curve.values) for curve in lane.curves]
    if isinstance(lane, Chain):
        return list(lane.values.items())
    if isinstance(lane, Inputs):
        return [("codes", lane.codes)] if lane.codes is not None else [("values", lane.values)]
    return [("values", lane.values)]


def _number(value: float) -> str:
    """A number as JavaScript's Number() reads it."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return "NaN" if math.isnan(value) else repr(float(value))


def _key(key: str, **slots: object) -> str:
    """A text by its key: these tests read numbers."""
    return " ".join([key, *map(str, slots.values())])
