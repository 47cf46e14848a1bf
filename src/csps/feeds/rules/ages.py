"""Ages on a day: of a date of birth before rows are split, and of a month of birth afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Identity

if TYPE_CHECKING:
    from csps.contracts.model import Table

DEEMED_DAY = "-15"
"""Outside the vault everybody is deemed born on the 15th of their month."""


def birth_column(table: Table) -> str | None:
    """Name the column that holds a date of birth; None where a table has none."""
    return next((column.name for column in table.columns if column.identity is Identity.BIRTH_DATE), None)


def birth_of(table: Table) -> str:
    """Name the column that holds a date of birth, of a table that has one."""
    name = birth_column(table)
    assert name is not None, f"{table.name} has no date of birth"
    return name


def age_on(born: ibis.Value, day: ibis.Value) -> ibis.Value:
    """Give whole years on a day; missing where either day is. Somebody born on 29 February is older on 1 March.

    Args:
        born: a date of birth.
        day: the day.
    """
    had_no_birthday = day.month() * 100 + day.day() < born.month() * 100 + born.day()
    return day.year() - born.year() - had_no_birthday.cast("int64")


def deemed_birth(month: ibis.Value) -> ibis.Value:
    """Give the day on which somebody is deemed born.

    Args:
        month: of birth, as YYYY-MM.
    """
    return (month + ibis.literal(DEEMED_DAY)).cast("date")


def months_between(first: ibis.Value, second: ibis.Value) -> ibis.Value:
    """Give the months from one day to another, days of the month left aside."""
    return (second.year() - first.year()) * 12 + (second.month() - first.month())
