"""Residences name places and areas by pseudonyms only, and a refuge by none."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pytest

from csps.linkage.residences import COUNTS
from csps.vault.passing import Passing

HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
NEARBY = {"address_line": "2 Elm Row", "postcode": "XH1 4CD", "uprn": "992"}


def residences(hamlet, week=None):
    return hamlet.linked(week or hamlet.week)[1]["residence"]


def test_near_places_share_an_area_and_nothing_else(hamlet):
    hamlet.said("debt_case", "1", forename="Ann", surname="Oak", **HOME)
    hamlet.said("debt_case", "2", forename="Ida", surname="Grey", **NEARBY)
    one, other = residences(hamlet)
    assert one["area"] == other["area"]
    assert one["place_id"] != other["place_id"]
    assert all(len(one[name]) == 32 for name in ("area", "place_id"))
    assert one["area"] not in (one["place_id"], other["place_id"])


def test_no_stay_at_a_refuge_leaves_the_vault_whoever_tells_it(hamlet):
    told = hamlet.said("restriction", "R1-1", line=2, forename="Ann", surname="Oak", **HOME)
    hamlet.row("restriction", record_id=told, restriction_ref="R1", kind="REFUGE", line=2)
    hamlet.said("police_incident", "2", forename="Ida", surname="Grey", **HOME | {"uprn": None})
    hamlet.said("debt_case", "3", forename="Eva", surname="Elm", **NEARBY)
    (row,) = residences(hamlet)
    assert row["register"] == "feeds.debt_case"


def test_occupancy_counts_who_was_known_to_live_there_then(hamlet):
    hamlet.said("debt_case", "1", forename="Ann", surname="Oak", **HOME)
    hamlet.said("debt_case", "2", known_on=date(2021, 1, 3), forename="Ida", surname="Grey", **HOME)
    hamlet.said("debt_case", "1", known_on=date(2022, 1, 2), forename="Ann", surname="Oak", **NEARBY)
    hamlet.said("debt_case", "3", known_on=date(2023, 1, 1), forename="Eva", surname="Elm", **HOME)
    found = {(row["started_on"], row["known_on"]): row["place_occupancy"] for row in residences(hamlet)}
    assert found[date(2020, 1, 5), date(2020, 1, 5)] == 1
    assert found[date(2021, 1, 3), date(2021, 1, 3)] == 2
    assert found[date(2023, 1, 1), date(2023, 1, 1)] == 2  # Ann was known to have left


def test_two_records_of_one_person_make_one_residence_by_register(hamlet):
    ann = {"forename": "Annabel", "surname": "Oakwood", "born_on": date(1990, 2, 3)}
    hamlet.said("debt_case", "1", **ann, **HOME)
    hamlet.said("debt_case", "2", **ann, **HOME)
    hamlet.said("police_incident", "3", **ann, **HOME)
    assert sorted(row["register"] for row in residences(hamlet)) == ["feeds.debt_case", "feeds.police_incident"]


def test_no_stay_leaves_the_vault_that_somebody_in_a_refuge_began_meanwhile(hamlet):
    ann = {"forename": "Annabel", "surname": "Oakwood", "born_on": date(1990, 2, 3), "nhs_number": "943 476 5919"}
    told = hamlet.said("restriction", "R1-1", known_on=date(2022, 1, 12), line=2, **ann, **HOME)
    days = {"start_date": date(2022, 1, 10), "end_date": date(2022, 6, 1)}
    hamlet.row("restriction", date(2022, 1, 12), record_id=told, restriction_ref="R1", kind="REFUGE", line=2, **days)
    for known_on in (date(2021, 1, 3), date(2022, 2, 6), date(2023, 1, 1)):
        home = NEARBY | {"uprn": f"9{known_on.year}"}
        hamlet.said("debt_case", "1", known_on=known_on, **ann, **home)
    assert {row["started_on"] for row in residences(hamlet)} == {date(2021, 1, 3), date(2023, 1, 1)}


@pytest.fixture
def counted(hamlet):
    """A week in which two live at one place, two records of one home may be one person's, and one lives alone."""
    hamlet.neighbours(20)
    hamlet.said("debt_case", "1", forename="Ann", surname="Oak", **HOME)
    hamlet.said("debt_case", "2", known_on=date(2021, 1, 3), forename="Ida", surname="Grey", **HOME)
    hamlet.said("police_incident", "3", forename="Eva", surname="Elm", **NEARBY)
    hamlet.linked(publish=True)
    return hamlet


def move_in(hamlet, known):
    hamlet.said("debt_case", "4", known_on=known, forename="Una", surname="Ash", **HOME)


def move_out(hamlet, known):
    hamlet.said("debt_case", "2", known_on=known, forename="Ida", surname="Grey", **NEARBY)


def become_one(hamlet, known):
    hamlet.judge(hamlet.record_id("debt_case", "1"), hamlet.record_id("debt_case", "2"), "same")


def hide(hamlet, known):
    told = hamlet.said("restriction", "R1-1", known_on=known, line=2, forename="Eva", surname="Elm", **NEARBY)
    hamlet.row("restriction", known, record_id=told, restriction_ref="R1", kind="REFUGE", line=2)


@pytest.mark.parametrize("change", [None, move_in, move_out, become_one, hide])
def test_what_was_counted_and_kept_is_what_everything_counted_anew_gives(counted, change):
    later = counted.week + timedelta(weeks=1)
    if change is not None:
        change(counted, later - timedelta(days=2))
    found = residences(counted, later)
    counted.vault().passing.forget()
    assert found == residences(counted, later)


def test_only_places_of_which_something_else_is_told_are_counted(counted, monkeypatch):
    """Whatever is kept is taken where nothing changed: here it is wrong, so that one can tell."""
    given = Passing.get

    def wrong(self, name, what="reading"):
        found = given(self, name, what)
        if what != COUNTS or found is None:
            return found
        rows = found[COUNTS]
        return {COUNTS: rows.set_column(rows.column_names.index("occupancy"), "occupancy", pa.array([9] * len(rows)))}

    later = counted.week + timedelta(weeks=1)
    move_in(counted, later - timedelta(days=2))
    monkeypatch.setattr(Passing, "get", wrong)
    found = {}
    for row in residences(counted, later):
        found.setdefault(row["register"], set()).add(row["place_occupancy"])
    assert found == {"feeds.debt_case": {1, 2, 3}, "feeds.police_incident": {9}}
