"""The figures of a week from its ledger: this week beside the ones before, and nothing of later ones."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from csps.contracts.catalogue import all_tables
from csps.contracts.lake import lake_tables
from csps.domain.errors import UsageError
from csps.pipeline.quality.gathering import quality_of
from csps.settings import read_programme
from csps.store import Edition
from csps.store.shapes import arrow_schema

WEEKS = [date(2026, 11, 16) - timedelta(weeks=back) for back in range(4, -1, -1)]
TABLE, FEED = "feeds.police_asb", "police_asb"


def published(site, edition, **tables):
    for name, rows in tables.items():
        contract = lake_tables()[f"feeds.{name}"]
        edition.write(contract.name, pa.Table.from_pylist(rows, schema=arrow_schema(contract)), part="now")
    edition.publish()
    return site.lake.connect()


def load(week, rows=100, *, state="taken in", rule=None, rejected=0, name=None):
    day = week - timedelta(1)
    return {
        "delivery": name or f"police/asb_{day}.csv",
        "feed": FEED,
        "table_name": TABLE,
        "known_on": day,
        "sha256": "0" * 64,
        "file_bytes": 1,
        "rows_read": rows,
        "rows_accepted": rows - rejected,
        "rows_rejected": rejected,
        "state": state,
        "rule": rule,
        "week": week,
    }


def found(week, line, rule="form of a postcode", column="postcode", effect="trust"):
    return {
        "delivery": load(week)["delivery"],
        "line": line,
        "table_name": TABLE,
        "column_name": column,
        "rule": rule,
        "effect": effect,
        "week": week,
    }


def filled(week, share, column="asb_type"):
    name = load(week)["delivery"]
    return {"delivery": name, "table_name": TABLE, "column_name": column, "rows": 100, "filled": round(100 * share)}


def asb(quality):
    return next(feed for feed in quality.feeds if feed.feed == FEED)


@pytest.fixture
def programme(site):
    return read_programme(site.folder, all_tables())


def test_a_week_is_held_against_the_weeks_before_but_for_the_first(site, programme):
    loads = [load(week, rows) for week, rows in zip(WEEKS, (9000, 100, 102, 98, 40), strict=True)]
    findings = [found(WEEKS[0], line) for line in range(2, 52)]
    findings += [found(week, line) for week in WEEKS[1:4] for line in (2, 3)] + [found(WEEKS[4], 2)]
    fillings = [filled(week, 0.9) for week in WEEKS[:4]] + [filled(WEEKS[4], 0.05)]
    with published(site, Edition(site.lake, WEEKS[4]), load=loads, finding=findings, filled=fillings) as lake:
        quality = quality_of(lake, programme)
    feed = asb(quality)
    assert (quality.week, quality.weeks_before, quality.families) == (WEEKS[4], 3, None)
    assert (feed.accepted, feed.usual_rows, feed.range_rows, feed.days) == (40, 101, (98, 9000), 1)
    assert [(one.count, one.usual) for one in feed.findings] == [(1, 2)]
    (codes,) = feed.filled
    assert (codes.share, round(codes.usual, 2), codes.values, codes.emptied) == (0.05, 0.9, (100, 400), ("asb_type",))


def test_what_was_kept_out_is_told_and_counts_as_no_delivery(site, programme):
    held = load(WEEKS[4], 0, state="held", rule="fewer rows than expected", name="police/asb_again.csv")
    with published(site, Edition(site.lake, WEEKS[4]), load=[load(WEEKS[3]), held]) as lake:
        feed = asb(quality_of(lake, programme))
    assert feed.deliveries == 0
    assert [(one.state, one.rule) for one in feed.kept_out] == [("held", "fewer rows than expected")]
    assert feed.last_known_on == WEEKS[3] - timedelta(1)


def test_a_feed_that_never_came_is_there_and_late(site, programme):
    with published(site, Edition(site.lake, WEEKS[4]), load=[load(WEEKS[4])]) as lake:
        quality = quality_of(lake, programme)
    assert len(quality.feeds) == len(programme.feeds)
    assert sum(feed.is_late for feed in quality.feeds) == len(programme.feeds) - 1


def test_nothing_published_is_nothing_to_judge(site, programme):
    with site.lake.connect() as lake, pytest.raises(UsageError, match="Nothing is published"):
        quality_of(lake, programme)
