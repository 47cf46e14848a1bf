"""One question about one column."""

import pytest

from csps.settings.condition import ASKED, Condition


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("equals", False),
        ("any_of", ("A",)),
        ("none_of", ("A",)),
        ("at_least", 0),
        ("at_most", 0),
        ("has", ("A",)),
        ("known", False),
    ],
)
def test_what_is_asked_is_told_even_where_it_is_nothing(asked, value):
    assert Condition(column="c", **{asked: value}).asked == (asked,)
    assert asked in ASKED


def test_a_condition_that_asks_nothing_says_so():
    assert Condition(column="c").asked == ()
