"""Signs that several rules share."""

import pytest

from csps.outcomes.progress import signs
from csps.outcomes.progress.known import Known


@pytest.mark.parametrize(
    ("role", "age", "child"),
    [
        ("carer", 215, True),
        ("child", 216, False),
        ("child", None, True),
        ("adult", None, False),
        ("expected", None, True),
    ],
)
def test_who_was_a_child_when_the_family_was_attached(role, age, child):
    row = {"member_role": role, "age_months": age}
    assert (signs.is_child(row), signs.is_adult(row)) == (child, not child)


def test_a_flag_without_an_end_is_an_event_and_one_with_an_end_lasts(told):
    rows = [
        told.row("adult", told.weeks(5), kind="DRUGS"),
        told.row("adult", told.weeks(6), told.weeks(20), kind="DRUGS"),
    ]
    found = signs.health_flags(Known(lambda _: rows), told.case(told.weeks(60)), lambda _: True, "DRUGS")
    assert [sign.until for sign in found] == [told.weeks(5), told.weeks(20)]


def test_each_account_has_its_own_next_statement(told):
    def owed(account, week, stage):
        return told.row("adult", told.weeks(week), debt_ref=account, stage=stage)

    rows = [owed("A", 1, "COURT"), owed("B", 2, "INVOICE"), owed("A", 3, "INVOICE")]
    found = signs.debts(Known(lambda table: rows if table == "feeds.debt_case" else ()), told.case(told.weeks(60)))
    assert [(sign.since, sign.until) for sign in found] == [(told.weeks(1), told.weeks(3))]


def test_early_help_is_asked_for_by_reason_or_as_a_whole(told):
    rows = [told.row("child", told.weeks(1), earl_episode_reason=reason) for reason in ("CONFLICT", "SEND", None)]
    known, case = Known(lambda _: rows), told.case(told.weeks(60))
    assert len(signs.early_help(known, case)) == 3
    assert len(signs.early_help(known, case, "CONFLICT", "SEND")) == 2
