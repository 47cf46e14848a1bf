"""Spells as rounds follow one another."""

from __future__ import annotations

import numpy as np

from csps.families.frames.spells import Chronicle
from csps.families.membership import ADULT, CHILD, Member


def turn(chronicle, day, *rows):
    """Take in a round of (person, family, role, evidence)."""
    person, family, role, evidence = (
        (np.array(column) for column in zip(*rows, strict=True)) if rows else (np.zeros(0, np.int64),) * 4
    )
    none = np.zeros(len(rows), np.int64)
    member = Member(none, person, role, none, none.astype("datetime64[D]"), evidence)
    chronicle.turn(np.array([True, True]), np.full(2, np.datetime64(day)), member, family.astype(object))


def test_a_spell_lasts_until_the_day_before_the_round_that_ended_it_and_a_role_is_a_spell_of_its_own():
    chronicle = Chronicle(np.array(["ann", "eva"], dtype=object))
    turn(chronicle, "2020-01-01", (0, "f", ADULT, 4), (1, "f", CHILD, 4))
    turn(chronicle, "2020-03-01", (0, "f", ADULT, 2), (1, "f", ADULT, 4))
    turn(chronicle, "2020-05-01", (1, "f", ADULT, 4))
    found = chronicle.closed().astype({"from": str, "to": str})
    assert found[["person_id", "role", "from", "to"]].fillna("NaT").to_numpy().tolist() == [
        ["ann", "adult", "NaT", "2020-04-30"],
        ["eva", "child", "NaT", "2020-02-29"],
        ["eva", "adult", "2020-03-01", "NaT"],
    ]
    assert found["evidence"].tolist()[0] == "benefit household"
