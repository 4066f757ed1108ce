"""Who is "it"? Networks that learn to say so, each from sentences of one length.

Ten networks learn side by side for every number of words between noun and pronoun; what they
reach, and one of them, is kept in a file that ``python -m lstm97 bake pronoun.json`` makes again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

import numpy as np

from lstm97.engine import NETWORKS, Params, forward, lstm97, rnn, train
from lstm97.engine.activations import Array
from lstm97.folders import RUNS
from lstm97.records import brief
from lstm97.tasks.pronoun import ACTIONS, NOUNS, SYMBOLS, pronoun, sentence
from lstm97.tasks.sequences import Sequences

Slug = Literal["rnn", "lstm97"]
SLUGS: tuple[Slug, ...] = ("rnn", "lstm97")
GAPS = (1, 2, 3, 4, 6, 8, 12, 16, 20)
COMMAND = "python -m lstm97 bake pronoun.json"
FILE = RUNS / "pronoun.json"
SCHOOL: dict[str, Any] = {
    "seed": 1,
    "networks": 10,
    "sentences": 5000,
    "scale": 0.2,
    "bias": -1.0,
    "rates": {"rnn": 0.1, "lstm97": 0.5},
    "criterion": "cross-entropy",
}
TEST_SENTENCES = 200  # fresh sentences in a test
CHANCE = 1 / len(NOUNS)
SPECS: dict[Slug, Any] = {
    "rnn": rnn.Spec(len(SYMBOLS), len(NOUNS), 8),
    "lstm97": lstm97.Spec(len(SYMBOLS), len(NOUNS), blocks=4),
}


@brief
@dataclass(frozen=True, eq=False)
class Pupil:
    """Networks taught with one gap: the share that each answers right, (N,), and one of them."""

    right: Array
    params: Params

    @property
    def median(self) -> float:
        """The share that the middle one answers right."""
        return float(np.median(self.right))


Schools = dict[Slug, dict[int, Pupil]]  # by network and by gap


def teach_pupil(slug: Slug, gap: int, sentences: int = SCHOOL["sentences"]) -> Pupil:
    """Teach ten networks with sentences of one length, all at once; keep the middle one."""
    task, count = pronoun(gap=gap), SCHOOL["networks"]
    biases = {"net_in": SCHOOL["bias"], "net_out": SCHOOL["bias"]} if slug == "lstm97" else None
    network, rng = NETWORKS[slug], np.random.default_rng(SCHOOL["seed"])
    params = network.init(SPECS[slug], rng=rng, scale=SCHOOL["scale"], biases=biases, trials=count)
    course = train(
        network,
        params,
        lambda rng: task.draw(count, rng=rng)[:3],
        rate=SCHOOL["rates"][slug],
        rng=np.random.default_rng([SCHOOL["seed"], 97]),
        cuts=network.own_cuts(),
        every=sentences,
        criterion=SCHOOL["criterion"],
    )
    end = next(islice(course, 1, None)).params
    right = rights(end, gap)
    middle = int(np.argsort(right, kind="stable")[count // 2])
    return Pupil(right, end.map(lambda weights: weights[..., middle]))


def rights(params: Params, gap: int) -> Array:
    """The share of fresh sentences that each of N networks answers right, (N,); one without N."""
    task, count = pronoun(gap=gap), params.trials or 1
    test = task.draw(TEST_SENTENCES, rng=np.random.default_rng([0, 97, gap]))
    many = Sequences(*(np.concatenate([part] * count, axis=-1) for part in test))
    if params.trials:
        params = params.map(lambda weights: np.repeat(weights, TEST_SENTENCES, axis=-1))
    answered = task.correct(forward(params, many.xs).y_k, many)
    share: Array = answered.reshape(count, TEST_SENTENCES).mean(axis=1)
    return share


def between(gap: int, seed: int) -> Any:
    """The words between noun and pronoun of the sentence with this seed, (gap,)."""
    return np.random.default_rng([seed, 97]).integers(len(ACTIONS), size=gap)


def answers(params: Params, noun: str, words: Any) -> Array:
    """What a network says at the pronoun, (nouns,)."""
    said: Array = forward(params, sentence(noun, words).xs[..., 0]).y_k[-1]
    return said


def word_influence(params: Params, noun: str, words: Any) -> Array:
    """How much each word changes what a network would say if the pronoun came now, (W, W).

    Row k is the word in whose place another of its kind stands (the noun first), column t the last
    word that was heard; the change is the largest over words and outputs, nan before word k.
    """
    count = len(words) + 1
    changed = np.full((count, count), np.nan)
    for heard in range(count):
        xs = sentence(noun, words[:heard]).xs
        as_it_is = forward(params, xs[..., 0]).y_k[-1][:, None]
        for word in range(heard + 1):
            said = forward(params, _substitute(xs, word)).y_k[-1]
            changed[word, heard] = np.abs(said - as_it_is).max()
    return changed


def _substitute(xs: Array, word: int) -> Array:
    """A sentence (T, I, 1) with every noun, or every action, in the place of one, (T, I, N)."""
    kind = slice(0, len(NOUNS)) if word == 0 else slice(len(NOUNS), len(NOUNS) + len(ACTIONS))
    every = np.eye(xs.shape[1])[:, kind]
    many = np.repeat(xs, every.shape[1], axis=-1)
    many[word] = every
    return many


def reach(pupils: Mapping[int, Pupil], enough: float = 0.9) -> int:
    """The largest gap up to which the middle network answers at least ``enough``; 0 for none."""
    far = 0
    for gap, pupil in sorted(pupils.items()):
        if pupil.median < enough:
            break
        far = gap
    return far


def to_text() -> str:
    """All schools as JSON: how they were held, what every network reached, and the middle one."""
    schools = {slug: {str(gap): _record(teach_pupil(slug, gap)) for gap in GAPS} for slug in SLUGS}
    return json.dumps({"command": COMMAND, "settings": SCHOOL, "schools": schools}, indent=1) + "\n"


def _record(pupil: Pupil) -> dict[str, Any]:
    rounded = {
        name: np.round(getattr(pupil.params, name), 4).tolist() for name in ("hidden", "output")
    }
    return {"right": pupil.right.tolist(), **rounded}


def from_text(text: str) -> Schools:
    """The schools of `to_text`."""
    stored = json.loads(text)["schools"]
    return {
        slug: {int(gap): _pupil(slug, one) for gap, one in stored[slug].items()} for slug in SLUGS
    }


def _pupil(slug: Slug, one: dict[str, Any]) -> Pupil:
    weights = (np.array(one[name]) for name in ("hidden", "output"))
    return Pupil(np.array(one["right"]), Params(SPECS[slug], *weights))
