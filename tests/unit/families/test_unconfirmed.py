"""Doubts stand beside memberships: each on its day, none where something fresh was said, and none changes a family."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from csps.domain.errors import ContractError
from csps.families import run
from csps.families.run import form_on
from csps.families.unconfirmed import NO_DAY, UNHEARD, Unconfirmed
from csps.features.source import Source

MONDAY, EARLY = date(2026, 11, 16), date(2020, 1, 5)
NEXT = timedelta(days=1)
TWO_YEARS = UNHEARD.item()
AGENCIES = ("council_tax_account", "council_tax_person", "school_enrolment", "housing_benefit_member", "health_flag")


def quiet_family(street, since=MONDAY - TWO_YEARS, register="health_flag"):
    for name, born in (("ann", "1990-01"), ("eva", "2021-01")):
        street.person(name, born)
    street.mother("ann", "eva")
    street.lives("ann eva", "elm row", since, register=register)


def test_two_years_without_a_word_about_anybody_are_a_long_silence(street):
    quiet_family(street)
    assert street.doubts(MONDAY, MONDAY + NEXT) == [{}, {"ann": "long silence", "eva": "long silence"}]
    assert {(row["since"], row["last_word_on"]) for row in street.doubt_rows(MONDAY + NEXT)} == {
        (MONDAY - TWO_YEARS,) * 2
    }


def test_what_happened_to_one_of_them_is_a_word_about_all(street):
    quiet_family(street)
    street.row("police_incident", MONDAY, record_id="eva", incident_id="1", role="VICTIM", incident_date=MONDAY)
    assert street.doubts(MONDAY + NEXT) == [{}]


@pytest.mark.parametrize("register", ["housing_tenancy_member", "housing_benefit_member"])
def test_a_home_that_is_held_or_paid_for_is_no_silence(street, register):
    quiet_family(street, EARLY, register)
    assert street.doubts(MONDAY) == [{}]


def test_a_family_in_a_refuge_is_doubted_by_nobody(street):
    quiet_family(street)
    street.person("jon", "1988-01")
    street.lives("jon", "elm row", MONDAY, register="health_flag")
    street.mother("jon", "eva")
    later = MONDAY + timedelta(days=365 * 4)
    assert {"ann", "eva"} <= set(street.doubts(later)[0])
    for name in ("ann", "eva"):
        stay = {"restriction_ref": "R", "kind": "REFUGE", "start_date": date(2023, 1, 9)}
        street.row("restriction", date(2023, 1, 9), record_id=name, **stay)
    assert street.doubts(MONDAY + NEXT, later) == [{}, {}]


@pytest.fixture
def taken(oaks):
    """Tim, of whom the nursery told a day before the Oaks took the home, and who is tied to nobody there."""
    oaks.person("tim", "2012-01")
    oaks.lives("tim", "elm row", EARLY - NEXT, register="early_years_takeup")
    return oaks


def test_whoever_was_there_before_others_took_the_home_is_doubted_since_then(taken):
    (row,) = taken.doubt_rows(MONDAY)
    assert (row["person_id"], row["doubt"], row["since"]) == ("tim", "home taken over", EARLY)
    assert ["ann", "eva", "jon", "kit", "tim"] in taken.families()


@pytest.mark.parametrize(("day", "doubts"), [(EARLY - NEXT, {"tim": "home taken over"}), (EARLY, {})])
def test_a_word_on_the_day_of_the_taking_or_later_is_no_silence(taken, day, doubts):
    taken.row("police_incident", EARLY + NEXT, record_id="tim", incident_id="1", role="VICTIM", incident_date=day)
    assert taken.doubts(MONDAY) == [doubts]


def test_a_tie_to_those_who_took_the_home_is_no_doubt(taken):
    taken.mother("ann", "tim")
    assert taken.doubts(MONDAY) == [{}]


def test_a_home_held_by_somebody_who_lives_elsewhere_is_not_taken_over(street):
    street.person("dan", "1980-01"), street.person("tim", "2012-01")
    street.lives("tim", "elm row", EARLY - NEXT, register="early_years_takeup")
    street.lives("dan", "elm row", EARLY)
    assert street.doubts(MONDAY)[0]["tim"] == "home taken over"
    street.lives("dan", "oak lane", EARLY + 365 * NEXT, register="housing_benefit_member")
    assert street.doubts(MONDAY) == [{"tim": "long silence"}]


@pytest.mark.parametrize(("days", "doubts"), [(60, {"jon": "said to have left"}), (61, {})])
def test_whose_own_stay_ended_is_doubted_unless_the_other_register_began_later(street, days, doubts):
    """Jon's tenancy of the home ended; social care dates his address anew up to sixty days later, which is the same news."""
    left = date(2024, 5, 6)
    for name, born in (("ann", "1985-03"), ("jon", "1983-06"), ("eva", "2012-04")):
        street.person(name, born)
    street.lives("ann eva", "elm row", EARLY, register="housing_benefit_member")
    street.mother("ann", "eva"), street.mother("jon", "eva")
    street.lives("jon", "elm row", EARLY, until=left, register="housing_tenancy_member")
    street.lives("jon", "elm row", left + timedelta(days=days), register="ssd_person")
    assert street.doubts(date(2024, 11, 18)) == [doubts]


def a_town(street, seed):
    """Fill a street with grown-ups and children, moves, rolls, incidents and ties by chance, years ago and lately."""
    rng = random.Random(seed)
    names = [f"p{number}" for number in range(40)]
    adults, children = names[:20], names[20:]
    for name in names:
        years = (2011, 2019) if name in children else (1950, 2000)
        street.person(name, f"{rng.randint(*years)}-{rng.randint(1, 12):02d}" if rng.random() < 0.9 else None)
    for name in names + adults:
        since = MONDAY - timedelta(days=rng.randint(300 if name in children else 1, 2400))
        until = min(since + timedelta(days=rng.randint(1, 1500)), MONDAY - timedelta(days=61))
        until = until if rng.random() < 0.4 and since < until else None
        street.lives(name, f"place {rng.randint(1, 12)}", since, until=until, register=rng.choice(AGENCIES))
    for name in children:
        entry = MONDAY - timedelta(days=rng.randint(400, 800))
        leaving = entry + timedelta(days=rng.randint(100, 300)) if rng.random() < 0.7 else None
        street.row("school_enrolment", entry, record_id=name, estab="1", entry_date=entry, leaving_date=leaving)
    for number, name in enumerate(rng.sample(names, 10)):
        happened = MONDAY - timedelta(days=rng.randint(0, 1500))
        values = {"incident_id": str(number), "role": "VICTIM", "incident_date": happened}
        street.row("police_incident", happened, record_id=name, **values)
    for number, adult in enumerate(adults):
        child, other = rng.sample(children, 2)
        street.tenancy(f"T{number}", {adult: "SELF", rng.choice(adults): "PARTNER", child: "CHILD", other: "CHILD"})
        street.mother(adult, rng.choice(children))
    return names


@pytest.mark.parametrize("seed", range(3))
def test_no_doubt_is_raised_by_what_is_known_later_and_none_outlasts_a_fresh_word(street, seed):
    names = a_town(street, seed)
    rows = street.doubt_rows(MONDAY)
    assert {row["doubt"] for row in rows} >= {"off every roll", "old word"}
    known = street.known()
    home = dict(zip(known.index.people.person_id.tolist(), form_on(known, MONDAY).standing.home.tolist(), strict=True))
    for name in names:
        street.lives(name, "place 1", MONDAY - NEXT, register="health_flag", known=MONDAY + NEXT)
        values = {"incident_id": f"later {name}", "role": "VICTIM", "incident_date": MONDAY - NEXT}
        street.row("police_incident", MONDAY + NEXT, record_id=name, **values)
    assert street.doubt_rows(MONDAY) == rows
    for name in names:  # where they are; that nobody names them as carers is no silence, and stays
        place = known.places.place_id[home[name]] if home[name] < len(known.places) else f"new {home[name]}"
        street.lives(name, place, MONDAY, register="health_flag")
    assert {row["doubt"] for row in street.doubt_rows(MONDAY)} <= {"address only"}


def test_doubts_change_no_family_and_no_membership(street, monkeypatch):
    a_town(street, 1)
    hashes = []
    for doubts in (run.unconfirmed_on, nothing):
        monkeypatch.setattr(run, "unconfirmed_on", doubts)
        edition = street.edition()
        run.form_dated_families(edition, dates=[MONDAY], programme=street.programme)
        written = {each.table: each.sha256 for each in edition.written if each.table.startswith("families.")}
        hashes.append((written.pop("families.unconfirmed"), written))
    (doubted, families), (undoubted, same) = hashes
    assert (doubted != undoubted, families) == (True, same)


def nothing(*_):
    numbers, days = np.zeros(0, np.int64), np.full(0, NO_DAY)
    return Unconfirmed(numbers, numbers, days, days)


def test_no_feature_may_read_a_doubt():
    with pytest.raises(ContractError, match="scoring"):
        Source(table="families.unconfirmed", reads=("doubt",))
