"""The small unrolled chain goes through the pages, and its numbers on each are the engine's."""

import json
import struct

import numpy as np
import pytest
from sweep import states
from visit import said, skipper, visit

from lstm97.analysis.foundations.contributions import back_factors
from lstm97.analysis.foundations.exercise import inputs
from lstm97.analysis.small_chain import SEED, STEPS, of_cell, of_unit
from lstm97.engine import Params, backward, forward, rnn
from lstm97.ui.base.text import languages
from lstm97.ui.lesson.pictures.unrolling import manner
from lstm97.ui.pages.bptt import net as bptt
from lstm97.ui.pages.carousel import view as carousel
from lstm97.ui.pages.vanishing_exploding.conditions import STOPS

PAGES = {
    "vanishing-exploding": ("fate", "flow/chain"),
    "carousel": ("left", "chain"),
    "memory-cell": ("open", "game/chain"),
}
ACTIVATIONS = ("logistic", "tanh", "identity", "relu")


def rows(data):
    """The rows (T,) of every chain in what a stage was sent."""
    start = 4 + struct.unpack_from("<I", data)[0]
    values = np.frombuffer(data[start:], "<f4")
    for lane in json.loads(data[4:start]).get("lanes", ()):
        if lane["kind"] == "chain":
            places = lane["values"].items()
            yield {row: values[at : at + steps] for row, (at, steps, _) in places}


def chains(at):
    sent = [one.proto.bytes for one in at.get("bidi_component") if len(one.proto.bytes) > 4]
    return [chain for data in sent for chain in rows(data)]


def opened(page, lang="en", **query):
    """The page with its chain's drawer open."""
    question, drawer = PAGES[page]
    at = skipper(page, question)(visit(page, lang, **query))
    assert not chains(at)
    at.session_state[f"{page}/{drawer}"] = True
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("page", PAGES)
def test_what_is_left_of_the_error_is_the_product_of_the_printed_factors(page, lang):
    found = chains(opened(page, lang))
    assert len(found) == (2 if page == "carousel" else 1)
    for chain in found:
        kept = chain["error"] / chain["error"][-1]
        back = np.append(np.cumprod(chain["back"][:-1][::-1])[::-1], 1)
        assert np.allclose(kept, back, rtol=1e-5)
        assert np.allclose(kept, chain["share"], rtol=1e-5)


def test_a_carousel_hands_the_error_back_unchanged_and_a_weight_of_0_99_does_not():
    exact, yours = chains(opened("carousel"))
    assert exact["back"][:-1].tolist() == [1.0] * (STEPS - 1)
    assert exact["error"].tolist() == [1.0] * STEPS
    assert np.allclose(yours["back"][:-1], 0.99)
    assert len(chains(opened("carousel", w="1"))) == 1  # the reader's is the carousel


def test_the_gates_let_one_value_in_and_out():
    (chain,) = chains(opened("memory-cell"))
    assert np.flatnonzero(chain["input"]).tolist() == [0]
    assert np.flatnonzero(chain["output"]).tolist() == [STEPS - 1]
    assert len(set(chain["unit"].tolist())) == 1  # the state keeps it
    assert chain["back"][:-1].tolist() == [1.0] * (STEPS - 1)


def test_the_unit_of_the_page_is_run_on_the_small_sequence():
    at = opened("vanishing-exploding", act="relu", size="2")
    (chain,) = chains(at)
    spec = rnn.Spec(1, 1, 1, "relu", output="identity", bias=())
    params = Params(spec, np.array([[1.0, 2.0, 0.0]]), np.array([[1.0, 0.0]]))
    xs = inputs(SEED, STEPS)
    trace = forward(params, xs, forward(params, xs).y_k - 1)
    assert np.allclose(chain["unit"], trace.gates.y_j[:, 0])
    assert np.allclose(chain["error"], backward(trace).nets[:, 0])
    assert "a loop weight of 2" in said(at)


def test_it_is_the_chain_of_the_page_on_backpropagation_through_time():
    values = bptt.SETTINGS.defaults()
    shown, chain = bptt.run(values).trace, of_unit(values.w)
    assert chain.entering.tolist() == shown.inputs.xs[:, 0].tolist()
    assert chain.states.tolist() == shown.gates.y_j[:, 0].tolist()
    assert chain.factors.tolist() == back_factors(shown)[:-1].tolist()


def is_true(chain, slug):
    """Whether what the page says of such factors holds of the errors themselves."""
    sizes = np.abs(chain.errors)
    steps = np.diff(sizes)  # towards the end
    return {
        "silent": sizes[-1] == 0,
        "same": (sizes == sizes[-1]).all() and sizes[-1] > 0,
        "shrinks": (steps > 0).all(),
        "swells": (steps < 0).all(),
        "mixed": len(set(chain.factors)) > 1,
    }[slug]


def test_what_is_said_of_the_factors_is_true_of_the_errors():
    units = [of_unit(size, act) for size in STOPS for act in ACTIVATIONS]
    assert all(is_true(chain, manner(chain)) for chain in units)
    slugs = {"silent", "same", "shrinks", "swells", "mixed"}
    assert {manner(chain) for chain in units} == slugs
    assert manner(of_cell()) == "same"


def test_a_unit_beside_the_carousel_has_its_own_chain():
    for values in states(carousel.BENCH):
        exact, *beside = carousel.chains(values).values()
        assert manner(exact) == "same"
        assert len(beside) == ((values.f, values.w) != ("identity", 1.0))
