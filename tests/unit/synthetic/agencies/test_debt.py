"""Corporate debt."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.synthetic.agencies.debt import COURSES, watch_debt


@pytest.fixture(scope="module")
def batches(watch):
    return watch_debt(watch)


@pytest.fixture(scope="module")
def debts(batches, as_frames):
    return as_frames(batches)["feeds.debt_case"].sort_values(["debt_ref", "balance_date"])


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert contract_faults(batches[0]) == []


def test_the_courses_are_shares_of_all_debts_and_end_with_nothing_owed():
    assert sum(share for share, _ in COURSES) == pytest.approx(1)
    for _, steps in COURSES:
        assert [after for after, _, _ in steps] == sorted({after for after, _, _ in steps})
        assert steps[-1][2] == 0


def test_one_balance_a_day_of_one_customer(debts):
    assert not debts.duplicated(["debt_ref", "balance_date"]).any()
    assert len(debts.drop_duplicates(["debt_ref", "customer_ref", "kind"])) == debts.debt_ref.nunique()


def test_nothing_follows_when_it_is_cleared(debts):
    cleared = debts.cleared_date.notna()
    assert (cleared == debts.stage.isin(["PAID", "WRITTEN_OFF"])).all()
    assert (debts.balance_pence[cleared] == 0).all()
    assert (debts.balance_pence[~cleared] > 0).all()
    assert not cleared.groupby(debts.debt_ref).shift(fill_value=False).any()


def test_rows_lie_in_the_delivered_weeks(debts, watch):
    day = debts.balance_date.to_numpy().astype("datetime64[D]").astype(int)
    assert day.min() >= watch.calendar.start_day
    assert day.max() < watch.calendar.end_day
    assert (debts.known > day).all()


def test_the_same_seed_tells_the_same(debts, same_watch, as_frames):
    again = as_frames(watch_debt(same_watch))["feeds.debt_case"].sort_values(["debt_ref", "balance_date"])
    pd.testing.assert_frame_equal(debts, again)
