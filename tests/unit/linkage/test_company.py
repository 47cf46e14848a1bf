"""Company is the names beside a record, never its own, and nobody stands in the company of a crowd."""

from __future__ import annotations

from datetime import date

from csps.linkage.company import CROWD, LARGEST_UNIT, find_company
from csps.linkage.numbers import find_numbers
from csps.linkage.places import find_places
from csps.linkage.records import find_records
from csps.linkage.stays import find_stays

STEPS = (find_places, find_numbers, find_records, find_stays, find_company)


def by_record(bench, table, column):
    rows = bench.arrow(f"FROM {table} JOIN record USING (record)").to_pylist()
    return {row["record_id"]: row[column] for row in rows}


def on_account(hamlet, name, reference, *, head=False):
    table = "council_tax_account" if head else "council_tax_person"
    record = hamlet.said(table, reference, full_name=name)
    hamlet.row(table, record_id=record, account_ref="7")
    return record


def test_people_on_one_account_are_company(hamlet):
    john, ann = on_account(hamlet, "JOHN OAK", "1", head=True), on_account(hamlet, "ANN OAK", "2")
    found = by_record(hamlet.bench(*STEPS), "company", "company")
    assert found == {john: ["ann oak"], ann: ["john oak"]}


def test_a_father_is_no_company_to_a_son_of_his_name(hamlet):
    father = on_account(hamlet, "JOHN OAK", "1", head=True)
    on_account(hamlet, "JOHN OAK", "2")
    ann = on_account(hamlet, "ANN OAK", "3")
    found = by_record(hamlet.bench(*STEPS), "company", "company")
    assert found[father] == ["ann oak"]
    assert found[ann] == ["john oak"]


def test_a_crowd_is_nobodys_company(hamlet):
    for number in range(LARGEST_UNIT + 1):
        on_account(hamlet, f"A{'b' * number}x OAK", f"{number}", head=number == 0)
    assert by_record(hamlet.bench(*STEPS), "company", "company") == {}


def test_who_pays_council_tax_or_applies_for_a_child_is_grown_up(hamlet):
    payer = on_account(hamlet, "JOHN OAK", "1", head=True)
    child = hamlet.said("school_enrolment", "P", forename="Eva", surname="Oak", born_on=date(2014, 3, 9))
    parent = hamlet.said("school_admission_contact", "C", forename="Ann", surname="Oak")
    hamlet.row("school_admission_contact", record_id=parent, child_record_id=child)
    found = by_record(hamlet.bench(*STEPS), "born_by", "born_by")
    assert {payer, parent} == set(found)
    assert found[payer].isoformat()[:10] == "2002-01-05"
    assert found[parent].isoformat()[:10] == "2001-03-09"


def test_a_crowded_place_tells_nobody_apart(hamlet):
    home = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
    for number in range(CROWD + 1):
        hamlet.said("debt_case", f"{number}", forename="A" * (number + 2), surname="Oak", **home)
    single = hamlet.said("debt_case", "s", forename="Eva", surname="Elm", postcode="XH1 4CD", uprn="992")
    found = by_record(hamlet.bench(*STEPS), "home", "places")
    assert found.pop(single) == ["uprn 992"]
    assert set(map(str, found.values())) == {"None"}
