"""The right answer of every computed question is the engine's."""

import numpy as np
import pytest

from lstm97.analysis.cell.carousel import loop, noisy, unit
from lstm97.analysis.problem.hochreiter import local_flow
from lstm97.analysis.problem.vanishing import fate
from lstm97.analysis.quiz import computations
from lstm97.analysis.quiz.bank import QUESTIONS, ask
from lstm97.analysis.quiz.question import round_as_printed
from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, forward, lstm97, rnn
from lstm97.engine.lstm97 import errors as lstm97_errors
from lstm97.engine.params import Params

SEEDS = range(200)
CLOSE = 1e-9


def right(question):
    (slug,) = question.right
    return question.options[slug]


def check(slug, measure):
    """The engine's number for the values in the question is that of the right option."""
    for seed in SEEDS:
        question = ask(slug, seed)
        assert right(question) == pytest.approx(measure(question.values), rel=CLOSE, abs=CLOSE)


def test_unit_step():
    check("unit-step", lambda said: np.tanh(said["v"] * said["x"] + said["w"] * said["before"]))


def test_error_step():
    check("error-step", lambda said: (1 - said["y"] ** 2) * said["w"] * said["after"])


def test_weight_share_is_a_term_of_the_engines_gradient():
    place = list(QUESTIONS).index("weight-share")
    for seed in SEEDS:
        question, rng = ask("weight-share", seed), np.random.default_rng([seed, place])
        for _ in range(20):  # runs whose options were too close have been drawn again
            flow = computations._small_run(rng)
            terms = flow.nets[:, 0] * flow.trace.sources[:, 1]
            assert terms.sum() == pytest.approx(flow.grad.hidden[0, 1])
            if (abs(terms - right(question)) <= 0.011 * abs(terms)).any():  # two rounded factors
                break
        else:
            pytest.fail(f"no run of seed {seed} has this term")


def test_factor_power():
    def measure(said):
        return (said["slope"] * said["w"]) ** said["q"]

    check("factor-power", measure)


def test_effective_depth():
    for seed in SEEDS:
        question = ask("effective-depth", seed)
        share = loop(question.values["w"], 300).share[::-1]
        depth = int(right(question))
        assert share[depth] >= 0.01 > share[depth + 1]


def test_no_network_exceeds_the_bound_asked_for():
    for seed in range(20):
        question = ask("bound-value", seed)
        said = question.values
        spec = rnn.Spec(1, 1, int(said["n"]), "identity")
        params = NETWORKS["rnn"].init(spec, rng=np.random.default_rng(seed), scale=1.0)
        W = params.hidden[:, 1:-1]
        W *= said["slope"] * said["norm"] / np.abs(W).sum(axis=1, keepdims=True)
        flow = local_flow(forward(params, np.zeros((10, 1))))
        assert flow.norm * flow.slope_max == pytest.approx(said["slope"] * said["norm"])
        assert flow.bound[int(said["q"])] == pytest.approx(right(question))
        assert flow.largest[int(said["q"])] <= right(question)


def test_which_fate():
    for seed in SEEDS:
        question = ask("which-fate", seed)
        trace = forward(unit(question.values["w"], question.variant), np.eye(201)[:, :1])
        largest = local_flow(trace).largest
        assert question.right == {fate(largest[200])}


def test_carousel_sum():
    def measure(said):
        state = computations.two_errors(said["first"], said["second"])
        return state[int(said["at"]) - 1]

    check("carousel-sum", measure)
    assert computations.two_errors(1.0, 2.0).tolist() == [3.0] * 6 + [1.0] * 4


def test_state_two():
    def measure(said):
        spec = lstm97.Spec(2, 1, recurrent=False)
        params = Params(spec, np.zeros((3, 4)), np.zeros((1, 2)))
        params.hidden[0, 0] = params.hidden[2, 1] = 1
        gates = np.array([said["y1"], said["y2"]])
        inputs = np.array([said["g1"], said["g2"]])
        xs = np.stack([np.log(gates / (1 - gates)), 2 * np.arctanh(inputs / 2)], axis=1)
        return forward(params, xs).gates.s[-1, 0]

    check("state-two", measure)


def test_entry_factor():
    def measure(said):
        state = 2 * np.arctanh(said["h"])
        y = said["y_out"]
        flow = computations.keyed_cell(
            np.array([computations.WIDE]),
            2 * np.arctanh(np.array([state]) / 2),
            np.array([np.log(y / (1 - y))]),
        )
        gates = flow.trace.gates
        assert gates.h[0, 0] == pytest.approx(said["h"])
        return lstm97_errors.entry(flow.trace.params.spec, gates)[0, 0]

    check("entry-factor", measure)


def test_cut_here():
    for seed in SEEDS:
        question = ask("cut-here", seed)
        path = question.variant.removesuffix("_full")
        cuts = FULL if question.variant.endswith("_full") else TRUNCATED
        flow = backward(noisy(-4.0, 6, seed=1), cuts=cuts)
        part, later = flow.paths()[path][:-1], flow.state[1:]
        assert (question.right == {"cut"}) == (not part.any())
        assert (question.right == {"whole"}) == bool((part == later).all())


def test_only_the_carousel_passes_in_the_truncated_graph():
    found = {q.variant: q.right for q in (ask("cut-here", seed) for seed in SEEDS)}
    assert found == {
        "carousel": {"whole"},
        "carousel_full": {"whole"},
        "net_in": {"cut"},
        "net_out": {"cut"},
        "net_c": {"cut"},
        "net_in_full": {"scaled"},
        "net_out_full": {"scaled"},
        "net_c_full": {"scaled"},
    }


def test_forget_power():
    check("forget-power", lambda said: said["gate"] ** said["q"])
    for seed in SEEDS:
        said = ask("forget-power", seed).values
        assert round_as_printed(1 / (1 + np.exp(-said["bias"]))) == said["gate"]
    assert computations.kept_by_forget_gate(2.0, 10) == pytest.approx(
        (1 / (1 + np.exp(-2.0))) ** 10
    )
