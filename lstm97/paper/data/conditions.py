"""Tables 10 and 11 of the paper: under which conditions each experiment was run.

They are kept as printed, so that a net built from them can be held against the number of weights
the paper states for it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Biases = tuple[float, ...] | Literal["random", "none", "no gate"]


class Condition(NamedTuple):
    """One line of Table 10."""

    task: str  # "4-2" is the second row of Experiment 4's table
    p: int  # minimal sequence length
    lag: int  # fewest steps from the last relevant input to the teacher signal
    blocks: int
    size: int  # cells of a block
    inputs: int
    outputs: int
    weights: int
    connectivity: Literal["F", "B"]  # B: each layer from all layers below, nothing recurrent
    out_bias: Biases  # initial biases of output gates
    in_bias: Biases  # initial biases of input gates
    bias: Literal["ga", "b1", "all", "none"]  # gates only, all hidden units, all, no unit
    h: str
    g: str
    rate: float  # learning rate alpha


class Protocol(NamedTuple):
    """One line of Table 11."""

    task: str
    select: Literal["t1", "t2", "t3"]  # from a training set, from two classes, on-line
    scale: float  # initial weights are uniform in [-scale, scale]
    test_set: int
    stop: str
    success: str


def _reber(row: int, blocks: int, size: int, weights: int, rate: float) -> Condition:
    out = tuple(-1.0 - block for block in range(blocks))
    return Condition(f"1-{row}", 9, 9, blocks, size, 7, 7, weights, "F",
                     out, "random", "ga", "h", "g", rate)  # fmt: skip


def _noise_free(task: str) -> Condition:
    return Condition(task, 100, 100, 1, 1, 101, 101, 10504, "B",
                     "no gate", "none", "none", "identity", "logistic", 1.0)  # fmt: skip


def _long_lag(row: int, q: int, inputs: int, weights: int) -> Condition:
    return Condition(f"2c-{row}", q, q, 2, 1, inputs, 2, weights, "F",
                     "none", "none", "none", "h", "g", 0.01)  # fmt: skip


def _two_sequence(task: str, rate: float) -> Condition:
    out, into = (-2.0, -4.0, -6.0), (-1.0, -3.0, -5.0)
    return Condition(task, 100, 100, 3, 1, 1, 1, 102, "F",
                     out, into, "b1", "h", "g", rate)  # fmt: skip


def _pairs(task: str, p: int, into: Biases, rate: float) -> Condition:
    return Condition(task, p, p // 2, 2, 2, 2, 1, 93, "F",
                     "random", into, "all", "h", "g", rate)  # fmt: skip


def _order(task: str, lag: int, blocks: int, outputs: int, weights: int, rate: float) -> Condition:
    into = tuple(-2.0 * (1 + block) for block in range(blocks))
    return Condition(task, 100, lag, blocks, 2, 8, outputs, weights, "F",
                     "random", into, "all", "h", "g", rate)  # fmt: skip


TABLE_10: dict[str, Condition] = {
    condition.task: condition
    for condition in (
        _reber(1, 4, 1, 264, 0.1),
        _reber(2, 3, 2, 276, 0.1),
        _reber(3, 3, 2, 276, 0.2),
        _reber(4, 4, 1, 264, 0.5),
        _reber(5, 3, 2, 276, 0.5),
        _noise_free("2a"),
        _noise_free("2b"),
        _long_lag(1, 50, 54, 364),
        _long_lag(2, 100, 104, 664),
        _long_lag(3, 200, 204, 1264),
        _long_lag(4, 500, 504, 3064),
        _long_lag(5, 1000, 1004, 6064),
        _long_lag(6, 1000, 504, 3064),
        _long_lag(7, 1000, 204, 1264),
        _long_lag(8, 1000, 104, 664),
        _long_lag(9, 1000, 54, 364),
        _two_sequence("3a", 1.0),
        _two_sequence("3b", 1.0),
        _two_sequence("3c", 0.1),
        _pairs("4-1", 100, (-3.0, -6.0), 0.5),
        _pairs("4-2", 500, (-3.0, -6.0), 0.5),
        _pairs("4-3", 1000, (-3.0, -6.0), 0.5),
        _pairs("5", 100, "random", 0.1),
        _order("6a", 40, 2, 4, 156, 0.5),
        _order("6b", 24, 3, 8, 308, 0.1),
    )
}

TABLE_11: dict[str, Protocol] = {
    protocol.task: protocol
    for protocol in (
        Protocol("1", "t1", 0.2, 256, "both-sets", "text"),
        Protocol("2a", "t1", 0.2, 0, "5,000,000", "ABS(0.25)"),
        Protocol("2b", "t2", 0.2, 10_000, "5,000,000", "ABS(0.25)"),
        Protocol("2c", "t2", 0.2, 10_000, "5,000,000", "ABS(0.2)"),
        Protocol("3a", "t3", 0.1, 2560, "ST1+ST2", "ABS(0.2)"),
        Protocol("3b", "t3", 0.1, 2560, "ST1+ST2", "ABS(0.2)"),
        Protocol("3c", "t3", 0.1, 2560, "ST1+ST2, text", "text"),
        Protocol("4", "t3", 0.1, 2560, "ST3(0.01)", "ABS(0.04)"),
        Protocol("5", "t3", 0.1, 2560, "text", "ABS(0.04)"),
        Protocol("6a", "t3", 0.1, 2560, "ST3(0.1)", "ABS(0.3)"),
        Protocol("6b", "t3", 0.1, 2560, "ST3(0.1)", "ABS(0.3)"),
    )
}


def experiment_of(task: str) -> str:
    """The experiment a row belongs to: "4-2" gives "4"."""
    return task.partition("-")[0]
