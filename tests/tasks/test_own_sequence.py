"""What a reader types is read as they mean it, or refused in words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from lstm97.tasks.own_sequence import LONGEST, InputError, own_sequence, parse


def draw(task, count=3):
    return task.draw(count, rng=np.random.default_rng(1))


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("XabY", ("X", "a", "b", "Y")),
        (" X, a b;Y ", ("X", "a", "b", "Y")),
        ("one two", ("one", "two")),
        ("左右、中", ("左右", "中")),
        ("天地玄黄", ("天", "地", "玄", "黄")),
        ("0110", ("0", "1", "1", "0")),
        ("10", ("1", "0")),
        ("0.5a", ("0", ".", "5", "a")),
        ("1-1", ("1", "-", "1")),
    ],
)
def test_symbols_are_read(text, symbols):
    assert parse(text) == (symbols, (), 0, "")


def test_separated_numbers_are_values_unless_told_otherwise():
    assert parse("1 0 -0.5").values == (1.0, 0.0, -0.5)
    assert parse("1 0 -0.5", "symbols").symbols == ("1", "0", "-0.5")
    assert parse("−0.5，1").values == (-0.5, 1.0)
    assert parse("0.5 x").symbols == ("0.5", "x")


@pytest.mark.parametrize(
    ("text", "values", "heading"),
    [
        ("0,1;0,1;0,0", (0.1, 0.1, 0.0), ""),
        ("0,5 −0,25 0", (0.5, -0.25, 0.0), ""),
        ("0,5；0,25；1", (0.5, 0.25, 1.0), ""),
        ("1,0,0 1,1", (1.0, 0.0, 0.0, 1.0, 1.0), ""),  # two commas in one: they separate
        ("0,1", (0.0, 1.0), ""),  # and alone
        ("0,5", (0.5,), ""),  # but 5 would be no element
        ("−0,25", (-0.25,), ""),
        ("0.5", (0.5,), ""),
        (" -1 ", (-1.0,), ""),
        (".25", (0.25,), ""),
        ("1e-3", (0.001,), ""),
        ("０．５", (0.5,), ""),
        ("０．５ ０．３", (0.5, 0.3), ""),
        ("０.５，−１", (0.5, -1.0), ""),
        ("value 0.5 0.3", (0.5, 0.3), "value"),
        ("value;0,5;0,3", (0.5, 0.3), "value"),
        ("x, 0.5, 0.3", (0.5, 0.3), "x"),
        ("数值\n0.5\n0.3", (0.5, 0.3), "数值"),
    ],
)
def test_numbers_are_read_as_they_are_written_elsewhere(text, values, heading):
    assert parse(text) == ((), values, 0, heading)
    assert parse(text, "values") == ((), values, 0, heading)


def test_a_letter_before_whole_numbers_is_a_symbol():
    assert parse("X 0 1 1").symbols == ("X", "0", "1", "1")
    assert parse("value 0.5 0.3", "symbols").symbols == ("value", "0.5", "0.3")
    assert parse("Ｘ ａ ｂ").symbols == ("X", "a", "b")


def test_long_sequences_are_cut_and_the_rest_counted():
    reading = parse("ab" * LONGEST)
    assert len(reading.symbols) == LONGEST
    assert reading.surplus == LONGEST


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("", "auto", "too_short"),
        ("a", "auto", "too_short"),
        ("", "values", "too_short"),
        ("1.5", "auto", "out_of_range"),
        ("2,5", "auto", "out_of_range"),
        ("inf", "values", "not_a_number"),
        ("a a-very-long-name", "auto", "long_symbol"),
        ("aaa", "auto", "one_symbol"),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 27))), "auto", "many_symbols"),
        ("0.5 x", "values", "not_a_number"),
        ("0.5 nan", "values", "not_a_number"),
        ("0.5 1.5", "auto", "out_of_range"),
        ("ab", "painted", "kind"),
    ],
)
def test_what_cannot_be_read_is_explained(text, kind, code):
    with pytest.raises(InputError) as caught:
        parse(text, kind)
    assert caught.value.code == code
    assert str(caught.value)
    assert isinstance(caught.value, ValueError)


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["auto", "symbols", "values"]))
def test_any_text_is_read_or_refused(text, kind):
    try:
        task = own_sequence(text=text, kind=kind)
    except InputError:
        return
    sequences = draw(task)
    assert (2 if task.symbols else 1) <= len(sequences.xs) <= LONGEST
    assert task.correct(sequences.targets, sequences).all()
    assert np.isfinite(sequences.xs).all()


def test_the_first_symbol_is_asked_for_at_the_end():
    task = own_sequence(text="XabX")
    sequences = draw(task)
    assert task.symbols == ("X", "a", "b")
    assert_array_equal(sequences.xs[:, :, 1], np.eye(3)[[0, 1, 2, 0]])
    assert_array_equal(sequences.targets[-1], sequences.xs[0])
    assert_array_equal(sequences.teach, np.arange(4)[:, None] == [3, 3, 3])
    assert task.lag == 3


def test_painted_values_ask_for_the_first_one_within_reach_of_a_logistic_output():
    sequences = draw(own_sequence(text="-0.5 0.25 1"))
    assert_array_equal(sequences.xs[:, 0, 2], [-0.5, 0.25, 1.0])
    assert_array_equal(sequences.targets[-1], 0.25)


def test_varied_sequences_change_the_first_element_only():
    task = own_sequence(text="Xabc", vary=True)
    sequences = draw(task, 4000)
    assert_allclose(np.bincount(task.label(sequences)) / 4000, 0.25, atol=0.03)
    assert_array_equal(sequences.xs[1:], draw(own_sequence(text="Xabc"), 4000).xs[1:])
    assert_array_equal(sequences.targets[-1], sequences.xs[0])
    painted = draw(own_sequence(text="0.5 0.5", vary=True), 4000)
    assert_allclose(painted.targets[-1].mean(), 0.5, atol=0.03)
    assert_allclose(painted.targets[-1], (1 + painted.xs[0]) / 2)
