"""What would help is measured: one thing changes, and the lines of code do the same."""

import ast

import numpy as np
import pytest
from facts import FOLDER
from weights import keras_layer, torch_layer

from lstm97.engine import STACK
from lstm97.flow import CHANGES, options, report, what_if
from lstm97.formats import read

LSTM = torch_layer(hidden=5) | torch_layer(inputs=5, hidden=5, layer=1, seed=2)


@pytest.fixture(scope="module")
def given():
    return report(LSTM, steps=60, sequences=3)


def test_changes_are_offered_where_they_can_be_made(given):
    assert options(given) == tuple(CHANGES)
    plain = report(torch_layer("rnn"), steps=9, sequences=2)
    assert options(plain) == ("orthogonal", "identity", "clip", "truncate")
    unbiased = report(torch_layer(bias=False), steps=9, sequences=2)
    assert "keep-bias" not in options(unbiased)
    with pytest.raises(ValueError, match="no change 'keep-bias'"):
        what_if(plain, "keep-bias")


def test_the_network_that_was_given_stays_as_it_is(given):
    before = given.stack.map(np.copy)
    for name in options(given):
        what_if(given, name)
    for layer, kept in zip(given.stack.layers, before.layers, strict=True):
        np.testing.assert_array_equal(layer.hidden, kept.hidden)


def test_a_forget_bias_opens_the_carousel(given):
    changed = what_if(given, "keep-bias", 5.0)
    assert changed.report.depth > 3 * given.depth
    for layer in changed.report.layers:
        np.testing.assert_allclose(layer.keep.bias, 1 / (1 + np.exp(-5)))
    np.testing.assert_array_equal(changed.report.errors, given.errors)
    np.testing.assert_array_equal(changed.report.batch.xs, given.batch.xs)


def test_a_chrono_start_spreads_memories_over_the_span(given):
    changed = what_if(given, "chrono", 40)
    for layer in changed.report.stack.layers:
        times = np.exp(layer["net_forget", "bias"])
        assert ((times >= 1) & (times <= 39)).all()
        np.testing.assert_array_equal(layer["net_in", "bias"], -layer["net_forget", "bias"])
    with pytest.raises(ValueError, match="3 steps or more"):
        what_if(given, "chrono", 2)


def test_orthogonal_and_identity_weights_keep_lengths(given):
    for name in ("orthogonal", "identity"):
        for layer in what_if(given, name).report.stack.layers:
            block = layer["net_out", "y_c"]
            np.testing.assert_allclose(block @ block.T, np.eye(5), atol=1e-12)
    assert set(what_if(given, "identity").report.layers[0].radius.values()) == {1.0}


def test_a_clipped_gradient_has_the_norm_and_the_error_the_same_shape(given):
    norm = given.grad_norm / 4
    changed = what_if(given, "clip", norm).report
    assert changed.grad_norm == pytest.approx(norm)
    np.testing.assert_allclose(changed.layers[0].median, given.layers[0].median / 4, rtol=1e-5)
    assert changed.depth == given.depth
    assert what_if(given, "clip", 9 * given.grad_norm).report.grad_norm == given.grad_norm
    with pytest.raises(ValueError, match="above 0"):
        what_if(given, "clip", 0)


def test_a_truncated_error_is_the_same_until_it_ends(given):
    changed = what_if(given, "truncate", 20).report
    for cut, layer in zip(changed.layers, given.layers, strict=True):
        np.testing.assert_allclose(cut.median[:20], layer.median[:20], rtol=1e-5)
        assert not cut.median[20:].any()
        np.testing.assert_allclose(cut.curve, layer.curve[:20])
        assert cut.depth <= 19


def test_a_truncated_error_has_the_gradient_of_the_last_steps(given):
    changed = what_if(given, "truncate", 20).report
    trace = STACK.forward(given.stack, given.batch.xs)
    flow = STACK.backward(trace, hidden=given.errors)
    for n, layer in enumerate(flow.layers):
        kept = np.einsum("tun,tzn->uz", layer.nets[-20:], layer.trace.sources[-20:])
        whole = np.einsum("tun,tzn->uz", layer.nets, layer.trace.sources)
        np.testing.assert_allclose(whole, flow.grad.layers[n].hidden)
        assert np.abs(kept).max() > 0
    squares = sum(
        np.square(np.einsum("tun,tzn->uz", one.nets[-20:], one.trace.sources[-20:])).sum()
        for one in flow.layers
    )
    assert changed.grad_norm == pytest.approx(np.sqrt(squares))


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_every_change_comes_with_code(kind):
    for arrays in (torch_layer(kind), keras_layer(kind, rows=2 if kind == "gru" else 1)):
        found = report(arrays, steps=9, sequences=2)
        for name in options(found):
            code = what_if(found, name).code
            assert len(code) <= 3
            ast.parse("\n".join(code))


class Layer:
    """As much of a layer of Keras as its recipes use."""

    def __init__(self, weights):
        self.weights, self.units = weights, weights[1].shape[0]

    def get_weights(self):
        return [one.copy() for one in self.weights]

    def set_weights(self, weights):
        assert [one.shape for one in weights] == [one.shape for one in self.weights]
        self.weights = weights


@pytest.mark.parametrize(("kind", "rows"), [("lstm", 1), ("gru", 1), ("gru", 2)])
@pytest.mark.parametrize("name", ["keep-bias", "chrono", "orthogonal", "identity"])
def test_the_lines_of_keras_do_what_was_measured(kind, rows, name):
    arrays = keras_layer(kind, rows=rows)
    found = report(arrays, steps=9, sequences=2)
    changed, layer = what_if(found, name), Layer(list(arrays.values()))
    exec("\n".join(changed.code), {"layer": layer, "np": np})
    after = read(dict(zip(arrays, layer.weights, strict=True))).stack.layers[0]
    wanted = changed.report.stack.layers[0]
    if name in ("keep-bias", "identity"):
        np.testing.assert_allclose(after.hidden, wanted.hidden, atol=1e-15)
    elif name == "chrono":
        gate = "net_forget" if kind == "lstm" else "net_z"
        assert ((np.exp(after[gate, "bias"]) >= 1) & (np.exp(after[gate, "bias"]) <= 8)).all()
        same = after.hidden == wanted.hidden
        assert same[:, :-1].all()
    else:
        row = "net_out" if kind == "lstm" else "net_z"
        block = after[row, "y_c" if kind == "lstm" else "y"]
        np.testing.assert_allclose(block @ block.T, np.eye(3), atol=1e-12)


class Values:
    """As much of a tensor of PyTorch as a bias is changed by."""

    def __init__(self, array):
        self.array = array

    @property
    def data(self):
        return self

    def chunk(self, count):
        return [Values(part) for part in np.split(self.array, count)]

    def fill_(self, value):
        self.array[...] = value


@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_the_lines_of_pytorch_set_the_bias_that_was_measured(kind):
    arrays = torch_layer(kind)
    changed = what_if(report(arrays, steps=9, sequences=2), "keep-bias", 2.5)

    class Module:
        def named_parameters(self):
            return [(name, Values(array)) for name, array in arrays.items()]

    exec("\n".join(changed.code), {kind: Module()})
    after = read(arrays).stack.layers[0]
    np.testing.assert_allclose(after.hidden, changed.report.stack.layers[0].hidden)


@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_the_lines_of_pytorch_did_what_is_measured(kind):
    """The changed weights were made by the lines in PyTorch itself, see facts/make.py."""
    found = report(FOLDER / f"torch-{kind}-3.safetensors", steps=9, sequences=2)
    for name in ("keep-bias", "identity"):
        changed = what_if(found, name)
        made = read(FOLDER / "changed" / f"torch-{kind}-3-{name}.safetensors").stack
        for after, wanted in zip(made.layers, changed.report.stack.layers, strict=True):
            np.testing.assert_allclose(after.hidden, wanted.hidden, atol=1e-15)
