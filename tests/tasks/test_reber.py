"""Experiment 1: the embedded Reber grammar, its strings and its sets."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks.reber import SYMBOLS, embedded_reber, legal, reber_sets, spell
from lstm97.tasks.sequences import next_symbol, pick

# Written from the diagram as a regular expression, not from the generator's table of arcs:
# the lower half of the grammar (from s2) and the upper half (from s3) call each other through X.
LOWER = "T*V(?:PXT*V)*(?:VE|PSE)"
INNER = f"B(?:TS*X(?:SE|X{LOWER})|P{LOWER})"
EMBEDDED = re.compile(f"B(?P<second>[TP]){INNER}(?P=second)E")


@pytest.fixture(scope="module")
def drawn():
    return embedded_reber().draw(20_000, rng=np.random.default_rng(1))


def written(*strings):
    """Sequences of the given strings, all of the same length."""
    return next_symbol(np.array([[SYMBOLS.index(c) for c in s] for s in strings]).T, 7)


def test_every_string_belongs_to_the_grammar(drawn):
    assert all(EMBEDDED.fullmatch(string) for string in spell(drawn))


def test_lengths_are_those_of_the_grammar(drawn):
    symbols = drawn.lengths + 1
    assert symbols.min() == 9
    assert_allclose(symbols.mean(), 12.0, atol=0.1)
    assert np.median(symbols) == 11
    assert np.quantile(symbols, 0.95) == 19


def test_the_shortest_strings_have_their_exact_probability(drawn):
    strings = spell(drawn)
    share = sum(string in ("BTBTXSETE", "BPBTXSEPE") for string in strings) / len(strings)
    assert_allclose(share, 0.5**3, atol=0.01)


def test_branches_are_equally_likely(drawn):
    assert_allclose(embedded_reber().label(drawn).mean(), 0.5, atol=0.02)


def test_every_step_is_taught_and_the_last_symbol_is_never_shown(drawn):
    assert_array_equal(drawn.teach.sum(axis=0), drawn.lengths)
    assert_array_equal(drawn.xs.sum(axis=(0, 1)), drawn.lengths)
    shown = drawn.xs.argmax(axis=1)[drawn.teach]
    told = drawn.targets.argmax(axis=1)[drawn.teach]
    assert (shown == 0).sum() == 2 * 20_000
    assert (told == SYMBOLS.index("E")).sum() == 2 * 20_000
    assert (shown == SYMBOLS.index("E")).sum() == 20_000


def test_the_actual_next_symbol_is_always_legal(drawn):
    possible = legal(drawn)
    assert possible.shape == drawn.xs.shape
    assert possible[drawn.targets == 1.0].all()
    assert set(possible.sum(axis=1)[drawn.teach]) == {1, 2}
    assert not possible.any(axis=1)[~drawn.teach].any()


def test_legal_symbols_are_all_that_ever_follow(drawn):
    seen = {}
    for string in spell(drawn):
        for end in range(1, min(len(string), 7)):
            seen.setdefault(string[:end], set()).add(string[end])
    possible = legal(drawn)
    for n, string in enumerate(spell(drawn)[:500]):
        for end in range(1, min(len(string), 7)):
            names = {SYMBOLS[k] for k in np.flatnonzero(possible[end - 1, :, n])}
            assert names == seen[string[:end]]


def test_the_end_must_repeat_the_second_symbol():
    sequences = written("BTBTXSETE", "BPBTXSEPE")
    assert_array_equal(legal(sequences)[6].T, np.eye(7, dtype=bool)[[1, 2]])
    with pytest.raises(ValueError, match="step 8 does not follow"):
        legal(written("BTBTXSEPE"))


def test_legal_works_on_one_sequence(drawn):
    assert_array_equal(legal(pick(drawn, 3)), legal(drawn)[: drawn.lengths[3], :, 3])


def test_success_is_the_strict_order_of_the_outputs(drawn):
    task = embedded_reber()
    outputs = np.where(legal(drawn), 0.5, 0.4)
    assert task.correct(outputs, drawn).all()
    outputs[2, SYMBOLS.index("E"), 0] = 0.5  # a tie is a failure
    right = task.correct(outputs, drawn)
    assert not right[0]
    assert right[1:].all()


def test_training_and_test_sets_share_no_string():
    sets = reber_sets(rng=np.random.default_rng(2))
    training, test = spell(sets.training), spell(sets.test)
    assert len(training) == len(test) == 256
    assert not set(training) & set(test)
    assert 80 <= len(set(training)) <= 125
    assert all(EMBEDDED.fullmatch(string) for string in training + test)
    assert sets.test.lengths.mean() > sets.training.lengths.mean()


def test_sets_follow_the_seed():
    first, second, other = (reber_sets(rng=np.random.default_rng(s)) for s in (3, 3, 4))
    assert_array_equal(first.test.xs, second.test.xs)
    assert spell(first.training) != spell(other.training)


def test_a_set_needs_a_size():
    with pytest.raises(ValueError, match="size must be a whole number from 1 to 4096"):
        reber_sets(rng=np.random.default_rng(5), size=0)
