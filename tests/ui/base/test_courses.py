"""Work that is done once for all sessions, and found again by whoever asks."""

import threading
import time

import numpy as np
import pytest

from lstm97.analysis.flow.practice import Round
from lstm97.engine import NETWORKS, rnn
from lstm97.ui.base.courses import Course, Shelf, Turns, bytes_of, thinned


def counting(last=60, made=None):
    def source():
        for place in range(0, last + 1, 5):
            if made is not None:
                made.append(place)
            yield place, f"step {place}"

    return Course(source(), grain=20)


def test_a_course_is_made_as_far_as_somebody_asks():
    made = []
    course = counting(made=made)
    assert made == [0]
    assert course.beyond(0) == (5, "step 5")
    assert course.beyond(0) == (5, "step 5")
    assert made == [0, 5]


def test_between_two_that_stay_steps_are_seen_by_those_who_watch():
    course, place, seen = counting(), 0, []
    while step := course.beyond(place):
        place = step[0]
        seen.append(place)
    assert seen == list(range(5, 61, 5))
    assert [step[0] for step in course.upto(60)] == [0, 20, 40, 60]
    assert course.beyond(0) == (20, "step 20")
    assert course.knows_beyond(55)
    assert not course.knows_beyond(60)
    assert len(course) == 4


def test_upto_leaves_out_what_comes_later_and_is_never_empty():
    course = counting()
    course.beyond(44)
    assert [step[0] for step in course.upto(39)] == [0, 20]
    assert [step[0] for step in course.upto(59)] == [0, 20, 40]
    assert [step[0] for step in course.upto(0)] == [0]


def test_a_course_ends():
    course = counting(last=10)
    assert not course.ends_at(10)
    assert course.beyond(10) is None
    assert course.ends_at(10)
    assert not course.ends_at(5)


def test_two_who_watch_together_have_it_made_once():
    made = []

    def source():
        for place in range(0, 400, 20):
            time.sleep(0.001)
            made.append(place)
            yield place, place

    course, seen = Course(source(), grain=20), ([], [])

    def watch(own):
        place = 0
        while step := course.beyond(place):
            place = step[0]
            own.append(place)

    threads = [threading.Thread(target=watch, args=(own,)) for own in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == list(range(0, 400, 20))
    assert seen[0] == seen[1] == made[1:]


def heavy(last=60, count=100):
    """A course whose kept steps, one in four, have 100 numbers of 8 bytes each."""
    return Course(((place, np.zeros(count)) for place in range(0, last + 1, 5)), grain=20)


def test_a_course_knows_the_bytes_of_what_it_keeps():
    course = heavy()
    assert course.size == 800
    course.beyond(59)
    assert len(course) == 4
    assert course.size == 3200


def test_the_shelf_keeps_what_was_asked_for_last():
    shelf, begun = Shelf(most=4000), []

    def ask(name):
        return shelf.course(name, lambda: begun.append(name) or heavy())

    ask("a").beyond(59)  # four steps stay, 3200 bytes
    assert ask("b") is ask("b")
    assert ask("a") is ask("a")
    ask("c")  # 4800 bytes: "b" was asked for longest ago
    ask("a")
    ask("b")
    assert begun == ["a", "b", "c", "b"]
    assert shelf.size <= 4000


def test_a_course_that_is_watched_is_the_last_to_leave_the_shelf():
    shelf = Shelf(most=2000)
    first = shelf.course("a", heavy)
    with first.watch():
        shelf.course("b", heavy)
        shelf.course("c", heavy)
        assert shelf.course("a", heavy) is first
    shelf.course("d", heavy)
    shelf.course("e", heavy)
    assert shelf.course("a", heavy) is not first


def test_one_course_too_large_for_the_shelf_is_still_kept():
    shelf = Shelf(most=10)
    assert shelf.course("a", heavy) is shelf.course("a", heavy)


def test_when_the_last_who_watches_leaves_the_course_lets_go():
    freed = []
    course = Course(((place, place) for place in range(3)), 1, lambda: freed.append(True))
    with course.watch():
        with course.watch():
            assert not course.idle
        assert not freed
    assert freed == [True]
    assert course.idle


def test_it_lets_go_also_where_watching_is_interrupted():
    freed = []
    course = Course(((place, place) for place in range(3)), 1, lambda: freed.append(True))
    with pytest.raises(KeyboardInterrupt), course.watch():
        raise KeyboardInterrupt
    assert freed == [True]


def test_the_bytes_of_a_record_are_those_of_its_arrays():
    net = NETWORKS["rnn"].init(rnn.Spec(2, 1, 3), rng=np.random.default_rng(1), scale=0.1)
    one = net.hidden.nbytes + net.output.nbytes
    assert bytes_of(Round({"rnn": net}, {}, {}, ())) == one
    assert bytes_of({"a": [np.zeros(3), (np.zeros(2, np.int8), "text", None)]}) == 26


def test_a_window_on_an_array_counts_with_all_that_it_keeps_in_memory():
    whole = np.zeros((10, 100))
    assert bytes_of((whole[0], whole[:, 1].reshape(2, 5))) == 8000
    assert bytes_of(whole[0].copy()) == 800


def test_no_more_works_at_once_than_there_are_turns():
    turns, works = Turns(2), [object() for _ in range(4)]
    with turns.line(works[0]) as first, turns.line(works[1]) as second:
        assert (first(), second()) == (0, 0)
        with turns.line(works[2]) as third, turns.line(works[3]) as fourth:
            assert (third(), fourth()) == (1, 2)
            with turns.line(works[0]) as joined:  # is being done anyway
                assert joined() == 0
            assert (third(), fourth()) == (1, 2)
        with turns.line(works[3]) as again:
            assert again() == 1


def test_when_one_ends_the_next_in_line_begins():
    turns = Turns(1)
    with turns.line("b") as second, turns.line("c") as third:
        with turns.line("a") as late:
            assert second() == 0
            assert (third(), late()) == (1, 2)
        assert third() == 1
    with turns.line("c") as third:
        assert third() == 0


def test_two_watch_one_work_and_it_is_done_until_both_have_left():
    turns = Turns(1)
    with turns.line("b") as other, turns.line("a") as first:
        assert other() == 0
        assert first() == 1
    with turns.line("a") as first:
        assert first() == 0
        with turns.line("a") as second:
            assert second() == 0
        with turns.line("b") as other:
            assert other() == 1


@pytest.mark.parametrize(("moments", "kept"), [(0, 0), (1, 1), (8, 8), (9, 5), (61, 5), (400, 8)])
def test_a_run_is_thinned_and_keeps_first_and_last(moments, kept):
    shown = thinned(range(moments), 8)
    assert len(shown) == len(set(shown)) == kept
    assert shown[:1] == list(range(moments))[:1]
    assert shown[-1:] == list(range(moments))[-1:]


def test_a_run_that_grows_keeps_its_marks():
    before, after = (thinned(range(moments), 60) for moments in (100, 101))
    assert set(before[:-1]) <= set(after)
