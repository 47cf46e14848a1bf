"""Families keep their ids while their core lasts."""

from __future__ import annotations

import numpy as np

from csps.families.lasting import core_of, families_of_one, lasting_ids
from csps.families.membership import ADULT, CARER, CHILD, Member
from csps.families.summary import name_families

PEOPLE = np.array(["ann", "eva", "jon", "kit", "lou"], dtype=object)


def members(*rows):
    """Give members from (family, person, role)."""
    family, person, role = (np.array(column) for column in zip(*rows, strict=True))
    day = np.full(len(rows), np.datetime64("2020-01-01"), "datetime64[D]")
    return Member(family, person, role, np.zeros(len(rows), np.int64), day, np.zeros(len(rows), np.int64))


def named(before, member, *anchors):
    return lasting_ids(before, member, PEOPLE, np.array(anchors), day="day", is_taken=set(before.values()).__contains__)


def test_a_family_keeps_its_id_when_its_anchor_goes():
    member = members((1, 0, CARER), (1, 3, CHILD))
    assert named({"ann": "old", "eva": "old", "kit": "old"}, member, 3) == ["old"]


def test_where_a_family_parts_the_children_take_the_id_with_them():
    member = members((0, 0, CARER), (0, 1, CHILD), (2, 2, CARER), (2, 4, CHILD))
    before = dict.fromkeys(("ann", "jon", "eva"), "old")
    own = name_families(PEOPLE[[1, 4]]).tolist()
    assert named(before, member, 1, 4) == ["old", own[1]]


def test_where_two_become_one_the_greater_part_goes_on():
    member = members((0, 0, CARER), (0, 1, CHILD), (0, 2, CARER), (0, 3, CHILD), (0, 4, CHILD))
    before = {"ann": "one", "eva": "one", "jon": "two", "kit": "two", "lou": "two"}
    assert named(before, member, 1) == ["two"]


def test_an_id_that_goes_on_elsewhere_is_not_given_twice():
    own = name_families(PEOPLE[[1]])[0]
    member = members((0, 1, CHILD), (2, 2, CARER), (2, 3, CHILD))
    first, second = named({"jon": own, "kit": own}, member, 1, 3)
    assert second == own
    assert first not in (own, second)


def test_two_families_of_one_child_have_two_names():
    member = members((0, 0, CARER), (0, 1, CHILD), (2, 1, CHILD), (2, 2, CARER))
    one, other = named({}, member, 1, 1)
    assert one != other
    assert families_of_one(
        np.array(["eva", "eva", "ann"], dtype=object), np.array([one, other, one], dtype=object)
    ) == {"ann": one}


def test_the_core_is_children_and_carers_or_adults_among_themselves():
    member = members((0, 0, CARER), (0, 1, CHILD), (0, 2, ADULT), (3, 3, ADULT), (3, 4, ADULT))
    assert core_of(member).tolist() == [True, True, False, True, True]
