"""A scene says, as data, what the stage shows: which lanes, of which network, in which sweep.

Pages build one from arrays; `packing` makes of it what the browser needs to draw and scrub.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lstm97.figures.palette import Role
from lstm97.figures.stage.contract import CONTRACT
from lstm97.records import brief

Phase = Literal["always", "forward", "loss", "backward"]
Scale = Literal["sequential", "diverging", "linear", "log"]
Layout = Literal["stack", "columns"]

_low, _high = CONTRACT["ERROR_DOMAIN"]
ERROR_DOMAIN: tuple[float, float] = (_low, _high)  # one axis for every error in the app


@dataclass(frozen=True)
class StageNetwork:
    """A network on the stage: ``key`` is what its lanes refer to, ``name`` what the reader sees."""

    key: str
    name: str
    role: Role


@dataclass(frozen=True)
class Event:
    """Something that happened at time step ``step`` (1..T), such as an overflow, in words."""

    step: int
    text: str
    network: str | None = None


@dataclass(frozen=True, eq=False)
class Lane:
    """What all lanes share.

    ``network`` is a key of the scene, or None for the sequence both networks see; ``height`` is in
    CSS pixels and chosen by the stage if None; ``note`` is a short remark under the label. One to
    ``keep`` is the last that is left out where there is no room for all.
    """

    kind: ClassVar[str]
    label: str
    network: str | None = field(default=None, kw_only=True)
    note: str = field(default="", kw_only=True)
    height: int | None = field(default=None, kw_only=True)
    keep: bool = field(default=False, kw_only=True)


@brief
@dataclass(frozen=True, eq=False)
class Inputs(Lane):
    """The input, one column a step: symbols (from one-hot or codes) or real values in rows.

    Give ``codes`` (T,) into ``alphabet``, or ``values`` (T, rows) with ``names``; ``marks`` are the
    steps (1..T) that must be remembered; ``target`` says in words what is asked at the end.
    """

    kind: ClassVar[str] = "sequence"
    codes: ArrayLike | None = None
    alphabet: tuple[str, ...] = ()
    values: ArrayLike | None = None
    names: tuple[str, ...] = ()
    domain: tuple[float, float] = (-1.0, 1.0)
    marks: tuple[int, ...] = ()
    target: str = ""


@brief
@dataclass(frozen=True, eq=False)
class Units(Lane):
    """A heatmap, one row a unit and one column a step, revealed by its sweep.

    ``values`` (T, units). ``scale``: "sequential" from nothing to the colour of ``role``,
    "diverging" around zero, or "log" for the size of errors on ``domain``. ``asked`` names numbers
    that a reader has still to find, as (step, row) from 1: "?" stands there (leave their values out
    as NaN). ``part`` names what of a `CellDiagram` these are ("s", "y_in", "e_s"): pressing it
    marks the lane.
    """

    kind: ClassVar[str] = "units"
    values: ArrayLike = ()
    names: tuple[str, ...] = ()
    role: Role = "signal"
    scale: Scale = "diverging"
    domain: tuple[float, float] = (-1.0, 1.0)
    phase: Phase = "forward"
    part: str = ""
    asked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Errors(Units):
    """Error rows, values (T, units): logarithmic, on the fixed axis, running back."""

    role: Role = "error"
    scale: Scale = "log"
    domain: tuple[float, float] = ERROR_DOMAIN
    phase: Phase = "backward"


@brief
@dataclass(frozen=True, eq=False)
class Curve:
    """One line: ``values`` (T,). ``depth`` is its effective depth in steps back from ``source``.

    ``phase`` None follows the lane; "always" shows it from the start (a bound, a reader's guess).
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
    """Lines over time on one fixed axis; "log" draws |value| and marks ``floor`` and below.

    What leaves the axis is not drawn: the line ends at the edge, an arrow points on, and words say
    where it goes ("10⁻⁹¹ at t = 1"). On a log axis the reader may switch to a wide range;
    ``wide`` is what the lane opens with, and `StageState.wide` what the reader chose.
    ``floor`` is the size under which a number is lost when it is added to one of size 1 (eps).
    With ``guess`` (a name) the reader may draw a curve of that name before the error is shown.
    """

    kind: ClassVar[str] = "curves"
    curves: tuple[Curve, ...] = ()
    scale: Scale = "log"
    domain: tuple[float, float] = ERROR_DOMAIN
    phase: Phase = "backward"
    floor: float | None = None
    guess: str = ""
    wide: bool = False
    events: tuple[Event, ...] = ()


@brief
@dataclass(frozen=True, eq=False)
class Bars(Lane):
    """One bar a step, such as the loss where there is a teacher: ``values`` (T,), NaN for none.

    The axis is fixed; a bar that goes on beyond it ends at the edge, with a tip and its number.
    """

    kind: ClassVar[str] = "bars"
    values: ArrayLike = ()
    role: Role = "error"
    domain: tuple[float, float] = (0.0, 1.0)
    phase: Phase = "loss"


@brief
@dataclass(frozen=True, eq=False)
class CellDiagram(Lane):
    """The memory cell at the play-head, for one or more cells (the reader picks one).

    ``gates`` maps y_in, y_out, y_forget (optional), g, s, h, y_c, net_c and ``errors`` maps e_s,
    d_net_in, d_net_out, d_net_c to arrays (T, cells). ``cuts`` names the edges that lose their
    error (any of net_in, net_out, net_c): scissors are drawn there. ``state_range`` fixes the
    tank's scale, ``domain`` that of the error arrows. ``read`` is the weight and bias with which
    the output reads the cell (then ``gates`` has y_k). With ``wires`` it is drawn what the gates
    hear: the input and, through recurrent arrows into the nets named, what cells gave at the step
    before. Pressing a part opens its formula with this step's numbers
    (assets/stage/lanes/formula.js).
    """

    kind: ClassVar[str] = "cell"
    gates: Mapping[str, ArrayLike] = field(default_factory=dict)
    errors: Mapping[str, ArrayLike] = field(default_factory=dict)
    cells: tuple[str, ...] = ("1",)
    cuts: tuple[str, ...] = ()
    state_range: float = 1.0
    domain: tuple[float, float] = ERROR_DOMAIN
    read: tuple[float, float] | None = None
    wires: tuple[str, ...] | None = None


@brief
@dataclass(frozen=True, eq=False)
class Chain(Lane):
    """One unit unrolled, every number on it, and the error on its way back as a disc.

    ``values`` maps input, unit, output, error, share, ahead and back to arrays (T,), NaN for none:
    ahead and back of step t are what the way from t to t + 1, and the way back from t + 1 to t,
    multiply by, and share is the lowest row. ``names`` are short names of the same rows.
    ``asked`` names numbers that a reader has still to find, as (row, step) from 1: "?" stands there
    (leave their values out as NaN). ``scale`` is that of the discs, which the reader may switch.
    """

    kind: ClassVar[str] = "chain"
    values: Mapping[str, ArrayLike] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    scale: Literal["linear", "log"] = "linear"
    asked: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Ghost:
    """The last run, kept pale behind the new one: ``name`` says what was changed since.

    Its curves stand on the scene's first `Curves` lane from the start; one click drops them. Curves
    of another length than the scene's are left out.
    """

    name: str
    curves: tuple[Curve, ...]


AnyLane = Inputs | Units | Curves | Bars | CellDiagram | Chain


@dataclass(frozen=True, eq=False)
class Scene:
    """All that the stage shows for sequences of ``steps`` time steps.

    Lanes appear in the given order; with layout "columns" neighbouring lanes of different networks
    stand side by side. ``start`` is the moment first shown, 0..2*steps (None: the finished
    picture); ``live`` is the newest moment while records still arrive. ``summary`` says the picture
    in words. ``ghost`` is the last run, behind the curves of this one; see `ghost_of`. ``caption``
    stands under a saved picture, after ``summary`` and before the link: the page's title and its
    seed, say. With ``play`` it plays once by itself, unless the reader's system asks for less
    motion.
    """

    steps: int
    networks: tuple[StageNetwork, ...]
    lanes: tuple[AnyLane, ...]
    summary: str
    layout: Layout = "stack"
    start: int | None = None
    live: int | None = None
    ghost: Ghost | None = None
    caption: str = ""
    play: bool = False

    def __post_init__(self) -> None:
        known = {network.key for network in self.networks}
        for lane in self.lanes:
            if lane.network is not None and lane.network not in known:
                raise ValueError(f"lane {lane.label!r}: no network {lane.network!r}")


def refill(frame: Scene, now: Scene) -> Scene:
    """``frame`` with the values of ``now``, a scene of the same lanes: axes, words and marks stay.

    What grows on a stage needs its axes before its values are known.
    """
    lanes = tuple(_refill(*pair) for pair in zip(frame.lanes, now.lanes, strict=True))
    return replace(frame, lanes=lanes)


def _refill(lane: AnyLane, now: AnyLane) -> AnyLane:
    if isinstance(lane, Units | Bars) and isinstance(now, Units | Bars):
        return replace(lane, values=now.values)
    if isinstance(lane, CellDiagram) and isinstance(now, CellDiagram):
        return replace(lane, gates=now.gates, errors=now.errors)
    if isinstance(lane, Curves) and isinstance(now, Curves):
        pairs = zip(lane.curves, now.curves, strict=True)
        return replace(lane, curves=tuple(replace(one, values=two.values) for one, two in pairs))
    return lane


def main_lane(scene: Scene) -> int | None:
    """The number of the lane that a scene is about: curves of an error, else its first curves.

    None without any. A ghost stands on it.
    """
    curves = [(i, one) for i, one in enumerate(scene.lanes) if isinstance(one, Curves)]
    logs = [i for i, lane in curves if lane.scale == "log"]
    return next(iter(logs or [i for i, _ in curves]), None)


def ghost_of(before: Scene, name: str, now: Scene | None = None) -> Ghost | None:
    """The measured curves of a scene as the ghost of the next; None if it has none.

    ``name`` is what was changed, in words ("weights 0.1 → 1.0"). Bounds and guesses, which stand
    there from the start, are not of the run. None, too, if all of them are in ``now`` as they were.
    """
    curves = _curves_of_the_run(before)
    drawn = {one.name: np.asarray(one.values) for one in _curves_of_the_run(now)} if now else {}
    same = [np.array_equal(drawn.get(one.name, ()), one.values, equal_nan=True) for one in curves]
    return Ghost(name, curves) if curves and not all(same) else None


def _curves_of_the_run(scene: Scene) -> tuple[Curve, ...]:
    number = main_lane(scene)
    lane = None if number is None else scene.lanes[number]
    curves = lane.curves if isinstance(lane, Curves) else ()
    return tuple(curve for curve in curves if curve.phase != "always")


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
