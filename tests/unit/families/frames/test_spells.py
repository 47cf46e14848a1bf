"""Spells as rounds follow one another."""

from __future__ import annotations

import numpy as np
import pytest

from csps.families.frames.spells import Chronicle
from csps.families.membership import ADULT, CARER, CHILD, Member

PEOPLE = np.array(["ann", "eva", "jon"], dtype=object)


def turn(chronicle, day, whom, *rows):
    """Take in a round that reaches some people: (person, family, role, evidence), families named by the lowest member."""
    person, family, role, evidence = (
        (np.array(column) for column in zip(*rows, strict=True)) if rows else (np.zeros(0, np.int64),) * 4
    )
    none = np.zeros(len(rows), np.int64)
    member = Member(family, person, role, none, none.astype("datetime64[D]"), evidence)
    anchors = np.unique(family)
    chronicle.turn(np.array(whom), np.full(len(whom), np.datetime64(day)), member, anchors, day)


def held(chronicle):
    rows = chronicle.closed().astype({"from": str, "to": str}).fillna("NaT")
    return rows[["person_id", "role", "from", "to"]].to_numpy().tolist(), rows["family_id"].tolist()


def test_a_spell_lasts_until_the_day_before_the_round_that_ended_it_and_a_role_is_a_spell_of_its_own():
    chronicle = Chronicle(PEOPLE)
    turn(chronicle, "2020-01-01", [0, 1], (0, 0, ADULT, 4), (1, 0, CHILD, 4))
    turn(chronicle, "2020-03-01", [0, 1], (0, 0, ADULT, 2), (1, 0, ADULT, 4))
    turn(chronicle, "2020-05-01", [0, 1], (1, 1, ADULT, 4))
    rows, ids = held(chronicle)
    assert rows == [
        ["ann", "adult", "NaT", "2020-04-30"],
        ["eva", "child", "NaT", "2020-02-29"],
        ["eva", "adult", "2020-03-01", "NaT"],
    ]
    assert len(set(ids)) == 1
    assert chronicle.closed()["evidence"].tolist()[0] == "benefit household"


def test_whom_a_round_does_not_reach_stays_as_they_were():
    chronicle = Chronicle(PEOPLE)
    turn(chronicle, "2020-01-01", [0, 1, 2], (0, 0, CARER, 0), (1, 0, CHILD, 0), (2, 2, ADULT, 0))
    turn(chronicle, "2020-03-01", [2])
    assert held(chronicle)[0] == [
        ["ann", "carer", "NaT", "NaT"],
        ["eva", "child", "NaT", "NaT"],
        ["jon", "adult", "NaT", "2020-02-29"],
    ]


@pytest.mark.parametrize("leaver", [0, 1])
def test_whoever_left_a_family_that_goes_on_elsewhere_takes_its_id_nowhere(leaver):
    """The first is whom it is named after; the other was in its core, and so might claim it."""
    chronicle = Chronicle(PEOPLE)
    turn(chronicle, "2020-01-01", [0, 1, 2], (0, 0, CHILD, 0), (1, 0, CHILD, 0), (2, 0, CARER, 0))
    stays = [(who, 1 - leaver, role, 0) for who, role in ((1 - leaver, CHILD), (2, CARER))]
    turn(chronicle, "2020-03-01", [0, 1, 2], *stays)
    turn(chronicle, "2020-05-01", [leaver], (leaver, leaver, CHILD, 5))
    rows, ids = held(chronicle)
    own = {name: {one for one, row in zip(ids, rows, strict=True) if row[0] == name} for name in PEOPLE}
    assert len(own[PEOPLE[1 - leaver]]) == 1
    assert len(own[PEOPLE[leaver]]) == 2
    turn(chronicle, "2020-07-01", [0, 1, 2], (0, 0, CHILD, 0), (1, 0, CHILD, 0), (2, 0, CARER, 0))
    assert own["jon"] == {one for one, row in zip(*reversed(held(chronicle)), strict=True) if row[0] == "jon"}
