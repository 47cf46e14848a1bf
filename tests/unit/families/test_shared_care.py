"""Children of two homes."""

from __future__ import annotations

from datetime import date

import pytest

SINCE = date(2024, 3, 1)


@pytest.fixture
def parted(oaks):
    """Jon has moved to a flat of his own, where a tenancy has Eva as well; Kit is only with Ann."""
    oaks.mother("ann", "eva")
    oaks.mother("ann", "kit")
    oaks.row("school_admission_contact", contact_id="c1", record_id="jon", child_record_id="eva")
    oaks.row("school_admission_contact", contact_id="c2", record_id="jon", child_record_id="kit")
    oaks.lives("jon", "oak lane", SINCE)
    return oaks


def test_a_child_whom_a_dated_register_has_with_the_other_parent_is_in_both_families(parted):
    parted.lives("eva", "oak lane", date(2019, 1, 1), register="housing_tenancy_member")
    assert parted.families() == [["ann", "eva", "kit"], ["eva", "jon"]]
    roles = {(row["person_id"], row["role"], row["evidence"]) for row in parted.formed()[1]}
    assert ("jon", "carer", "parent and child") in roles
    assert ("eva", "child", "parent and child") in roles


def test_a_register_that_only_repeats_an_address_makes_no_second_home(parted):
    parted.lives("eva", "oak lane", date(2019, 1, 1), register="police_incident")
    assert parted.families() == [["ann", "eva", "kit"]]


def test_nobody_but_a_named_parent_makes_a_second_family(parted):
    parted.person("lou", "1980-01")
    parted.lives("lou", "ash hill", SINCE)
    parted.lives("eva", "ash hill", date(2019, 1, 1), register="housing_tenancy_member")
    assert parted.families() == [["ann", "eva", "kit"]]


def test_whoever_is_in_a_refuge_is_in_no_other_family(parted):
    parted.lives("eva", "oak lane", date(2019, 1, 1), register="housing_tenancy_member")
    for name in ("ann", "eva"):
        parted.row("restriction", restriction_ref="r1", record_id=name, kind="REFUGE", start_date=SINCE)
    assert ["eva", "jon"] not in parted.families()


def test_what_is_learnt_later_changes_nothing_before(parted):
    before = parted.families(date(2025, 1, 1))
    parted.lives("eva", "oak lane", date(2019, 1, 1), register="housing_tenancy_member", known=date(2025, 6, 1))
    assert parted.families(date(2025, 1, 1)) == before
