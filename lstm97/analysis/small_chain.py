"""The small sequence of the lesson, run through one unit and back: what each step multiplies by.

Several pages unroll it, and each changes one thing: the unit, its loop weight, or what stands
around them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.cell.valve_game import keeper
from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.analysis.foundations import exercise
from lstm97.analysis.foundations.contributions import back_factors
from lstm97.engine import TRUNCATED, backward
from lstm97.engine.activations import Array
from lstm97.records import brief

SEED, STEPS = 26, 5  # of the sequence


@brief
@dataclass(frozen=True, eq=False)
class SmallChain:
    """A unit at each time step, and the error that entered at the last; arrays are (T,).

    ``entering`` is what goes in, ``states`` what the unit holds, ``outputs`` what it shows (nan
    where no output is read). A step forward multiplies by ``ahead``, the steps back from t + 1 to t
    by ``factors`` (T - 1,).
    """

    entering: Array
    states: Array
    outputs: Array
    errors: Array
    ahead: float
    factors: Array

    @property
    def steps(self) -> int:
        """Number of time steps T."""
        return len(self.states)

    @property
    def product(self) -> Array:
        """All factors from the last step back to each, multiplied, (T,)."""
        back = np.cumprod(np.append(1.0, self.factors[::-1]))
        return np.flip(back)


def of_unit(w: float, activation: str = "tanh") -> SmallChain:
    """A recurrent unit with the loop weight ``w``; both its other weights are 1."""
    params = exercise.net(1.0, w, 1.0, activation)
    trace = wrong_at_end(params, exercise.inputs(SEED, STEPS))
    return SmallChain(
        entering=trace.inputs.xs[:, 0],
        states=trace.gates.y_j[:, 0],
        outputs=np.where(trace.inputs.teach, trace.y_k[:, 0], np.nan),
        errors=backward(trace).nets[:, 0],
        ahead=w,
        factors=back_factors(trace)[:-1],
    )


def of_cell() -> SmallChain:
    """A memory cell: its input gate is open at the first step only, its output gate at the last.

    The errors are those of its state, in the truncated gradient.
    """
    steps = np.arange(STEPS)
    gates = np.stack([steps == 0, steps == STEPS - 1], axis=1)
    trace = wrong_at_end(keeper(1), np.hstack([exercise.inputs(SEED, STEPS), gates]))
    errors = backward(trace, cuts=TRUNCATED).state[:, 0]
    return SmallChain(
        entering=(trace.gates.y_in * trace.gates.g)[:, 0],
        states=trace.gates.s[:, 0],
        outputs=trace.gates.y_c[:, 0],
        errors=errors,
        ahead=1.0,
        factors=errors[:-1] / errors[1:],
    )
