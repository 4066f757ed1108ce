"""Networks of every kind and options, and the sequences that tests show them."""

from types import SimpleNamespace

import numpy as np
import pytest

from lstm97.engine import NETWORKS

VARIANTS = {
    "rnn": ("rnn", {"hidden": 3}),
    "rnn-identity": ("rnn", {"hidden": 3, "activation": "identity", "shortcut": True}),
    "rnn-relu": ("rnn", {"hidden": 4, "activation": "relu"}),
    "rnn-logistic": ("rnn", {"hidden": 2, "activation": "logistic", "bias": ("k",)}),
    "rnn-leaky": ("rnn", {"hidden": 3, "leak": 0.3}),
    "lstm97": ("lstm97", {"blocks": 3}),
    "lstm97-blocks": ("lstm97", {"blocks": 2, "size": 2, "gates_fed_back": True}),
    "lstm97-no-output-gate": (
        "lstm97",
        {"size": 3, "blocks": 2, "output_gate": False, "gates_fed_back": True, "h": "identity"},
    ),
    "lstm97-hidden": ("lstm97", {"size": 2, "hidden": 3, "gates_fed_back": True, "g": "tanh"}),
    "lstm97-2a": (
        "lstm97",
        {"output_gate": False, "recurrent": False, "shortcut": True, "g": "logistic", "bias": ()},
    ),
    "lstm97-deaf": (
        "lstm97",
        {"blocks": 2, "size": 2, "recurrent": False, "hidden": 2, "gates_fed_back": True},
    ),
    "lstm97-bias": ("lstm97", {"blocks": 2, "bias": ("in", "out"), "h": "logistic"}),
    "lstm2000": ("lstm2000", {"blocks": 2, "size": 2}),
    "lstm2000-linear": ("lstm2000", {"blocks": 2, "size": 2, "g": "identity", "h": "relu"}),
    "lstm2000-tanh": ("lstm2000", {"blocks": 3, "g": "tanh", "h": "tanh", "shortcut": True}),
    "gru": ("gru", {"hidden": 3}),
    "gru-after": ("gru", {"hidden": 3, "reset": "after", "shortcut": True}),
    "gru-bias": ("gru", {"hidden": 2, "shortcut": True, "bias": ("z", "k")}),
}


every_variant = pytest.mark.parametrize("variant", VARIANTS)


def make(variant, *, trials=None, shown=None, steps=7, seed=0, scale=0.9, dtype=np.float64):
    """A random network, and an asymmetric sequence for it with an error at every other step.

    ``trials`` networks in one batch; ``shown`` sequences, by default one for each network.
    """
    slug, options = VARIANTS[variant]
    network, rng = NETWORKS[slug], np.random.default_rng(seed)
    spec = network.spec(inputs=2, outputs=3, **options)
    params = network.init(spec, rng=rng, scale=scale, trials=trials, dtype=dtype)
    shown = trials if shown is None else shown
    tail = () if shown is None else (shown,)
    return SimpleNamespace(
        network=network,
        spec=spec,
        params=params,
        xs=rng.normal(0.4, 1.0, (steps, spec.inputs, *tail)),
        targets=rng.random((steps, spec.outputs, *tail)),
        teach=np.arange(steps) % 2 == 0,
    )


def run(case, params=None):
    """The trace of a case."""
    return case.network.forward(params or case.params, case.xs, case.targets, case.teach)


def largest(*arrays):
    """The largest difference between arrays, as a share of the largest value."""
    first, second = (np.asarray(array, np.float64) for array in arrays)
    assert first.shape == second.shape
    return np.abs(first - second).max(initial=0) / max(np.abs(second).max(initial=0), 1e-300)
