"""Which tables had arrived on a day, and whether they still come."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.factories.known_town import DAY, KnownTown

from csps.contracts.catalogue import all_tables
from csps.settings import read_programme
from csps.store.arrivals import Arrivals

POLICE, MISSING = "feeds.police_incident", "feeds.ssd_missing"


@pytest.fixture
def arrivals(tmp_path):
    """Say what had come by a day, of deliveries told as (feed, table, day, state)."""
    programme = read_programme(Path(__file__).resolve().parents[3] / "data_synthetic" / "workspace", all_tables())
    allowed = {name: replace(feed, late_after_days=20) for name, feed in programme.feeds.items()}

    def ask(*loads, day=DAY, rows=()):
        town = KnownTown(tmp_path).family()
        town.add("feeds.load", *(load_row(*load) for load in loads))
        town.add(MISSING, *({"person": "child", "known_on": known} for known in rows))
        with town.edition().connect() as lake:
            return Arrivals(lake, replace(programme, feeds=allowed), (POLICE, MISSING)).on(day)

    return ask


def load_row(feed, table, day, state="taken in"):
    return {"delivery": f"{feed} {day} {state}", "feed": feed, "table_name": table, "known_on": day, "state": state}


def ago(days):
    return DAY - timedelta(days=days)


def test_a_feed_is_whole_until_it_is_later_than_it_may_be(arrivals):
    loads = [("police_incident", POLICE, day) for day in (ago(400), ago(100))]
    for days, silent in ((20, 0), (21, 21)):
        arrived = arrivals(*loads, day=ago(100 - days))[POLICE]
        assert (arrived.first_on, arrived.latest_on, arrived.silent_days(ago(100 - days))) == (
            ago(400),
            ago(100),
            silent,
        )


def test_a_day_sees_no_later_delivery(arrivals):
    loads = [("police_incident", POLICE, day) for day in (ago(400), ago(100))]
    assert arrivals(*loads, day=ago(300))[POLICE].silent_days(ago(300)) == 100
    assert arrivals(*loads, day=ago(401)) == {}


def test_a_delivery_that_was_kept_out_is_none(arrivals):
    assert arrivals(("police_incident", POLICE, ago(1), "held"), ("police_incident", POLICE, ago(1), "refused")) == {}


def test_a_delivery_without_rows_is_a_delivery(arrivals):
    assert arrivals(("police_incident", POLICE, ago(1)))[POLICE].first_on == ago(1)


def test_a_table_is_whole_while_one_of_its_feeds_comes(arrivals):
    old, new = ("police_incident", POLICE, ago(100)), ("police_asb", POLICE, ago(10))
    assert arrivals(old)[POLICE].silent_days(DAY) == 100
    assert arrivals(old, new)[POLICE].silent_days(DAY) == 0


def test_a_feed_that_nobody_declares_any_more_has_no_rhythm(arrivals):
    assert arrivals(("gone", POLICE, date(2020, 1, 6)))[POLICE].silent_days(DAY) == 0


def test_a_lake_without_a_ledger_knows_since_when_a_table_is_there(arrivals):
    arrived = arrivals(rows=(ago(90), ago(30)))[MISSING]
    assert (arrived.first_on, arrived.latest_on, arrived.silent_days(DAY)) == (ago(90), None, 0)
