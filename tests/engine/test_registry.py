"""Every network knows its own gates, and what it carries: nobody needs a list of networks."""

import numpy as np
import pytest
from networks import VARIANTS, every_variant, make, run

from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, network_of


@every_variant
def test_a_network_is_found_by_its_weights(variant):
    assert network_of(make(variant).params) is NETWORKS[VARIANTS[variant][0]]


@every_variant
def test_its_record_is_its_own(variant):
    case = make(variant)
    trace = run(case)
    assert type(trace.gates) is case.network.gates
    assert set(case.network.units) <= set(trace.gates._fields)


@every_variant
@pytest.mark.parametrize("trials", [None, 2])
def test_what_it_carries_has_an_error_for_each_unit(variant, trials):
    trace = run(make(variant, trials=trials))
    carried = getattr(trace.gates, network_of(trace.params).carrier)
    assert backward(trace).state.shape == carried.shape
    assert carried.any()


@every_variant
def test_what_is_squashed_becomes_what_is_said(variant):
    case = make(variant)
    gates, squashes = run(case).gates, case.network.squashes(case.spec)
    assert case.network.entrance in squashes
    nets = {field for field in gates._fields if field.startswith("net_")} - {"net_m"}
    assert nets <= set(squashes)
    for net, (field, activation) in squashes.items():
        wanted = activation.f(getattr(gates, net))
        if field is None or (field == "y_out" and not getattr(case.spec, "output_gate", True)):
            continue  # there is no gate, and so it is open
        np.testing.assert_allclose(getattr(gates, field), wanted, rtol=0, atol=1e-15)


def test_only_the_lstm_of_1997_has_cuts_of_its_own():
    assert {slug for slug, network in NETWORKS.items() if network.own_cuts()} == {"lstm97"}
    assert NETWORKS["lstm97"].own_cuts() == TRUNCATED
    assert NETWORKS["lstm97"].own_cuts(FULL) == FULL
    assert NETWORKS["gru"].own_cuts(TRUNCATED) == FULL
