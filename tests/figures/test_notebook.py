"""In a notebook an error flow shows itself, with the numbers of the engine."""

import sys

import numpy as np
import pytest

from lstm97.engine import NETWORKS, STACK, backward, forward
from lstm97.engine.layer_stack import spec
from lstm97.figures.notebook import DECADES, MOST, error_chart
from lstm97.figures.reach.lags import lag_chart
from lstm97.figures.stage.scene import ERROR_DOMAIN


def flow(weight=0.5, steps=80):
    network = NETWORKS["rnn"]
    params = network.init(
        network.spec(1, 1, activation="identity", bias=()), rng=np.random.default_rng(0), scale=0
    )
    params["net_j", "y_j"][...] = weight
    params["k", "y_j"][...] = 1.0
    return backward(forward(params, np.zeros((steps, 1)), np.ones((steps, 1))))


def layers(record):
    """The records of each mark of a chart."""
    spec = error_chart(record).to_dict()
    found = {}
    for one in spec["layer"]:
        data = one.get("data") or spec["data"]
        values = data.get("values") or spec["datasets"][data["name"]]
        found.setdefault(one["mark"]["type"], []).extend(values)
    return found


def test_the_line_is_the_error_and_ends_at_the_edge_of_the_lessons_axis():
    record = flow()
    drawn = {row["x"]: row["y"] for row in layers(record)["line"]}
    assert drawn[80] == np.log10(np.abs(record.state[-1, 0]))
    assert drawn[79] - drawn[80] == pytest.approx(np.log10(0.5))
    assert [10.0**edge for edge in DECADES] == pytest.approx(ERROR_DOMAIN, rel=1e-9, abs=0)
    assert min(drawn.values()) == DECADES[0]
    assert 29 < min(drawn) < 31  # 0.5 to the power of 50 is below the axis


@pytest.mark.parametrize(
    ("weight", "steps", "said"),
    [
        (0.5, 80, ["2×10⁻²⁵"]),
        (0.5, 2000, ["<10⁻³²³"]),  # too small to hold is not 0
        (0.0, 20, ["0"]),
        (1.5, 80, ["10¹³"]),
        (3.0, 900, [">10³⁰⁸"]),
        (1.0, 80, []),
    ],
)
def test_an_arrow_says_how_far_a_line_goes_on(weight, steps, said):
    found = layers(flow(weight, steps))
    assert [row["label"] for row in found.get("text", ())] == said
    assert all(DECADES[0] <= row["y"] <= DECADES[1] for row in found["line"])


def test_a_single_step_is_a_point():
    assert len(layers(flow(1.0, 1))["point"]) == 1


def test_a_long_run_is_drawn_at_some_of_its_steps():
    assert len(layers(flow(1.0, 5000))["line"]) == MOST


def test_every_layer_has_a_line():
    both = spec("gru", inputs=2, units=(3, 2), outputs=1)
    params = STACK.init(both, rng=np.random.default_rng(1), trials=4)
    record = backward(forward(params, np.ones((6, 2)), np.ones((6, 1))))
    assert {row["name"] for row in layers(record)["line"]} == {"1 gru", "2 gru"}
    assert set(record._repr_mimebundle_()) > {"text/plain"}


def test_medians_of_a_report_have_bands_and_arrows():
    q = np.arange(100.0)
    chart = lag_chart({"1 lstm": (0.4**q / 10, 0.4**q, 0.5**q)}).to_dict()
    area, _line, *rest = (one["mark"]["type"] for one in chart["layer"])
    assert (area, rest) == ("area", ["point", "text"])
    band, words = (chart["layer"][n]["data"]["values"] for n in (0, -1))
    assert all(DECADES[0] <= row["y"] <= row["top"] <= DECADES[1] for row in band)
    assert [row["label"] for row in words] == ["4×10⁻⁴⁰"]


def test_without_altair_there_is_text(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("lstm97.figures.notebook")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    said = flow()._repr_mimebundle_()
    assert list(said) == ["text/plain"]
    assert said["text/plain"].startswith("ErrorFlow(")
