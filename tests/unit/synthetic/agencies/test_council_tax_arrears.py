"""Arrears of council tax, month by month."""

from __future__ import annotations

import pytest

from csps.synthetic.agencies.council_tax import watch_council_tax
from csps.synthetic.agencies.council_tax_arrears import STAGES


@pytest.fixture(scope="module")
def arrears(watch, as_frames):
    rows = as_frames(watch_council_tax(watch))["feeds.council_tax_arrears"]
    return rows.sort_values(["account_ref", "balance_date"]).reset_index(drop=True)


def test_one_balance_a_month_on_its_first_day(arrears):
    assert not arrears.duplicated(["account_ref", "balance_date"]).any()
    assert (arrears.balance_date.dt.day == 1).all()


def test_stages_go_up_in_order_until_nothing_is_overdue(arrears):
    rank = arrears.stage.map(STAGES.index)
    before = rank.groupby(arrears.account_ref).shift(fill_value=0)
    settled = arrears.balance_pence.groupby(arrears.account_ref).shift(fill_value=0) == 0
    assert ((rank >= before) | (rank == 0) | settled).all()
    assert rank.max() >= STAGES.index("LIABILITY_ORDER")


def test_a_stage_has_begun_by_the_day_of_the_balance(arrears):
    staged = arrears[arrears.stage != "NONE"]
    assert (staged.stage_date <= staged.balance_date).all()
    assert arrears[arrears.stage == "NONE"].stage_date.isna().all()


def test_what_is_settled_owes_nothing_and_what_is_pursued_owes(arrears):
    assert (arrears.balance_pence[arrears.stage != "NONE"] > 0).all()
    assert (arrears.balance_pence[arrears.stage == "NONE"] == 0).any()
    assert (arrears.balance_pence <= 2 * arrears.annual_charge_pence).all()
