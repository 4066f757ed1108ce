"""Trained nets are offered where they lie ready, and a damaged file is never an error."""

import json
import statistics

import numpy as np
import pytest

from lstm97.engine import forward
from lstm97.paper.data.experiments import ROW_OF
from lstm97.paper.show import results
from lstm97.paper.show.examples import available, example
from lstm97.tasks import pick


@pytest.mark.parametrize("experiment", available())
def test_what_is_offered_solves_its_task(experiment):
    known = example(experiment)
    task = known.row.make
    test = task.draw(20, rng=np.random.default_rng([1, 97]))
    sequences = [pick(test, n) for n in range(20)]
    right = [task.correct(forward(known.lstm, *one[:3]).y_k, one) for one in sequences]
    assert np.mean(right) >= 0.9
    assert known.sequences > 0


def test_most_experiments_have_one():
    assert {"2c", "3a", "4", "6a"} <= set(available())


@pytest.fixture
def copied(tmp_path):
    """A folder with the net of experiment 6a."""
    for ending in ("npz", "json"):
        file = f"{ROW_OF['6a']}.{ending}"
        (tmp_path / file).write_bytes((results.FOLDER / file).read_bytes())
    return tmp_path


def test_a_copy_is_read(copied):
    assert example("6a", copied).sequences == example("6a").sequences


def cut(folder):
    file = folder / "6a.npz"
    file.write_bytes(file.read_bytes()[:300])


def emptied(folder):
    (folder / "6a.npz").write_bytes(b"")


def reshaped(folder):
    np.savez(folder / "6a.npz", hidden=np.zeros((3, 3)), output=np.zeros((1, 2)))


def not_a_number(folder):
    with np.load(folder / "6a.npz") as file:
        arrays = dict(file)
    arrays["hidden"][0, 0] = np.nan
    np.savez(folder / "6a.npz", **arrays)


def of_another_task(folder):
    about = json.loads((folder / "6a.json").read_text(encoding="utf-8"))
    about["net"]["inputs"] = 3
    (folder / "6a.json").write_text(json.dumps(about), encoding="utf-8")


def half_a_story(folder):
    file = folder / "6a.json"
    file.write_text(file.read_text(encoding="utf-8")[:400], encoding="utf-8")


def without_its_trial(folder):
    about = json.loads((folder / "6a.json").read_text(encoding="utf-8"))
    about["trials"] = []
    (folder / "6a.json").write_text(json.dumps(about), encoding="utf-8")


def gone(folder):
    (folder / "6a.npz").unlink()


@pytest.mark.parametrize(
    "damage",
    [cut, emptied, reshaped, not_a_number, of_another_task, half_a_story, without_its_trial, gone],
)
def test_a_damaged_file_is_no_example(copied, damage):
    assert example("6a", copied)
    damage(copied)
    assert example("6a", copied) is None


@pytest.mark.parametrize("experiment", available())
def test_a_net_is_the_median_of_its_trials(experiment):
    known = example(experiment)
    trials = results.load_all()[ROW_OF[experiment]]["trials"]
    counts = [list(one["marks"].values())[-1]["sequences"] for one in trials if one["solved"]]
    assert known.sequences == statistics.median_low(counts)
