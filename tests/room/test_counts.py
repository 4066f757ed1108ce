"""What a class has answered, in numbers that were worked out by hand."""

import numpy as np
import pytest
from samples import SEVERAL

from lstm97.room import tally, view
from lstm97.room.band import band, positions
from lstm97.room.pace import Pace
from lstm97.room.question import DONT_KNOW, Right, RoomQuestion
from lstm97.room.rooms import Pulse, Room
from lstm97.room.rounds import PosedQuestion

BALLOTS = {
    1: {"v1": "a", "v2": "b", "v3": "b", "v4": DONT_KNOW, "v5": "b"},
    2: {"v1": "b", "v2": "b", "v3": "a", "v4": "c", "v6": "b"},
}
ROOM = Room("BCDFGH", "digest-of-the-secret", 0.0, 1, "bptt.far", -1, "", "")
NAMES = {DONT_KNOW: "don't know", "drawn": "a curve"}


def drawn(question, *rows, right=None):
    right = right and Right(curve=tuple(right))
    question = RoomQuestion(question.key, question.text, sheet=question.sheet, right=right)
    return question, {1: {f"v{n}": tuple(row) for n, row in enumerate(rows)}}


def test_counts_of_each_round(choice):
    assert tally.counts(choice, BALLOTS, 1) == {"a": 1, "b": 3, "c": 0, DONT_KNOW: 1}
    assert tally.counts(choice, BALLOTS, 2) == {"a": 1, "b": 3, "c": 1, DONT_KNOW: 0}
    assert tally.counts(choice, {}, 1) == {"a": 0, "b": 0, "c": 0, DONT_KNOW: 0}


def test_who_was_right_before_and_after(choice):
    assert tally.change(choice, BALLOTS) == (1, 1, 1, 1)  # v2, v1, v3, v4
    assert tally.share_right(choice, BALLOTS, 1) == 3 / 5
    assert tally.share_right(choice, {}, 1) is None


def test_nothing_is_right_where_nothing_was_measured(choice):
    own = RoomQuestion(choice.key, choice.text, choice.options)
    assert tally.is_right(own, "b") is None
    assert tally.is_right(own, DONT_KNOW) is None
    assert tally.share_right(own, BALLOTS, 1) is None


def test_a_curve_is_near_within_half_a_decade(drawing):
    """Where the measured one has left the sheet, at the bottom, the edge is right."""
    question, _ = drawn(drawing, right=[0, -1, -2, -3, -4, -17, -93, -300])
    curve = (0.5, -0.5, -2.51, -3, None, -16, -15.5, 0)
    assert tally.near(curve, question) == (5, 8)
    assert tally.is_right(question, curve) is True
    assert tally.is_right(question, (2,) * 8) is False
    assert tally.is_right(question, DONT_KNOW) is False


def test_a_phone_hears_where_the_curve_goes_that_leaves_its_sheet(drawing):
    question, _ = drawn(drawing, right=[3, 2, 0, -16, -17, -93, 0, 0])
    seen = view.for_phone(ROOM, PosedQuestion(question, "revealed", 1, False), None, "en")
    assert seen["verdict"]["curve"] == (3, 2, 0, -16, -17, -93, 0, 0)


def test_csv_has_counts_and_no_voter(choice):
    rows = tally.rows(
        [PosedQuestion(choice, "revealed", 2, False)], {choice.key: BALLOTS}, "en", NAMES
    )
    assert rows[0] == ("How far?", 1, "A", 1, "no")
    assert rows[1] == ("How far?", 1, "B", 3, "yes")
    assert rows[3] == ("How far?", 1, "don't know", 1, "no")
    assert len(rows) == 8
    assert "v1" not in str(rows)


def test_what_was_hard_stands_first(choice, drawing):
    easy, ballots = drawn(drawing, [0] * 8, [0] * 8, right=[0] * 8)
    unasked = RoomQuestion("unasked", choice.text, choice.options)
    asked = [PosedQuestion(one, "revealed", 1, False) for one in (easy, choice, unasked)]
    told = tally.hard(asked, {easy.key: ballots, choice.key: BALLOTS, "unasked": {}})
    assert [(one.question.key, one.votes, one.before, one.after) for one in told] == [
        (choice.key, 5, 0.6, 0.6),
        (easy.key, 2, 1.0, None),
    ]


def test_the_band_is_where_half_of_the_class_runs(drawing):
    rows = [[None, *[float(n)] * 7] for n in range(5)]
    rows[0][2] = rows[1][2] = rows[2][2] = None
    found = band([tuple(row) for row in rows], drawing.sheet)
    assert np.isnan(found.middle[[0, 2]]).all()
    assert (found.low[1], found.middle[1], found.high[1]) == (1, 2, 3)
    assert found.x.tolist() == positions(drawing.sheet).tolist()
    assert (found.x[0], found.x[-1]) == (0, 50)


def test_no_drawing_makes_no_band(drawing):
    assert np.isnan(band([], drawing.sheet).middle).all()


@pytest.mark.parametrize("phase", ["shown", "open", "closed"])
def test_a_phone_is_not_told_the_answer_before_it_is_revealed(choice, phase):
    seen = str(view.for_phone(ROOM, PosedQuestion(choice, phase, 1, True), "a", "en"))
    assert "54" not in seen
    assert "verdict" not in seen
    assert ROOM.secret not in seen


def test_a_phone_is_told_how_its_answer_stands(choice):
    seen = view.for_phone(ROOM, PosedQuestion(choice, "revealed", 1, False), "a", "zh")
    assert seen["verdict"] == {
        "right": False,
        "options": ["b"],
        "curve": None,
        "words": "是 54 步。",
    }
    assert seen["question"]["text"] == "问：How far?"
    none = view.for_phone(ROOM, PosedQuestion(choice, "revealed", 1, False), None, "en")
    assert none["verdict"]["right"] is None


def test_a_phone_that_drew_is_told_where_it_was_near(drawing):
    question, _ = drawn(drawing, right=[0] * 8)
    seen = view.for_phone(
        ROOM, PosedQuestion(question, "revealed", 1, False), (0.0,) * 4 + (2,) * 4, "en"
    )
    assert seen["verdict"]["near"] == (4, 8)
    assert seen["verdict"]["curve"] == (0,) * 8


def test_the_remote_control_is_told_how_many_and_no_secret(choice):
    seen = view.for_remote(ROOM, PosedQuestion(choice, "open", 2, False), Pulse(1, 28, 23), "en")
    assert (seen["joined"], seen["answered"], seen["round"]) == (28, 23, 2)
    assert ROOM.secret not in str(seen)


def test_a_place_that_tries_too_often_waits():
    now = [0.0]
    pace = Pace(burst=3, rate=0.5, now=lambda: now[0])
    for _ in range(3):
        assert pace.wait("10.0.0.7") == 0
        pace.spend("10.0.0.7")
    assert pace.wait("10.0.0.7") == 2
    assert pace.wait("10.0.0.8") == 0
    now[0] += 2
    assert pace.wait("10.0.0.7") == 0


def test_no_address_is_kept():
    pace = Pace(3, 1)
    pace.spend("10.0.0.7")
    assert b"10.0.0.7" not in repr(vars(pace)).encode()
    assert Pace(3, 1)._name("10.0.0.7") != pace._name("10.0.0.7")


def test_memory_of_places_is_bounded(monkeypatch):
    monkeypatch.setattr("lstm97.room.pace.MAX_PLACES", 5)
    pace = Pace(3, 1e-9)
    for n in range(50):
        pace.spend(str(n))
    assert len(pace._budgets) <= 5


# Right are a and c: all of them, one of them, all with a wrong one, none, nothing known.
CHOSEN = {1: {"v1": ("a", "c"), "v2": ("a",), "v3": ("a", "b", "c"), "v4": ("b", "d"), "v5": "?"}}


def test_several_are_right_only_if_all_are_chosen_and_no_other():
    judged = [tally.is_right(SEVERAL, answer) for answer in CHOSEN[1].values()]
    assert judged == [True, False, False, False, False]
    assert tally.share_right(SEVERAL, CHOSEN, 1) == 1 / 5
    assert tally.counts(SEVERAL, CHOSEN, 1) == {"a": 3, "b": 2, "c": 2, "d": 1, DONT_KNOW: 1}


def test_a_phone_is_told_how_many_of_several_it_found():
    told = [tally.count_found(SEVERAL, answer) for answer in CHOSEN[1].values()]
    assert told == [(2, 2, 0), (1, 2, 0), (2, 2, 1), (0, 2, 2), None]
    seen = view.for_phone(ROOM, PosedQuestion(SEVERAL, "revealed", 1, False), ("a", "b"), "en")
    assert (seen["question"]["several"], seen["mine"]) == (True, ("a", "b"))
    assert (seen["verdict"]["right"], seen["verdict"]["found"]) == (False, (1, 2, 1))
    assert "near" not in seen["verdict"]


def test_several_in_the_file_are_counted_one_by_one():
    rows = tally.rows(
        [PosedQuestion(SEVERAL, "revealed", 1, False)], {SEVERAL.key: CHOSEN}, "en", NAMES
    )
    assert [(row[2], row[3], row[4]) for row in rows] == [
        ("A", 3, "yes"), ("B", 2, "no"), ("C", 2, "yes"), ("D", 1, "no"), ("don't know", 1, "no"),
    ]  # fmt: skip
    assert tally.curves(CHOSEN, 1) == []
