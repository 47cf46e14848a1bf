"""Which row counts where a key is given more than once."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.bench import Bench
from csps.feeds.repeated_keys import repeated_in_a_file, restated_in_this_run

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


def test_keys_of_several_columns_that_look_alike_are_not_the_same(bench):
    table = delivered_tables()["feeds.school_attendance"]
    names = ("_file", "_line", *table.key)
    rows = [(0, 2, "1", "11", DAY, "A"), (0, 3, "11", "1", DAY, "A"), (0, 4, "1", "11", DAY, "A")]
    laid = bench.lay(
        "rows", pa.table({name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)})
    )
    assert table.key == ("pupil_id", "estab", "week_start", "register_code")
    assert bench.rows(repeated_in_a_file(table, laid, bench).select("_line")) == [(2,)]


def test_of_two_files_for_a_day_that_nobody_has_seen_the_last_counts(bench):
    rows = lay(bench, (0, 2, DAY, "a"), (1, 2, DAY, "a"), (1, 3, DAY, "b"), (2, 2, OTHER_DAY, "a"))
    anew = rows.filter(rows["_file"] > 0)
    assert bench.rows(restated_in_this_run(TABLE, rows, anew).select("_file", "_line")) == [(0, 2)]


def restated(office, kit, first, second, *, week):
    """Let a file say a day anew, in the same run or a later one; give the published rows by known_on."""
    office.drop("police_incident", kit.SUNDAY, first)
    if week != kit.WEEK:
        office.run()
    again = office.path("police_incident", kit.SUNDAY).with_name("police_incident_2026-11-8.csv")
    office.drop("police_incident", kit.SUNDAY, second, path=again)
    intake = office.run(week)
    return intake, sorted(row["known_on"] for row in office.table("feeds.police_incident"))


def test_what_a_file_says_anew_of_a_published_day_counts_from_the_week_on(office, kit):
    rows = office.rows("feeds.police_incident", 5)
    intake, known = restated(office, kit, rows[:3], rows[2:], week=kit.NEXT_WEEK)
    assert (intake.accepted, intake.rejected) == (3, 0)
    assert known == [kit.SUNDAY] * 3 + [kit.NEXT_WEEK] * 3


def test_what_a_file_says_anew_in_the_same_run_replaces_it(office, kit):
    rows = office.rows("feeds.police_incident", 5)
    intake, known = restated(office, kit, rows[:3], rows[1:], week=kit.WEEK)
    assert (intake.accepted, intake.rejected) == (5, 2)
    assert known == [kit.SUNDAY] * 5
    assert [found for found in office.findings() if found[2] == "key taken in before"] == [
        (3, "*", "key taken in before", "row"),
        (4, "*", "key taken in before", "row"),
    ]


def test_what_a_later_delivery_has_said_since_stays(office, kit):
    rows = office.rows("feeds.police_incident", 5)
    office.drop("police_incident", kit.SUNDAY, rows)
    office.run()
    office.drop("police_incident", kit.NEXT_SUNDAY, rows[:1])
    office.run(kit.NEXT_WEEK)
    again = office.path("police_incident", kit.SUNDAY).with_name("police_incident_2026-11-8.csv")
    office.drop("police_incident", kit.SUNDAY, rows[:3], path=again)
    intake = office.run(kit.NEXT_WEEK + timedelta(7))
    assert (intake.accepted, intake.rejected) == (2, 1)
