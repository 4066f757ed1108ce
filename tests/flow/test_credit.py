"""Credit and singular values: the same chain rule as the engine's, many errors at a time."""

import numpy as np
import pytest
from facts import FOLDER, told
from weights import torch_layer

from lstm97.engine import network_of
from lstm97.flow import report
from lstm97.flow.local import jacobian, steps_of

NETWORKS = (
    "torch-lstm-3.safetensors",
    "torch-gru-3.safetensors",
    "torch-rnn-3.safetensors",
    "keras-gru_before-1.keras",
    "keras-relu-1.keras",
)


def of(file, **options):
    return report(FOLDER / file, steps=12, sequences=2, **options)


@pytest.mark.parametrize("file", NETWORKS)
def test_an_error_has_the_size_that_the_engine_gives_wherever_it_enters(file):
    found = of(file, **(told(file) if "keras" not in file else {}))
    credit = found.credit(1)
    assert credit.entries.tolist() == list(range(12))
    for k, t in enumerate(credit.entries):
        entering = np.zeros((12, found.layers[-1].units))
        entering[t] = found.direction(1)
        alone = report(found.network, found.batch.xs[..., 1], errors=entering)
        for n, layer in enumerate(alone.layers):
            expected = np.nan_to_num(layer.curve[::-1, 0])
            np.testing.assert_allclose(credit.sizes[n, k], expected, rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("file", NETWORKS)
def test_a_jacobian_is_what_differences_of_a_step_are(file):
    found = of(file)
    for run in found.run(0).layers:
        network, step = network_of(run.params), steps_of(run)
        x, before = run.inputs.xs[5], _state(network, run, 4)
        exact, width = jacobian(step, run, 5), 1e-6
        flat = np.concatenate(before)
        for column in range(len(flat)):
            moved = [_after(network, run, x, before, flat, column, d) for d in (width, -width)]
            slope = (moved[0] - moved[1]) / (2 * width)
            np.testing.assert_allclose(exact[:, column], slope, atol=1e-8)


def _state(network, run, t):
    parts = {
        "y": network.readable(run.params.spec, run.gates)[0],
        "s": getattr(run.gates, "s", None),
    }
    blank = network.start(run.params)
    return type(blank)(*(parts[name][t] for name in blank._fields))


def _after(network, run, x, before, flat, column, distance):
    moved = flat.copy()
    moved[column] += distance
    state = type(before)(*np.split(moved, len(before)))
    after, _ = network.step(run.params, state, x)
    return np.concatenate(after)


def test_singular_values_are_those_of_the_jacobians_of_the_run():
    found = of("torch-lstm-3.safetensors")
    singular, run = found.singular(0, 1), found.run(1).layers[0]
    assert singular.steps.tolist() == list(range(1, 12))
    expected = np.linalg.svd(jacobian(steps_of(run), run, 7), compute_uv=False)
    np.testing.assert_allclose(singular.values[6], expected)


def test_a_scaled_identity_stretches_every_error_alike():
    arrays = torch_layer("rnn") | {"weight_hh_l0": 0.5 * np.eye(3)}
    found = report(arrays, steps=9, sequences=1, activation="identity")
    np.testing.assert_allclose(found.singular().values, 0.5)
    credit = found.credit()
    lag = credit.entries[:, None] - np.arange(9)
    expected = np.where(lag >= 0, 0.5 ** np.maximum(lag, 0), 0)
    np.testing.assert_allclose(credit.sizes[0], expected, atol=1e-15)


def test_long_sequences_are_sampled():
    found = of("torch-lstm-1.safetensors")
    assert found.credit(most=5).entries.tolist() == [0, 3, 6, 8, 11]
    assert len(found.singular(work=1).steps) == 4
