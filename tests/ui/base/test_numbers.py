"""Numbers in sentences and the rows of tables of steps."""

import pytest

from lstm97.ui.base.numbers import (
    apart,
    beside,
    change,
    decimals,
    general,
    in_brackets,
    ladder,
    latex,
    minus,
    number_text,
    remainder,
    share,
    signed,
    size,
)


@pytest.mark.parametrize(
    ("last", "rungs"),
    [
        (0, [0]),
        (1, [0, 1]),
        (7, [0, 1, 2, 5, 7]),
        (100, [0, 1, 2, 5, 10, 20, 50, 100]),
        (120, [0, 1, 2, 5, 10, 20, 50, 100, 120]),
    ],
)
def test_a_table_of_steps_ends_at_the_last_one(last, rungs):
    assert ladder(last) == rungs


def test_what_is_left_is_a_share_where_a_share_says_something():
    assert [remainder(kept) for kept in (0.37, 1.0, 1e-9, 25.0)] == [
        "37%",
        "100%",
        "1.0×10⁻⁹",
        "25×",
    ]


def test_negative_numbers_of_a_product_stand_in_brackets():
    assert [in_brackets(minus(text)) for text in ("-0.5", "0.5")] == ["(−0.5)", "0.5"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, "1"),
        (-1.0, "−1"),
        (1 - 2e-16, "1"),
        (0.9996, "0.9996"),
        (1.0004, "1.0004"),
        (-0.99999, "−0.99999"),
        (1 + 1e-8, "1.00000001"),
        (0.97, "0.97"),
    ],
)
def test_only_what_is_one_reads_as_one(value, written):
    assert size(value) == size(value, 3) == written
    assert minus(latex(value)) == written


def test_a_share_reads_as_all_or_nothing_only_where_it_is():
    told = [share(one) for one in (0.0, 1.0, 0.9996, 0.99996, 0.0004, 0.004, 0.37, 0.996)]
    assert told == ["0%", "100%", "99.96%", "99.996%", "0.04%", "0.4%", "37%", "99.6%"]


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ((13.02, 12.98), ["13.02", "12.98"]),
        ((236.12, 236.34, 0.5), ["236.1", "236.3", "0.5"]),
        ((0.5, 0.5), ["0.5", "0.5"]),
        ((1.00001, 1.0), ["1.00001", "1"]),
        ((2.7602647, 2.7602646), ["2.8", "2.8"]),
        ((0.37, 4e-9), ["0.37", "4.0×10⁻⁹"]),
    ],
)
def test_sizes_that_are_not_the_same_do_not_read_alike(values, written):
    assert apart(*values) == written


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (1e-5, 6, "1×10⁻⁵"),
        (-1e-5, 6, "−1×10⁻⁵"),
        (1.25e-7, 10, "1.25×10⁻⁷"),
        (1e16, 10, "1×10¹⁶"),
        (0.5, 6, "0.5"),
        (-0.0, 6, "0"),
        (1234.0, 3, "1230"),
        (99.7, 2, "100"),
    ],
)
def test_a_number_in_few_digits_is_written_by_hand(value, digits, written):
    assert general(value, digits) == written


@pytest.mark.parametrize("value", [1e-5, -2.5e-9, 99.7, 9999.6, 9.96, 0.00099996, 1e300])
def test_no_number_is_written_as_a_computer_would(value):
    told = [size(value, digits) for digits in (1, 2, 3, 4)]
    told += [signed(value), number_text(value), number_text(value, f"{value:g}"), general(value, 2)]
    assert not [one for one in told if "e" in one]
    assert "e" not in latex(value).replace("\\times", "")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.5, "0.50"),
        (-0.256, "−0.26"),
        (0.0, "0"),
        (0.004, "0.004"),
        (-0.004, "−0.004"),
        (2.06e-9, "2×10⁻⁹"),
        (12.0, "12.00"),
    ],
)
def test_only_what_is_nothing_reads_as_nothing(value, written):
    assert decimals(value, 2) == written


def test_a_change_that_few_digits_do_not_show_is_told_by_itself():
    assert change(0.5, 0.25) == ("0.5", "0.25")
    assert change(0.125, 0.12498200537) == ("0.125", "0.125 − 1.8×10⁻⁵")
    assert change(2.0, 2.0 + 3e-9) == ("2", "2 + 3.0×10⁻⁹")
    assert change(0.125, 0.125) == ("0.125", "0.125")


def test_what_lies_beside_a_bar_of_the_question_is_not_told_as_the_bar():
    assert [share(one, 0.9, 0.1) for one in (0.904, 0.9, 0.0996, 0.37)] == [
        "90.4%",
        "90%",
        "9.96%",
        "37%",
    ]
    assert [beside(one, 2.0, 0.01) for one in (2.04, 2.0, 0.00996, 1e-9)] == [
        "2.04",
        "2",
        "0.00996",
        "1.0×10⁻⁹",
    ]
