"""Whole years on a day, birthdays included."""

from datetime import date

import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.rules.ages import age_on, birth_column, birth_of, deemed_birth, months_between


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 5, 5), date(2026, 5, 4), 15),
        (date(2010, 5, 5), date(2026, 5, 5), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (None, date(2026, 3, 1), None),
    ],
)
def test_a_birthday_counts_from_its_day(rules_bench, born, day, age):
    days = pa.table({"born": pa.array([born], pa.date32()), "day": pa.array([day], pa.date32())})
    table = rules_bench.lay("days", days)
    assert rules_bench.rows(table.select(age=age_on(table.born, table.day))) == [(age,)]


def test_everybody_is_deemed_born_in_the_middle_of_a_month(rules_bench):
    table = rules_bench.lay("months", pa.table({"month": ["2010-05", None]}))
    assert rules_bench.rows(table.select(born=deemed_birth(table.month))) == [(date(2010, 5, 15),), (None,)]


def test_months_from_one_day_to_another(rules_bench):
    days = {"first": [date(2025, 11, 30), date(2026, 2, 1)], "second": [date(2026, 2, 1), date(2026, 2, 28)]}
    table = rules_bench.lay("days", pa.table(days))
    assert rules_bench.rows(table.select(months=months_between(table.first, table.second))) == [(3,), (0,)]


def test_which_column_holds_a_date_of_birth():
    tables = delivered_tables()
    assert birth_of(tables["feeds.ssd_person"]) == "pers_dob"
    assert birth_column(tables["feeds.ssd_contacts"]) is None
