"""In a notebook an error flow shows itself, with the numbers of the engine."""

import sys

import numpy as np
import pytest

from lstm97.engine import NETWORKS, STACK, backward, forward
from lstm97.engine.layer_stack import spec
from lstm97.figures.notebook import DECADES, MOST, error_chart
from lstm97.figures.stage.scene import ERROR_DOMAIN


def flow(weight=0.5, steps=80):
    network = NETWORKS["rnn"]
    params = network.init(
        network.spec(1, 1, activation="identity", bias=()), rng=np.random.default_rng(0), scale=0
    )
    params["net_j", "y_j"][...] = weight
    params["k", "y_j"][...] = 1.0
    return backward(forward(params, np.zeros((steps, 1)), np.ones((steps, 1))))


def rows(record):
    (values,) = error_chart(record).to_dict()["datasets"].values()
    return values


def test_the_line_is_the_error_and_ends_where_the_axis_does():
    record = flow()
    drawn = {row["t"]: row["log"] for row in rows(record)}
    assert len(drawn) == 80
    assert drawn[80] == np.log10(np.abs(record.state[-1, 0]))
    assert drawn[79] - drawn[80] == pytest.approx(np.log10(0.5))
    low, high = DECADES
    assert (10.0**low, 10.0**high) == pytest.approx(ERROR_DOMAIN)
    assert all(low <= log <= high for log in drawn.values() if log is not None)
    assert drawn[1] is None  # 0.5 to the power of 79 is below the axis


def test_a_long_run_is_drawn_at_some_of_its_steps():
    assert len(rows(flow(1.0, 5000))) == MOST


def test_every_layer_has_a_line():
    layers = spec("gru", inputs=2, units=(3, 2), outputs=1)
    params = STACK.init(layers, rng=np.random.default_rng(1), trials=4)
    record = backward(forward(params, np.ones((6, 2)), np.ones((6, 1))))
    assert {row["layer"] for row in rows(record)} == {"1 gru", "2 gru"}
    assert set(record._repr_mimebundle_()) > {"text/plain"}


def test_without_altair_there_is_text(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("lstm97.figures.notebook")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    said = flow()._repr_mimebundle_()
    assert list(said) == ["text/plain"]
    assert said["text/plain"].startswith("ErrorFlow(")
