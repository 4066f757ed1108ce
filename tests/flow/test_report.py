"""The report says of a network what the engine measures of it, and says it within its bars."""

import resource

import numpy as np
import pytest
from facts import FILES, FOLDER, told
from weights import torch_layer, uniform

from lstm97.analysis.flow.paths import path_shares
from lstm97.analysis.flow.reach import error_curve, reach
from lstm97.engine import STACK, backward, forward
from lstm97.engine.arrays.batches import padded
from lstm97.engine.lstm2000 import errors
from lstm97.flow import report, sentence, what_if
from lstm97.flow.examples import as_torch_draws
from lstm97.flow.proof import check
from lstm97.flow.report import usual
from lstm97.formats import FileRefusal, read

LSTM = torch_layer(hidden=5) | torch_layer(inputs=5, hidden=5, layer=1, seed=2)


def flow_of(found):
    trace = STACK.forward(found.stack, found.batch.xs)
    return trace, STACK.backward(trace, hidden=found.errors)


@pytest.mark.parametrize("file", FILES)
def test_every_network_of_the_facts_has_a_report(file):
    options = {} if file.endswith(".keras") else told(file)
    found = report(FOLDER / file, steps=20, sequences=3, **options)
    assert found.check.passed
    assert len(found.layers) == int(file.partition(".")[0][-1])
    assert found.table().splitlines()[3].startswith("1 ")


def test_curves_depths_and_shares_are_those_of_the_engine():
    found = report(LSTM, steps=30, sequences=4)
    trace, flow = flow_of(found)
    for layer, run, back in zip(found.layers, trace.layers, flow.layers, strict=True):
        curve = error_curve(back)
        np.testing.assert_allclose(layer.curve, curve[::-1], rtol=1e-12)
        assert layer.depths.tolist() == [reach(one).depth for one in curve.T]
        sizes = np.sort(np.abs(back.state).reshape(30, -1), axis=1)[::-1]
        middle = round(0.5 * (sizes.shape[1] - 1))
        np.testing.assert_allclose(layer.median, sizes[:, middle], rtol=1e-4)
        assert (layer.low <= layer.median).all()
        assert (layer.median <= layer.high).all()
        for name, share in path_shares(back).items():
            np.testing.assert_allclose(layer.paths[name], share.mean(axis=1)[::-1], rtol=1e-12)
        for name in ("y_in", "y_forget", "y_out"):
            values = getattr(run.gates, name)
            np.testing.assert_allclose(layer.gates[name], values.mean(axis=(1, 2)), rtol=1e-12)
        np.testing.assert_allclose(layer.keep.gate, run.gates.y_forget.mean(axis=(0, 2)))
        bias = run.params["net_forget", "bias"][:, 0]
        np.testing.assert_allclose(layer.keep.bias, 1 / (1 + np.exp(-bias)))
        expected = np.median((1 / (1 + np.exp(-bias))) ** 7)
        np.testing.assert_allclose(layer.keep.after(7), [expected])
        block = run.params["net_c", "y_c"]
        assert layer.radius["net_c"] == pytest.approx(max(abs(np.linalg.eigvals(block))))
    assert found.depth == max(layer.depth for layer in found.layers)


def test_an_error_of_norm_1_enters_at_the_last_step_alone():
    found = report(LSTM, steps=9, sequences=3)
    assert not found.errors[:-1].any()
    np.testing.assert_allclose(np.linalg.norm(found.errors[-1], axis=0), 1)
    np.testing.assert_allclose(found.direction(2), found.errors[-1, :, 2])


def test_errors_of_a_loss_of_ones_own_may_enter_at_any_step():
    rng = np.random.default_rng(1)
    xs, errors = rng.normal(size=(9, 2, 3)), rng.normal(size=(9, 5, 3))
    found = report(LSTM, xs, errors=errors)
    flow = backward(forward(found.stack, xs), hidden=errors)
    np.testing.assert_allclose(found.layers[0].curve, error_curve(flow.layers[0])[::-1])
    grads = [array for layer in flow.grad.layers for array in (layer.hidden, layer.output)]
    assert found.grad_norm == pytest.approx(np.sqrt(sum((one**2).sum() for one in grads)))
    with pytest.raises(ValueError, match=r"\(9, 5, 3\)"):
        report(LSTM, xs, errors=errors[:8])


def test_sequences_of_different_lengths_are_followed_from_their_own_ends():
    rng = np.random.default_rng(5)
    sequences = [rng.normal(size=(length, 2)) for length in (12, 7)]
    both = report(LSTM, padded(sequences))
    assert both.errors[6, :, 1].any()
    for n, one in enumerate(sequences):
        entering = np.zeros((len(one), 5))
        entering[-1] = both.direction(n)
        alone = report(LSTM, one, errors=entering)
        for layer, single in zip(both.layers, alone.layers, strict=True):
            np.testing.assert_allclose(layer.curve[: len(one), n], single.curve[:, 0])
            assert np.isnan(layer.curve[len(one) :, n]).all()
            assert layer.depths[n] == single.depths[0]


def test_groups_of_sequences_give_the_same_as_all_at_once(monkeypatch):
    whole, shares = report(LSTM, steps=20, sequences=5), []
    monkeypatch.setattr("lstm97.flow.measurement.ROOM", 1)
    parts = report(LSTM, steps=20, sequences=5, progress=shares.append)
    assert shares == [0.2, 0.4, 0.6, 0.8, 1]
    for one, other in zip(whole.layers, parts.layers, strict=True):
        for name in ("low", "median", "high", "curve"):
            np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-5)
        np.testing.assert_allclose(one.keep.gate, other.keep.gate)
        for name, share in one.paths.items():
            np.testing.assert_allclose(share, other.paths[name])
    assert whole.grad_norm == pytest.approx(parts.grad_norm)


def test_a_layer_that_reads_from_the_end_hears_the_end_first():
    arrays = torch_layer() | torch_layer(end="_reverse")
    xs = np.random.default_rng(2).normal(size=(8, 2))
    forwards = report(arrays, xs, network="network")
    turned = report(arrays, xs[::-1], network="network (reverse)")
    np.testing.assert_array_equal(forwards.layers[0].curve, turned.layers[0].curve)


def test_an_error_that_overflows_is_said_and_not_hidden():
    arrays = torch_layer("rnn") | {"weight_hh_l0": 9 * np.eye(3)}
    found = report(arrays, steps=400, sequences=2, activation="identity")
    assert found.layers[0].depth > 100
    assert np.isinf(found.layers[0].median[-1])
    assert "1.3e+95" in found.table().splitlines()[3]
    assert found.data()["layers"][0]["median"][-1] is None


def test_the_same_seed_gives_the_same_numbers():
    one, other = (report(LSTM, steps=9, sequences=2, seed=3) for _ in range(2))
    np.testing.assert_array_equal(one.layers[0].curve, other.layers[0].curve)
    different = report(LSTM, steps=9, sequences=2, seed=4)
    assert (one.layers[0].curve != different.layers[0].curve).any()


def test_what_was_read_can_be_reported_again():
    loaded = read(LSTM)
    first = report(loaded, steps=9, sequences=2)
    np.testing.assert_array_equal(
        first.layers[0].curve, report(first.network, steps=9, sequences=2).layers[0].curve
    )
    with pytest.raises(FileRefusal, match="columns"):
        report(loaded, np.ones((9, 3)))


def test_hidden_128_is_shown_200_steps_of_32_sequences():
    """How long that takes is measured by `tests/flow/pace.py`."""
    found = report(uniform(128, 1))
    assert (found.steps, found.sequences) == (200, 32)
    assert found.check.passed


def test_large_networks_are_shown_fewer_sequences():
    sizes = ((128, 1, 200), (512, 1, 1000), (512, 3, 1000))
    shown = [usual(read(uniform(units, n)).stack, steps) for units, n, steps in sizes]
    assert shown == [32, 11, 2]


def test_a_large_network_is_checked_within_its_room():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = report(uniform(512, 1), steps=20, sequences=1)
    assert found.check.passed
    assert found.check.total > 1_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 << 10


def test_the_check_of_a_large_network_moves_as_many_weights_in_every_layer(monkeypatch):
    """Some 24 in all: each costs four copies of the whole layer."""
    monkeypatch.setattr("lstm97.flow.proof.LARGE", 10)
    monkeypatch.setattr("lstm97.flow.proof.WORK", 0)
    found = report(uniform(6, 3), steps=9, sequences=1).check
    assert (found.parameters, found.passed, found.sampled) == (24, True, True)


@pytest.mark.parametrize(
    ("kind", "gain", "inputs"), [("rnn", 10, 100), ("lstm", 100, 10), ("gru", 100, 10)]
)
def test_the_check_holds_where_errors_explode_or_gates_are_shut(kind, gain, inputs):
    """Twelve steps would leave the differences of its losses no digits."""
    blocks = {"lstm": 4, "gru": 3, "rnn": 1}[kind]
    drawn = as_torch_draws(hidden=8 if gain > 10 else 64, inputs=inputs, blocks=blocks)
    found = report({name: gain * array for name, array in drawn.items()}, steps=20, sequences=2)
    assert found.check.passed


def test_a_wrong_gradient_is_found_at_any_length(monkeypatch):
    right = errors.retention
    monkeypatch.setattr(errors, "retention", lambda *given: 1.001 * right(*given))
    assert not report(uniform(4, 1), steps=20, sequences=1).check.passed


def test_a_run_that_would_fill_the_memory_is_refused_by_a_sentence():
    for options in ({"steps": 10**9}, {"steps": 50, "sequences": 10**7}):
        with pytest.raises(FileRefusal, match="too-large-run"):
            report(uniform(8, 1), **options)
    with pytest.raises(FileRefusal, match="too-large-run") as caught:
        report(uniform(256, 2), np.zeros((30_000, 16)))
    assert caught.value.__notes__ == [sentence(caught.value)]


@pytest.mark.parametrize("options", [{"steps": 1}, {"sequences": 0}, {"errors": np.nan}])
def test_what_makes_no_sense_raises_value_error(options):
    if "errors" in options:
        options = {"steps": 5, "sequences": 1, "errors": np.full((5, 8), np.nan)}
    with pytest.raises(ValueError, match="must be"):
        report(uniform(8, 1), **options)


def test_a_check_ends_with_its_reader():
    class LeftError(Exception):
        pass

    asked = []

    def stop():
        asked.append(True)
        if len(asked) == 3:
            raise LeftError
        return False

    found = report(uniform(6, 2), steps=9, sequences=1)
    with pytest.raises(LeftError):
        check(found.stack, found.batch, stop=stop)
    assert len(asked) == 3


def test_errors_at_every_step_add_up_as_in_the_engine():
    rng = np.random.default_rng(3)
    xs = padded([rng.normal(size=(n, 2)) for n in (9, 6)])
    at_last, found = report(LSTM, xs), report(LSTM, xs, errors="every")
    assert (at_last.enters, found.enters) == ("last", "every")
    assert np.allclose(np.linalg.norm(found.errors, axis=1), xs.inside)
    assert np.array_equal(found.direction(1), at_last.direction(1))
    _, flow = flow_of(found)
    for layer, run in zip(found.layers, flow.layers, strict=True):
        assert np.allclose(layer.curve[:9, 0], error_curve(run)[::-1, 0])
    apart = [report(LSTM, xs, errors=found.errors * (np.arange(9) == t)[:, None, None])
             for t in range(9)]  # fmt: skip
    grads = [flow_of(one)[1].grad.layers[0].hidden.sum(axis=-1) for one in (found, *apart)]
    assert np.allclose(grads[0], sum(grads[1:]))


def test_a_report_says_where_its_errors_entered():
    given = report(LSTM, steps=9, sequences=2, errors=np.ones((9, 5)))
    every = report(LSTM, steps=9, sequences=2, errors="every")
    assert "errors that were given" in given.table()
    assert "at every step" in every.table()
    assert (given.data()["errors"], every.data()["errors"]) == ("given", "every")
    assert what_if(every, "clip", 1e-6).report.enters == "given"
    with pytest.raises(ValueError, match="first"):
        report(LSTM, errors="first")
