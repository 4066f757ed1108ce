"""Work that is done once for all sessions, and found again by whoever asks."""

import threading
import time

import pytest

from lstm97.ui.base.courses import Course, Shelf, thinned


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


def test_the_shelf_keeps_what_was_asked_for_last():
    shelf, begun = Shelf(most=5), []

    def course(name):
        begun.append(name)
        return counting()

    def ask(name):
        return shelf.course(name, lambda: course(name))

    ask("a").beyond(59)  # four steps stay
    assert ask("b") is ask("b")
    assert ask("a") is ask("a")
    ask("c")  # six steps are more than five: "b" was asked for longest ago
    ask("a")
    ask("b")
    assert begun == ["a", "b", "c", "b"]


@pytest.mark.parametrize(("moments", "kept"), [(0, 0), (1, 1), (8, 8), (9, 5), (61, 5), (400, 8)])
def test_a_run_is_thinned_and_keeps_first_and_last(moments, kept):
    shown = thinned(range(moments), 8)
    assert len(shown) == len(set(shown)) == kept
    assert shown[:1] == list(range(moments))[:1]
    assert shown[-1:] == list(range(moments))[-1:]


def test_a_run_that_grows_keeps_its_marks():
    before, after = (thinned(range(moments), 60) for moments in (100, 101))
    assert set(before[:-1]) <= set(after)
