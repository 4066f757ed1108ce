"""A file that comes in pieces is put together, and nothing else is taken for one."""

import base64

import pytest

from lstm97.ui.base.files.drop import DroppedFile, _Arriving, receive

DATA = bytes(range(256)) * 40
MOST = 20_000


def pieces(data=DATA, size=3000, **changed):
    """What a browser sends of a file."""
    for start in range(0, max(len(data), 1), size):
        text = base64.b64encode(data[start : start + size]).decode()
        piece = {"id": "1", "name": "a.npz", "size": len(data), "start": start, "text": text}
        yield piece | changed


def told(sent, most=MOST):
    arriving = _Arriving()
    return [receive(arriving, piece, most) for piece in sent]


@pytest.mark.parametrize("data", [DATA, b"", b"x", DATA[:3000]])
def test_a_file_arrives_whole(data):
    *before, last = told(pieces(data))
    assert last == DroppedFile("a.npz", data)
    assert not any(before)


def test_a_second_file_takes_the_place_of_one_under_way():
    first, second = list(pieces()), list(pieces(DATA[::-1], id="2"))
    assert told([*first[:2], *second])[-1] == DroppedFile("a.npz", DATA[::-1])


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "text",
        {},
        {"start": "x"},
        {"text": "not base64!"},
        {"size": MOST + 1},
        {"start": 7},
        {"start": -3000},
    ],
)
def test_what_is_no_piece_is_dropped(wrong):
    sent = list(pieces())
    bad = {**sent[1], **wrong} if isinstance(wrong, dict) and wrong else wrong
    assert told([sent[0], bad]) == [None, None]
    assert told([sent[0], bad, *sent[1:]])[-1] in (None, DroppedFile("a.npz", DATA))


def test_no_more_arrives_than_was_announced():
    arriving = _Arriving()
    for piece in pieces(size=3000):
        receive(arriving, {**piece, "size": 4000}, MOST)
    assert len(arriving.data) <= 4000


def test_a_file_that_is_too_large_is_not_kept():
    arriving = _Arriving()
    for piece in pieces():
        assert receive(arriving, piece, most=1000) is None
    assert not arriving.data
