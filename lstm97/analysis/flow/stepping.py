"""A race as it happens: both networks in lock-step, one time step of each at a time.

The engine streams its passes; here every value is put where the whole pass has it, the clock is
read around each step, and the caller decides how fast time goes by.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from lstm97.analysis.flow.race import Lap
from lstm97.analysis.flow.reach import Reach, sizes
from lstm97.engine import At, Backstep, ErrorFlow, Moment, Trace, retreat, stream
from lstm97.engine.activations import Array

Record = TypeVar("Record", Trace, ErrorFlow)


@dataclass(frozen=True)
class StepTimes:
    """What a time step took the engine at its quickest, in seconds; nan before the first.

    The minimum, since other work of the machine only adds to the time measured.
    """

    forward: float
    back: float


class Wave:
    """The forward wave from the first step to the last, then the errors back to the first.

    ``laps`` hold what has been computed, nan where the wave has not been; what a lap has beside a
    value of each time step (sources, gradient, reach) is left empty. ``position`` counts the steps
    that each network has done: t going forward, 2T + 1 - t going back, as on the stage.
    """

    def __init__(self, laps: Mapping[str, Lap], at: At = None) -> None:
        """``laps`` say which networks run on which sequence, ``at`` where errors enter."""
        self.laps = {side: _empty(lap) for side, lap in laps.items()}
        self.steps = next(iter(laps.values())).trace.steps
        self.position = 0
        self._passes = {side: _passes(lap, at) for side, lap in self.laps.items()}
        self._seconds: dict[str, list[float]] = {side: [] for side in laps}

    @property
    def done(self) -> bool:
        """True when the errors have come back to the first time step."""
        return self.position == 2 * self.steps

    def advance(self) -> None:
        """One time step of every network; StopIteration beyond the last.

        The networks alternate in going first: the first one's time includes waking the processor.
        """
        turns = [*self.laps.items()][:: -1 if self.position % 2 else 1]
        for side, lap in turns:
            began = time.perf_counter()
            record = next(self._passes[side])
            self._seconds[side].append(time.perf_counter() - began)
            _put(lap, record)
        self.position += 1

    def pace(self, side: str) -> StepTimes:
        """What a time step of one of the networks has taken."""
        spent = self._seconds[side]
        parts = spent[: self.steps], spent[self.steps :]
        return StepTimes(*(min(part) if part else float("nan") for part in parts))


def _passes(lap: Lap, at: At) -> Iterator[Moment | Backstep]:
    """Both passes of the engine; the second one reads what the first has left in ``lap``."""
    trace = lap.trace
    yield from stream(trace.params, *trace.inputs)
    yield from retreat(trace, cuts=lap.flow.cuts, at=at)


def _put(lap: Lap, record: Moment | Backstep) -> None:
    t, trace, flow = record.t, lap.trace, lap.flow
    if isinstance(record, Moment):
        for values, now in zip(trace.gates, record.gates, strict=True):
            values[t] = now
        trace.net_k[t], trace.y_k[t], trace.loss[t] = record.net_k, record.y_k, record.loss
    else:
        flow.nets[t], flow.state[t], flow.output[t] = record.nets, record.state, record.output
        lap.reach.curve[t] = sizes(record.state[None])[0]


def _empty(lap: Lap) -> Lap:
    gates = type(lap.trace.gates)(*map(_nothing, lap.trace.gates))
    trace: Trace = replace(_without_values(lap.trace), gates=gates)
    flow = replace(_without_values(lap.flow), trace=trace, grad=lap.flow.grad.map(_nothing))
    reach = Reach(_nothing(lap.reach.curve), None, 0, False, float("nan"), ())
    return Lap(trace, flow, reach)


def _without_values(record: Record) -> Record:
    fields = vars(record).items()
    empty: dict[str, Any] = {n: _nothing(v) for n, v in fields if isinstance(v, np.ndarray)}
    return replace(record, **empty)


def _nothing(values: Array) -> Array:
    return np.full_like(values, np.nan)
