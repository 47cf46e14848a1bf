"""Pairs that may be one person are noted apart from persons, and never where somebody has decided."""

from __future__ import annotations

from datetime import date

HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
JON = {"forename": "Jonathan", "surname": "Oakwood", **HOME}


def three(hamlet):
    hamlet.neighbours(100)
    father = hamlet.said("debt_case", "1", born_on=date(1970, 4, 17), **JON)
    son = hamlet.said("debt_case", "2", born_on=date(1995, 9, 30), **JON)
    payer = hamlet.said("police_incident", "3", **JON)
    return father, son, payer


def test_a_record_that_fits_two_people_is_possibly_either(hamlet):
    father, son, payer = three(hamlet)
    told, tables = hamlet.linked()
    person = {row["record_id"]: row["person_id"] for row in tables["record_link"]}
    pairs = {frozenset((row["person_id"], row["other_person_id"])): row for row in tables["possible_link"]}
    assert set(pairs) == {frozenset((person[payer], person[father])), frozenset((person[payer], person[son]))}
    assert {row["doubt"] for row in pairs.values()} == {"contradicted"}
    assert all(row["person_id"] < row["other_person_id"] for row in pairs.values())
    assert told.possible == 2


def test_what_was_judged_is_no_longer_in_question(hamlet):
    father, _, payer = three(hamlet)
    hamlet.judge(father, payer, "different")
    _, tables = hamlet.linked()
    person = {row["record_id"]: row["person_id"] for row in tables["record_link"]}
    assert len({person[father], person[payer]}) == 2
    found = {frozenset((row["person_id"], row["other_person_id"])) for row in tables["possible_link"]}
    assert frozenset((person[payer], person[father])) not in found
