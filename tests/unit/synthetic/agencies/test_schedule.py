"""When extracts are taken, and how each agency writes its files."""

from __future__ import annotations

import codecs
import itertools
from datetime import date, timedelta

import numpy as np
import pytest

from csps.contracts.feeds import FEED_TABLES
from csps.domain.errors import ContractError
from csps.synthetic.agencies.schedule import extraction_days, feed_style
from csps.synthetic.calendar import Calendar, day_number

ENDS = (date(2026, 11, 16), date(2026, 3, 2), date(2024, 1, 1))
calendars = pytest.mark.parametrize("calendar", [Calendar(end, weeks, 4) for end in ENDS for weeks in (1, 2, 5, 104)])
every_table = pytest.mark.parametrize("declared", FEED_TABLES, ids=lambda declared: declared.name)


def days_of(calendar, rhythm):
    return [date(1970, 1, 1) + timedelta(days=day) for day in extraction_days(calendar, rhythm).tolist()]


@calendars
def test_weekly_extracts_are_taken_on_every_sunday_of_the_delivered_weeks(calendar):
    days = days_of(calendar, "weekly")
    assert len(days) == calendar.weeks
    assert {day.weekday() for day in days} == {6}
    assert {later - earlier for earlier, later in itertools.pairwise(days)} <= {timedelta(weeks=1)}
    assert days[0] == calendar.monday(0) + timedelta(days=6)
    assert days[-1] == calendar.end - timedelta(days=1)


@calendars
def test_monthly_extracts_are_taken_on_the_first_delivered_sunday_of_each_month_and_the_last_of_all(calendar):
    weekly, monthly = days_of(calendar, "weekly"), days_of(calendar, "monthly")
    months = {(day.year, day.month) for day in weekly}
    firsts = {min(day for day in weekly if (day.year, day.month) == month) for month in months}
    assert monthly == sorted(firsts | {weekly[-1]})


def test_a_first_sunday_is_the_first_of_its_month_and_not_of_a_week():
    days = days_of(Calendar(date(2026, 11, 16), weeks=52, burn_in=0), "monthly")
    assert all(day.day <= 7 for day in days[1:-1])
    assert days[-2:] == [date(2026, 11, 1), date(2026, 11, 15)]


def test_a_last_sunday_that_is_also_a_first_one_is_not_taken_twice():
    days = days_of(Calendar(date(2026, 11, 2), weeks=30, burn_in=0), "monthly")
    assert days[-2:] == [date(2026, 10, 4), date(2026, 11, 1)]


def test_days_are_whole_numbers_as_everywhere_in_the_borough():
    calendar = Calendar(date(2026, 11, 16), weeks=3, burn_in=0)
    days = extraction_days(calendar, "weekly")
    assert days.dtype == np.int64
    assert days.tolist()[-1] == day_number(date(2026, 11, 15))


@every_table
def test_every_table_can_be_written_in_its_style_and_read_again(declared):
    style = feed_style(declared.name)
    assert style.rhythm in ("weekly", "monthly")
    assert style.delimiter in (",", "|", ";", "\t")
    assert style.newline in ("\n", "\r\n")
    assert codecs.lookup(style.encoding)
    day = date(2026, 2, 11)
    assert day.strftime(style.date_format) in ("2026-02-11", "11/02/2026")


@every_table
def test_a_file_lies_in_its_agencys_folder_and_is_named_by_table_and_day(declared):
    style = feed_style(declared.name)
    folder, _, file = style.file("2026-11-15").partition("/")
    assert folder == style.agency
    assert file == f"{declared.name.removeprefix('feeds.')}_2026-11-15.csv"
    assert folder.replace("_", "").isascii()
    assert folder.replace("_", "").isalnum()
    assert folder == folder.lower()


def test_no_two_tables_share_a_file():
    files = [feed_style(declared.name).file("2026-11-15") for declared in FEED_TABLES]
    assert len(set(files)) == len(files)


def test_one_agency_writes_in_one_way():
    ways = {}
    for declared in FEED_TABLES:
        style = feed_style(declared.name)
        way = (style.delimiter, style.date_format, style.encoding, style.newline)
        assert ways.setdefault(style.agency, way) == way
    assert len(set(ways.values())) > 3


def test_what_a_risk_can_change_within_days_comes_weekly():
    weekly = {declared.name for declared in FEED_TABLES if feed_style(declared.name).rhythm == "weekly"}
    assert {"feeds.ssd_contacts", "feeds.ssd_cp_plans", "feeds.police_incident", "feeds.school_attendance"} <= weekly
    assert "feeds.council_tax_account" not in weekly


def test_every_style_and_rhythm_that_is_declared_is_of_a_table_that_exists():
    from csps.synthetic.agencies.schedule import _declared

    styles, weekly = _declared()
    assert weekly <= {declared.name for declared in FEED_TABLES}
    assert set(styles) <= {feed_style(declared.name).agency for declared in FEED_TABLES}


def test_a_table_nobody_declared_has_no_style():
    with pytest.raises(ContractError, match="There is no table"):
        feed_style("feeds.horoscope")
