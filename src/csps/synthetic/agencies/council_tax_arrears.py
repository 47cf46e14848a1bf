"""Council tax arrears: an overdue balance that grows by the month, and recovery that follows its own calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.council_tax_charges import annual_charges, bands, discounts
from csps.synthetic.agencies.episodes import (
    Spans,
    arrears_months,
    clear_of,
    drawn_spells,
    first_day_of,
    joined,
    lived_spells,
    month_of,
)
from csps.synthetic.calendar import YEAR, as_dates

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

SHOWN = 0.6  # of spells of arrears
DISPUTED, DISPUTED_YEARS = 0.022, 0.35  # share of accounts at any time that are overdue for reasons of no consequence
FORGOTTEN = 0.10  # instalments forgotten, an account and year; paid on the reminder
FORGOTTEN_DAYS = (20, 55)
REDUCED = 0.35  # of accounts in arrears, on council tax reduction
MOST_YEARS_OWED = 2
STAGES = ("NONE", "REMINDER", "FINAL", "SUMMONS", "LIABILITY_ORDER", "ENFORCEMENT", "COMMITTAL")
STARTS = np.array([1, 2, 3, 4, 7, 18])  # months after which each stage may begin
REACHES = (0.0, 0.16, 0.08, 0.16, 0.29, 0.30, 0.01)  # how far recovery goes in a spell
SLOW, SLOW_PACE = 0.3, 2  # of spells: the office takes so many times as long
BALANCE_KNOWN = 0  # days after the day of the balance: the extract of the month's first Sunday has it


def arrears(watch: Watch, accounts: Spans, dwelling: Ids, number: Ids, known: Ids) -> Batch:
    """Give one balance a month while something is overdue, and one when it is settled.

    Args:
        watch: the borough.
        accounts: household, first and last day of each account.
        dwelling: the home of each account.
        number: the reference of each account.
        known: day on which each account is in the system.
    """
    rng = watch.rng("council tax arrears")
    spells, serious = _spells(watch, accounts, rng)
    begun = Spans(accounts.household, np.maximum(accounts.start, known), accounts.end)
    owing = arrears_months(watch.calendar, spells, begun)
    kept = _one_a_month(owing.debtor, owing.month, owing.over, serious[owing.spell])
    account, spell, month, since = (column[kept] for column in (owing.debtor, owing.spell, owing.month, owing.begun))
    over = owing.over[kept]
    charge = annual_charges(bands(watch)[dwelling[account]], month, _discount(watch, accounts, rng)[account])
    elapsed = month - month_of(since)
    stage, stage_day = _recovery(np.where(serious, -1, 1), spell, elapsed, since, rng)
    stage = np.where(over, 0, stage)
    columns: dict[str, Values] = {
        "account_ref": numbered("", number[account]),
        "balance_date": as_dates(first_day_of(month)),
        "balance_pence": np.where(over, 0, _overdue(charge, elapsed, spell, len(spells), rng)),
        "annual_charge_pence": charge,
        "stage": coded(stage, STAGES),
        "stage_date": np.where(stage > 0, as_dates(stage_day), np.datetime64("NaT")),
    }
    return Batch("feeds.council_tax_arrears", columns, first_day_of(month) + BALANCE_KNOWN, {})


def _spells(watch: Watch, accounts: Spans, rng: np.random.Generator) -> tuple[Spans, npt.NDArray[np.bool_]]:
    """Give spells of arrears, most of them lived, and forgotten instalments; and which of the two each is."""
    lived = lived_spells(watch, "arrears")
    disputed = clear_of(drawn_spells(watch, rng, share=DISPUTED, years=DISPUTED_YEARS), lived)
    lived = joined(lived.only(rng.random(len(lived)) < SHOWN), disputed)
    calendar = watch.calendar
    from_day = np.maximum(accounts.start, calendar.start_day)
    length = (np.minimum(accounts.end, calendar.end_day) - from_day).clip(0)
    often = rng.poisson(FORGOTTEN * length / YEAR)
    which = np.repeat(np.arange(len(accounts)), often)
    start = from_day[which] + (rng.random(len(which)) * length[which]).astype(np.int64)
    forgotten = Spans(accounts.household[which], start, start + rng.integers(*FORGOTTEN_DAYS, len(which)))
    return joined(lived, forgotten), np.repeat([True, False], [len(lived), len(forgotten)])


def _one_a_month(
    account: Ids, month: Ids, over: npt.NDArray[np.bool_], serious: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Keep one row of each account and month; forgotten instalments are left out where an account owes anyway."""
    key = account * 4_096 + month
    near = np.unique(np.concatenate([key[serious] + step for step in (-1, 0, 1)]))
    kept = np.flatnonzero(serious | ~np.isin(key, near))
    order = kept[np.lexsort((~over[kept], key[kept]))]
    return order[np.r_[True, key[order][1:] != key[order][:-1]]] if len(order) else order


def _discount(watch: Watch, accounts: Spans, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    which, _ = watch.history.members(accounts.household, accounts.start, ages=(18, 120))
    adults = np.bincount(which, minlength=len(accounts))
    partner = watch.history.partner(accounts.household, accounts.start) >= 0
    return discounts((adults < 2) & ~partner, rng.random(len(accounts)) < REDUCED)


def _recovery(
    furthest: npt.NDArray[Any], spell: Ids, elapsed: Ids, since: Ids, rng: np.random.Generator
) -> tuple[Ids, Ids]:
    """Give stage and its first day; `furthest` is -1 where it is drawn how far recovery goes."""
    drawn = rng.choice(len(STAGES), len(furthest), p=REACHES)
    reach = np.where(furthest < 0, drawn, furthest)[spell]
    pace = np.where(rng.random(len(furthest)) < SLOW, SLOW_PACE, 1)[spell]
    stage = np.minimum(reach, (elapsed[:, None] >= STARTS * pace[:, None]).sum(axis=1))
    began = STARTS[np.maximum(stage - 1, 0)] * pace
    return stage, first_day_of(month_of(since) + began)


def _overdue(charge: Ids, elapsed: Ids, spell: Ids, spells: int, rng: np.random.Generator) -> Ids:
    unpaid = rng.uniform(0.3, 1.0, spells)[spell]
    owed = unpaid * charge / 10 * elapsed
    return np.rint(np.minimum(owed, MOST_YEARS_OWED * charge)).astype(np.int64)
