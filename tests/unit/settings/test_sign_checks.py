"""Signs held against the tables that they read."""

from __future__ import annotations

import pytest
from tests.unit.settings.test_own_rules import sign, told  # noqa: F401 - a fixture

RENT = {"table": "feeds.housing_rent_account", "through": "feeds.housing_tenancy_member", "on": "tenancy_ref"}
CRIME = {"table": "feeds.police_incident"}


def where(table=CRIME, **condition):
    return sign(**table, where=[condition])


@pytest.mark.parametrize(
    "change",
    [
        where(column="incident_type", equals="WEAPON"),
        where(column="incident_type", any_of=["WEAPON", "DOMESTIC"]),
        where(column="domestic_flag", equals=True),
        where(column="outcome", known=False),
        where(RENT, column="balance_pence", at_least=4, times="weekly_rent_pence"),
        where(RENT, column="balance_pence", at_least=1, at_most=99),
        where({"table": "feeds.school_exclusion"}, column="sessions", at_least=2),
        sign(table="feeds.ssd_cp_plans", while_it_lasts=True, counts_days=None),
        sign(table="feeds.school_exclusion", sum_of="sessions", sum_at_least=20, within_days=364),
        sign(times=3, within_days=364),
        sign(from_age=10, below_age=18),
    ],
)
def test_what_a_row_says_may_be_asked(told, change):  # noqa: F811
    assert told(change) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (where(column="incident_kind", equals="WEAPON"), 'where[1].column is "incident_kind", which is no column of'),
        (where(column="ethnicity", equals="W1"), 'where[1].column is "ethnicity", which may not be used for scoring'),
        (where(column="forename", known=True), 'where[1].column is "forename", which may not be used for scoring'),
        (
            where(column="incident_type", equals="WEAPONS"),
            'where[1].equals is "WEAPONS", which is no code; did you mean',
        ),
        (where(column="incident_type", any_of=["WEAPON", "X"]), 'where[1].any_of[2] is "X", which is no code'),
        (where(column="incident_type", equals=5), "where[1].equals is 5; the column holds text"),
        (where(column="domestic_flag", equals="yes"), 'where[1].equals is "yes"; the column holds true or false'),
        (where(column="incident_type", at_least=5), "where[1].at_least is asked of incident_type, which is no whole"),
        (where(column="incident_type", has=["WEAPON"]), "where[1].has is asked of incident_type, which is no list"),
        (where(column="incident_type"), "where[1] asks nothing; it takes one of"),
        (where(column="outcome", known=True, equals="CHARGED"), 'where[1] asks "equals", "known"; it takes one of'),
        (where(column="outcome", known=True, times="line"), "where[1].times has no meaning without at_least"),
        (sign(**{**RENT, "on": "account"}), "within_days cannot be judged: on is"),
        (sign(table=RENT["table"]), "through is missing; a row of feeds.housing_rent_account"),
        (sign(through="feeds.housing_tenancy_member"), "through has no meaning: a row of feeds.ssd_missing names its"),
        (sign(on="x"), "within_days cannot be judged: on has no meaning without through"),
        (sign(counts_days=None), "counts_days is missing; a row counts for so many days"),
        (sign(while_it_lasts=True), "counts_days has no meaning beside while_it_lasts"),
        (
            sign(table="feeds.police_incident", while_it_lasts=True, counts_days=None),
            "counts_days is missing; feeds.police",
        ),
        (sign(times=2), "within_days is missing; rows are counted or added up within so many days"),
        (sign(within_days=9), "within_days has no meaning for one row"),
        (sign(sum_of="sessions", within_days=9), "sum_at_least is missing; they stand together"),
        (
            sign(table="feeds.school_exclusion", sum_of="reason", sum_at_least=2, within_days=9),
            "sum_at_least cannot be reached: sum_of is",
        ),
    ],
)
def test_a_sign_that_does_not_fit_its_table_is_refused(told, change, fault):  # noqa: F811
    faults = told(change)
    assert any(each.startswith(f"lines[1].signs[1].{fault}") for each in faults), faults
