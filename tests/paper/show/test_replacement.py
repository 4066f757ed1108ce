"""A file is replaced whole: whoever looks in between sees the old one, and an error leaves it."""

import pytest

from lstm97.paper.show.replacement import replacement


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "new" / "result.json"
    for text in (b"one", b"two"):
        before = path.read_bytes() if path.exists() else None
        with replacement(path) as file:
            file.write(text)
            assert (path.read_bytes() if path.exists() else None) == before
        assert path.read_bytes() == text
    assert [one.name for one in path.parent.iterdir()] == ["result.json"]


def write_half(path, error):
    with replacement(path) as file:
        file.write(b"half")
        raise error


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_an_error_leaves_what_was_there_and_nothing_beside_it(tmp_path, error):
    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    with pytest.raises(error):
        write_half(path, error)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("result.json", b"old")]
