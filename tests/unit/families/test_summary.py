"""Families are counted and named, and a name lasts while the eldest child is there."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np

from csps.families.summary import name_families

MONDAY = date(2026, 11, 16)


def family(street, day=MONDAY, **cohort):
    asked = {"child_under_years": 18, "expected_children": True, "seen_within_weeks": 400} | cohort
    (found,) = street.formed(day, SimpleNamespace(**asked))[0]
    return found


def test_a_family_is_counted_by_kind_and_age(oaks):
    found = family(oaks)
    assert {name: found[name] for name in ("members", "children", "adults", "expected_children")} == {
        "members": 4,
        "children": 2,
        "adults": 2,
        "expected_children": 0,
    }
    assert (found["youngest_months"], found["oldest_child_months"]) == (134, 175)
    assert (found["place_id"], found["area"], found["as_of"]) == ("elm row", "area", MONDAY)


def test_a_pregnancy_adds_a_child_that_is_expected_but_nobody_to_the_members_rows(oaks):
    oaks.row("health_flag", date(2026, 8, 2), record_id="ann", kind="PREGNANCY", start_date=date(2026, 7, 20))
    families, members = oaks.formed()
    assert (families[0]["expected_children"], families[0]["members"], len(members)) == (1, 5, 4)


def test_the_name_outlasts_a_parent_and_a_move_but_not_the_eldest_child(oaks):
    before = family(oaks, date(2021, 1, 4))["family_id"]
    oaks.lives("ann eva kit", "oak street", date(2023, 2, 5))
    found = oaks.formed()[0]
    assert before in {row["family_id"] for row in found}
    oaks.row("ssd_person", date(2025, 3, 2), record_id="eva", pers_death_date=date(2025, 1, 7))
    assert before not in {row["family_id"] for row in oaks.formed()[0]}


def test_the_cohort_asks_for_age_and_for_contact(oaks):
    assert family(oaks)["in_cohort"] is True
    assert family(oaks, child_under_years=11)["in_cohort"] is False
    assert family(oaks, seen_within_weeks=52)["in_cohort"] is False
    oaks.row("police_incident", date(2026, 9, 6), record_id="jon", incident_id="1", role="VICTIM")
    assert family(oaks, seen_within_weeks=52)["in_cohort"] is True


def test_a_first_child_that_is_expected_counts_where_the_council_says_so(street):
    street.person("ann", "1995-01")
    street.lives("ann", "elm row", date(2020, 1, 5))
    street.row("health_flag", date(2026, 8, 2), record_id="ann", kind="PREGNANCY", start_date=date(2026, 7, 20))
    assert family(street)["in_cohort"] is True
    assert family(street, expected_children=False)["in_cohort"] is False
    assert family(street)["youngest_months"] is None


def test_names_differ_and_are_pseudonyms():
    names = name_families(np.array(["a", "b"], dtype=object)).tolist()
    assert len(set(names)) == 2
    assert all(len(name) == 32 and int(name, 16) >= 0 for name in names)
