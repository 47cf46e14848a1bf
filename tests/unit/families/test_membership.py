"""Members have a role, and evidence that says what it rests on and since when."""

from __future__ import annotations

from datetime import date


def test_parents_are_carers_and_grown_children_are_adults(oaks):
    oaks.person("max", "2004-02")
    oaks.lives("max", "elm row", date(2023, 1, 8), register="neet_activity")
    roles = oaks.roles()
    assert {name: role for name, (role, _) in roles.items()} == {
        "ann": "carer",
        "jon": "carer",
        "eva": "child",
        "kit": "child",
        "max": "adult",
    }
    assert roles["max"][1] == "same address"
    assert roles["ann"][1] == "tenancy"


def test_the_strongest_evidence_is_told_and_since_when(oaks):
    oaks.mother("ann", "kit", known_on=date(2023, 7, 2))
    rows = {row["person_id"]: row for row in oaks.formed()[1]}
    assert (rows["kit"]["evidence"], rows["kit"]["started_on"]) == ("parent and child", date(2023, 7, 2))
    assert (rows["eva"]["evidence"], rows["eva"]["started_on"]) == ("tenancy", date(2020, 1, 5))


def test_without_any_name_on_paper_adults_of_the_right_age_are_carers(street):
    for name, born in (("ann", "1985-03"), ("max", "2004-02"), ("eva", "2012-04")):
        street.person(name, born)
    street.lives("ann max eva", "elm row", date(2020, 1, 5))
    assert street.roles() == {
        "ann": ("carer", "same address"),
        "max": ("adult", "same address"),
        "eva": ("child", "same address"),
    }


def test_a_child_alone_rests_on_its_own_record(street):
    street.person("eva", "2012-04")
    street.lives("eva", "elm row", date(2020, 1, 5))
    (row,) = street.formed()[1]
    assert (row["role"], row["evidence"], row["started_on"]) == ("child", "own record", date(2020, 1, 5))


def test_a_child_that_social_care_expects_is_expected(oaks):
    oaks.person("unborn")
    oaks.row("ssd_person", date(2026, 10, 4), record_id="unborn", pers_expected_dob=date(2027, 1, 20))
    oaks.mother("ann", "unborn", known_on=date(2026, 10, 4))
    rows = {row["person_id"]: row for row in oaks.formed()[1]}
    assert (rows["unborn"]["role"], rows["unborn"]["age_months"]) == ("expected", None)


def test_age_is_told_in_months(oaks):
    rows = {row["person_id"]: row["age_months"] for row in oaks.formed()[1]}
    assert rows == {"ann": 500, "jon": 521, "eva": 175, "kit": 134}
