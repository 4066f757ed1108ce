"""A question's way through a class, and every vote counted once in the round it was cast in."""

import threading
import time

import pytest
from samples import SEVERAL, words

from lstm97.room import rooms, rounds, votes
from lstm97.room.database import connect
from lstm97.room.question import (
    DONT_KNOW,
    Option,
    Right,
    RoomQuestion,
    dump,
    load,
    own,
    parse_answer,
    say,
)
from lstm97.room.refusal import Refusal


def refused(reason):
    return pytest.raises(Refusal, match=f"^{reason}$")


@pytest.fixture
def asked(db, code, choice):
    """The question is on the wall and open."""
    rounds.offer(db, code, choice)
    rounds.step(db, code, choice.key, "open")
    return lambda voter, answer, number=1: votes.cast(db, code, voter, choice.key, number, answer)


def stand(db, code):
    return rounds.on_wall(db, code)[1]


def test_a_vote_is_counted_once_and_may_be_changed(db, code, choice, asked):
    for answer in ("a", "a", "c"):
        asked("v1", answer)
    asked("v2", DONT_KNOW)
    assert votes.ballots(db, code, choice.key) == {1: {"v1": "c", "v2": DONT_KNOW}}
    assert rooms.pulse(db, code).answers == 2


def test_a_closed_round_refuses_late_votes(db, code, choice, asked):
    asked("v1", "a")
    rounds.step(db, code, choice.key, "close")
    for voter in ("v1", "v2"):
        with refused("closed"):
            asked(voter, "b")
    assert votes.ballots(db, code, choice.key) == {1: {"v1": "a"}}
    assert rooms.pulse(db, code).voters == 1


def test_before_it_is_opened_nobody_votes(db, code, choice):
    rounds.offer(db, code, choice)
    with refused("closed"):
        votes.cast(db, code, "v", choice.key, 1, "a")


def test_both_rounds_are_kept_side_by_side(db, code, choice, asked):
    asked("v1", "a")
    rounds.step(db, code, choice.key, "close")
    rounds.step(db, code, choice.key, "again")
    assert rooms.pulse(db, code).answers == 0
    with refused("closed"):
        asked("v1", "b")  # of the first round: a phone that was away too long
    asked("v1", "b", 2)
    assert votes.ballots(db, code, choice.key) == {1: {"v1": "a"}, 2: {"v1": "b"}}


def test_two_tabs_press_the_same_button(db, code, choice, asked):
    for name, phase, number in (
        ("open", "open", 1),
        ("close", "closed", 1),
        ("again", "open", 2),
        ("again", "open", 2),
        ("close", "closed", 2),
        ("again", "closed", 2),  # there is no third round
        ("reveal", "revealed", 2),
        ("open", "revealed", 2),
        ("close", "revealed", 2),
    ):
        after = rounds.step(db, code, choice.key, name)
        assert (after.phase, after.round) == (phase, number), name
    revision = rooms.find(db, code).revision
    rounds.step(db, code, choice.key, "reveal")
    assert rooms.find(db, code).revision == revision


def test_a_question_that_has_left_the_wall_is_not_opened(db, code, choice, asked):
    rounds.step(db, code, choice.key, "close")
    rounds.offer(db, code, SEVERAL)
    for name in ("open", "again"):  # pressed in the moment in which the wall turned
        assert rounds.step(db, code, choice.key, name).phase == "closed"
    rounds.offer(db, code, choice)
    assert rounds.step(db, code, choice.key, "again").phase == "open"


def test_a_teacher_opens_again_what_was_closed_too_early(db, code, choice, asked):
    asked("v1", "a")
    rounds.step(db, code, choice.key, "close")
    assert rounds.step(db, code, choice.key, "open").round == 1
    asked("v2", "b")
    assert rooms.pulse(db, code).answers == 2


def test_a_vote_for_a_question_that_has_left_the_wall_is_refused(db, code, choice, drawing, asked):
    rounds.offer(db, code, drawing)
    with refused("other-question"):
        asked("v1", "a")
    rounds.clear_wall(db, code)
    with refused("other-question"):
        votes.cast(db, code, "v1", "", 1, "a")


def test_a_question_that_comes_back_goes_on_where_it_stood(db, code, choice, drawing, asked):
    asked("v1", "a")
    rounds.step(db, code, choice.key, "close")
    rounds.offer(db, code, drawing)
    assert rounds.offer(db, code, choice).phase == "closed"
    assert rooms.pulse(db, code).answers == 1


def test_phones_hear_only_of_what_has_changed(db, code, choice):
    rounds.offer(db, code, choice)
    revision = rooms.find(db, code).revision
    rounds.offer(db, code, choice)
    assert rooms.find(db, code).revision == revision
    rounds.offer(db, code, RoomQuestion(choice.key, words("Other words?"), choice.options))
    assert rooms.find(db, code).revision == revision + 1
    assert stand(db, code).question.right == choice.right


def test_what_was_measured_is_added_later(db, code, drawing):
    rounds.offer(db, code, drawing)
    right = Right(curve=tuple(range(8)), words=words("gone after 2"))
    rounds.keep_measurement(db, code, drawing.key, right)
    assert stand(db, code).question.right == right


def test_start_over_forgets_the_votes(db, code, choice, asked):
    asked("v1", "a")
    rounds.show_bars(db, code, choice.key, True)
    assert stand(db, code).bars
    rounds.start_over(db, code, choice.key)
    assert stand(db, code)[1:] == ("shown", 1, False)
    assert votes.ballots(db, code, choice.key) == {}


def test_two_rooms_do_not_hear_of_each_other(db, code, choice, asked):
    other = rooms.open_room(db).code
    rounds.offer(db, other, choice)
    rounds.step(db, other, choice.key, "open")
    asked("v1", "a")
    votes.cast(db, other, "v1", choice.key, 1, "b")
    rounds.step(db, other, choice.key, "close")
    asked("v2", "a")
    assert votes.ballots(db, code, choice.key) == {1: {"v1": "a", "v2": "a"}}
    assert votes.ballots(db, other, choice.key) == {1: {"v1": "b"}}


@pytest.mark.parametrize(
    "answer",
    ["", "d", None, 1, True, [], {}, ["a"], {"a": 1}, "A", "a ", "\ud800", [1.0] * 8, [None] * 8],
)
def test_no_answer_is_refused(db, code, choice, asked, answer):
    with refused("no-answer"):
        asked("v1", answer)
    assert rooms.pulse(db, code)[1:] == (0, 0)


@pytest.mark.parametrize("number", [0, 2, -1, 1.5, True, None, "1", [1], 10**400])
def test_a_vote_is_for_the_round_that_is_open(asked, number):
    with refused("closed"):
        asked("v1", "a", number)


@pytest.mark.parametrize(
    "curve",
    [[0] * 7, [0] * 9, [0] * 65, [None] * 8, [0, *[None] * 7], ["0"] * 8, [[0]] * 8, [True] * 8,
     [float("nan")] * 8, [float("inf")] * 8, [10**400] * 8, "a", ""],
)  # fmt: skip
def test_no_curve_is_refused(drawing, curve):
    with refused("no-answer"):
        parse_answer(drawing, curve)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [(["a"], ("a",)), (["c", "a"], ("a", "c")), (["d", "c", "b", "a"], ("a", "b", "c", "d")),
     (DONT_KNOW, DONT_KNOW)],
)  # fmt: skip
def test_where_several_are_right_several_are_chosen(db, code, answer, kept):
    rounds.offer(db, code, SEVERAL)
    rounds.step(db, code, SEVERAL.key, "open")
    assert votes.cast(db, code, "v", SEVERAL.key, 1, answer) == kept
    assert votes.ballots(db, code, SEVERAL.key) == {1: {"v": kept}}


@pytest.mark.parametrize("answer", ["a", "", [], ["a", "a"], ["a", "e"], ["a", "?"], [["a"]],
                                    [None], [1, 2], ["a"] * 900, {"a": 1}, None])  # fmt: skip
def test_what_is_no_choice_of_several_is_refused(answer):
    with refused("no-answer"):
        parse_answer(SEVERAL, answer)


def test_where_one_is_right_a_list_is_no_answer(choice):
    with refused("no-answer"):
        parse_answer(choice, ["a"])


def test_a_curve_is_kept_on_its_sheet(drawing):
    drawn = [None, 1.23456, 99, -99, 0, 0, None, 2]
    assert parse_answer(drawing, drawn) == (None, 1.235, 2, -16, 0, 0, None, 2)
    assert parse_answer(drawing, DONT_KNOW) == DONT_KNOW


def test_a_question_is_read_back_as_it_was_asked(choice, drawing):
    for one in (choice, drawing, SEVERAL, own("Why?", ["x", "y"], [1], "own1")):
        assert load(dump(one)) == one


def test_a_teacher_types_a_question_with_up_to_five_answers():
    one = own(" Why? ", ["yes", " no "], [1], "own1")
    assert one.options == (Option("o1", {"": "yes"}), Option("o2", {"": "no"}))
    assert one.right.options == ("o2",)
    assert say(one.text, "zh") == say(one.text, "en") == "Why?"
    for text, options in (("", ["a", "b"]), ("Why?", ["a"]), ("Why?", list("abcdef"))):
        with refused("no-answer"):
            own(text, options, [], "k")
    with refused("too-long"):
        own("x" * 601, ["a", "b"], [], "k")


def test_many_votes_at_once_while_the_teacher_closes(url, db, code, choice, asked):
    """Whoever was told that a vote has come is counted, whoever was refused is not."""
    told, late, trouble = [], [], []
    started = threading.Barrier(7)

    def vote(group):
        mine = connect(url, db.now)
        started.wait()
        for n in range(20):
            try:
                votes.cast(mine, code, f"{group}-{n}", choice.key, 1, "a")
                told.append(f"{group}-{n}")
            except Refusal as refusal:
                late.append(refusal.reason)
            except Exception as error:
                trouble.append(error)
        mine.engine.dispose()

    def close():
        started.wait()
        while len(told) + len(trouble) < 20:
            time.sleep(0.001)
        rounds.step(db, code, choice.key, "close")

    threads = [threading.Thread(target=vote, args=(group,)) for group in range(6)]
    for one in [*threads, closing := threading.Thread(target=close)]:
        one.start()
    for one in [*threads, closing]:
        one.join()
    assert trouble == []
    assert set(votes.ballots(db, code, choice.key)[1]) == set(told)
    assert len(told) + len(late) == 120
    assert set(late) <= {"closed"}


def test_tables_are_made_by_several_processes_at_once(url):
    trouble = []

    def start():
        try:
            connect(url).engine.dispose()
        except Exception as error:
            trouble.append(error)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert trouble == []
