"""Questions whose right answer the engine computes, with fresh numbers every time.

Each wrong option is a rule with something forgotten or mistaken. A number in a question is rounded
before the engine answers, so that a key is the answer to what is printed.
"""

from __future__ import annotations

import numpy as np

from lstm97.analysis.cell.carousel import loop, noisy, unit
from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.analysis.foundations import exercise
from lstm97.analysis.problem.hochreiter import norm_bound
from lstm97.analysis.problem.vanishing import fate
from lstm97.analysis.quiz.question import QuizQuestion, distinct, number, round_as_printed
from lstm97.engine import FULL, TRUNCATED, ErrorFlow, Params, backward, forward, rnn
from lstm97.engine.activations import LOGISTIC, Array
from lstm97.engine.lstm97 import Spec as CellSpec
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.engine.lstm2000 import Spec as ForgetSpec

SECOND = 6  # the time step, of ten, at which a second error enters a carousel
WIDE = 30.0  # net input of a gate that is as good as open


def _pick(rng: np.random.Generator, *values: float) -> float:
    return float(rng.choice(values))


def _small_run(rng: np.random.Generator) -> ErrorFlow:
    """One tanh unit with a loop on five inputs, wrong at the end; weights in tenths."""
    v, w = _pick(rng, 0.5, 1.0, 1.5), _pick(rng, -0.8, -0.6, 0.6, 0.8, 0.9)
    xs = exercise.inputs(int(rng.integers(1, 10_000)), 5)
    return exercise.run(exercise.net(v, w, 1.0), xs, _pick(rng, -0.5, 0.5))


def unit_output(v: float, w: float, x: float, before: float) -> float:
    """What one tanh unit gives out after the input ``x`` and its own value ``before``."""
    _, gates = rnn.step(exercise.net(v, w, 1.0), rnn.State(np.array([before])), np.array([x]))
    return float(gates.y_j[0])


def one_back(w: float, y: float, after: float) -> float:
    """The error of a tanh unit that gives out ``y``, where it is ``after`` one step later."""
    later = float(np.arctanh(0.5))  # any net input will do: only the later error counts
    xs = np.array([[np.arctanh(y)], [later - w * y]])
    params = exercise.net(1.0, w, 1.0)
    wanted = forward(params, xs).y_k[-1] - after / (1 - 0.5**2)
    return float(backward(forward(params, xs, np.broadcast_to(wanted, (2, 1)))).nets[0, 0])


@distinct
def unit_step(rng: np.random.Generator) -> QuizQuestion:
    """y(t) = tanh(v x(t) + w y(t-1)), from the numbers before it."""
    parts = exercise.cell(_small_run(rng), "activation").parts
    values = {name: round_as_printed(parts[name]) for name in ("v", "w", "x", "before")}
    v, w, x, before = values.values()
    right = unit_output(**values)
    options = {"right": right, "no_squash": v * x + w * before, "sign": -right}
    options["no_loop"] = float(np.tanh(v * x))
    return number("unit-step", "basics", options, values, right)


@distinct
def error_step(rng: np.random.Generator) -> QuizQuestion:
    """theta(t) = (1 - y(t)^2) w theta(t+1), where no error enters at t."""
    parts = exercise.cell(_small_run(rng), "error").parts
    values = {name: round_as_printed(parts[name]) for name in ("w", "y", "after")}
    w, y, after = values.values()
    right = one_back(**values)
    options = {
        "right": right,
        "no_slope": w * after,
        "no_weight": (1 - y * y) * after,
        "sign": -right,
    }
    return number("error-step", "basics", options, values, right)


@distinct
def weight_share(rng: np.random.Generator) -> QuizQuestion:
    """theta(t) y(t-1): what one time step adds to the gradient of the shared weight."""
    flow = _small_run(rng)
    cell = exercise.cell(flow, "share")
    error, before = round_as_printed(cell.parts["error"]), round_as_printed(cell.parts["before"])
    same = round_as_printed(float(flow.trace.gates.y_j[cell.t, 0]))
    later = round_as_printed(float(flow.nets[cell.t + 1, 0]))
    right = error * before
    options = {"right": right, "same_step": error * same, "next_error": later * before}
    options["sign"] = -right
    values = {"error": error, "later": later, "before": before, "same": same}
    return number("weight-share", "basics", options, values, right)


def remainder(w: float, slope: float, q: int) -> float:
    """What is left of an error q steps back over a logistic unit held where it has this slope."""
    y = (1 + np.sqrt(1 - 4 * slope)) / 2
    net = float(np.log(y / (1 - y)))
    xs = np.full((q + 1, 1), net - w * y)
    xs[0] = net
    curve = backward(wrong_at_end(unit(w, "logistic"), xs)).nets[:, 0]
    return float(curve[0] / curve[-1])


@distinct
def factor_power(rng: np.random.Generator) -> QuizQuestion:
    """(f' w)^q for a slope and a weight that stay the same."""
    w, q = int(rng.integers(3, 17)) / 2, int(rng.integers(3, 7))
    slope = round_as_printed(float(LOGISTIC.slope(np.array(int(rng.integers(50, 86)) / 100))))
    options = {
        "right": (slope * w) ** q,
        "no_slope": w**q,
        "times_q": slope * w * q,
        "one_slope": slope * w**q,
    }
    values = {"w": w, "slope": slope, "q": q}
    return number("factor-power", "vanishing", options, values, remainder(w, slope, q))


@distinct
def effective_depth(rng: np.random.Generator) -> QuizQuestion:
    """For how many steps an error keeps a hundredth of its size at a factor below 1."""
    w = int(rng.integers(500, 980)) / 1000
    depth = float(loop(w, 300).reach.depth)
    options = {
        "right": depth,
        "tenth": float(np.floor(np.log(0.1) / np.log(w))),
        "thousandth": float(np.floor(np.log(0.001) / np.log(w))),
        "inverse": float(round(1 / (1 - w))),
    }
    return number("effective-depth", "vanishing", options, {"w": w}, depth)


@distinct
def bound_value(rng: np.random.Generator) -> QuizQuestion:
    """n (f'max ||W||)^q, as the paper's section 3.1 has it."""
    n, norm, q = int(_pick(rng, 2, 3, 5, 8)), _pick(rng, 1, 2, 3), int(_pick(rng, 3, 4, 5))
    slope = _pick(rng, 0.1, 0.2, 0.25)
    bound = float(norm_bound(n, slope, norm, q + 1)[q])
    rate = slope * norm
    options = {"right": bound, "no_units": rate**q, "inside": (n * rate) ** q, "linear": n * rate}
    values = {"n": n, "norm": norm, "slope": slope, "q": q}
    return number("bound-value", "vanishing", options, values, bound)


def which_fate(rng: np.random.Generator) -> QuizQuestion:
    """One unit with a loop: vanish, stay or explode within 200 steps."""
    kinds = (("identity", 0.95), ("identity", 1.0), ("identity", 1.05), ("logistic", 0.9),
             ("logistic", 3.0), ("tanh", 0.9))  # fmt: skip
    activation, w = kinds[int(rng.integers(len(kinds)))]
    kept = loop(w, 201, activation).retention
    options: dict[str, float | None] = dict.fromkeys(("vanish", "stay", "explode"))
    right = frozenset({fate(kept)})
    return QuizQuestion("which-fate", "vanishing", "apply", options, right, {"w": w}, activation)


def two_errors(first: float, second: float) -> Array:
    """dE/ds(t), (10,), where ``first`` enters a bare carousel at t = 10, ``second`` at SECOND."""
    spec = CellSpec(1, 1, h="identity", output="identity", output_gate=False, recurrent=False)
    params = Params(spec, np.array([[0, 0, 0.0], [1, 0, 0]]), np.array([[1.0, 0.0]]))
    errors = np.zeros((10, 1))
    errors[-1], errors[SECOND - 1] = first, second
    xs = np.zeros((10, 1))
    trace = forward(params, xs, forward(params, xs).y_k - errors, errors[:, 0] != 0)
    state: Array = backward(trace, cuts=TRUNCATED).state[:, 0]
    return state


@distinct
def carousel_sum(rng: np.random.Generator) -> QuizQuestion:
    """Errors add up in the carousel and are never multiplied."""
    first, second = (int(rng.choice([-1, 1]) * rng.integers(10, 91)) / 100 for _ in range(2))
    at = int(_pick(rng, 2, 4, 8))
    options = {"sum": first + second, "first": first, "second": second, "product": first * second}
    values = {"first": first, "second": second, "at": at}
    right = float(two_errors(first, second)[at - 1])
    entered = "both" if at <= SECOND else "one"
    return number("carousel-sum", "carousel", options, values, right, entered)


def keyed_cell(net_in: Array, net_c: Array, net_out: Array) -> ErrorFlow:
    """A cell whose three net inputs are what is given for each time step, (T,) each."""
    spec = CellSpec(3, 1, output="identity", recurrent=False)
    hidden = np.zeros((3, 5))
    hidden[0, 0] = hidden[1, 2] = hidden[2, 1] = 1
    params = Params(spec, hidden, np.array([[1.0, 0.0]]))
    xs = np.stack([net_in, net_c, net_out], axis=1)
    return backward(wrong_at_end(params, xs), cuts=TRUNCATED)


@distinct
def state_two(rng: np.random.Generator) -> QuizQuestion:
    """s(2) = y_in(1) g(1) + y_in(2) g(2)."""
    y1, y2 = (int(rng.integers(1, 10)) / 10 for _ in range(2))
    g1, g2 = (int(rng.choice([-1, 1]) * rng.integers(3, 19)) / 10 for _ in range(2))
    gates, inputs = np.array([y1, y2]), np.array([g1, g2])
    net_in, net_c = np.log(gates / (1 - gates)), 2 * np.arctanh(inputs / 2)
    flow = keyed_cell(net_in, net_c, np.zeros(2))
    options = {
        "right": y1 * g1 + y2 * g2,
        "forgets": (1 - y2) * y1 * g1 + y2 * g2,
        "last": y2 * g2,
        "ungated": g1 + g2,
    }
    values = {"y1": y1, "g1": g1, "y2": y2, "g2": g2}
    right = float(flow.trace.gates.s[-1, 0])
    return number("state-two", "cell", options, values, right)


@distinct
def entry_factor(rng: np.random.Generator) -> QuizQuestion:
    """y_out h'(s): what an error is scaled by as it enters a cell."""
    y_out, h = _pick(rng, 0.1, 0.2, 0.5, 0.9), _pick(rng, -0.6, -0.4, 0.2, 0.4, 0.6)
    state = 2 * np.arctanh(h)
    net_out = np.array([np.log(y_out / (1 - y_out))])
    flow = keyed_cell(np.array([WIDE]), 2 * np.arctanh(np.array([state]) / 2), net_out)
    factor = float(lstm97_errors.entry(flow.trace.params.spec, flow.trace.gates)[0, 0])
    options = {
        "right": y_out * (1 - h * h) / 2,
        "no_gate": (1 - h * h) / 2,
        "tanh": y_out * (1 - h * h),
        "shown": y_out * h,
    }
    return number("entry-factor", "cell", options, {"y_out": y_out, "h": h}, factor)


def cut_here(rng: np.random.Generator) -> QuizQuestion:
    """Whether an error passes on one path from s(t+1) to s(t), in the truncated or full graph."""
    paths = ("carousel", "net_in", "net_out", "net_c")
    path, full = paths[int(rng.integers(len(paths)))], bool(rng.integers(2))
    flow = backward(noisy(-4.0, 6, seed=1), cuts=FULL if full else TRUNCATED)
    arrived = flow.paths()[path][:-1, 0]
    whole = bool((arrived == flow.state[1:, 0]).all())
    right = "cut" if not arrived.any() else "whole" if whole else "scaled"
    options: dict[str, float | None] = dict.fromkeys(("cut", "whole", "scaled"))
    variant = f"{path}_full" if full else path
    return QuizQuestion(
        "cut-here", "gradient", "apply", options, frozenset({right}), variant=variant
    )


def kept_by_forget_gate(bias: float, q: int) -> float:
    """What is left of a state error q steps back, in a cell whose forget gate has but a bias."""
    spec = ForgetSpec(1, 1, output="identity")
    hidden = np.array([[0, 0, 0.0], [0, 0, bias], [0, 0, 0], [1, 0, 0]])
    params = Params(spec, hidden, np.array([[1.0, 0.0]]))
    state = backward(wrong_at_end(params, np.zeros((q + 1, 1)))).state[:, 0]
    return float(state[0] / state[-1])


@distinct
def forget_power(rng: np.random.Generator) -> QuizQuestion:
    """sigma(b)^q: a forget gate multiplies at every step."""
    gate, q = _pick(rng, 0.7, 0.75, 0.9, 0.95), int(_pick(rng, 10, 20, 50))
    bias = float(np.log(gate / (1 - gate)))
    options = {"right": gate**q, "once": gate, "shut": (1 - gate) ** q, "carousel": 1.0}
    values = {"bias": round_as_printed(bias), "gate": gate, "q": q}
    return number("forget-power", "since", options, values, kept_by_forget_gate(bias, q))
