"""The fast learners do what the engine, and the paper's equations written out, do."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from lstm97.engine import TRUNCATED, Params, backward, forward, sgd, stack
from lstm97.engine.activations import ACTIVATIONS, LOGISTIC
from lstm97.paper.data.conditions import TABLE_10
from lstm97.paper.data.nets import biases, initial, net
from lstm97.paper.data.rows import ROWS
from lstm97.paper.learn.feed import draw_block
from lstm97.paper.learn.growing import Growing
from lstm97.paper.learn.growing import outputs_at_end as growing_outputs
from lstm97.paper.learn.guessing import guess
from lstm97.paper.learn.methods import Learner
from lstm97.paper.learn.no_recurrence import FeedforwardLearner
from lstm97.paper.learn.no_recurrence import outputs_at_end as unfed_outputs
from lstm97.paper.learn.online import Online, answer
from lstm97.paper.learn.stepwise import Stepwise
from lstm97.paper.learn.strings import draw_long_lag, draw_noise_free, draw_reber
from lstm97.paper.learn.trial import Trial
from lstm97.paper.learn.wide import Wide
from lstm97.paper.learn.wide import outputs_at_end as wide_outputs
from lstm97.paper.run.trials import Batch
from lstm97.tasks import TASKS, Sequences
from lstm97.tasks.sequences import next_symbol, one_hot, taught_at_end

N = 4
RATES = np.linspace(0.1, 1.0, N)
SMALL = {"length": 20}


def networks(table: str, scale: float = 0.5, **changes: object) -> Params:
    condition = TABLE_10[table]
    spec = net(condition, **changes)
    draws = [np.random.default_rng(n) for n in range(N)]
    return stack([initial(spec, rng=r, scale=scale, biases=biases(condition)) for r in draws])


def by_engine(params: Params, sequences: Sequences) -> Params:
    trace = forward(params, sequences.xs, sequences.targets, sequences.teach)
    return sgd(params, backward(trace, cuts=TRUNCATED).grad, RATES)


def assert_same(one: Params, other: Params) -> None:
    np.testing.assert_allclose(one.hidden, other.hidden, atol=1e-12, rtol=0)
    np.testing.assert_allclose(one.output, other.output, atol=1e-12, rtol=0)


CALM = {"gates_fed_back": False, "bias": ("in", "out", "k")}  # cells hear nothing constant


@pytest.mark.parametrize(
    ("table", "task", "changes"),
    [
        ("3a", "two-sequence", {}),
        ("3a", "two-sequence", CALM),
        ("4-1", "adding", {"output": "identity"}),
        ("4-1", "adding", CALM | {"output": "identity"}),
        ("6a", "temporal-order", {}),
        ("6b", "temporal-order-3", {}),
        ("6b", "temporal-order-3", CALM),
    ],
)
def test_online_is_the_engines_truncated_gradient(
    table: str, task: str, changes: dict[str, Any]
) -> None:
    params = networks(table, **changes)
    fast = Online(params, RATES)
    block = draw_block([TASKS[task](**SMALL)] * N, [np.random.default_rng(n) for n in range(N)], 5)
    fast.answer_block(block)
    for xs, goal, _, lengths in zip(*block, strict=True):
        params = by_engine(params, taught_at_end(xs[: lengths.max()], goal, lengths))
    assert_same(fast.params, params)


@pytest.mark.parametrize("changes", [{}, CALM])
def test_answers_are_the_engines(changes: dict[str, Any]) -> None:
    params = networks("6a", **changes).take(0)
    sequences = TASKS["temporal-order"](**SMALL).draw(30, rng=np.random.default_rng(1))
    trace = forward(params, sequences.xs)
    expected = trace.y_k[sequences.lengths - 1, :, np.arange(30)].T
    np.testing.assert_allclose(
        answer(params, sequences.xs, sequences.lengths), expected, atol=1e-12
    )


@pytest.mark.parametrize(
    ("learner", "outputs", "fed_back"),
    [(Wide, wide_outputs, True), (FeedforwardLearner, unfed_outputs, False)],
)
def test_learning_symbols_is_the_engines_truncated_gradient(
    learner: Callable[..., Any], outputs: Callable[..., Any], fed_back: bool
) -> None:
    params = networks("2c-1", recurrent=fed_back, gates_fed_back=fed_back)
    fast = learner(params, RATES)
    block = draw_long_lag(50, 20, [np.random.default_rng(n) for n in range(N)], 4)
    fast.learn_block(block)
    for symbols, lengths, label in zip(*block, strict=True):
        sequences = taught_at_end(
            one_hot(symbols[: lengths.max()], 54), one_hot(label[None], 2)[0], lengths
        )
        trace = forward(params, sequences.xs)
        ends = trace.y_k[lengths - 1, :, np.arange(N)].T
        alone = [
            outputs(params.take(n), symbols[:, n : n + 1], lengths[n : n + 1]) for n in range(N)
        ]
        np.testing.assert_allclose(np.concatenate(alone, axis=1), ends, atol=1e-12)
        params = by_engine(params, sequences)
    assert_same(fast.params, params)


def reber(count: int = 3) -> tuple[np.ndarray, np.ndarray]:
    block = draw_reber(
        [(1, n % 3, n == 3) for n in range(N)], [np.random.default_rng(n) for n in range(N)], count
    )
    return block.symbols, block.lengths


def test_stepwise_at_sequence_end_is_the_engines_truncated_gradient() -> None:
    params = networks("1-2")
    learner = Stepwise(params, RATES, at_end=True)
    for symbols, lengths in zip(*reber(), strict=True):
        learner.learn(symbols, lengths)
        params = by_engine(params, next_symbol(symbols[: lengths.max() + 1], 7))
    assert_same(learner.params, params)


def test_all_possible_symbols_as_targets_are_the_engines_truncated_gradient() -> None:
    params, mixed = networks("1-2"), np.arange(N) % 2 == 1
    learner = Stepwise(params, RATES, at_end=True, all_legal=mixed)
    block = draw_reber(
        [(1, n, False) for n in range(N)], [np.random.default_rng(n) for n in range(N)], 3
    )
    learner.learn_block(block)
    for symbols, lengths, legal in zip(*block, strict=True):
        drawn = next_symbol(symbols[: lengths.max() + 1], 7)
        possible = legal[: len(drawn.xs)] & drawn.teach[:, None]
        assert (possible.sum(axis=1) > 1).any()
        targets = np.where(mixed, possible, drawn.targets).astype(float)
        params = by_engine(params, drawn._replace(targets=targets))
    assert_same(learner.params, params)


def test_a_row_says_whether_all_possible_symbols_are_targets() -> None:
    for slug, wanted in (("1-4-legal", True), ("1-4-literal", False)):
        batch = Batch([Trial(ROWS[slug], n, 1) for n in range(2)])
        assert (batch._learner.all_legal == wanted).all()


def literal(params: Params, symbols: np.ndarray, rate: float, tolerance: float) -> Params:
    """One string by equations (6)-(9) and (19)-(28), unit by unit, weights changed each step."""
    spec, w, v = params.spec, params.hidden.copy(), params.output.copy()
    blocks, size, cells = spec.blocks, spec.size, spec.cells
    z = np.zeros(w.shape[1])
    s, grown_c, grown_in = np.zeros(cells), np.zeros((cells, len(z))), np.zeros((cells, len(z)))
    g_f, h_f = ACTIVATIONS[spec.g], ACTIVATIONS[spec.h]
    for now, then in pairwise(symbols):
        z[: spec.inputs] = np.eye(spec.inputs)[now]
        z[-1] = 1
        y_in = LOGISTIC.f(w[:blocks] @ z)
        y_out = LOGISTIC.f(w[blocks : 2 * blocks] @ z)
        g = g_f.f(w[2 * blocks :] @ z)
        for c in range(cells):
            j = c // size
            s[c] += y_in[j] * g[c]
            grown_in[c] += g[c] * y_in[j] * (1 - y_in[j]) * z  # (25)
            grown_c[c] += g_f.slope(g[c : c + 1]) * y_in[j] * z  # (27)
        h = h_f.f(s)
        y_c = np.repeat(y_out, size) * h
        heard = np.append(y_c, 1.0)
        y = LOGISTIC.f(v @ heard)
        miss = np.eye(spec.outputs)[then] - y
        e = y * (1 - y) * np.where(np.abs(miss) < tolerance, 0, miss)  # (19)
        back = v[:, :-1].T @ e
        change = np.zeros_like(w)
        for c in range(cells):
            j = c // size
            e_s = y_out[j] * h_f.slope(h[c : c + 1]) * back[c]  # (23)
            change[j] += e_s * grown_in[c]  # (26)
            change[2 * blocks + c] += e_s * grown_c[c]  # (28)
            change[blocks + j] += y_out[j] * (1 - y_out[j]) * h[c] * back[c] * z  # (21), (22)
        bias = np.zeros(len(w))
        bias[: 2 * blocks] = 1  # only gates are biased
        change[:, -1] *= bias
        w += rate * change
        grow = np.outer(e, heard)
        grow[:, -1] = 0
        v += rate * grow
        z[spec.inputs : -1] = np.concatenate([y_c, y_in, y_out])
    return Params(spec, w, v)


@pytest.mark.parametrize("tolerance", [0.0, 0.5])
def test_stepwise_is_the_paper_to_the_letter(tolerance: float) -> None:
    params = networks("1-2")
    learner = Stepwise(params, RATES, tolerance=tolerance)
    singles = [params.take(n) for n in range(N)]
    for symbols, lengths in zip(*reber(2), strict=True):
        learner.learn(symbols, lengths)
        singles = [
            literal(single, symbols[: lengths[n] + 1, n], RATES[n], tolerance)
            for n, single in enumerate(singles)
        ]
    assert_same(learner.params, stack(singles))


def literal_growing(params: Params, symbols: np.ndarray, rate: float) -> Params:
    """Experiment 2's net by equations (19)-(28), no output gate, h the identity."""
    w, v = params.hidden.copy(), params.output.copy()
    inputs = params.spec.inputs
    s, grown = 0.0, np.zeros_like(w)
    for now, then in pairwise(symbols):
        x = np.eye(inputs)[now]
        y_in, g = LOGISTIC.f(w[:, :inputs] @ x)
        s += y_in * g
        grown[0, :inputs] += g * y_in * (1 - y_in) * x
        grown[1, :inputs] += y_in * g * (1 - g) * x
        heard = np.concatenate([[s], x, [0.0]])
        y = LOGISTIC.f(v @ heard)
        e = y * (1 - y) * (np.eye(inputs)[then] - y)
        w = w + rate * (v[:, 0] @ e) * grown
        v = v + rate * np.outer(e, heard)
    return Params(params.spec, w, v)


def test_growing_is_the_paper_to_the_letter() -> None:
    params = networks("2a", 0.2, inputs=9, outputs=9)
    learner = Growing(params, RATES, grow=0, seen=0, regular=False)
    block = draw_noise_free(8, False, [np.random.default_rng(n) for n in range(N)], 3)
    singles = [params.take(n) for n in range(N)]
    for symbols in block.symbols:
        learner.learn(symbols)
        singles = [
            literal_growing(single, symbols[:, n], RATES[n]) for n, single in enumerate(singles)
        ]
    assert_same(learner.params, stack(singles))
    trace = forward(singles[0], one_hot(symbols[:-1, :1], 9)[..., 0])
    outputs = growing_outputs(learner.params.take(0), symbols[:, :1])
    np.testing.assert_allclose(outputs[:, 0], trace.y_k[-1], atol=1e-12)


@pytest.mark.parametrize("g", ["logistic", "g"])
def test_teaching_the_end_alone_is_the_engines_gradient_of_the_end(g: str) -> None:
    params = networks("2a", 0.2, inputs=9, outputs=9, g=g)
    learner = Growing(params, RATES, grow=0, seen=0, regular=False, only_last=True)
    block = draw_noise_free(8, False, [np.random.default_rng(n) for n in range(N)], 3)
    for symbols in block.symbols:
        learner.learn(symbols)
        goal = one_hot(symbols[-1:], 9)[0]
        ended = taught_at_end(one_hot(symbols[:-1], 9), goal, np.full(N, 8))
        params = by_engine(params, ended)
    assert_same(learner.params, params)


def test_errors_within_the_tolerance_are_not_taught() -> None:
    params = networks("2a", 0.2, inputs=9, outputs=9)
    tolerance = np.array([2.0, 2.0, 0.0, 0.0])
    learner = Growing(params, RATES, grow=0, seen=0, regular=True, tolerance=tolerance)
    learner.learn_block(draw_noise_free(8, True, [np.random.default_rng(n) for n in range(N)], 3))
    changed = (learner.params.output != params.output).any(axis=(0, 1))
    assert changed.tolist() == [False, False, True, True]


def test_cell_waits_until_it_is_added() -> None:
    params = networks("2a", 0.2, inputs=9, outputs=9)
    learner = Growing(params, RATES, grow=100, seen=0, regular=True)
    learner.learn_block(draw_noise_free(8, True, [np.random.default_rng(n) for n in range(N)], 3))
    assert (learner.params.hidden == params.hidden).all()
    assert (learner.params.output[:, 0] == params.output[:, 0]).all()
    assert (learner.params.output[:, 1:-1] != params.output[:, 1:-1]).any()


def test_rows_find_their_learner() -> None:
    learnt = {slug: learner_of(slug) for slug in ("6a", "6a-full", "6a-rnn", "2c-1", "1-5", "2a")}
    assert [type(made).__name__ for made in learnt.values()] == [
        "AtEnd",
        "AtEnd",
        "AtEnd",
        "Wide",
        "Stepwise",
        "Growing",
    ]


def learner_of(slug: str) -> Learner:
    return Batch([Trial(ROWS[slug], index, 1) for index in range(2)])._learner


def test_full_gradient_differs_from_the_truncated() -> None:
    small = {slug: replace(ROWS[slug], parameters={"length": 10}) for slug in ("6a", "6a-full")}
    batches = [Batch([Trial(row, n, 1) for n in range(2)]) for row in small.values()]
    start = batches[0].params
    assert (start.hidden == batches[1].params.hidden).all()  # same trial, same first weights
    snapshots = [batch.advance() for batch in batches]
    assert (snapshots[0].params.hidden != snapshots[1].params.hidden).any()
    np.testing.assert_allclose(snapshots[0].error, snapshots[1].error, atol=0.05)


def test_guessing_ends_with_a_net_that_passes() -> None:
    row = replace(ROWS["3b-1-guess"], parameters={"length": 8, "signal": 3}, limit=20_000)
    trial = Trial(row, 0, 1)
    guess(trial, lambda seen: None)
    assert trial.solved
    exam = trial.marks[0].exam
    assert exam is not None
    assert exam.wrong < 2560 * 0.1
