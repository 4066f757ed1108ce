"""The equations of PyTorch's and Keras' layers, written out from their documentation.

Weights of one matrix for all gates, in the framework's order, are put where the engine keeps them,
and the engine must give the same states from the same start.
"""

import numpy as np
import pytest

from lstm97.engine import NETWORKS, forward

H, I, T = 3, 2, 7  # noqa: E741
RNG = np.random.default_rng(11)
XS = RNG.normal(0.2, 1.0, (T, I))
H0, C0 = RNG.normal(0.3, 0.6, (2, H))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def weights(gates):
    """weight_ih, weight_hh, bias_ih, bias_hh of so many gates."""
    rows = gates * H
    return (
        RNG.normal(0, 0.7, (rows, I)),
        RNG.normal(0, 0.7, (rows, H)),
        *RNG.normal(0, 0.5, (2, rows)),
    )


def empty(slug, **options):
    network = NETWORKS[slug]
    return network.init(network.spec(I, 0, **options), rng=RNG, scale=0.0)


def put(params, row, source, values):
    params.hidden[params.spec.rows[row], params.spec.sources[source]] = values


def torch_rnn(w_ih, w_hh, b_ih, b_hh):
    h, states = H0, []
    for x in XS:
        h = np.tanh(w_ih @ x + b_ih + w_hh @ h + b_hh)
        states.append(h)
    return np.array(states)


def torch_lstm(w_ih, w_hh, b_ih, b_hh):
    h, c, states = H0, C0, []
    for x in XS:
        i, f, g, o = np.split(w_ih @ x + b_ih + w_hh @ h + b_hh, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        states.append((h, c))
    return np.array(states)


def torch_gru(w_ih, w_hh, b_ih, b_hh):
    h, states = H0, []
    for x in XS:
        r_x, z_x, n_x = np.split(w_ih @ x + b_ih, 3)
        r_h, z_h, n_h = np.split(w_hh @ h + b_hh, 3)
        r, z = sigmoid(r_x + r_h), sigmoid(z_x + z_h)
        n = np.tanh(n_x + r * n_h)
        h = (1 - z) * n + z * h
        states.append(h)
    return np.array(states)


def keras_gru(kernel, recurrent, bias, *, reset_after):
    """Keras keeps gates in the order z, r, h, and its matrices transposed."""
    h, states = H0, []
    k_z, k_r, k_h = np.split(kernel, 3, axis=1)
    u_z, u_r, u_h = np.split(recurrent, 3, axis=1)
    b_z, b_r, b_h = np.split(bias[0], 3)
    c_z, c_r, c_h = np.split(bias[1] * reset_after, 3)
    for x in XS:
        z = sigmoid(x @ k_z + b_z + h @ u_z + c_z)
        r = sigmoid(x @ k_r + b_r + h @ u_r + c_r)
        inner = r * (h @ u_h + c_h) if reset_after else (r * h) @ u_h
        h = z * h + (1 - z) * np.tanh(x @ k_h + b_h + inner)
        states.append(h)
    return np.array(states)


def test_rnn():
    w_ih, w_hh, b_ih, b_hh = given = weights(1)
    params = empty("rnn", hidden=H)
    put(params, "net_j", "x", w_ih)
    put(params, "net_j", "y_j", w_hh)
    put(params, "net_j", "bias", (b_ih + b_hh)[:, None])
    trace = forward(params, XS, start=(H0,))
    np.testing.assert_allclose(trace.gates.y_j, torch_rnn(*given), rtol=1e-12)


def test_lstm():
    """PyTorch's order is i, f, g, o; Keras' i, f, c, o is the same."""
    w_ih, w_hh, b_ih, b_hh = given = weights(4)
    params = empty("lstm2000", blocks=H, g="tanh", h="tanh")
    for n, row in enumerate(("net_in", "net_forget", "net_c", "net_out")):
        part = slice(n * H, (n + 1) * H)
        put(params, row, "x", w_ih[part])
        put(params, row, "y_c", w_hh[part])
        put(params, row, "bias", (b_ih + b_hh)[part, None])
    trace = forward(params, XS, start=(H0, C0))
    wanted = torch_lstm(*given)
    np.testing.assert_allclose(trace.gates.y_c, wanted[:, 0], rtol=1e-12)
    np.testing.assert_allclose(trace.gates.s, wanted[:, 1], rtol=1e-12)


def gru_after(w_ih, w_hh, b_ih, b_hh, order):
    params = empty("gru", hidden=H, reset="after")
    for n, row in enumerate(order):
        part = slice(n * H, (n + 1) * H)
        put(params, row, "x", w_ih[part])
        put(params, "net_m" if row == "net_h" else row, "y", w_hh[part])
        if row == "net_h":
            put(params, "net_h", "bias", b_ih[part, None])
            put(params, "net_m", "bias", b_hh[part, None])
        else:
            put(params, row, "bias", (b_ih + b_hh)[part, None])
    return params


def test_gru_of_pytorch_resets_after_the_product():
    given = weights(3)
    params = gru_after(*given, order=("net_r", "net_z", "net_h"))
    trace = forward(params, XS, start=(H0,))
    np.testing.assert_allclose(trace.gates.y, torch_gru(*given), rtol=1e-12)


def test_gru_of_keras_resets_after_the_product_by_default():
    w_ih, w_hh, b_ih, b_hh = weights(3)
    params = gru_after(w_ih, w_hh, b_ih, b_hh, order=("net_z", "net_r", "net_h"))
    wanted = keras_gru(w_ih.T, w_hh.T, np.stack([b_ih, b_hh]), reset_after=True)
    np.testing.assert_allclose(forward(params, XS, start=(H0,)).gates.y, wanted, rtol=1e-12)


def test_gru_that_resets_before_the_product():
    """The paper of 2014, and Keras with reset_after=False."""
    w_ih, w_hh, b, _ = weights(3)
    params = empty("gru", hidden=H)
    for n, row in enumerate(("net_z", "net_r", "net_h")):
        part = slice(n * H, (n + 1) * H)
        put(params, row, "x", w_ih[part])
        put(params, row, "reset" if row == "net_h" else "y", w_hh[part])
        put(params, row, "bias", b[part, None])
    wanted = keras_gru(w_ih.T, w_hh.T, np.stack([b, b]), reset_after=False)
    np.testing.assert_allclose(forward(params, XS, start=(H0,)).gates.y, wanted, rtol=1e-12)


def test_both_forms_of_the_gru_differ():
    w_ih, w_hh, b_ih, b_hh = weights(3)
    kernel, recurrent, bias = w_ih.T, w_hh.T, np.stack([b_ih, 0 * b_hh])
    one, other = (keras_gru(kernel, recurrent, bias, reset_after=form) for form in (True, False))
    assert np.abs(one - other).max() > 0.05


def test_a_start_must_be_a_state():
    params = empty("lstm2000", blocks=H)
    with pytest.raises(ValueError, match=r"start must be a State\('y', 's'\), got ndarray"):
        forward(params, XS, start=H0)
    with pytest.raises(ValueError, match=r"s of start must be \(3,\), got \(2,\)"):
        forward(params, XS, start=(H0, H0[:2]))
