"""Forward passes of every network: one step like many, one trial like a hundred."""

import numpy as np
import pytest
from networks import every_variant, largest, make, run

from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, stack, stream

TRIALS = [2, 30]  # few and many trials multiply in different ways


def values(trace):
    """Every array of a trace by name."""
    return {**trace.gates._asdict(), "y_k": trace.y_k, "net_k": trace.net_k, "loss": trace.loss}


@every_variant
@pytest.mark.parametrize("trials", [None, *TRIALS])
def test_one_step_at_a_time_is_the_whole_pass(variant, trials):
    case = make(variant, trials=trials)
    trace = run(case)
    moments = list(stream(case.params, case.xs, case.targets, case.teach))
    assert [moment.t for moment in moments] == list(range(trace.steps))
    for name, whole in values(trace).items():
        steps = [getattr(moment, name, None) for moment in moments]
        if name in trace.gates._fields:
            steps = [getattr(moment.gates, name) for moment in moments]
        assert largest(np.array(steps), whole) < 1e-13, name


@every_variant
@pytest.mark.parametrize("trials", TRIALS)
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_trials_in_one_batch_are_each_alone(variant, trials, cuts):
    case = make(variant, trials=trials)
    together = backward(run(case), cuts=cuts)
    for n in range(0, trials, 7):
        trace = case.network.forward(
            case.params.take(n), case.xs[..., n], case.targets[..., n], case.teach
        )
        alone = backward(trace, cuts=cuts)
        for name, value in values(trace).items():
            assert largest(values(together.trace)[name][..., n], value) < 1e-13, name
        assert largest(together.state[..., n], alone.state) < 1e-12
        assert largest(together.grad.hidden[..., n], alone.grad.hidden) < 1e-12
        assert largest(together.grad.output[..., n], alone.grad.output) < 1e-12


@every_variant
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_many_sequences_can_share_one_set_of_weights(variant, cuts):
    case = make(variant, shown=4)
    copies = stack([case.params] * 4)
    shared, copied = backward(run(case), cuts=cuts), backward(run(case, copies), cuts=cuts)
    assert largest(shared.trace.y_k, copied.trace.y_k) < 1e-13
    assert largest(shared.state, copied.state) < 1e-12
    assert shared.grad.hidden.shape == case.params.hidden.shape
    assert largest(shared.grad.hidden, copied.grad.hidden.sum(axis=-1)) < 1e-12
    assert largest(shared.grad.output, copied.grad.output.sum(axis=-1)) < 1e-12


@every_variant
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_many_networks_can_share_one_sequence(variant, cuts):
    case = make(variant, trials=3)
    xs, targets = case.xs[..., 0], case.targets[..., 0]
    together = backward(case.network.forward(case.params, xs, targets), cuts=cuts)
    for n in range(3):
        trace = case.network.forward(case.params.take(n), xs, targets)
        assert largest(together.trace.y_k[..., n], trace.y_k) < 1e-13
        grad = backward(trace, cuts=cuts).grad
        assert largest(together.grad.hidden[..., n], grad.hidden) < 1e-12


@every_variant
@pytest.mark.parametrize("trials", [None, *TRIALS])
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_single_precision_is_kept_and_is_close(variant, trials, cuts):
    double = make(variant, trials=trials)
    single = make(variant, trials=trials, dtype=np.float32)
    one, two = backward(run(single), cuts=cuts), backward(run(double), cuts=cuts)
    for array in (*values(one.trace).values(), one.nets, one.state, *one.paths().values()):
        assert array.dtype == np.float32
    assert one.grad.hidden.dtype == one.grad.output.dtype == np.float32
    assert largest(one.trace.y_k, two.trace.y_k) < 1e-5
    assert largest(one.grad.hidden, two.grad.hidden) < 1e-4


@every_variant
def test_a_pass_changes_nothing_that_it_was_given(variant):
    case = make(variant)
    before = [array.copy() for array in (case.params.hidden, case.params.output, case.xs)]
    trace = run(case)
    kept = {name: value.copy() for name, value in values(trace).items()}
    backward(trace, cuts=TRUNCATED)
    backward(trace, cuts=FULL).paths()
    after = (case.params.hidden, case.params.output, case.xs)
    assert all((old == new).all() for old, new in zip(before, after, strict=True))
    assert all((kept[name] == value).all() for name, value in values(trace).items())


@every_variant
def test_every_sequence_starts_from_nothing(variant):
    case = make(variant)
    assert (run(case).y_k == run(case).y_k).all()
    assert not any(np.any(part) for part in case.network.start(case.params))


def test_error_is_half_the_squared_distance_where_there_is_a_teacher():
    case = make("gru")
    trace = run(case)
    squares = 0.5 * ((case.targets - trace.y_k) ** 2).sum(axis=1)
    assert largest(trace.loss, squares * case.teach) < 1e-14
    alone = case.network.forward(case.params, case.xs, case.targets)  # only the last step
    assert (alone.loss[:-1] == 0).all()
    assert alone.loss[-1] == pytest.approx(squares[-1])


def test_lists_do_as_well_as_arrays():
    network = NETWORKS["rnn"]
    params = network.init(network.spec(1, 1), rng=np.random.default_rng(0))
    trace = network.forward(params, [[0], [1]], [[0], [1]], [0, 1])
    assert trace.y_k.shape == (2, 1)
    assert trace.loss[0] == 0 < trace.loss[1]


@pytest.mark.parametrize("inputs", [1, 16, 17, 40])
@pytest.mark.parametrize("trials", [None, *TRIALS])
def test_few_and_many_inputs_are_weighed_alike(inputs, trials):
    network, rng = NETWORKS["lstm97"], np.random.default_rng(0)
    spec = network.spec(inputs, 2, blocks=2, size=2, gates_fed_back=True, hidden=1)
    params = network.init(spec, rng=rng, scale=0.4, trials=trials)
    xs = rng.normal(size=(9, inputs))
    trace = network.forward(params, xs)
    for t, moment in enumerate(stream(params, xs)):
        for name, value in moment.gates._asdict().items():
            assert largest(getattr(trace.gates, name)[t], value) < 1e-13
