"""A scene refuses what it cannot show, and says marks and scales as the stage counts them."""

import numpy as np
import pytest

from lstm97.figures.columns import of_scene
from lstm97.figures.stage.scene import (
    ERROR_DOMAIN,
    Curve,
    Curves,
    Errors,
    Inputs,
    Scene,
    StageNetwork,
    Units,
    ghost_of,
    main_lane,
    marks_of,
    states_bound,
)


def test_a_lane_of_an_unknown_network_is_refused() -> None:
    lane = Units("hidden", np.zeros((6, 2)), network="gru")
    with pytest.raises(ValueError, match="no network 'gru'"):
        Scene(6, (StageNetwork("rnn", "RNN", "rnn"),), (lane,), "in words")


def test_errors_are_logarithmic_on_the_one_axis_and_run_back() -> None:
    errors = Errors("error", np.zeros((6, 2)))
    assert (errors.kind, errors.role, errors.phase) == ("units", "error", "backward")
    assert (errors.scale, errors.domain) == ("log", ERROR_DOMAIN)


def test_marks_count_from_one() -> None:
    assert marks_of([False, True, False, True]) == (2, 4)


@pytest.mark.parametrize(
    ("peak", "bound"), [(0.0, 1.0), (0.7, 1.0), (1.2, 2.0), (4.6, 5.0), (7, 10.0), (12, 20.0)]
)
def test_a_tank_has_a_round_scale(peak: float, bound: float) -> None:
    assert states_bound([-peak, np.nan]) == bound
    assert states_bound([np.inf]) == 1.0


def test_a_ghost_is_the_measured_curves_of_the_scene_before() -> None:
    measured = Curve("RNN", np.ones(6), "rnn")
    bound = Curve("bound", np.ones(6), "bound", phase="always")
    before = Scene(6, (), (Curves("size", (measured, bound)),), "in words")
    ghost = ghost_of(before, "w 0.5 → 1")
    assert ghost is not None
    assert (ghost.name, ghost.curves) == ("w 0.5 → 1", (measured,))
    assert ghost_of(Scene(6, (), (), "in words"), "nothing") is None


def test_a_run_that_is_the_same_leaves_no_ghost() -> None:
    """A change that only adds a curve, or counts otherwise, has nothing to compare."""
    nan = np.array([np.nan, 1.0, 2.0])
    one, two = Curve("RNN", nan, "rnn"), Curve("RNN", nan.copy(), "rnn", depth=2)
    before, same = (Scene(3, (), (Curves("size", (curve,)),), "in words") for curve in (one, two))
    more = Scene(3, (), (Curves("size", (two, Curve("GRU", np.ones(3), "gru"))),), "in words")
    other = Scene(3, (), (Curves("size", (Curve("RNN", np.ones(3), "rnn"),)),), "in words")
    assert ghost_of(before, "share", same) is None
    assert ghost_of(before, "GRU", more) is None
    assert ghost_of(before, "w", other) is not None
    assert ghost_of(more, "GRU", before) is not None


def test_a_ghost_stands_on_the_curves_of_the_error() -> None:
    states, sizes = (Curve(name, np.ones(6), "rnn") for name in ("state", "size"))
    lanes = (Curves("state", (states,), scale="linear"), Curves("error", (sizes,)))
    ghost = ghost_of(Scene(6, (), lanes, "in words"), "w 0.5 → 1")
    assert ghost is not None
    assert ghost.curves == (sizes,)
    assert main_lane(Scene(6, (), lanes[:1], "in words")) == 0


def test_a_step_without_a_symbol_is_empty_in_the_table() -> None:
    read = Inputs("word", codes=np.array([1, np.nan, 0]), alphabet=("a", "b"))
    table = of_scene(Scene(3, (), (read,), "in words"))
    assert table == [{"t": 1, "word": "b"}, {"t": 2, "word": ""}, {"t": 3, "word": "a"}]
