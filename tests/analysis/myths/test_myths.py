"""What each experiment must show for its saying to be refuted, or only half right."""

import numpy as np
import pytest

from lstm97.analysis.myths.sayings import MYTHS, TINY

TWELVE = 12


def measured(slug):
    return MYTHS[slug].experiment()


def curves(slug):
    return {curve.slug: curve.y for curve in measured(slug).curves}


@pytest.mark.parametrize("slug", MYTHS)
def test_an_experiment_gives_the_same_finite_numbers_every_time(slug):
    first, second = measured(slug), measured(slug)
    assert first.numbers == second.numbers
    assert all(np.isfinite(value) for value in first.numbers.values())
    for one, other in zip(first.curves, second.curves, strict=True):
        assert len(one.x) == len(one.y) > 1
        assert np.isfinite(one.y).all()
        assert (one.y == other.y).all()


def test_there_are_twelve_and_none_is_simply_true():
    assert len(MYTHS) == TWELVE
    assert {myth.verdict for myth in MYTHS.values()} == {"false", "depends"}


def test_lstm_gradients_do_vanish_outside_the_truncated_carousel():
    left = curves("never-vanish")
    assert (left["old"] == 1).all()
    assert left["full"][-1] < 1e-10
    assert left["bias_0"][-1] < 1e-20
    assert 1e-3 < left["bias_3"][-1] < 0.1


def test_the_1997_cell_cannot_forget_and_has_two_gates():
    numbers = measured("forget-gate-1997").numbers
    assert (numbers["old_gates"], numbers["new_gates"]) == (2, 3)
    assert numbers["old_after"] == numbers["old_before"] > 0.9
    assert numbers["new_after"] < 1e-10


def test_the_carousel_is_the_remedy_not_the_disease():
    left = curves("cec-is-vanishing")
    assert (left["carousel"] == 1).all()
    assert left["below"][-1] == pytest.approx(0.9**100)
    assert left["bent"][-1] < 1e-50


def test_clipping_tames_what_explodes_and_leaves_what_has_vanished():
    numbers = measured("clipping").numbers
    assert numbers["exploding_norm"] > 1e6
    assert numbers["clipped_norm"] == pytest.approx(1)
    assert numbers["vanishing_clip"] == 1
    assert numbers["after"] == numbers["before"] < 1e-50


def test_weights_below_one_explode_and_a_weight_above_one_vanishes():
    numbers = measured("below-one").numbers
    assert numbers["many_kept"] == pytest.approx(2.4**100)
    assert numbers["radius"] == pytest.approx(2.4)
    assert numbers["one_kept"] == pytest.approx(0.75**100)
    assert numbers["slope"] == 0.25


def test_the_state_keeps_what_the_cell_can_no_longer_show():
    apart = curves("never-decays")
    assert apart["state"][-1] == pytest.approx(apart["state"][0])
    assert apart["shown"][-1] < 1e-9 < 0.1 < apart["shown"][0]
    assert apart["guarded"][-1] == pytest.approx(apart["guarded"][0])


def test_an_unguarded_cell_loses_the_class_with_the_lag():
    numbers = measured("any-lag").numbers
    assert numbers["ajar_short_share"] > 0.9
    assert numbers["ajar_long_share"] < 0.7
    assert numbers["guarded_long_share"] == 1


def test_the_whole_gradient_is_not_zero_where_its_far_part_is():
    numbers = measured("total-zero").numbers
    assert numbers["whole"] > 1e-3
    assert numbers["beyond"] < 1e-5 * numbers["whole"]


def test_a_larger_learning_rate_keeps_the_ratio():
    numbers = measured("larger-rate").numbers
    assert numbers["large"] == pytest.approx(numbers["small"])
    assert numbers["small"] < 1e-10


def test_larger_logistic_weights_never_reach_a_factor_of_one():
    factor = curves("larger-weights")["factor"]
    assert factor.max() < 1
    assert factor[-1] < 0.1 * factor.max()


def test_truncated_cuts_edges_and_not_time():
    left = curves("few-steps")
    assert (left["cell"] == 1).all()
    assert (left["network"][1:] == 0).all()


def test_the_sum_runs_over_the_errors_of_other_units():
    numbers = measured("own-error").numbers
    assert numbers["right_off"] < 1e-15
    assert numbers["garbled_off_share"] > 0.1


@pytest.mark.parametrize("slug", MYTHS)
def test_the_axis_shows_what_the_figure_is_about(slug):
    myth, low = MYTHS[slug], MYTHS[slug].domain[0]
    for curve in myth.experiment().curves:
        inside = (curve.y >= low) & (curve.y <= myth.domain[1])
        assert inside.any()
        assert myth.log or inside.all()
    assert myth.log is False or myth.domain[0] <= TINY[0]
