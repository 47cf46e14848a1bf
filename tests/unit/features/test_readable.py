"""Which tables features may read, and which of them are empty for everybody on a day."""

import dataclasses
from datetime import timedelta

import pytest
from tests.factories.known_town import DAY

from csps.features.listing import declarations
from csps.features.readable import Readable, allowed, readable, tables_read
from csps.features.source import HOUSES
from csps.settings import Use
from csps.store.arrivals import Arrived

POLICE = "feeds.police_incident"


def silent_for(days):
    """Give what may be read where every feed came up to the day, and the police's so many days before."""
    first = DAY - timedelta(weeks=300)
    arrived = {table: Arrived(first, DAY, DAY) for table in tables_read()}
    arrived[POLICE] = Arrived(first, DAY - timedelta(days=days), DAY - timedelta(days=days) + timedelta(days=14))
    return Readable(frozenset(tables_read()) | HOUSES, {DAY: arrived})


def empty(days):
    """Give the features of the police that are empty then."""
    found = silent_for(days).absent(DAY, declarations())
    assert all(POLICE in each.feature.sources for each in declarations() if each.feature.name in found)
    return found


def test_a_feed_that_is_not_late_empties_nothing():
    assert empty(14) == frozenset()


def test_a_feed_that_is_late_by_a_day_empties_every_window_that_reaches_today():
    found = empty(15)
    assert {
        "police_incidents_13w",
        "police_incidents_52w",
        "police_incidents_ever",
        "police_incidents_weeks_since",
    } <= found
    assert "antisocial_behaviour_52w" not in found
    assert "youth_offences_52w" not in found


def test_what_counts_what_there_is_of_several_feeds_is_never_empty():
    several = [each for each in declarations() if each.partial]
    assert several
    assert not {each.feature.name for each in several} & empty(400)


def test_a_window_that_ended_before_the_silence_is_covered():
    (change,) = (each for each in declarations() if each.feature.name == "police_incidents_change")
    this, before = change.measures
    alone = {measure: dataclasses.replace(change, measures=(measure,)) for measure in (this, before)}
    for days, covered in ((90, True), (91, True), (92, False)):
        assert (not silent_for(days).absent(DAY, [alone[before]])) is covered
        assert silent_for(days).absent(DAY, [alone[this]])


def test_a_feed_that_had_not_begun_is_absent(kit, town, programme):
    town.add("feeds.debt_case", {"person": "mother", "balance_date": kit.ago(9), "known_on": kit.ago(4)})
    with town.edition().connect() as lake:
        found = readable(lake, programme, [kit.ago(13), kit.DAY])
    assert "feeds.debt_case" in found.there
    assert "debts_52w" in found.absent(kit.ago(13), declarations())
    assert "debts_52w" not in found.absent(kit.DAY, declarations())
    assert found.silent(kit.DAY) == {}


def test_a_feed_that_fell_silent_is_named_with_its_latest_delivery(kit, town, programme):
    late = next(name for name, feed in programme.feeds.items() if feed.table == POLICE)
    for week in (60, 40):
        load = {"feed": late, "table_name": POLICE, "known_on": kit.ago(week), "state": "taken in"}
        town.add("feeds.load", {"delivery": f"{week}.csv", **load})
    with town.edition().connect() as lake:
        found = readable(lake, programme, [kit.ago(39), kit.DAY])
    assert found.silent(kit.ago(39)) == {}
    assert {name: each.latest_on for name, each in found.silent(kit.DAY).items()} == {POLICE: kit.ago(40)}


def test_a_table_that_may_not_be_used_is_not_read(programme):
    feeds = {
        name: dataclasses.replace(feed, purposes=tuple(use for use in feed.purposes if use is not Use.SCORING))
        if feed.table == POLICE
        else feed
        for name, feed in programme.feeds.items()
    }
    assert POLICE in allowed(programme)
    assert POLICE not in allowed(dataclasses.replace(programme, feeds=feeds))


@pytest.mark.parametrize("table", ["families.family", "assurance.protected_attribute"])
def test_families_and_protected_attributes_are_no_feeds(table):
    assert table not in tables_read()
