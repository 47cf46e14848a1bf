"""Since when a file was known, told by its header or by a column; a row then knows its own day."""

from datetime import date

import pytest
from tests.factories.real_formats import cin_census

from csps.feeds.told_days import told_day
from csps.settings.arrivals import KnownOn
from csps.settings.feed_words import KnownOnSource

COLUMN = KnownOn(source=KnownOnSource.COLUMN, column="recorded")
HEAD = "moth_table_id,moth_person_id,moth_childs_person_id,recorded\n"


@pytest.fixture
def logged(office):
    office.change("ssd_mother", known_on=COLUMN, pattern="own/log.csv", date_format="%d/%m/%Y")
    (office.deliveries / "own").mkdir()
    return office.deliveries / "own" / "log.csv"


def test_the_latest_day_of_a_column_is_the_files(office, logged):
    logged.write_text(HEAD + "1,2,3,01/02/2020\n2,2,4,05/06/2026\n3,2,5,\n4,2,6,soon\n")
    assert told_day(logged, office.programme.feeds["ssd_mother"]) == date(2026, 6, 5)
    logged.write_text("nothing\nhere\n")
    assert told_day(logged, office.programme.feeds["ssd_mother"]) is None


def test_a_header_says_it(office, tmp_path):
    office.change("ssd_mother", known_on=KnownOn(source=KnownOnSource.FILE_HEADER), encoding=None, delimiter=None)
    path = tmp_path / "a.xml"
    path.write_bytes(cin_census(2021, 1))
    assert told_day(path, office.programme.feeds["ssd_mother"]) == date(2021, 5, 23)


def test_each_row_is_known_since_its_own_day(office, logged):
    logged.write_text(HEAD + "1,2,3,01/02/2020\n1,2,3,05/06/2026\n2,2,4,05/06/2026\n3,2,5,\n")
    intake = office.run()
    assert (intake.read, intake.accepted, intake.rejected) == (4, 3, 1)
    known = sorted((row["moth_table_id"], row["known_on"]) for row in office.table("feeds.ssd_mother"))
    assert known == [("1", date(2020, 2, 1)), ("1", date(2026, 6, 5)), ("2", date(2026, 6, 5))]
    assert [(row["line"], row["rule"]) for row in office.table("feeds.rejected")] == [(5, "no day known")]


def test_a_file_with_a_day_after_the_week_waits(office, logged):
    logged.write_text(HEAD + "1,2,3,01/02/2020\n2,2,4,05/06/2027\n")
    assert office.run().feeds[list(office.programme.feeds).index("ssd_mother")].waiting == 1
