"""A run on file is the run that its recipe makes, and a strange file is refused with a reason."""

import io
import json

import numpy as np
import pytest

from lstm97.__main__ import main
from lstm97.analysis.flow import runs
from lstm97.bake import FOLDER, RECIPES, race


def arrays_of(content):
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def packed(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.fixture(scope="module")
def baked():
    return RECIPES["race.npz"]()


def test_the_file_is_what_its_recipe_makes(baked):
    there, again = arrays_of((FOLDER / "race.npz").read_bytes()), arrays_of(baked)
    said, says = (json.loads(arrays.pop("about").tobytes()) for arrays in (there, again))
    for about in (said, says):
        about["origin"].pop("versions")
    assert said == says
    assert there.keys() == again.keys()
    for key, values in there.items():
        assert values.dtype == again[key].dtype, key
        np.testing.assert_allclose(values, again[key], rtol=1e-5, atol=0, err_msg=key)


def test_baking_twice_gives_the_same_bytes(baked):
    assert RECIPES["race.npz"]() == baked


def test_a_run_comes_back_whole(baked):
    run, back = race(), runs.from_bytes(baked)
    assert back.origin == run.origin
    assert list(back.laps) == list(run.laps)
    for side, lap in run.laps.items():
        other = back.laps[side]
        assert other.trace.params.spec == lap.trace.params.spec
        assert other.flow.cuts == lap.flow.cuts
        assert (other.reach.depth, other.reach.whole) == (lap.reach.depth, lap.reach.whole)
        np.testing.assert_allclose(other.flow.state, lap.flow.state, rtol=1e-6)
        for name, values in other.flow.paths().items():
            np.testing.assert_allclose(values, lap.flow.paths()[name], rtol=1e-5, atol=1e-9)


def test_the_race_on_the_first_page_shows_what_the_lesson_is_about():
    laps = runs.read(FOLDER / "race.npz").laps
    assert laps["lstm97"].reach.whole
    assert laps["lstm97"].reach.retention == 1.0
    assert laps["rnn"].reach.depth < 10
    assert laps["rnn"].reach.retention < 1e-16


def test_an_error_too_small_for_float32_is_kept():
    small = np.array([1.0, 1e-87])
    assert runs.narrow(small).dtype == np.float64
    assert runs.narrow(np.array([1.0, 0.0, 1e-30])).dtype == np.float32


def other_format(content):
    arrays = arrays_of(content)
    about = json.loads(arrays["about"].tobytes()) | {"format": "somebody else's"}
    return packed(**arrays | {"about": np.frombuffer(json.dumps(about).encode(), np.uint8)})


def without(key):
    return lambda content: packed(**{k: v for k, v in arrays_of(content).items() if k != key})


def shorter(content):
    arrays = arrays_of(content)
    return packed(**arrays | {"rnn/loss": arrays["rnn/loss"][:-1]})


def pickled(content):
    return packed(**arrays_of(content) | {"rnn/loss": np.array([{}], object)})


STRANGE = {
    "empty": (lambda content: b"", "no run of this app"),
    "text": (lambda content: b"hello, I am not a run", "no run of this app"),
    "cut short": (lambda content: content[: len(content) // 2], "no run of this app"),
    "one array": (lambda content: np.lib.format.magic(1, 0), "no run of this app"),
    "another format": (other_format, "somebody else's"),
    "no origin": (without("about"), "about"),
    "an array missing": (without("rnn/hidden"), "hidden"),
    "a gate missing": (without("lstm97/gates/y_in"), "y_in"),
    "one step short": (shorter, "loss has 108 time steps, not 109"),
    "code inside": (pickled, "allow_pickle"),
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_strange_file_is_refused_with_a_reason(what, baked):
    change, reason = STRANGE[what]
    with pytest.raises(runs.RunFileError, match=r"the file.*") as caught:
        runs.from_bytes(change(baked))
    assert reason in str(caught.value)


def test_a_missing_or_enormous_file_is_refused_with_a_reason(tmp_path, monkeypatch, baked):
    with pytest.raises(runs.RunFileError, match="cannot be read"):
        runs.read(tmp_path / "none.npz")
    (tmp_path / "race.npz").write_bytes(baked)
    monkeypatch.setattr(runs, "LARGEST", 1000)
    with pytest.raises(runs.RunFileError, match="larger than any run"):
        runs.read(tmp_path / "race.npz")


def test_the_command_bakes_and_says_what_it_wrote(tmp_path, monkeypatch, capsys, baked):
    monkeypatch.setattr("lstm97.bake.FOLDER", tmp_path)
    for _ in range(2):
        assert main(["bake", "race.npz"]) == 0
    assert (tmp_path / "race.npz").read_bytes() == baked
    size = f"race.npz: {len(baked)} bytes,"
    assert capsys.readouterr().out.splitlines() == [f"{size} changed", f"{size} as it was"]


def test_the_command_knows_its_recipes(capsys):
    assert main(["bake", "cake"]) == 2
    assert capsys.readouterr().out.startswith("no recipe for cake; there is race.npz")


def test_every_recipe_is_for_a_file_that_is_there():
    assert not [name for name in RECIPES if not (FOLDER / name).exists()]
