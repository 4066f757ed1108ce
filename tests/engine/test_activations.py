"""Every named function is the function of that name, and its slope is its derivative."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm97.engine.activations import ACTIVATIONS

NAMED = {
    "logistic": lambda x: 1 / (1 + np.exp(-x)),  # (3)
    "h": lambda x: 2 / (1 + np.exp(-x)) - 1,  # (4)
    "g": lambda x: 4 / (1 + np.exp(-x)) - 2,  # (5)
    "tanh": lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
    "identity": lambda x: x,
    "relu": lambda x: x if x > 0 else 0.0,
}
STEEPEST = {"logistic": 0.25, "h": 0.5, "g": 1.0, "tanh": 1.0, "identity": 1.0, "relu": 1.0}
NETS = st.floats(-20, 20).filter(lambda x: abs(x) > 1e-3)  # off the kink of relu
every = pytest.mark.parametrize("slug", ACTIVATIONS)


def test_every_activation_is_known_here():
    assert set(ACTIVATIONS) == set(NAMED)


@every
@settings(deadline=None, max_examples=30)
@given(x=NETS)
def test_function_is_the_one_named(slug, x):
    assert ACTIVATIONS[slug].f(np.array([x]))[0] == pytest.approx(NAMED[slug](x), abs=1e-14)


@every
@settings(deadline=None, max_examples=30)
@given(x=NETS)
def test_slope_is_the_derivative(slug, x):
    activation, width = ACTIVATIONS[slug], 1e-4
    below, here, above = activation.f(np.array([x - width, x, x + width]))
    slope = activation.slope(np.array([here]))[0]
    assert slope == pytest.approx((above - below) / (2 * width), abs=1e-7)


@every
def test_max_slope_is_reached_and_never_passed(slug):
    activation = ACTIVATIONS[slug]
    slopes = activation.slope(activation.f(np.linspace(-50, 50, 100_001)))
    assert activation.max_slope == STEEPEST[slug]
    assert slopes.max() == pytest.approx(STEEPEST[slug], abs=1e-12)
    assert slopes.min() >= 0


@every
def test_precision_and_shape_are_kept(slug):
    activation = ACTIVATIONS[slug]
    nets = np.linspace(-800, 800, 12, dtype=np.float32).reshape(3, 4)
    y = activation.f(nets)
    assert y.dtype == activation.slope(y).dtype == np.float32
    assert y.shape == activation.slope(y).shape == (3, 4)
    assert np.isfinite(y).all()


@pytest.mark.parametrize("slug", [slug for slug in ACTIVATIONS if ACTIVATIONS[slug].curve])
def test_rates_of_sigmoids_are_powers_of_two(slug):
    """So that multiplying a net input by one, and dividing it out again, loses no bit."""
    mantissa, _ = np.frexp(ACTIVATIONS[slug].curve[1])
    assert mantissa == 0.5
