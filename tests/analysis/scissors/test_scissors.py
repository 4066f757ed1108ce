"""The scissors: what they cut, what is left, what it changes for learning, and what it costs."""

import numpy as np
import pytest

from lstm97.analysis.scissors import online97
from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors import truncation as scissors
from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, forward
from lstm97.engine.lstm97 import Spec
from lstm97.tasks import join, pick

EDGES = scissors.EDGES


def sequence(seed, length=30):
    return pick(course.task(length).draw(1, rng=np.random.default_rng([seed, 5])), 0)


def cut(stage="truncated", seed=9, cuts=(), **how):
    return scissors.cut(course.network(stage, seed, **how), sequence(seed), frozenset(cuts))


def test_with_all_three_cut_the_error_between_source_and_start_is_level_to_the_last_bit():
    state = cut(cuts=EDGES).yours.state
    assert (state == state[-1]).all()


@pytest.mark.parametrize("edge", EDGES)
def test_a_cut_edge_carries_nothing_and_the_others_still_do(edge):
    shares = cut(cuts=[edge]).shares
    assert not shares[edge].any()
    assert all(shares[other].any() for other in EDGES if other != edge)


@pytest.mark.parametrize("stage", ["untrained", "halfway", "truncated", "full"])
def test_signed_parts_of_all_paths_sum_to_the_error(stage):
    cutting = cut(stage)
    for cell in range(4):
        parts = scissors.signed_parts(cutting.yours, cell)
        np.testing.assert_allclose(
            sum(parts.values()), cutting.yours.state[:, cell], rtol=1e-10, atol=1e-18
        )
    total = sum(cutting.shares.values())
    np.testing.assert_allclose(total, 1)


def test_detours_are_small_in_a_step_and_add_up_over_the_whole_way():
    cutting = cut()
    assert cutting.shares["carousel"][:-1].mean() > 0.8
    assert cutting.carousel_share[-1] == pytest.approx(1)
    assert cutting.carousel_share[0] < 0.2
    assert (cut(cuts=EDGES).carousel_share == 1).all()


def test_the_output_layers_gradient_does_not_know_the_scissors():
    cutting = cut()
    np.testing.assert_array_equal(cutting.paper.grad.output, cutting.full.grad.output)
    assert not np.allclose(cutting.paper.grad.hidden, cutting.full.grad.hidden)


def test_without_recurrent_weights_truncated_and_full_gradient_are_the_same():
    params = course.fresh(1)
    params.hidden[:, params.spec.inputs : -1] = 0
    turn = scissors.cut(params, sequence(1), TRUNCATED).turn
    assert turn.angle == pytest.approx(0, abs=1e-9)
    assert turn.ratio == pytest.approx(1)


def test_an_untrained_gradient_hardly_turns_and_one_halfway_through_learning_more():
    draws = [course.task().draw(1, rng=np.random.default_rng([n, 5])) for n in course.SEEDS]
    sequences = join(draws)
    fresh, half = (
        scissors.turns(course.networks(stage), sequences).angle
        for stage in ("untrained", "halfway")
    )
    assert np.median(fresh) < 4 < np.median(half) < 45
    assert half.max() < 90


def test_angle_is_exact_where_a_cosine_would_round():
    a = np.array([[1.0, 0.0]])
    assert scissors.angle(a, np.array([[1.0, 1e-9]])) == pytest.approx(np.degrees(1e-9))
    assert scissors.angle(a, np.array([[0.0, 2.0]])) == pytest.approx(90)
    assert scissors.angle(a, -a) == pytest.approx(180)
    assert np.isnan(scissors.angle(a, np.zeros((1, 2))))


# ---- learning


def test_the_kept_course_is_what_teaching_gives():
    kept, _ = course.load_training()
    few = list(zip(course.lessons(course.SEEDS, longest=500), range(3), strict=True))
    for side in course.SIDES:
        again = course.gather_marks([marks[side] for marks, _ in few])
        np.testing.assert_array_equal(again.sequences, kept[side].sequences[:3])
        np.testing.assert_allclose(again.loss, kept[side].loss[:3], rtol=1e-6)
        np.testing.assert_array_equal(again.right, kept[side].right[:3])


def test_kept_networks_answer_as_their_course_says():
    kept, networks = course.load_training()
    for side in course.SIDES:
        right = course.rights(networks[side], course.exam())
        np.testing.assert_array_equal(right, kept[side].right[-1])


def test_learning_does_not_differ_significantly_as_the_paper_says():
    kept, _ = course.load_training()
    solved = {side: marks.sequences_needed for side, marks in kept.items()}
    _, _, p = course.sign_test(solved["truncated"], solved["full"])
    assert p > 0.05
    assert all(np.isfinite(one).sum() >= 27 for one in solved.values())


def test_sign_test_by_hand():
    nan = float("nan")
    assert course.sign_test(np.array([1, 2, 3, 4.0]), np.array([2, 3, 4, 4.0])) == (3, 3, 0.25)
    assert course.sign_test(np.array([1, nan]), np.array([nan, nan])) == (1, 1, 1.0)
    assert course.sign_test(np.array([1.0]), np.array([1.0])) == (0, 0, 1.0)


# ---- cost


@pytest.mark.parametrize(
    "spec",
    [
        Spec(3, 2, 2, 2, gates_fed_back=True),
        Spec(2, 1, 3, 1),
        Spec(2, 2, 1, 2, output_gate=False, shortcut=True, bias=("in",)),
    ],
)
def test_the_papers_forward_algorithm_gives_the_truncated_gradient(spec):
    rng = np.random.default_rng(3)
    params = NETWORKS["lstm97"].init(spec, rng=rng, scale=1.0)
    xs, targets = rng.normal(size=(15, spec.inputs)), rng.uniform(size=(15, spec.outputs))
    teach = rng.random(15) < 0.5
    online = online97.online(params, xs, targets, teach)
    behind = backward(forward(params, xs, targets, teach), cuts=TRUNCATED).grad
    np.testing.assert_allclose(online.hidden, behind.hidden, atol=1e-14)
    np.testing.assert_allclose(online.output, behind.output, atol=1e-14)
    full = backward(forward(params, xs, targets, teach), cuts=FULL).grad
    assert not np.allclose(online.hidden, full.hidden)


def test_work_per_weight_and_step_is_constant_but_for_rtrl():
    small, large = (
        {
            m: b.work / online97.count(online97.cells_net(n))
            for m, b in online97.bills(n, 10).items()
        }
        for n in (8, 128)
    )
    for method in ("paper", "bptt"):
        assert large[method] == pytest.approx(small[method], rel=0.1)
    assert large["rtrl"] > 100 * small["rtrl"]


def test_the_papers_memory_does_not_grow_with_time_and_that_of_bptt_does():
    short, long = (online97.storage_sizes(8, steps) for steps in (10, 1000))
    assert long["paper"] == short["paper"]
    assert long["rtrl"] == short["rtrl"]
    assert long["bptt"] == 100 * short["bptt"]
    assert short["paper"] == pytest.approx(online97.bills(8, 10)["paper"].memory, rel=0.2)
