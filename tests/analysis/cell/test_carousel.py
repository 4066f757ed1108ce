"""The carousel: exactly 1 inside, scaled once at each door, no promise for the full gradient."""

import numpy as np
import pytest

from lstm97.analysis.cell import carousel
from lstm97.engine import lstm97
from lstm97.engine.activations import LOGISTIC, G, H


@pytest.mark.parametrize("steps", [2, 100, 1000])
def test_linear_unit_with_weight_one_hands_an_error_back_to_the_last_bit(steps):
    loop = carousel.loop(1.0, steps)
    assert (loop.share == 1.0).all()
    assert (loop.state == 1.0).all()
    assert loop.retention == 1.0
    assert loop.reach.whole


@pytest.mark.parametrize("w", [0.99, 1.01, -0.9, 1.2])
def test_any_other_weight_multiplies_itself_at_every_step(w):
    loop = carousel.loop(w, 1000)
    expected = np.abs(w) ** np.arange(999, -1, -1.0)
    np.testing.assert_allclose(loop.share, expected, rtol=1e-12)


def test_bent_line_loses_the_error_although_the_weight_is_one():
    straight, bent = (carousel.loop(1.0, 1000, f).retention for f in ("identity", "tanh"))
    assert straight == 1.0
    assert bent < 1e-4


@pytest.mark.parametrize("r", [-40, -4, 0])
def test_inside_the_cell_the_factor_is_exactly_one_whatever_comes_back(r):
    assert (carousel.claims(r, 100).inside == 1.0).all()


@pytest.mark.parametrize("r", [-4, 0])
def test_at_the_doors_the_error_is_scaled_by_the_papers_factors(r):
    claims = carousel.claims(r, 100)
    gates = claims.flow.trace.gates
    np.testing.assert_allclose(claims.entry, (gates.y_out * H.slope(gates.h))[:, 0], rtol=1e-10)
    np.testing.assert_allclose(claims.exit_c, (gates.y_in * G.slope(gates.g))[:, 0], rtol=1e-12)
    np.testing.assert_allclose(
        claims.exit_in, (gates.g * LOGISTIC.slope(gates.y_in))[:, 0], rtol=1e-10, atol=1e-15
    )


def test_full_gradient_equals_the_truncated_one_vanishes_or_explodes():
    alone, faded, grown = (carousel.claims(r, 100).full.retention for r in (0, -4, -40))
    assert alone == 1.0
    assert faded < 1e-12
    assert grown > 1e4


def test_an_error_that_hardly_enters_is_kept_all_the_same():
    """The state has drifted to 475, and h' lets 1e-206 of the error in."""
    claims = carousel.claims(1.0, 2000)
    assert 0 < claims.flow.state[-1, 0] < 1e-200
    assert (claims.inside == 1.0).all()


def test_cell_without_an_entering_error_says_so_and_gives_no_factor():
    claims = carousel.claims(1.0, 4000)  # the state has drifted to 951: less than any double
    assert np.isnan(claims.inside).any()
    assert not np.isnan(claims.full.curve).any()


def test_echo_cell_is_the_network_it_says():
    params = carousel.echo_cell(-4.0)
    y_c = params.spec.sources["y_c"]
    assert (params.hidden[:, y_c] == -4.0).all()
    assert params.spec.slug == lstm97.NETWORK.slug
