"""Leaks are counted where there are some, and nought where there are none."""

from datetime import date

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.privacy.leaks import leak_marks, told_of_leaks


def told(person, kind, ref="R1", **days):
    return {"record_id": person, "restriction_ref": ref, "kind": kind, "start_date": date(2026, 1, 1), **days}


def lives(person, place, started_on=date(2026, 1, 10)):
    return {"person_id": person, "place_id": place, "register": "feeds.ssd_person", "started_on": started_on}


@pytest.fixture
def marked(tmp_path):
    def mark(*restrictions, homes=(), more=()):
        town = KnownTown(tmp_path)
        town.family(Member("ann", "carer", 400), name="one").family(Member("ben", "carer", 400), name="two")
        town.add("feeds.restriction", *restrictions)
        if homes:
            town.add("linkage.residence", *homes)
        for table, row in more:
            town.add(table, row)
        edition = town.edition()
        return leak_marks(town.lake, edition.publish())

    return mark


def test_two_identities_of_two_persons_are_no_leak(marked):
    marks = marked(told("ann", "ADOPTION"), told("ben", "ADOPTION"))
    assert (marks.adoptions, marks.joined, marks.leaks) == (1, 0, 0)


def test_a_refuge_among_the_places_is_a_leak(marked):
    stays = told("ann", "REFUGE"), told("ben", "REFUGE", "R2")
    marks = marked(*stays, homes=[lives("ann", "p"), lives("ben", "p")])
    assert (marks.in_refuge, marks.refuges_seen, marks.leaks) == (2, 1, 1)


@pytest.mark.parametrize(
    "homes", [[lives("ann", "p"), lives("ben", "q")], [lives("ann", "p"), lives("ben", "p", date(2025, 1, 1))]]
)
def test_homes_of_their_own_and_homes_of_before_are_no_leak(marked, homes):
    assert marked(told("ann", "REFUGE"), told("ben", "REFUGE", "R2"), homes=homes).leaks == 0


def test_a_score_of_somebody_who_objected_is_a_leak(marked):
    score = {"as_of": DAY, "model": "maltreatment", "model_version": "0" * 16, "score": 0.5, "of_100": 50, "place": 1}
    more = [("scoring.score", score | {"family_id": name, "band": "few signs"}) for name in ("one", "two")]
    marks = marked(told("ann", "OBJECTION"), more=more)
    assert (marks.left_out, marks.made["scored"], marks.leaks) == (1, 1, 1)
    assert "Restrictions: 1 leaks." in list(told_of_leaks(marks))


def test_without_a_restriction_nothing_is_said(tmp_path):
    edition = KnownTown(tmp_path).family(Member("ann", "carer", 400)).edition()
    assert leak_marks(edition.lake, edition.publish()) is None
    assert list(told_of_leaks(None)) == []
