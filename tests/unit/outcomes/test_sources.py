"""Whether a line can be judged on a day."""

import pytest

from csps.outcomes.rule_sets import SF2022
from csps.outcomes.sources import Missing, Sources

LINES = {line.id: line for line in SF2022.lines}


@pytest.fixture
def missing(town, kit, programme):
    """Say what is missing to judge a line."""

    def ask(line):
        with town.edition().connect() as lake:
            return [str(each) for each in Sources(lake, programme, kit.DAY).missing(LINES[line])]

    return ask


def load(kit, weeks, state="taken in"):
    return {"feed": "childrens_social_care_missing", "table_name": "feeds.ssd_missing", "state": state} | {
        "known_on": kit.ago(weeks)
    }


def feed_of(programme, table):
    return next(name for name, feed in programme.feeds.items() if table in feed.delivers)


def test_a_delivery_without_a_row_is_no_silence(town, kit, programme, missing):
    feed = feed_of(programme, "feeds.ssd_missing")
    town.add("feeds.load", {**load(kit, 1), "feed": feed})
    assert missing("SF6.2") == []


def test_a_delivery_that_was_kept_out_does_not_count(town, kit, programme, missing):
    feed = feed_of(programme, "feeds.ssd_missing")
    town.add("feeds.load", {**load(kit, 1, "held"), "feed": feed})
    assert missing("SF6.2") == ["feeds.ssd_missing had not been delivered"]


def test_a_delivery_after_the_date_does_not_count(town, kit, programme, missing):
    town.week = kit.ago(-9)
    town.add("feeds.load", {**load(kit, -1), "feed": feed_of(programme, "feeds.ssd_missing")})
    assert missing("SF6.2") == ["feeds.ssd_missing had not been delivered"]


@pytest.mark.parametrize("late_by", [0, 1])
def test_a_feed_is_silent_once_it_is_late(town, kit, programme, missing, late_by):
    feed = feed_of(programme, "feeds.ssd_missing")
    days = programme.feeds[feed].late_after_days + late_by
    town.add("feeds.load", {**load(kit, 0), "feed": feed, "known_on": kit.ago(0, days)})
    assert bool(missing("SF6.2")) is bool(late_by)


def test_a_line_that_only_a_nomination_can_say_is_never_judged_by_the_lack_of_one(missing):
    assert missing("SF6.5") == ["the Channel panel delivers nothing: met by nomination only"]


def test_what_is_missing_is_said_with_its_table():
    assert str(Missing("feeds.x", "had not been delivered")) == "feeds.x had not been delivered"
