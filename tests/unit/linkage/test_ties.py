"""A trusted number ties two records if birth or name agrees; two numbers of a kind keep them apart."""

from __future__ import annotations

from datetime import date

import pytest

from csps.linkage.company import find_company
from csps.linkage.judged import find_judged
from csps.linkage.numbers import find_numbers
from csps.linkage.places import find_places
from csps.linkage.records import find_records
from csps.linkage.restrictions import find_restrictions
from csps.linkage.stays import find_stays
from csps.linkage.ties import find_heaps

STEPS = (find_places, find_numbers, find_records, find_stays, find_company, find_restrictions, find_judged, find_heaps)
UPN, OTHER_UPN, NHS = "B801200005001", "H801200001001", "9434765919"
EVA = {"forename": "Eva", "surname": "Oak", "born_on": date(2012, 4, 17)}


def heaps(hamlet):
    found = hamlet.bench(*STEPS).arrow("SELECT record_id, heap FROM heap JOIN record USING (record)").to_pylist()
    return {row["record_id"]: row["heap"] for row in found}


def same(hamlet, one, other):
    found = heaps(hamlet)
    return found[one] == found[other]


@pytest.mark.parametrize(
    ("changed", "tied"),
    [
        ({}, True),
        ({"forename": "Evie"}, True),  # the birth agrees
        ({"born_on": date(2012, 4, 11)}, True),  # a slip in the birth
        ({"born_on": None}, True),  # the name agrees
        ({"forename": "Tom", "born_on": date(2009, 9, 2)}, False),  # somebody else's number was typed
    ],
)
def test_a_shared_number_needs_birth_or_name(hamlet, changed, tied):
    one = hamlet.said("ssd_person", "1", upn=UPN, **EVA)
    other = hamlet.said("school_enrolment", "2", upn=UPN, **EVA | changed)
    assert same(hamlet, one, other) is tied


def test_name_birth_and_postcode_tie_without_a_number(hamlet):
    one = hamlet.said("debt_case", "1", postcode="XH1 4AB", **EVA)
    other = hamlet.said("police_incident", "2", postcode="xh14ab", **EVA)
    elsewhere = hamlet.said("police_incident", "3", postcode="XH9 9AB", **EVA)
    found = heaps(hamlet)
    assert found[one] == found[other] != found[elsewhere]


def test_two_pupil_numbers_are_two_pupils(hamlet):
    one = hamlet.said("ssd_person", "1", postcode="XH1 4AB", upn=UPN, **EVA)
    other = hamlet.said("school_enrolment", "2", postcode="XH1 4AB", upn=OTHER_UPN, **EVA)
    assert not same(hamlet, one, other)


def test_a_restriction_names_the_record_it_is_about(hamlet):
    known = hamlet.said("ssd_person", "CSC1", forename="Eva")
    told = hamlet.said("restriction", "R1-1", line=2, forename="E", other_number="CSC1")
    hamlet.row("restriction", record_id=told, restriction_ref="R1", kind="OBJECTION", about_table="feeds.ssd_person")
    assert same(hamlet, known, told)


def test_both_sides_of_an_adoption_stay_apart_whatever_they_share(hamlet):
    sides = []
    for number, reference in enumerate(("NEW", "OLD"), start=1):
        known = hamlet.said("ssd_person", reference, nhs_number=NHS, **EVA)
        told = hamlet.said("restriction", f"R1-{number}", line=number + 1, other_number=reference, **EVA)
        hamlet.row(
            "restriction",
            record_id=told,
            restriction_ref="R1",
            kind="ADOPTION",
            about_table="feeds.ssd_person",
            line=number + 1,
        )
        sides.append((known, told))
    found = heaps(hamlet)
    (new, told_new), (old, told_old) = sides
    assert found[told_new] != found[told_old]
    assert found[new] != found[old]
    assert {found[new], found[old]} == {found[told_new], found[told_old]}
