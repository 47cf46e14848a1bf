"""A household is not a family: who counts as one, and who does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.families.grouping import FEW

MONDAY = date(2026, 11, 16)
OAKS = ["ann", "eva", "jon", "kit"]


def another_family(street, place, ida="ida", tom="tom", since=date(2020, 2, 2)):
    street.person(ida, "1990-01")
    street.person(tom, "2018-01")
    street.lives(f"{ida} {tom}", place, since, register="housing_benefit_member")
    street.mother(ida, tom)


def test_parents_and_children_at_one_address_are_a_family(oaks):
    assert oaks.families() == [OAKS]


def test_whoever_lives_with_a_family_in_a_home_of_few_belongs_to_it(oaks):
    oaks.person("gran", "1950-01")
    oaks.lives("gran", "elm row", date(2023, 3, 5), register="adult_social_care_client")
    assert oaks.families() == [sorted([*OAKS, "gran"])]


@pytest.mark.parametrize(("silent", "stays"), [(4 * 365, True), (4 * 365 + 1, False)])
def test_an_untied_adult_of_whom_nothing_was_heard_for_four_years_has_left(oaks, silent, stays):
    oaks.person("gran", "1950-01")
    oaks.lives("gran", "elm row", MONDAY - timedelta(days=silent), register="adult_social_care_client")
    assert oaks.families() == [sorted([*OAKS, *(["gran"] if stays else [])])]


def test_an_account_that_goes_on_is_not_silence(oaks):
    oaks.person("gran", "1950-01")
    oaks.lives("gran", "elm row", date(2015, 1, 4), register="council_tax_account")
    assert oaks.families() == [sorted([*OAKS, "gran"])]


def test_a_tie_or_a_child_outlasts_silence(oaks):
    long_ago = date(2010, 1, 3)
    oaks.person("gran", "1950-01")
    oaks.lives("gran", "elm row", long_ago, register="adult_social_care_client")
    oaks.tenancy("T", {"ann": "SELF", "gran": "OTHER_RELATIVE"})
    oaks.person("tim", "2012-01")
    oaks.lives("tim", "elm row", date(2012, 2, 5), register="school_enrolment")
    assert oaks.families() == [sorted([*OAKS, "gran", "tim"])]


def test_two_families_in_one_home_stay_two(oaks):
    another_family(oaks, "elm row")
    assert oaks.families() == [OAKS, ["ida", "tom"]]


def test_in_a_crowded_home_only_ties_make_a_family(oaks):
    for number in range(FEW):
        oaks.person(f"lodger {number}".replace(" ", ""), "1980-01")
        oaks.lives(f"lodger{number}", "elm row", date(2021, 3, 7), register="health_flag")
    assert oaks.families() == [OAKS]


def test_adults_without_children_are_a_family_only_where_they_are_tied(street):
    for name in ("ann", "jon", "ida"):
        street.person(name, "1980-01")
    street.lives("ann jon ida", "elm row", date(2020, 1, 5))
    street.tenancy("T", {"ann": "SELF", "jon": "PARTNER"})
    assert street.families() == [["ann", "jon"]]


def test_a_woman_who_expects_her_first_child_is_a_family(street):
    street.person("ann", "1995-01")
    street.lives("ann", "elm row", date(2020, 1, 5))
    assert street.families() == []
    street.row("health_flag", date(2026, 8, 2), record_id="ann", kind="PREGNANCY", start_date=date(2026, 7, 20))
    assert street.families() == [["ann"]]


def test_a_parent_who_moved_out_left_the_family(oaks):
    oaks.lives("jon", "oak street", date(2023, 2, 5))
    assert oaks.families() == [["ann", "eva", "kit"]]
    assert oaks.families(date(2023, 1, 30)) == [OAKS]


def test_a_child_without_a_known_place_lives_with_its_mother(oaks):
    oaks.person("baby", "2026-10")
    oaks.mother("ann", "baby", known_on=date(2026, 11, 1))
    assert oaks.families() == [sorted([*OAKS, "baby"])]
    assert oaks.families(date(2026, 10, 26)) == [OAKS]


def test_the_dead_stop_counting(oaks):
    oaks.row("ssd_person", date(2025, 3, 2), record_id="jon", pers_death_date=date(2025, 1, 7))
    assert oaks.families() == [["ann", "eva", "kit"]]


def test_a_child_looked_after_elsewhere_leaves_the_family(oaks):
    oaks.row(
        "ssd_cla_episodes",
        date(2025, 3, 2),
        record_id="kit",
        clae_cla_episode_start_date=date(2025, 2, 24),
        clap_cla_placement_type="U4",
    )
    assert oaks.families() == [["ann", "eva", "jon"]]
    assert oaks.families(date(2025, 2, 24)) == [OAKS]


def test_people_in_a_refuge_are_a_family_of_their_own_wherever_they_were_before(oaks):
    for name in ("ann", "kit"):
        oaks.row(
            "restriction",
            date(2026, 5, 3),
            record_id=name,
            restriction_ref="R1",
            kind="REFUGE",
            start_date=date(2026, 4, 27),
        )
    assert oaks.families() == [["ann", "kit"], ["eva", "jon"]]
    (place,) = {row["place_id"] for row in oaks.formed()[0] if row["adults"] == 1 and row["youngest_months"] < 140}
    assert place is None


def test_a_refuge_is_over_when_it_is_known_to_be(oaks):
    stay = {"record_id": "ann", "restriction_ref": "R1", "kind": "REFUGE", "start_date": date(2024, 4, 29)}
    oaks.row("restriction", date(2024, 5, 5), **stay)
    oaks.row("restriction", date(2024, 9, 1), end_date=date(2024, 8, 20), **stay)
    assert oaks.families() == [OAKS]


def test_who_lived_there_before_does_not_join_the_family_that_moved_in(street):
    street.person("old", "1970-01")
    street.lives("old", "elm row", date(2015, 1, 5), until=date(2021, 3, 1), told_end=date(2021, 4, 4))
    street.person("son", "2000-01")
    street.lives("son", "elm row", date(2018, 1, 7), register="health_flag")
    another_family(street, "elm row", since=date(2021, 3, 20))
    assert street.families() == [["ida", "tom"]]


def test_families_without_any_place_hold_together_by_their_ties(street):
    street.person("ann", "1990-01"), street.person("eva", "2015-01"), street.person("jon", "1988-01")
    street.mother("ann", "eva")
    assert street.families() == [["ann", "eva"]]
