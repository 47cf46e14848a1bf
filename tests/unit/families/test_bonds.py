"""Every source of ties gives units with their members, heads and children."""

from __future__ import annotations

from datetime import date

import pytest

from csps.families.bonds import EVIDENCE, OWN_RECORD, SAME_ADDRESS


def units(street):
    known = street.known()
    names = known.index.people.person_id
    return {
        (EVIDENCE[row[0]], names[row[1]], bool(row[2]), bool(row[3]))
        for row in zip(known.bonds.evidence, known.bonds.person, known.bonds.heads, known.bonds.is_child, strict=True)
    }


@pytest.fixture
def pair(street):
    street.person("ann", "1985-03")
    street.person("eva", "2012-04")
    return street


def test_mothers_and_school_contacts_are_parents(pair):
    pair.mother("ann", "eva")
    assert units(pair) == {("parent and child", "ann", True, False), ("parent and child", "eva", False, True)}


def test_a_contact_of_an_application_is_one_too(pair):
    pair.row("school_admission_contact", contact_ref="1", record_id="ann", child_record_id="eva")
    assert ("parent and child", "ann", True, False) in units(pair)


@pytest.mark.parametrize(
    ("table", "key", "evidence"),
    [
        ("housing_tenancy_member", "tenancy_ref", "tenancy"),
        ("homelessness_person", "case_ref", "homelessness application"),
        ("programme_member", "case_ref", "programme"),
    ],
)
def test_relationships_make_heads_and_children(pair, table, key, evidence):
    for name, relationship in (("ann", "SELF"), ("eva", "CHILD")):
        pair.row(table, record_id=name, relationship=relationship, **{key: "1"})
    assert units(pair) == {(evidence, "ann", True, False), (evidence, "eva", False, True)}


def test_members_of_a_claim_are_dated_by_the_claim(pair):
    pair.row("housing_benefit_claim", claim_id="C", house_id="1", from_date=date(2019, 1, 7), record_id="c")
    pair.row(
        "housing_benefit_member", date(2020, 2, 2), claim_id="C", house_id="1", record_id="ann", relationship="SELF"
    )
    bonds = pair.known().bonds
    assert [EVIDENCE[code] for code in bonds.evidence] == ["benefit household"]
    assert bonds.started_on.astype(str).tolist() == ["2019-01-07"]
    assert bonds.known_on.astype(str).tolist() == ["2020-02-02"]


def test_a_liable_partner_heads_an_account_and_another_adult_does_not(pair):
    pair.person("jon"), pair.person("ida")
    pair.row("council_tax_account", account_ref="7", record_id="ann")
    pair.row("council_tax_person", account_ref="7", record_id="jon", liability="1")
    pair.row("council_tax_person", account_ref="7", record_id="ida", liability="0")
    found = {row[1:3] for row in units(pair)}
    assert found == {("ann", True), ("jon", True), ("ida", False)}


def test_social_care_files_families_together(pair):
    for name in ("ann", "eva"):
        pair.row("ssd_family", fami_table_id=name, fami_family_id="F", record_id=name)
    assert {row[:2] for row in units(pair)} == {("family in social care", "ann"), ("family in social care", "eva")}


def test_evidence_is_ordered_from_the_strongest():
    assert EVIDENCE[0] == "parent and child"
    assert (EVIDENCE[SAME_ADDRESS], EVIDENCE[OWN_RECORD]) == EVIDENCE[-2:]


BACK = date(2024, 3, 4)


def told(street, what):
    """Tie Ann and Eva, and take that back; give the table and how many rows it took."""
    if what == "mother":
        street.mother("ann", "eva", line=2)
        street.take_back("ssd_mother", BACK, 2)
    elif what == "tenancy":
        street.tenancy("T1", {"ann": "SELF"}, line=2)
        street.tenancy("T1", {"eva": "CHILD"}, line=3)
        street.take_back("housing_tenancy_member", BACK, 3)
    else:
        street.row(
            "housing_benefit_claim", claim_id="C", house_id="1", from_date=date(2019, 1, 7), record_id="c", line=2
        )
        for line, (name, relationship) in enumerate((("ann", "SELF"), ("eva", "CHILD")), start=2):
            street.row(
                "housing_benefit_member",
                claim_id="C",
                house_id="1",
                record_id=name,
                relationship=relationship,
                line=line,
            )
        street.take_back("housing_benefit_claim", BACK, 2)


@pytest.mark.parametrize("what", ["mother", "tenancy", "claim"])
def test_a_tie_that_was_taken_back_counts_until_that_day_and_not_from_it_on(pair, what):
    told(pair, what)
    bonds = pair.known().bonds
    eva = bonds.person == 1
    assert bonds.known_until[eva].astype(str).tolist() == [BACK.isoformat()]


def test_a_copy_that_was_taken_back_leaves_the_tie_that_another_row_tells(pair):
    pair.mother("ann", "eva", line=2)
    pair.row(
        "ssd_mother", moth_table_id="copy", record_id="ann", moth_childs_person_record_id="eva", line=3,
        known_on=date(2021, 1, 4),
    )  # fmt: skip
    pair.take_back("ssd_mother", BACK, 3)
    bonds = pair.known().bonds
    assert bonds.known_until[bonds.person == 0].astype(str).tolist() == ["2021-01-04", "9999-12-31"]
