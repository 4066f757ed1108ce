"""Several layers are one network: the same passes, right gradients, errors all the way down."""

import numpy as np
import pytest
from networks import largest

from lstm97.engine import (
    FULL,
    NETWORKS,
    STACK,
    TRUNCATED,
    Stack,
    backward,
    count,
    forward,
    retreat,
    sgd,
    stream,
)
from lstm97.engine.arrays.batches import mirrored, padded
from lstm97.engine.gradcheck import gradcheck
from lstm97.engine.layer_stack import Spec, spec

KINDS = {
    "rnn": ("rnn", {}),
    "rnn-leaky": ("rnn", {"leak": 0.4, "shortcut": True}),
    "lstm97": ("lstm97", {"size": 2, "gates_fed_back": True}),
    "lstm2000": ("lstm2000", {"g": "tanh", "h": "tanh"}),
    "gru": ("gru", {}),
    "gru-after": ("gru", {"reset": "after"}),
}
every_kind = pytest.mark.parametrize("kind", KINDS)
STEPS = 6


def make(kind, *, units=(3, 2), outputs=2, trials=None, seed=1, **options):
    slug, own = KINDS[kind]
    rng = np.random.default_rng(seed)
    layers = spec(slug, inputs=2, units=units, outputs=outputs, **own, **options)
    params = STACK.init(layers, rng=rng, scale=0.9, trials=trials)
    tail = () if trials is None else (trials,)
    xs = rng.normal(0.3, 1, (STEPS, 2, *tail))
    targets = rng.random((STEPS, outputs, *tail))
    return params, xs, targets, np.arange(STEPS) % 2 == 1


def start_of(params, seed=5):
    """A state for each layer, different in every unit."""
    rng, states = np.random.default_rng(seed), []
    for layer in params.layers:
        zeros = NETWORKS[layer.spec.slug].start(layer)
        states.append(type(zeros)(*(rng.normal(0.2, 0.5, part.shape) for part in zeros)))
    return tuple(states)


def difference(f, values, at, width=1e-5):
    """Central difference of ``f`` by one element of an array."""
    moved = [values.copy(), values.copy()]
    moved[0][at] += width
    moved[1][at] -= width
    return (f(moved[0]) - f(moved[1])) / (2 * width)


@every_kind
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
@pytest.mark.parametrize("units", [(3,), (3, 2), (2, 3, 2)])
def test_gradients_of_all_layers_are_right(kind, cuts, units):
    params, *given = make(kind, units=units)
    check = gradcheck(STACK, params, *given, cuts=cuts)
    assert check.passed, check.error
    assert check.parameters == params.spec.weights == check.total
    assert not check.sampled


@every_kind
def test_gradients_are_right_from_any_start_and_with_errors_from_outside(kind):
    params, *given = make(kind)
    shown = params.layers[-1].spec.readable["x"].start
    hidden = np.random.default_rng(3).normal(size=(STEPS, shown))
    check = gradcheck(STACK, params, *given, start=start_of(params), hidden=hidden)
    assert check.passed, check.error


@every_kind
def test_one_step_at_a_time_is_the_whole_pass(kind):
    params, *given = make(kind, trials=3)
    trace = forward(params, *given)
    for t, moment in enumerate(stream(params, *given)):
        assert moment.t == t
        assert largest(moment.y_k, trace.y_k[t]) < 1e-13
        assert np.abs(moment.loss - trace.loss[t]).max() < 1e-13
        for layer, whole in zip(moment.layers, trace.layers, strict=True):
            for name, value in layer.gates._asdict().items():
                assert largest(value, getattr(whole.gates, name)[t]) < 1e-13
    flow = backward(trace)
    for steps in retreat(trace):
        for step, whole in zip(steps, flow.layers, strict=True):
            assert (step.nets == whole.nets[step.t]).all()


@every_kind
def test_errors_reach_inputs_and_starts(kind):
    params, xs, targets, teach = make(kind)
    start = start_of(params)

    def loss(xs=xs, start=start):
        return forward(params, xs, targets, teach, start=start).loss.sum()

    flow = backward(forward(params, xs, targets, teach, start=start))
    for at in [(0, 1), (2, 0), (STEPS - 1, 1)]:
        wanted = difference(lambda values: loss(xs=values), xs, at)
        assert flow.to_inputs()[at] == pytest.approx(wanted, rel=1e-6, abs=1e-9)
    for n, (state, errors) in enumerate(zip(start, flow.to_start(), strict=True)):
        for k, part in enumerate(state):
            for unit in range(len(part)):

                def moved(values, n=n, k=k):
                    own = list(start)
                    parts = list(own[n])
                    parts[k] = values
                    own[n] = type(own[n])(*parts)
                    return loss(start=own)

                wanted = difference(moved, part, (unit,))
                assert errors[k][unit] == pytest.approx(wanted, rel=1e-6, abs=1e-9)


@every_kind
def test_a_sequence_in_two_pieces_is_the_sequence(kind):
    params, xs, targets, _ = make(kind)
    whole = forward(params, xs, targets, np.ones(STEPS))
    first = forward(params, xs[:4], targets[:4], np.ones(4))
    states = []
    for layer in first.layers:
        *_, state = states_of(layer)
        states.append(state)
    second = forward(params, xs[4:], targets[4:], np.ones(2), start=states)
    assert largest(second.y_k, whole.y_k[4:]) < 1e-13


def states_of(trace):
    network, params = NETWORKS[trace.params.spec.slug], trace.params
    state = network.start(params)
    for x in trace.inputs.xs:
        state, _ = network.step(params, state, x)
        yield state


def test_one_layer_is_the_network_itself():
    params, *given = make("lstm2000", units=(3,))
    (layer,) = params.layers
    one, other = backward(forward(params, *given)), backward(forward(layer, *given))
    assert (one.layers[0].nets == other.nets).all()
    assert (one.grad.layers[0].hidden == other.grad.hidden).all()


def test_layers_of_different_kinds_stand_on_each_other():
    low = NETWORKS["gru"].spec(2, 0, hidden=3, reset="after")
    high = NETWORKS["lstm97"].spec(3, 2, blocks=2)
    params = STACK.init(Spec((low, high)), rng=np.random.default_rng(2), scale=0.8)
    _, *given = make("rnn")
    assert gradcheck(STACK, params, *given).passed
    assert gradcheck(STACK, params, *given, cuts=frozenset({"net_in", "net_z"})).passed
    with pytest.raises(ValueError, match=r"no edge \['net_q'\] to cut"):
        backward(forward(params, *given), cuts=frozenset({"net_q"}))


def test_a_network_without_outputs_gets_its_errors_from_outside():
    params, xs, *_ = make("gru-after", outputs=0)
    trace = forward(params, xs)
    assert trace.y_k.shape == (STEPS, 0)
    assert not backward(trace).layers[0].nets.any()
    hidden = np.zeros((STEPS, 2))
    hidden[-1] = 1.0, -2.0
    flow = backward(trace, hidden=hidden)
    assert (flow.layers[1].state[-1] == hidden[-1]).all()
    assert flow.layers[0].nets.all()
    assert gradcheck(STACK, params, xs, hidden=hidden).passed


def test_any_loss_enters_as_errors_of_outputs():
    """E = sum of y^4 / 4, whose slope is y^3."""
    params, xs, *_ = make("lstm2000")
    trace = forward(params, xs)
    flow = backward(trace, outputs=trace.y_k**3)

    def loss(weights):
        layer = params.layers[0].map(np.copy)
        layer.hidden[...] = weights
        y = forward(Stack((layer, *params.layers[1:])), xs).y_k
        return (y**4).sum() / 4

    for at in [(0, 0), (4, 2), (8, 5)]:
        wanted = difference(loss, params.layers[0].hidden, at)
        assert flow.grad.layers[0].hidden[at] == pytest.approx(wanted, rel=1e-6, abs=1e-10)


def test_training_a_stack_lowers_its_loss():
    params, *given = make("gru", trials=4)
    losses = []
    for _ in range(30):
        trace = forward(params, *given)
        losses.append(trace.loss.sum(axis=0))
        params = sgd(params, backward(trace).grad, 0.3)
    assert (losses[-1] < losses[0]).all()
    assert losses[-1].sum() < 0.5 * losses[0].sum()
    assert params.take(1).trials is None
    assert params.trials == 4


def test_padding_changes_nothing():
    params, *_ = make("lstm2000")
    rng = np.random.default_rng(8)
    sequences = [rng.normal(size=(steps, 2)) for steps in (3, 6, 4)]
    goals = rng.random((2, 3))
    batch = padded(sequences)
    assert (batch.inside.sum(axis=0) == (3, 6, 4)).all()
    targets = np.broadcast_to(goals, (6, 2, 3))
    together = backward(forward(params, batch.xs, targets, batch.ends))
    total = None
    for n, xs in enumerate(sequences):
        alone = backward(forward(params, xs, targets[: len(xs), :, n]))
        for one, many in zip(alone.layers, together.layers, strict=True):
            assert largest(many.state[: len(xs), :, n], one.state) < 1e-12
            assert not many.state[len(xs) :, :, n].any()
        own = alone.grad.layers[0].hidden
        total = own if total is None else total + own
    assert largest(together.grad.layers[0].hidden, total) < 1e-12


def test_mirrored_sequences_end_where_they_began():
    xs = np.arange(12.0).reshape(4, 1, 3)
    assert (mirrored(xs) == xs[::-1]).all()
    turned = mirrored(xs, (2, 4, 3))
    assert turned[:, 0, 0].tolist() == [3, 0, 6, 9]
    assert turned[:, 0, 1].tolist() == [10, 7, 4, 1]
    assert turned[:, 0, 2].tolist() == [8, 5, 2, 11]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"layer_norm": True}, "layer norm is not supported"),
        ({"proj_size": 3}, "projections are not supported"),
        ({"peepholes": True}, "peepholes are not supported"),
        ({"bidirectional": True}, "run two layers, one on the sequence and one on"),
    ],
)
def test_what_is_not_done_is_refused_by_name(options, message):
    with pytest.raises(ValueError, match=message):
        spec("lstm2000", inputs=1, units=(2, 2), **options)
    switched_off = dict.fromkeys(options, False)
    assert spec("lstm2000", inputs=1, units=(2, 2), **switched_off).outputs == 0


def test_layers_must_fit():
    rnn = NETWORKS["rnn"].spec
    with pytest.raises(ValueError, match="layer 1 must have no outputs, got 1"):
        Spec((rnn(2, 1, hidden=3), rnn(3, 1)))
    with pytest.raises(ValueError, match="layer 2 must have 3 inputs, what layer 1 shows, got 4"):
        Spec((rnn(2, 0, hidden=3), rnn(4, 1)))
    with pytest.raises(ValueError, match="at least one layer"):
        Spec(())
    with pytest.raises(ValueError, match="no network 'lstm'; there are rnn, lstm97"):
        spec("lstm", inputs=1, units=(2,))
    params, *given = make("rnn")
    with pytest.raises(ValueError, match="start must have 2 states, got 1"):
        forward(params, *given, start=start_of(params)[:1])
    with pytest.raises(ValueError, match="sequences must be"):
        padded([np.zeros(3)])
    with pytest.raises(ValueError, match="equally many inputs"):
        padded([np.zeros((3, 1)), np.zeros((3, 2))])


def test_weights_are_counted():
    layers = spec("gru", inputs=2, units=(3, 4), outputs=1, reset="after")
    assert layers.weights == sum(count(layer) for layer in layers.layers)
    assert layers.weights == 3 * (2 * 3 + 3 * 3 + 3) + 3 + 3 * (3 * 4 + 4 * 4 + 4) + 4 + 5
