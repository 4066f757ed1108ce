"""The weight conflicts: one weight pulled both ways rests at a compromise; gates resolve it."""

import numpy as np
import pytest

from lstm97.analysis.problem import conflict
from lstm97.engine import NETWORKS
from lstm97.engine.gradcheck import gradcheck


@pytest.mark.parametrize("side", conflict.SIDES)
@pytest.mark.parametrize("steps", [2, 4, 10])
def test_weight_settles_at_a_compromise_near_one_over_the_number_of_steps(side, steps):
    tug = conflict.tug(side, steps)
    assert tug.weight[0] == 1
    assert tug.weight[-1] == pytest.approx(1 / steps, abs=0.05)
    assert tug.loss[-1] > 0.3 * conflict.tug(side, steps).flow.trace.inputs.xs[0].var() / 2


@pytest.mark.parametrize("side", conflict.SIDES)
def test_pulls_of_opposite_sign_balance_while_none_of_them_is_at_rest(side):
    pulls = conflict.tug(side, 4).pulls[-1]
    assert abs(pulls.sum()) < 1e-6
    wanted = 0 if side == "input" else 3  # the step that is to be stored, or shown
    others = np.delete(pulls, wanted)
    assert pulls[wanted] > 0.2
    assert (others < -0.05).all()


@pytest.mark.parametrize("side", conflict.SIDES)
def test_pulls_are_the_engines_gradient_split_by_time_step(side):
    tug = conflict.tug(side, 5, training=3)
    grad = tug.flow.grad.hidden[0, 0] if side == "input" else tug.flow.grad.output[0, 0]
    assert tug.pulls[-1].sum() == pytest.approx(-grad / conflict.COUNT)
    flow = conflict.single(side, 5, float(tug.weight[-1]))
    assert gradcheck(NETWORKS["rnn"], flow.trace.params, *flow.trace.inputs).passed


@pytest.mark.parametrize("side", conflict.SIDES)
def test_no_other_value_of_the_weight_would_do_better(side):
    best = conflict.tug(side, 4)
    for w in np.linspace(-1, 2, 31):
        data = conflict.batch(side, 4, 1)
        params = conflict.unit(*((w, 1.0) if side == "input" else (1.0, w)))
        loss = NETWORKS["rnn"].forward(params, *data).loss.sum(axis=0).mean()
        assert loss >= best.loss[-1] - 1e-9


def test_gates_resolve_the_conflict_on_every_seed_and_the_bare_unit_on_none():
    last = conflict.from_text(conflict.FILE.read_text(encoding="utf-8"))[-1]
    assert len(last.loss["rnn"]) == len(last.loss["lstm97"]) == 10
    assert last.loss["rnn"].min() > 20 * last.loss["lstm97"].max()


def test_baked_contest_is_the_one_that_its_command_makes():
    baked = conflict.from_text(conflict.FILE.read_text(encoding="utf-8"))
    again = conflict.contest(conflict.CONTEST["seed"], trials=10, sequences=200)
    for one, stored in zip(again, baked, strict=False):
        for slug, loss in one.loss.items():
            np.testing.assert_allclose(stored.loss[slug], loss, atol=2e-6)


def test_self_weight_of_the_unit_stays_exactly_one_while_it_learns():
    params, rng = conflict.contestants(1, 3)["rnn"], np.random.default_rng(1)
    for _ in range(20):
        params, _ = conflict.learn("rnn", params, conflict.contest_batch(rng, 6, 3))
    assert (params.hidden[:, params.spec.sources["y_j"]] == 1).all()
