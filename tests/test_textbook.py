"""A plain loop of each network and the engine compute the same gradient, in two different ways."""

import numpy as np
import pytest

from lstm97.engine import NETWORKS, backward, forward, sgd
from lstm97.textbook import TEXTBOOKS, learn

HEARD = {"rnn": "y_j", "lstm97": "y_c", "lstm2000": "y_c", "gru": "y"}


def matrices(params):
    """The engine's weights as a textbook keeps them: inputs, what is fed back, bias."""
    slug, found = params.spec.slug, {"k": params.output.copy()}
    for kind in TEXTBOOKS[slug][1]:
        row = f"net_{kind}"
        heard = "reset" if (slug, kind) == ("gru", "h") else HEARD[slug]
        parts = [params[row, source] for source in ("x", heard, "bias")]
        found[kind] = np.concatenate(parts, axis=1)
    return found


@pytest.mark.parametrize("slug", TEXTBOOKS)
def test_both_learn_the_same(slug):
    network, rng = NETWORKS[slug], np.random.default_rng(3)
    units = {"blocks": 3} if network.family == "lstm" else {"hidden": 3}
    params = network.init(network.spec(2, 2, **units), rng=rng, scale=0.9)
    weights = matrices(params)
    for _ in range(3):
        xs, target = rng.normal(0.2, 1, (9, 2)), rng.random(2)
        trace = forward(params, xs, np.broadcast_to(target, (9, 2)))
        flow = backward(trace, cuts=network.own_cuts())
        params = sgd(params, flow.grad, 0.5)
        learn(slug, weights, xs, target, 0.5)
        for kind, matrix in matrices(params).items():
            np.testing.assert_allclose(weights[kind], matrix, rtol=1e-12, atol=1e-14)
