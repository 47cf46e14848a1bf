"""Which row counts where a key is given more than once."""

from datetime import date

import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.bench import Bench
from csps.feeds.repeated_keys import repeated_in_a_file, taken_in_this_run
from csps.settings.feed_words import Decision

TABLE = delivered_tables()["feeds.ssd_mother"]
DAY, OTHER_DAY = date(2026, 11, 8), date(2026, 11, 15)


@pytest.fixture
def bench():
    with Bench() as opened:
        yield opened


def lay(bench, *rows):
    names = ("_file", "_line", "_known_on", "moth_table_id")
    return bench.lay(
        "rows", pa.table({name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)})
    )


def test_the_last_row_of_a_file_counts(bench):
    rows = lay(bench, (0, 2, DAY, "a"), (0, 3, DAY, "b"), (0, 4, DAY, "a"), (0, 5, DAY, "a"), (1, 2, DAY, "a"))
    repeated = repeated_in_a_file(TABLE, rows, bench)
    assert sorted(bench.rows(repeated.select("_file", "_line"))) == [(0, 2), (0, 4)]


def test_where_no_key_is_repeated_nothing_is_asked_further(bench):
    assert repeated_in_a_file(TABLE, lay(bench, (0, 2, DAY, "a"), (1, 2, DAY, "a")), bench) is None


def test_of_two_files_for_a_day_the_first_counts(bench):
    rows = lay(bench, (0, 2, DAY, "a"), (1, 2, DAY, "a"), (1, 3, DAY, "b"), (2, 2, OTHER_DAY, "a"))
    seconds = rows.filter(rows["_file"] > 0)
    assert bench.rows(taken_in_this_run(TABLE, seconds, rows).select("_file", "_line")) == [(1, 2)]


def test_a_second_file_adds_only_what_is_new_to_a_published_day(office, kit):
    office.change("police_incident", when_double=Decision.PASS)
    rows = office.rows("feeds.police_incident", 5)
    office.drop("police_incident", kit.SUNDAY, rows[:3])
    office.run()
    again = office.path("police_incident", kit.SUNDAY).with_name("police_incident_2026-11-8.csv")
    office.drop("police_incident", kit.SUNDAY, rows[2:], path=again)
    intake = office.run(kit.NEXT_WEEK)
    assert (intake.accepted, intake.rejected) == (2, 1)
    assert len(office.table("feeds.police_incident")) == 5
    assert (2, "*", "key taken in before", "row") in office.findings()


def test_a_second_file_adds_only_what_is_new_to_the_same_run(office, kit):
    office.change("police_incident", when_double=Decision.PASS)
    rows = office.rows("feeds.police_incident", 5)
    office.drop("police_incident", kit.SUNDAY, rows[:3])
    again = office.path("police_incident", kit.SUNDAY).with_name("police_incident_2026-11-8.csv")
    office.drop("police_incident", kit.SUNDAY, rows[1:], path=again)
    intake = office.run()
    assert (intake.accepted, intake.rejected) == (5, 2)
