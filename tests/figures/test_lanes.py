"""Lanes are made for any network, from what it says about itself."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from lstm97.engine import NETWORKS, backward
from lstm97.figures.palette import ROLES as ALL_ROLES
from lstm97.figures.stage.lanes import ROLES, error_lane, forward_lanes, network
from lstm97.figures.stage.packing import pack
from lstm97.figures.stage.scene import Scene

TEXT = Path(__file__).parents[2] / "assets" / "text"
LANGUAGES = sorted(folder.name for folder in TEXT.iterdir() if folder.is_dir())
every_network = pytest.mark.parametrize("slug", NETWORKS)


def flow_of(slug):
    """Three units of one input, weights and sequence asymmetric, an error at every second step."""
    rng, kind = np.random.default_rng(4), NETWORKS[slug]
    units = {"blocks": 3} if kind.family == "lstm" else {"hidden": 3}
    params = kind.init(kind.spec(1, 2, **units), rng=rng, scale=0.8)
    xs, targets = rng.normal(0.3, 1, (9, 1)), rng.random((9, 2))
    return backward(kind.forward(params, xs, targets, np.arange(9) % 2))


def catalogue(language):
    texts = tomllib.loads((TEXT / language / "lanes.toml").read_text(encoding="utf-8"))

    def say(key, **_):
        found = {"lanes": texts}
        for part in key.split("."):
            found = found[part]
        return found

    return say


@every_network
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_network_has_lanes_with_words(slug, language):
    flow, say = flow_of(slug), catalogue(language)
    lanes = [*forward_lanes(flow.trace, say), error_lane(flow, say)]
    assert network(flow.trace, say).role == ROLES[slug] in ALL_ROLES
    assert len({lane.label for lane in lanes}) == len(lanes)
    assert all(lane.values.shape == (9, 3) for lane in lanes)


@every_network
def test_what_a_lane_shows_is_what_the_engine_measured(slug):
    flow = flow_of(slug)
    lanes = forward_lanes(flow.trace, lambda key, **_: key)
    for lane, field in zip(lanes, NETWORKS[slug].units, strict=True):
        low, high = lane.domain
        assert lane.label == f"lanes.values.{field}"
        assert (lane.values == getattr(flow.trace.gates, field)).all()
        assert low <= lane.values.min() < lane.values.max() <= high
    assert (error_lane(flow, lambda key, **_: key).values == flow.state).all()


@every_network
def test_a_stage_can_play_it(slug):
    flow, say = flow_of(slug), catalogue("en")
    lanes = (*forward_lanes(flow.trace, say), error_lane(flow, say))
    assert len(pack(Scene(9, (network(flow.trace, say),), lanes, "nine steps")))
