"""The engine against the paper's equations, written out unit by unit with nothing clever."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from lstm97.engine import NETWORKS, TRUNCATED

LSTM = NETWORKS["lstm97"]
OPTIONS = {
    "one cell": {},
    "blocks of two": {"blocks": 3, "size": 2},
    "blocks of three, gates heard": {"blocks": 2, "size": 3, "gates_fed_back": True},
    "biases of gates only": {"blocks": 3, "gates_fed_back": True, "bias": ("in", "out")},
    "no output gate, linear h": {"size": 2, "output_gate": False, "h": "identity"},
    "gates heard, none for output": {"blocks": 2, "gates_fed_back": True, "output_gate": False},
    "hidden units": {"blocks": 2, "size": 2, "hidden": 3, "gates_fed_back": True},
    "outputs see inputs": {"blocks": 2, "hidden": 1, "shortcut": True},
    "experiment 2a": {
        "output_gate": False,
        "g": "logistic",
        "h": "identity",
        "recurrent": False,
        "shortcut": True,
        "bias": (),
    },
}


def f(x):
    return 1 / (1 + math.exp(-x))  # (3)


def df(y):
    return y * (1 - y)


SQUASH = {  # name -> function, derivative as a function of the net input
    "logistic": (f, lambda x: df(f(x))),
    "g": (lambda x: 4 * f(x) - 2, lambda x: 4 * df(f(x))),  # (5)
    "h": (lambda x: 2 * f(x) - 1, lambda x: 2 * df(f(x))),  # (4)
    "identity": (lambda x: x, lambda x: 1.0),
}


def literal(spec, hidden, output, xs, targets, teach):
    """Equations (6)-(9) and (19)-(28) in the paper's order: ds/dw is carried forward in time.

    Returns dE/dw of both weight arrays, and outputs and states of every step, as lists.
    """
    g, dg = SQUASH[spec.g]
    h, dh = SQUASH[spec.h]
    row = {name: range(part.start, part.stop) for name, part in spec.rows.items()}
    sources = range(hidden.shape[1])
    s = [0.0] * spec.cells
    before = {name: [0.0] * 99 for name in ("y_c", "y_in", "y_out", "y_i")}
    ds_in = [[[0.0 for _ in sources] for _ in range(spec.size)] for _ in range(spec.blocks)]
    ds_c = [[0.0 for _ in sources] for _ in range(spec.cells)]
    grad_hidden, grad_output = np.zeros_like(hidden), np.zeros_like(output)
    outputs, states = [], []
    for x, target, taught in zip(xs, targets, teach, strict=True):
        y = []  # what the hidden layer listens to
        for name, part in spec.sources.items():
            for index in range(part.stop - part.start):
                y.append({"x": x, "bias": [1.0]}.get(name, before.get(name))[index])
        net = [sum(hidden[unit, u] * y[u] for u in sources) for unit in range(len(hidden))]
        y_in = [f(net[unit]) for unit in row["net_in"]]  # (7)
        y_out = [f(net[unit]) for unit in row["net_out"]] or [1.0] * spec.blocks  # (8)
        y_i = [f(net[unit]) for unit in row["net_i"]]  # (6)
        y_c = []
        for c, unit in enumerate(row["net_c"]):
            j = c // spec.size
            s[c] += y_in[j] * g(net[unit])  # (9)
            y_c.append(y_out[j] * h(s[c]))  # (9)
            for m in sources:
                ds_in[j][c % spec.size][m] += g(net[unit]) * df(y_in[j]) * y[m]  # (25)
                ds_c[c][m] += dg(net[unit]) * y_in[j] * y[m]  # (27)
        shown = [*y_c, *y_i, *(x if spec.shortcut else []), 1.0]
        y_k = [f(sum(w * u for w, u in zip(ws, shown, strict=True))) for ws in output]
        outputs.append(y_k)
        states.append(list(s))
        before = {"y_c": y_c, "y_in": y_in, "y_out": y_out, "y_i": y_i}
        if not taught:
            continue
        e = [df(y_k[k]) * (target[k] - y_k[k]) for k in range(spec.outputs)]  # (19)
        for k in range(spec.outputs):
            for m, source in enumerate(shown):
                grad_output[k, m] -= e[k] * source  # (22)
        for i, unit in enumerate(row["net_i"]):
            back = sum(output[k, spec.cells + i] * e[k] for k in range(spec.outputs))
            for m in sources:
                grad_hidden[unit, m] -= df(y_i[i]) * back * y[m]  # (20), (22)
        for j in range(spec.blocks):
            e_out = 0.0
            for v in range(spec.size):
                c = j * spec.size + v
                back = sum(output[k, c] * e[k] for k in range(spec.outputs))
                e_out += h(s[c]) * back
                e_s = y_out[j] * dh(s[c]) * back  # (23)
                for m in sources:
                    grad_hidden[row["net_in"][j], m] -= e_s * ds_in[j][v][m]  # (26)
                    grad_hidden[row["net_c"][c], m] -= e_s * ds_c[c][m]  # (28)
            if spec.output_gate:
                for m in sources:
                    e_net_out = df(y_out[j]) * e_out  # (21)
                    grad_hidden[row["net_out"][j], m] -= e_net_out * y[m]  # (22)
    return SimpleNamespace(hidden=grad_hidden, output=grad_output, y_k=outputs, s=states)


@pytest.mark.parametrize("taught", ["every step", "some steps", "last step"])
@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_engine_computes_what_the_paper_says(options, taught):
    rng = np.random.default_rng(97)
    spec = LSTM.spec(inputs=3, outputs=2, **options)
    params = LSTM.init(spec, rng=rng, scale=0.8)
    xs, targets = rng.normal(0.3, 1, (8, 3)), rng.random((8, 2))
    teach = {"every step": np.ones(8), "some steps": [0, 1, 0, 0, 1, 1, 0, 0]}.get(
        taught, np.arange(8) == 7
    )
    teach = np.asarray(teach, bool)
    trace = LSTM.forward(params, xs, targets, teach)
    grad = LSTM.backward(trace, cuts=TRUNCATED).grad
    paper = literal(spec, params.hidden, params.output, xs, targets, teach)
    exists = LSTM.init(spec, rng=rng, scale=1.0).map(lambda array: array != 0)
    np.testing.assert_allclose(trace.y_k, paper.y_k, rtol=0, atol=1e-13)
    np.testing.assert_allclose(trace.gates.s, paper.s, rtol=0, atol=1e-13)
    np.testing.assert_allclose(grad.hidden, paper.hidden * exists.hidden, rtol=0, atol=1e-12)
    np.testing.assert_allclose(grad.output, paper.output * exists.output, rtol=0, atol=1e-12)
    assert np.abs(grad.hidden).max() > 1e-4
