"""Rooms: opened, found, joined, gone after a day; and nothing of a person in them."""

import pytest
import sqlalchemy as sa

from lstm97.room import codes, rooms, rounds, votes
from lstm97.room.database import connect, folder
from lstm97.room.refusal import Refusal
from lstm97.room.tables import ALL


def refused(reason):
    return pytest.raises(Refusal, match=f"^{reason}$")


def everything(db):
    with db.reading() as connection:
        return [tuple(row) for table in ALL for row in connection.execute(sa.select(table))]


def test_a_code_is_six_letters_that_are_not_mistaken():
    made = {codes.new_code() for _ in range(2000)}
    assert len(made) > 1990
    assert all(len(code) == 6 for code in made)
    used = set("".join(made))
    assert used == set(codes.LETTERS)
    assert not used & set("AEIOULQV01258")


@pytest.mark.parametrize("typed", ["bcd fgh", "BCD-FGH", " bcdfgh "])
def test_a_code_may_be_typed_in_any_way(typed):
    assert codes.clean_code(typed) == "BCDFGH"


@pytest.mark.parametrize("typed", ["", "BCDFG", "BCDFGHJ", "BCDFGA", "ВСDFGH", "BCDFG\0", "../../"])
def test_what_can_not_be_a_code_is_none(typed):
    assert codes.clean_code(typed) == ""


def test_a_room_is_found_by_its_code_and_taught_by_its_secret(db):
    key = rooms.open_room(db)
    assert rooms.find(db, key.code.lower()).code == key.code
    assert rooms.teaches(db, key).code == key.code
    with refused("not-teacher"):
        rooms.teaches(db, key._replace(secret=codes.new_secret()))
    with refused("not-teacher"):
        rooms.teaches(db, key._replace(secret="\ud800"))
    with refused("gone"):
        rooms.find(db, codes.new_code())


def test_a_secret_of_one_room_opens_no_other(db):
    one, other = rooms.open_room(db), rooms.open_room(db)
    with refused("not-teacher"):
        rooms.teaches(db, rooms.Key(other.code, one.secret))


def test_secrets_are_not_stored(db):
    key = rooms.open_room(db)
    assert key.secret not in str(everything(db))
    assert len(key.secret) >= 32


def test_the_same_voter_is_another_one_in_another_room():
    cookie = codes.new_secret()
    assert codes.digest(cookie, "BCDFGH") != codes.digest(cookie, "BCDFGJ")


def test_a_room_is_gone_after_a_day_with_all_that_was_in_it(db, clock, choice):
    code = rooms.open_room(db).code
    rounds.offer(db, code, choice)
    rounds.step(db, code, choice.key, "open")
    votes.cast(db, code, "v", choice.key, 1, "a")
    clock.time += rooms.LIFE - 1
    assert rooms.find(db, code)
    clock.time += 2
    with refused("gone"):
        rooms.find(db, code)
    with refused("gone"):
        votes.cast(db, code, "v", choice.key, 1, "b")
    rooms.forget_old(db)
    assert everything(db) == []


def test_a_teacher_ends_a_room_and_no_other(db, choice):
    code, other = rooms.open_room(db).code, rooms.open_room(db).code
    for one in (code, other):
        rounds.offer(db, one, choice)
    rooms.end(db, code)
    assert rooms.find(db, other)
    assert code not in str(everything(db))


def test_there_are_at_most_so_many_rooms(db, clock, monkeypatch):
    monkeypatch.setattr(rooms, "MAX_ROOMS", 3)
    for _ in range(3):
        rooms.open_room(db)
    with refused("rooms-full"):
        rooms.open_room(db)
    clock.time += rooms.LIFE + 1
    assert rooms.open_room(db)


def test_a_room_takes_so_many_and_those_who_are_in_stay_in(db, code, choice, monkeypatch):
    monkeypatch.setattr(rooms, "MAX_VOTERS", 2)
    rounds.offer(db, code, choice)
    rounds.step(db, code, choice.key, "open")
    for voter in ("v1", "v2", "v1"):
        rooms.join(db, code, voter)
    with refused("full"):
        rooms.join(db, code, "v3")
    with refused("full"):
        votes.cast(db, code, "v3", choice.key, 1, "a")
    votes.cast(db, code, "v2", choice.key, 1, "a")
    assert rooms.pulse(db, code)[1:] == (2, 1)


def test_limits_are_those_of_the_design():
    assert (rooms.MAX_ROOMS, rooms.MAX_VOTERS, rooms.LIFE) == (200, 500, 86_400)


def test_the_wall_turns_to_a_stage_and_the_class_is_brought_along(db, code, choice):
    rounds.offer(db, code, choice)
    before = rooms.find(db, code)
    rooms.turn_to(db, code, 3)
    rooms.wall_at(db, code, 3, "error-race?seed=1", seen=3)
    rooms.bring(db, code, True)
    room = rooms.find(db, code)
    assert (room.stage, room.current, room.explore) == (3, "", "error-race?seed=1")
    assert room.revision > before.revision
    rooms.wall_at(db, code, 3, "error-race?seed=2", seen=3)
    assert rooms.find(db, code).explore == "error-race?seed=1"
    rooms.bring(db, code, False)
    assert rooms.find(db, code).explore == ""
    with refused("too-long"):
        rooms.wall_at(db, code, 3, "x" * 2001, seen=3)


def test_a_wall_does_not_undo_a_turn_that_it_has_not_seen(db, code):
    assert rooms.wall_at(db, code, 2, "myths", seen=-1)
    rooms.turn_to(db, code, 3)
    turned = rooms.find(db, code)
    assert not rooms.wall_at(db, code, 2, "myths?saying=never", seen=2)
    assert rooms.find(db, code) == turned
    assert rooms.wall_at(db, code, 4, "carousel", seen=3)  # the wall's own step
    moved = rooms.find(db, code)
    assert (moved.stage, moved.wall, moved.revision) == (4, "carousel", turned.revision + 1)
    assert not rooms.wall_at(db, code, 4, "carousel?w=1", seen=4)
    assert rooms.find(db, code) == moved._replace(wall="carousel?w=1")


def test_another_process_sees_the_same_room(db, url, code):
    other = connect(url, db.now)
    rooms.join(other, code, "v")
    assert rooms.pulse(db, code).voters == 1
    other.engine.dispose()


def test_the_data_folder_can_be_set(monkeypatch, tmp_path):
    monkeypatch.setenv("LSTM97_DATA", str(tmp_path / "here"))
    monkeypatch.delenv("LSTM97_DATABASE", raising=False)
    assert folder() == tmp_path / "here"
    connect().engine.dispose()
    assert (tmp_path / "here" / "rooms.sqlite").exists()


def test_where_home_can_not_be_written_a_temporary_folder_is_taken(monkeypatch, tmp_path):
    monkeypatch.delenv("LSTM97_DATA", raising=False)
    monkeypatch.setattr("lstm97.room.database._writable", lambda place: False)
    monkeypatch.setattr("lstm97.room.database._temporary", lambda: tmp_path / "tmp")
    assert folder() == tmp_path / "tmp"
    assert folder().is_dir()


def test_sqlite_is_in_wal_and_waits_for_the_disk(tmp_path):
    made = connect(f"sqlite:///{tmp_path / 'r.sqlite'}")
    with made.reading() as connection:
        asked = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                 for name in ("journal_mode", "synchronous")}  # fmt: skip
    assert asked == {"journal_mode": "wal", "synchronous": 2}
    made.engine.dispose()
