"""The stage as a whole: parts by date, nothing of the future, and no order or name that changes a family."""

from __future__ import annotations

import random
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from csps.domain.errors import UsageError
from csps.families import form_dated_families
from csps.store import Edition, Lake

MONDAY, BEFORE = date(2026, 11, 16), date(2024, 11, 18)
EARLY = date(2020, 1, 5)
COHORT = SimpleNamespace(child_under_years=18, expected_children=True, seen_within_weeks=52)
PROGRAMME = SimpleNamespace(cohort=COHORT)


def test_every_date_is_a_part_of_its_own(oaks):
    edition = oaks.edition()
    told = form_dated_families(edition, dates=[BEFORE, MONDAY], programme=PROGRAMME)
    assert (told.families, told.with_children, told.dates) == (1, 1, 2)
    with edition.connect() as lake:
        for day in (BEFORE, MONDAY):
            rows = lake.table("families.membership", part=day.isoformat()).to_pyarrow().to_pylist()
            assert {row["as_of"] for row in rows} == {day}
            assert len(rows) == 4


def test_without_linkage_there_are_no_families(tmp_path):
    edition = Edition(Lake(tmp_path / "lake"), MONDAY)
    with pytest.raises(UsageError, match=r"no rows of linkage\.person"):
        form_dated_families(edition, dates=[MONDAY], programme=PROGRAMME)


def test_a_day_before_anything_was_known_has_no_families(oaks):
    assert oaks.formed(date(2019, 1, 7)) == ([], [])


def test_facts_known_after_the_day_change_nothing(oaks):
    before = oaks.formed(BEFORE)
    later = BEFORE + timedelta(days=1)
    oaks.lives("jon", "oak street", date(2023, 2, 5), known=later)
    oaks.row("ssd_person", later, record_id="ann", pers_death_date=date(2023, 1, 7))
    oaks.row("restriction", later, record_id="eva", restriction_ref="R", kind="REFUGE", start_date=date(2023, 1, 9))
    oaks.tenancy("T2", {"ann": "SELF", "kit": "CHILD"}, start=date(2021, 1, 4), known_on=later)
    assert oaks.formed(BEFORE) == before


def a_town(street, seed):
    """Fill a street with people, moves and ties by chance; no two moves fall on one day."""
    rng = random.Random(seed)
    names = [f"p{number}" for number in range(40)]
    days = rng.sample(range(2000), 80)
    for name in names:
        street.person(name, rng.choice([None, f"{rng.randint(1950, 2022)}-{rng.randint(1, 12):02d}"]))
    for turn, name in enumerate(names * 2):
        since = date(2020, 1, 6) + timedelta(days=days[turn])
        until = since + timedelta(days=rng.randint(100, 1500)) if rng.random() < 0.3 else None
        register = rng.choice(["council_tax_account", "school_enrolment", "housing_benefit_member", "health_flag"])
        street.lives(name, f"place {rng.randint(1, 12)}", since, until=until, register=register)
    for number in range(15):
        people = rng.sample(names, 4)
        street.tenancy(f"T{number}", dict(zip(people, ("SELF", "PARTNER", "CHILD", "UNKNOWN"), strict=True)))
        street.mother(names[number], rng.choice(names[20:]))


def partition(families, names=lambda name: name):
    return sorted(sorted(names(name) for name in family) for family in families)


@pytest.mark.parametrize("seed", range(4))
def test_shuffling_rows_or_renaming_people_changes_no_family(tmp_path, street, seed):
    a_town(street, seed)
    shuffled = type(street)(tmp_path / "shuffled")
    a_town(shuffled, seed)
    shuffled.shuffled(random.Random(seed))
    renamed = type(street)(tmp_path / "renamed", rename=lambda name: f"q{99 - int(name[1:])}")
    a_town(renamed, seed)
    found = partition(street.families())
    assert len(found) > 3
    assert partition(shuffled.families()) == found
    assert partition(renamed.families(), lambda name: f"p{99 - int(name[1:])}") == found


def test_the_same_rows_give_the_same_bytes(tmp_path, street):
    hashes = []
    for number, made in enumerate((street, type(street)(tmp_path / "again"))):
        a_town(made, 7)
        made.shuffled(random.Random(number))
        edition = made.edition()
        form_dated_families(edition, dates=[MONDAY], programme=PROGRAMME)
        hashes.append([each.sha256 for each in edition.written if each.table.startswith("families.")])
    assert hashes[0] == hashes[1]


def test_a_family_keeps_its_id_from_date_to_date_when_its_eldest_has_grown_up(oaks):
    first, later = date(2026, 11, 16), date(2031, 11, 17)
    edition = oaks.edition()
    form_dated_families(edition, dates=[later, first], programme=PROGRAMME)
    with edition.connect() as lake:
        rows = lake.table("families.membership").to_pyarrow().to_pylist()
    ids = {row["as_of"]: row["family_id"] for row in rows}
    assert {row["role"] for row in rows if row["person_id"] == "eva"} == {"child", "adult"}
    assert ids[first] == ids[later]


def test_a_family_keeps_the_id_that_it_was_published_under(oaks):
    first, later = date(2026, 11, 16), date(2031, 11, 17)
    edition = oaks.edition()
    for day in (first, later):  # a call each: the second finds the first among what is held already
        form_dated_families(edition, dates=[day], programme=PROGRAMME)
    with edition.connect() as lake:
        rows = lake.table("families.membership").to_pyarrow().to_pylist()
    assert len({row["family_id"] for row in rows}) == 1
    assert {row["as_of"] for row in rows} == {first, later}


def test_what_an_agency_took_back_makes_no_family_from_that_day_on(street):
    """Eva was written onto Ann's tenancy by a slip; before it was known the council had every reason to count her in."""
    back = date(2026, 6, 1)
    for name, born in (("ann", "1985-03"), ("eva", "2012-04")):
        street.person(name, born)
    street.lives("ann", "elm row", EARLY)
    street.lives("eva", "elm row", EARLY, register="housing_tenancy_member", taken_back=back)
    assert street.families(back - timedelta(days=1)) == [["ann", "eva"]]
    assert street.families(back) == []


def test_a_mother_who_was_taken_back_places_no_child_from_that_day_on(street):
    back = date(2026, 6, 1)
    for name, born in (("ann", "1985-03"), ("eva", "2012-04")):
        street.person(name, born)
    street.lives("ann", "elm row", EARLY)
    street.mother("ann", "eva", line=2)
    street.take_back("ssd_mother", back, 2)
    assert street.families(back - timedelta(days=1)) == [["ann", "eva"]]
    assert street.families(back) == []


def test_a_death_or_a_placement_that_was_taken_back_no_longer_takes_anybody_away(oaks):
    back = date(2026, 6, 1)
    oaks.row("ssd_person", record_id="kit", pers_death_date=date(2026, 1, 5), line=2)
    oaks.row("ssd_cla_episodes", record_id="eva", clae_cla_episode_start_date=date(2026, 1, 5), line=2)
    oaks.take_back("ssd_person", back, 2)
    oaks.take_back("ssd_cla_episodes", back, 2)
    assert oaks.families(back - timedelta(days=1)) == [["ann", "jon"]]
    assert oaks.families(back) == [["ann", "eva", "jon", "kit"]]
