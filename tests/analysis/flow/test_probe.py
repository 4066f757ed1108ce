"""The probe is an error of exactly 1, and it enters at the last time step alone."""

import numpy as np
import pytest

from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.engine import NETWORKS, backward
from lstm97.engine.lstm97 import Spec


@pytest.mark.parametrize("output", ["identity", "logistic"])
def test_every_output_is_too_large_by_one_at_the_end_alone(output):
    rng = np.random.default_rng(1)
    params = NETWORKS["lstm97"].init(Spec(2, 3, output=output), rng=rng, scale=1.0)
    trace = wrong_at_end(params, rng.uniform(-1, 1, (7, 2)))
    assert trace.y_k[-1] - trace.inputs.targets[-1] == pytest.approx(np.ones(3))
    entered = backward(trace).output
    assert not entered[:-1].any()
    assert (entered[-1] > 0).all()
