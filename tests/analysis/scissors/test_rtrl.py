"""Carried forwards or sent backwards, it is the same gradient; only the bill differs."""

import numpy as np
import pytest

from lstm97.analysis.scissors import rtrl
from lstm97.engine import backward, forward, rnn
from lstm97.engine.spec import extent


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "spec",
    [
        rnn.Spec(1, 1, 1, bias=()),
        rnn.Spec(2, 3, 4),
        rnn.Spec(3, 2, 5, activation="logistic", shortcut=True),
        rnn.Spec(1, 1, 2, activation="identity", output="identity"),
    ],
)
def test_rtrl_and_bptt_give_the_same_gradient(spec, seed):
    rng = np.random.default_rng(seed)
    params = rtrl.NETWORK.init(spec, rng=rng, scale=0.8)
    xs, targets = rng.normal(size=(12, spec.inputs)), rng.normal(size=(12, spec.outputs))
    teach = rng.random(12) < 0.4
    ours = rtrl.rtrl(params, xs, targets, teach)
    theirs = backward(forward(params, xs, targets, teach)).grad
    np.testing.assert_allclose(ours.hidden, theirs.hidden, rtol=0, atol=1e-10)
    np.testing.assert_allclose(ours.output, theirs.output, rtol=0, atol=1e-10)


class Tally:
    """Multiplies one pair of numbers at a time, and counts."""

    def __init__(self):
        self.count = 0

    def mul(self, a, b):
        self.count += 1
        return a * b

    def dot(self, row, column):
        return sum(self.mul(a, b) for a, b in zip(row, column, strict=True))

    def matvec(self, rows, column):
        return np.array([self.dot(row, column) for row in rows])


def _bptt_by_loops(tally, params, xs, targets):
    spec, T = params.spec, len(xs)
    W = params.hidden[:, spec.sources["y_j"]]
    y, heard, shown, misses = np.zeros(spec.hidden), [], [], []
    for t in range(T):
        heard.append([*xs[t], *y, 1.0])
        y = np.tanh(tally.matvec(params.hidden, heard[-1]))
        shown.append([*y, 1.0])
        misses.append(tally.matvec(params.output, shown[-1]) - targets[t])
    hidden, output = np.zeros_like(params.hidden), np.zeros_like(params.output)
    error = np.zeros(spec.hidden)
    for t in reversed(range(T)):
        at_k = np.array([tally.mul(1.0, miss) for miss in misses[t]])  # slope of the identity
        arriving = tally.matvec(params.output[:, : spec.hidden].T, at_k)
        arriving = arriving + tally.matvec(W.T, error)
        slope = 1 - np.array(shown[t][:-1]) ** 2  # slopes themselves are in neither bill
        error = np.array([tally.mul(a, b) for a, b in zip(slope, arriving, strict=True)])
        hidden += [[tally.mul(e, s) for s in heard[t]] for e in error]
        output += [[tally.mul(e, s) for s in shown[t]] for e in at_k]
    return hidden, output


def _rtrl_by_loops(tally, params, xs, targets):
    spec, T = params.spec, len(xs)
    H, Z = spec.hidden, extent(spec.sources)
    W = params.hidden[:, spec.sources["y_j"]]
    y, P = np.zeros(H), np.zeros((H, H, Z))
    hidden, output = np.zeros_like(params.hidden), np.zeros_like(params.output)
    for t in range(T):
        heard = np.array([*xs[t], *y, 1.0])
        y = np.tanh(tally.matvec(params.hidden, heard))
        carried = np.empty_like(P)
        for i, u, z in np.ndindex(P.shape):
            inner = tally.dot(W[i], P[:, u, z]) + (heard[z] if i == u else 0)
            carried[i, u, z] = tally.mul(1 - y[i] ** 2, inner)
        P = carried
        shown = np.array([*y, 1.0])
        at_k = [tally.mul(1.0, miss) for miss in tally.matvec(params.output, shown) - targets[t]]
        at_units = tally.matvec(params.output[:, :H].T, at_k)
        for u, z in np.ndindex(hidden.shape):
            hidden[u, z] += tally.dot(at_units, P[:, u, z])
        output += [[tally.mul(e, s) for s in shown] for e in at_k]
    return hidden, output


@pytest.mark.parametrize(
    ("by_loops", "bill"), [(_bptt_by_loops, rtrl.bptt_bill), (_rtrl_by_loops, rtrl.rtrl_bill)]
)
def test_the_work_on_paper_is_what_loops_over_numbers_do(by_loops, bill):
    spec = rnn.Spec(2, 2, 3, output="identity")
    rng = np.random.default_rng(5)
    params = rtrl.NETWORK.init(spec, rng=rng, scale=0.7)
    xs, targets = rng.normal(size=(6, 2)), rng.normal(size=(6, 2))
    tally = Tally()
    hidden, output = by_loops(tally, params, xs, targets)
    grad = backward(forward(params, xs, targets, np.ones(6, bool))).grad
    np.testing.assert_allclose(hidden, grad.hidden, atol=1e-12)
    np.testing.assert_allclose(output, grad.output, atol=1e-12)
    assert tally.count == bill(spec, 6).work


def test_memory_of_bptt_grows_with_time_and_that_of_rtrl_does_not():
    spec = rnn.Spec(1, 1, 8)
    short, long = (rtrl.bptt_bill(spec, T).memory for T in (50, 100))
    assert long == 2 * short
    assert rtrl.rtrl_bill(spec, 50).memory == rtrl.rtrl_bill(spec, 100).memory
    kept = [rtrl.kept_by_bptt(forward(*rtrl.example(8, T))) for T in (50, 100)]
    assert kept[1] == 2 * kept[0]


def test_with_twice_the_units_bptt_costs_about_four_times_and_rtrl_sixteen():
    bills = {n: (rtrl.bptt_bill(s, 9), rtrl.rtrl_bill(s, 9)) for n in (64, 128) for s in [spec(n)]}
    (bptt, slow), (bptt2, slow2) = bills[64], bills[128]
    assert bptt2.work / bptt.work == pytest.approx(4, rel=0.1)
    assert slow2.work / slow.work == pytest.approx(16, rel=0.1)


def spec(hidden):
    return rnn.Spec(1, 1, hidden)
