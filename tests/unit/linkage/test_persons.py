"""Persons are named after the record known first, so that later records change no name."""

from __future__ import annotations

from datetime import date

from csps.keys import PseudonymKind

HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
EVA = {"forename": "Evangeline", "surname": "Oakwood", "born_on": date(2012, 4, 17)}
UPN = "B801200005001"


def test_a_person_is_named_after_the_first_record_and_keeps_the_name(hamlet):
    first = hamlet.said("ssd_person", "1", upn=UPN, **EVA)
    before = hamlet.persons()[first]
    later = hamlet.said("school_enrolment", "2", known_on=date(2021, 1, 3), upn=UPN, **EVA)
    after = hamlet.persons()
    assert after[first] == after[later] == before
    assert before == hamlet.vault().pseudonyms(PseudonymKind.PERSON, "linkage", [first])[0]


def test_ties_are_told_with_their_weight(hamlet):
    numbered = hamlet.said("ssd_person", "1", upn=UPN, **EVA)
    hamlet.said("school_enrolment", "2", upn=UPN, **EVA)
    alike = hamlet.said("debt_case", "3", forename="Jonathan", surname="Oakwood", born_on=date(1970, 4, 17), **HOME)
    hamlet.said("police_incident", "4", forename="Jon", surname="Oakwood", born_on=date(1970, 4, 17), **HOME)
    alone = hamlet.said("debt_case", "5", forename="Ida", surname="Grey", born_on=date(1950, 6, 6))
    rows = {row["record_id"]: row for row in hamlet.linked()[1]["record_link"]}
    assert [rows[record]["tie"] for record in (numbered, alike, alone)] == ["number", "likeness", "alone"]
    assert rows[alike]["match_weight"] > 5
    assert rows[alone]["match_weight"] is None
    assert rows[numbered]["register"] == "feeds.ssd_person"


def test_the_month_of_birth_is_the_one_most_records_have_and_a_placeholder_is_no_month(hamlet):
    hamlet.said("ssd_person", "1", upn=UPN, **EVA)
    hamlet.said("school_enrolment", "2", upn=UPN, **EVA)
    hamlet.said("neet_activity", "3", upn=UPN, **EVA | {"born_on": date(2012, 1, 1)})
    (person,) = hamlet.linked()[1]["person"]
    assert (person["month_of_birth"], person["records"], person["registers"]) == ("2012-04", 3, 3)


def test_a_child_expected_but_not_named_is_a_person_alone(hamlet):
    record = hamlet.record_id("ssd_person", "unborn")
    hamlet.row("ssd_person", record_id=record, pers_expected_dob=date(2027, 1, 1))
    hamlet.said("ssd_person", "1", **EVA)
    rows = {row["record_id"]: row["tie"] for row in hamlet.linked()[1]["record_link"]}
    assert rows[record] == "alone"
    assert len(rows) == 2
