"""Numbers in sentences and the rows of tables of steps."""

import pytest

from lstm97.ui.base.numbers import in_brackets, ladder, minus, remainder


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
        "25",
    ]


def test_negative_numbers_of_a_product_stand_in_brackets():
    assert [in_brackets(minus(text)) for text in ("-0.5", "0.5")] == ["(−0.5)", "0.5"]
