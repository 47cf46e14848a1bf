"""Restrictions: sides of adoptions, places that are refuges, and who is meant by a reference."""

from __future__ import annotations

from datetime import date

from csps.linkage.places import find_places
from csps.linkage.restrictions import find_restrictions
from csps.linkage.stays import find_stays

STEPS = (find_places, find_stays, find_restrictions)


def told(hamlet, reference, kind, case, **identity):
    line = identity.pop("line")
    record = hamlet.said("restriction", reference, line=line, **identity)
    hamlet.row(
        "restriction", record_id=record, restriction_ref=case, kind=kind, about_table="feeds.ssd_person", line=line
    )
    return record


def test_only_a_refuge_is_a_refuge(hamlet):
    told(hamlet, "R1-1", "REFUGE", "R1", line=2, uprn="991", postcode="XH1 4AB")
    told(hamlet, "R2-1", "OBJECTION", "R2", line=3, uprn="992", postcode="XH1 4AB")
    assert hamlet.bench(*STEPS).columns("FROM refuge")["place"].tolist() == ["uprn 991"]


def test_every_identity_of_an_adoption_is_a_side_of_its_own(hamlet):
    sides = {told(hamlet, f"R1-{number}", "ADOPTION", "R1", line=number + 1) for number in (1, 2)}
    told(hamlet, "R2-1", "OBJECTION", "R2", line=9)
    found = hamlet.bench(*STEPS).columns("FROM adopted")
    assert set(found["record_id"]) == sides
    assert len(set(found["side"].tolist())) == 2


def test_a_reference_becomes_the_record_of_its_register(hamlet):
    record = told(hamlet, "R1-1", "OBJECTION", "R1", line=2, other_number="CSC1")
    found = hamlet.bench(*STEPS).columns("FROM said_to_be")
    assert found["record_id"].tolist() == [record]
    assert found["known_as"].tolist() == [hamlet.record_id("ssd_person", "CSC1")]


def test_where_somebody_moves_while_they_are_said_to_be_in_a_refuge_is_one(hamlet):
    ann = hamlet.said("health_flag", "H1", known_on=date(2026, 3, 2), uprn="990", postcode="XH1 4AB")
    hamlet.said("health_flag", "H1", known_on=date(2026, 4, 6), uprn="991", postcode="XH1 4AB")
    hamlet.said("health_flag", "H1", known_on=date(2026, 6, 1), uprn="992", postcode="XH1 4AB")
    said = {"statement": 1, "record_id": ann, "kind": "REFUGE", "known_on": hamlet.week}
    said |= {"started_on": date(2026, 4, 1), "ended_on": date(2026, 5, 1)}
    hamlet._rows["privacy.stated_restriction"] = [said]
    assert hamlet.bench(*STEPS).columns("FROM refuge")["place"].tolist() == ["uprn 991"]
