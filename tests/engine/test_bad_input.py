"""What cannot be right is refused with a sentence that says what was expected."""

import numpy as np
import pytest
from networks import every_variant, make, run

from lstm97.engine import NETWORKS, backward, forward, retreat, stack, stream

RNG = np.random.default_rng(0)


def spec(slug, **options):
    return NETWORKS[slug].spec(**{"inputs": 2, "outputs": 1, **options})


@pytest.mark.parametrize("slug", NETWORKS)
@pytest.mark.parametrize(
    ("name", "least", "size"), [("inputs", 1, 0), ("inputs", 1, -1), ("outputs", 0, -1)]
)
def test_networks_have_inputs_and_perhaps_outputs(slug, name, least, size):
    with pytest.raises(ValueError, match=f"{name} .* number of {least} or more, got {size}"):
        spec(slug, **{name: size})


@pytest.mark.parametrize(
    ("slug", "name", "least"),
    [
        ("rnn", "hidden", 1),
        ("gru", "hidden", 1),
        ("lstm97", "blocks", 1),
        ("lstm97", "size", 1),
        ("lstm97", "hidden", 0),
        ("lstm2000", "blocks", 1),
        ("lstm2000", "size", 1),
    ],
)
def test_networks_have_units(slug, name, least):
    with pytest.raises(ValueError, match=f"{name} .* number of {least} or more, got -3"):
        spec(slug, **{name: -3})


@pytest.mark.parametrize(
    ("slug", "options"),
    [
        ("rnn", {"activation": "softsign"}),
        ("rnn", {"output": "softsign"}),
        ("lstm97", {"g": "softsign"}),
        ("lstm97", {"h": "softsign"}),
        ("lstm2000", {"h": "softsign"}),
        ("gru", {"output": "softsign"}),
    ],
)
def test_activations_are_known(slug, options):
    with pytest.raises(ValueError, match="no activation 'softsign'; there are tanh, logistic"):
        spec(slug, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"g": "identity"}, "g must be a sigmoid, got 'identity'"),
        ({"h": "relu"}, "h must be a sigmoid or the identity, got 'relu'"),
    ],
)
def test_cells_are_squashed_by_sigmoids(options, message):
    with pytest.raises(ValueError, match=message):
        spec("lstm97", **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scale": -0.1}, "scale must be 0 or more, got -0.1"),
        ({"scale": float("nan")}, "scale must be 0 or more, got nan"),
        ({"biases": {"net_forget": 1}}, "no units 'net_forget' in this network; it has net_in"),
        ({"biases": {"net_in": (1, 2, 3)}}, r"bias of net_in needs one number or 2, got \(3,\)"),
    ],
)
def test_weights_are_drawn_as_told(options, message):
    with pytest.raises(ValueError, match=message):
        NETWORKS["lstm97"].init(spec("lstm97", blocks=2), rng=RNG, **options)


@pytest.mark.parametrize("variant", ["rnn", "lstm97", "gru-bias"])
@pytest.mark.parametrize(
    "go", [forward, lambda *given: next(stream(*given))], ids=["forward", "stream"]
)
@pytest.mark.parametrize(
    ("part", "shape", "message"),
    [
        (
            "xs",
            (7,),
            r"xs must be \(time steps, 2\[, trials\]\) with at least one step, got \(7,\)",
        ),
        ("xs", (7, 3), r"xs must be \(time steps, 2"),
        ("xs", (0, 2), r"at least one step, got \(0, 2\)"),
        ("xs", (7, 2, 5), "xs must have 4 trials like the weights, got 5"),
        ("targets", (7, 2), r"targets must be \(time steps, 3"),
        ("targets", (6, 3), r"targets must have 7 time steps like xs, got \(6, 3\)"),
        ("targets", (7, 3, 5), "targets must have 4 trials like the weights, got 5"),
        ("teach", (6,), r"teach must have 7 time steps like xs, got \(6,\)"),
        ("teach", (7, 5), r"teach must be \(7,\) or \(7, 4\), got \(7, 5\)"),
        ("teach", (7, 1, 1), r"teach must be \(7,\) or \(7, 4\), got \(7, 1, 1\)"),
        ("teach", (), r"teach must have 7 time steps like xs, got \(\)"),
    ],
)
def test_sequences_have_the_right_shape(variant, go, part, shape, message):
    case = make(variant, trials=4)
    setattr(case, part, np.zeros(shape))
    with pytest.raises(ValueError, match=message):
        go(case.params, case.xs, case.targets, case.teach)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("part", ["xs", "targets"])
def test_sequences_are_finite(part, bad):
    case = make("lstm97")
    getattr(case, part)[3, 1] = bad
    with pytest.raises(ValueError, match=f"{part} must be finite numbers, found nan or inf"):
        run(case)


@pytest.mark.parametrize("part", ["hidden", "output"])
def test_weights_are_finite_and_fit_the_architecture(part):
    case = make("gru")
    getattr(case.params, part)[0, 0] = np.nan
    with pytest.raises(ValueError, match=f"{part} weights must be finite numbers"):
        run(case)
    other = make("gru").params.map(lambda array: array[:, :-1])
    with pytest.raises(ValueError, match=r"hidden weights must be \(9, 9\), got \(9, 8\)"):
        run(case, other)
    case = make("lstm97", trials=3)
    case.params = type(case.params)(case.spec, case.params.hidden, case.params.output[..., :2])
    with pytest.raises(ValueError, match=r"output weights must be \(3, 4\), got \(3, 4, 2\)"):
        run(case)


def test_targets_for_some_trials_need_as_many_sequences():
    case = make("rnn", shown=4)
    case.targets = case.targets[..., :3]
    with pytest.raises(ValueError, match="targets must have 4 trials like xs, got 3"):
        run(case)
    case = make("rnn")
    case.targets = np.stack([case.targets] * 2, axis=-1)
    with pytest.raises(ValueError, match="targets must have no axis of trials like xs, got 2"):
        run(case)


@every_variant
def test_cuts_name_edges_of_the_network(variant):
    trace = run(make(variant))
    edges = ", ".join(trace.params.spec.rows)
    message = rf"no edge \['net_q'\] to cut; there are {edges}"
    with pytest.raises(ValueError, match=message):
        backward(trace, cuts=frozenset({"net_q"}))
    with pytest.raises(ValueError, match=message):
        next(retreat(trace, cuts=frozenset({"net_q"})))


@pytest.mark.parametrize("at", [-1, 7, "first", 2.5])
def test_errors_enter_within_the_sequence(at):
    trace = run(make("lstm97"))
    with pytest.raises(ValueError, match="a time step from 0 to 6, got"):
        backward(trace, at=at)


def test_only_networks_of_one_kind_and_number_stand_side_by_side():
    with pytest.raises(ValueError, match="one architecture"):
        stack([make("rnn").params, make("gru").params])
    with pytest.raises(ValueError, match="single networks"):
        stack([make("rnn", trials=2).params])
    with pytest.raises(ValueError, match="at least one network"):
        stack([])


@pytest.mark.parametrize("slug", NETWORKS)
@pytest.mark.parametrize("bias", [("input",), "in", ("net_in",), ("j", "x"), None, True])
def test_biases_are_of_kinds_that_there_are(slug, bias):
    """A name that does not exist would leave all units without a bias, and say nothing."""
    with pytest.raises(ValueError, match=r"bias must name kinds of unit \((j|in|r), .*k\), got"):
        spec(slug, bias=bias)


def test_a_word_is_not_a_set_of_cuts():
    trace = run(make("lstm97"))
    message = "cuts must be a set of edges: FULL, TRUNCATED or some of net_in, .*, got the text"
    with pytest.raises(ValueError, match=message):
        backward(trace, cuts="all")


def test_no_set_of_cuts_is_said_to_be_none():
    with pytest.raises(ValueError, match=r"cuts must be a set of edges: FULL, .*, got None"):
        backward(run(make("lstm97")), cuts=None)


@pytest.mark.parametrize("slug", NETWORKS)
@pytest.mark.parametrize("size", [1.5, "2", None])
def test_sizes_are_whole_numbers(slug, size):
    units = "blocks" if slug.startswith("lstm") else "hidden"
    for name in ("inputs", "outputs", units):
        with pytest.raises(ValueError, match=f"{name} .* number of . or more, got {size!r}"):
            spec(slug, **{name: size})


@pytest.mark.parametrize("part", ["xs", "targets"])
@pytest.mark.parametrize("values", ["abc", [[1.0, 2.0], [3.0]], [["a", "b"]], {"x": 1}])
def test_sequences_are_of_numbers(part, values):
    case = make("rnn")
    setattr(case, part, values)
    with pytest.raises(ValueError, match=f"{part} must be an array of numbers, got "):
        run(case)


@pytest.mark.parametrize("teach", [0.5, "yes", [0, 1, 2, 0, 0, 0, 0], [np.nan] * 7])
def test_a_teacher_says_yes_or_no(teach):
    case = make("rnn")
    with pytest.raises(ValueError, match=r"teach must be True or False \(1 or 0\) at each step"):
        forward(case.params, case.xs, case.targets, teach)


@pytest.mark.parametrize("leak", [0, -0.1, 1.5, float("nan")])
def test_a_leak_is_a_share(leak):
    with pytest.raises(ValueError, match="leak must be above 0 and at most 1"):
        spec("rnn", leak=leak)


def test_a_reset_gate_stands_before_or_after():
    with pytest.raises(ValueError, match="reset must be before or after, got 'torch'"):
        spec("gru", reset="torch")
