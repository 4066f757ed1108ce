"""Weights go into a file and come back, and nothing else is taken for weights."""

import io
import pickle

import numpy as np
import pytest
from networks import every_variant, make

from lstm97.engine import STACK, Stack, load, save
from lstm97.engine.layer_stack import spec
from lstm97.engine.weights.files import WeightsFileError


@every_variant
@pytest.mark.parametrize("trials", [None, 2])
def test_weights_come_back(variant, trials, tmp_path):
    params = make(variant, trials=trials, dtype=np.float32).params
    save(tmp_path / "weights", params)
    back = load(tmp_path / "weights")
    assert back.spec == params.spec
    assert back.hidden.dtype == np.float32
    assert (back.hidden == params.hidden).all()
    assert (back.output == params.output).all()


def test_a_stack_comes_back():
    layers = spec("gru", inputs=2, units=(3, 2), outputs=1, reset="after")
    params = STACK.init(layers, rng=np.random.default_rng(1))
    file = io.BytesIO()
    save(file, params)
    file.seek(0)
    back = load(file)
    assert isinstance(back, Stack)
    assert back.spec == layers
    assert (back.layers[1].hidden == params.layers[1].hidden).all()


def archive(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def about(text):
    return np.frombuffer(text.encode(), np.uint8)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no weights of this engine"),
        (b"PK\x03\x04 a damaged archive", "no weights of this engine"),
        (pickle.dumps({"a": 1}), "allow_pickle"),
        (archive(x=np.zeros(3)), "about"),
        (archive(about=about('{"format": "other"}')), "its format is 'other'"),
        (
            archive(
                about=about(
                    '{"format": "lstm97 weights 1", "stacked": false, "layers": '
                    '[{"network": "rnn", "inputs": 1, "outputs": 1}]}'
                ),
                hidden0=np.zeros((1, 4)),
                output0=np.zeros((1, 2)),
            ),
            r"hidden weights must be \(1, 3\), got \(1, 4\)",
        ),
    ],
)
def test_a_strange_file_is_refused_in_words(content, message):
    with pytest.raises(WeightsFileError, match=message):
        load(io.BytesIO(content))
