"""Backward passes of every network: right gradients, parts that add up, one step like many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import VARIANTS, every_variant, largest, make, run

from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, retreat, sgd
from lstm97.engine.gradcheck import BAR, gradcheck

SIZES = st.integers(1, 3)


def cut_sets(variant):
    slug, options = VARIANTS[variant]
    spec = NETWORKS[slug].spec(inputs=1, outputs=1, **options)
    return {"full": FULL, "truncated": TRUNCATED, **{edge: frozenset({edge}) for edge in spec.rows}}


every_cut = pytest.mark.parametrize(
    ("variant", "cuts"),
    [
        pytest.param(variant, cuts, id=f"{variant}-{name}")
        for variant in VARIANTS
        for name, cuts in cut_sets(variant).items()
    ],
)


def check(case, params=None, **options):
    return gradcheck(
        case.network, params or case.params, case.xs, case.targets, case.teach, **options
    )


@every_cut
def test_gradient_is_that_of_central_differences(variant, cuts):
    outcome = check(make(variant), cuts=cuts)
    assert outcome.passed, outcome.error
    assert np.abs(outcome.analytic).max() > 1e-3


@every_variant
@pytest.mark.parametrize("at", ["last", "every", 0, 5])
def test_gradient_is_right_wherever_errors_enter(variant, at):
    assert check(make(variant), at=at).error < BAR
    assert check(make(variant), at=at, cuts=TRUNCATED).error < BAR


@settings(deadline=None, max_examples=12)
@given(st.sampled_from(sorted(NETWORKS)), SIZES, SIZES, SIZES, SIZES, st.integers(1, 6), st.data())
def test_gradient_is_right_for_any_shape(slug, inputs, outputs, units, size, steps, data):
    network, rng = NETWORKS[slug], np.random.default_rng(data.draw(st.integers(0, 999)))
    sizes = {"blocks": units, "size": size} if slug.startswith("lstm") else {"hidden": units}
    params = network.init(network.spec(inputs, outputs, **sizes), rng=rng, scale=0.8)
    xs, targets = rng.normal(0.2, 1, (steps, inputs)), rng.random((steps, outputs))
    for cuts in (FULL, TRUNCATED):
        outcome = gradcheck(network, params, xs, targets, np.ones(steps), cuts=cuts)
        assert outcome.passed, outcome.error


@every_variant
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_gradient_is_right_again_after_an_update(variant, cuts):
    """A pass that left something behind would spoil the second one."""
    case = make(variant)
    losses = []
    params = case.params
    for _ in range(3):
        trace = run(case, params)
        losses.append(trace.loss.sum())
        assert check(case, params, cuts=cuts).passed
        params = sgd(params, backward(trace, cuts=cuts).grad, 0.05)
    assert losses[2] < losses[1] < losses[0]


def test_gradcheck_finds_a_wrong_gradient(monkeypatch):
    case = make("lstm97")
    wrong = case.network.backward
    monkeypatch.setattr(
        type(case.network), "backward", lambda self, trace, cuts, at, hidden: wrong(trace, at=at)
    )
    assert check(case).passed
    assert not check(case, cuts=TRUNCATED).passed


def test_an_error_in_nothing_but_a_nan_does_not_pass():
    outcome = check(make("rnn"))
    assert not type(outcome)("rnn", FULL, 1, float("nan"), *[np.zeros(1)] * 2, 1).passed


@every_cut
@pytest.mark.parametrize("trials", [None, 3])
def test_paths_add_up_to_the_state_error(variant, cuts, trials):
    flow = backward(run(make(variant, trials=trials)), cuts=cuts)
    paths = flow.paths()
    assert largest(sum(paths.values()), flow.state) < 1e-12
    assert all(part.shape == flow.state.shape for part in paths.values())
    cut = set(flow.trace.params.spec.rows) if cuts == TRUNCATED else cuts
    assert not any(paths[edge].any() for edge in cut if edge in paths)


@every_cut
@pytest.mark.parametrize("trials", [None, 3])
def test_one_step_at_a_time_is_the_whole_pass(variant, cuts, trials):
    """Of the truncated pass this compares the cumulative sum with the loop over time."""
    trace = run(make(variant, trials=trials))
    flow, steps = backward(trace, cuts=cuts), list(retreat(trace, cuts=cuts))
    assert [step.t for step in steps] == list(reversed(range(trace.steps)))
    for name in ("nets", "state", "output"):
        stepwise = np.array([getattr(step, name) for step in reversed(steps)])
        assert largest(stepwise, getattr(flow, name)) < 1e-13


@every_variant
def test_naming_every_edge_is_the_truncated_gradient(variant):
    trace = run(make(variant))
    every = backward(trace, cuts=frozenset(trace.params.spec.rows))
    assert (every.nets == backward(trace, cuts=TRUNCATED).nets).all()
    assert every.cuts == backward(trace, cuts=TRUNCATED).cuts


@every_variant
def test_without_recurrent_weights_nothing_is_there_to_cut(variant):
    case = make(variant)
    case.params.hidden[:, case.spec.inputs : -1] = 0
    trace = run(case)
    full, cut = backward(trace, cuts=FULL), backward(trace, cuts=TRUNCATED)
    for row in case.spec.rows:
        assert largest(full.net(row), cut.net(row)) < 1e-12


@every_variant
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_errors_of_several_steps_add_up(variant, cuts):
    trace = run(make(variant))
    whole = backward(trace, cuts=cuts)
    single = [backward(trace, cuts=cuts, at=t) for t in range(0, trace.steps, 2)]
    assert largest(sum(flow.nets for flow in single), whole.nets) < 1e-12
    assert largest(sum(flow.grad.hidden for flow in single), whole.grad.hidden) < 1e-12


def test_where_errors_enter():
    case = make("lstm97", trials=2)
    case.teach = np.array([[0, 1], [1, 0], [0, 1], [1, 0], [0, 0], [0, 0], [0, 0]])
    trace = run(case)

    def enters(at):
        return backward(trace, at=at).output.any(axis=1).astype(int).tolist()

    assert enters(None) == case.teach.tolist()
    assert enters("last") == [[0, 0], [0, 0], [0, 1], [1, 0], [0, 0], [0, 0], [0, 0]]
    assert enters("every") == [[1, 1], [1, 1], [1, 1], [1, 0], [0, 0], [0, 0], [0, 0]]
    assert enters(6) == [[0, 0]] * 6 + [[1, 1]]
    assert enters(np.int64(6)) == enters(6)


@every_variant
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_without_a_teacher_there_is_no_error(variant, cuts):
    case = make(variant)
    flow = backward(case.network.forward(case.params, case.xs), cuts=cuts)
    assert not flow.nets.any()
    assert not flow.grad.hidden.any()
    assert not flow.grad.output.any()


@every_variant
def test_a_missing_connection_has_no_gradient(variant):
    case = make(variant)
    grad = backward(run(case)).grad
    assert (grad.hidden[case.params.hidden == 0] == 0).all()
    assert (grad.output[case.params.output == 0] == 0).all()


@every_variant
def test_errors_by_name_are_windows_on_one_array(variant):
    flow = backward(run(make(variant)))
    names = list(flow.trace.params.spec.rows)
    assert (np.concatenate([flow.net(name) for name in names], axis=1) == flow.nets).all()
