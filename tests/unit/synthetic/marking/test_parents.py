"""Children and those who look after them, held against the true ones of a street."""

from __future__ import annotations

import pytest

from csps.synthetic.marking.households import lend_households
from csps.synthetic.marking.parents import DoubtMarks, ParentMarks, parent_marks

RIGHT = {"a": [0, 1, 2], "b": [3, 4, 5]}


def marked(street, families, roles, doubts=None):
    manifest = street.say(families, roles=roles)
    manifest = manifest if doubts is None else street.doubt(doubts)
    lend_households(street.seen, street.true, street.lake, manifest, "2026-11-16")
    return parent_marks(street.seen)


def test_carers_named_as_such_are_said_and_right(street):
    found = marked(street, RIGHT, ["carer", "child", "child", "carer", "carer", "child"])
    assert (found.pairs, found.said, found.right, found.together) == (4, 4, 4, 4)
    assert (found.precision, found.recall) == (1, 1)


def test_an_adult_in_the_family_is_together_with_the_child_and_not_said_to_look_after_it(street):
    found = marked(street, RIGHT, ["carer", "child", "child", "carer", "adult", "child"])
    assert (found.pairs, found.said, found.right, found.together) == (4, 3, 3, 4)


def test_a_lodger_who_is_called_a_carer_is_wrong_and_one_who_is_not_is_no_pair(street):
    families = {"a": [0, 1, 2, 8], "b": [3, 4, 5]}
    roles = ["carer", "child", "child", "{}", "carer", "carer", "child"]
    for role, said in (("carer", 6), ("adult", 4)):
        found = marked(street, families, [each.format(role) for each in roles])
        assert (found.said, found.right) == (said, 4)


def test_a_child_of_two_homes_may_be_said_to_be_in_either(street):
    found = marked(street, {"a": [0, 1], "b": [2, 3, 4, 5]}, ["carer", "child", "child", "carer", "carer", "child"])
    assert (found.pairs, found.right, found.together) == (5, 5, 5)


def test_a_pair_apart_is_missed(street):
    found = marked(
        street, {"a": [0, 1], "c": [2], "b": [3, 4, 5]}, ["carer", "child", "child", "carer", "carer", "child"]
    )
    assert found.recall == pytest.approx(3 / 4)


def test_where_nobody_is_there_is_nothing_to_divide_by():
    none = ParentMarks(0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (none.precision, none.recall, none.recall_of_told, none.confirmed_precision) == (None,) * 4


def test_a_pair_is_confirmed_where_neither_is_doubted_and_a_doubt_is_worth_who_is_gone(street):
    families = {"a": [0, 1, 2, 8], "b": [3, 4, 5], "c": [3, 7]}
    roles = ["carer", "child", "child", "carer", "carer", "carer", "child", "carer", "child"]
    doubts = {("a", 8): "old word", ("b", 5): "off every roll", ("c", 7): "off every roll"}
    found = marked(street, families, roles, doubts)
    assert (found.said, found.right, found.confirmed, found.confirmed_right) == (7, 4, 2, 2)
    assert found.doubts == (
        DoubtMarks("off every roll", "child", members=2, there=1, here=1),
        DoubtMarks("old word", "carer", members=1, there=0, here=1),
    )


def test_where_no_doubts_were_looked_for_none_are_told(street):
    found = marked(street, RIGHT, ["carer", "child", "child", "carer", "carer", "child"])
    assert (found.confirmed, found.doubts) == (4, ())
