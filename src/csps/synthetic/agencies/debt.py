"""Corporate debt: what people owe the council besides rent and council tax, one row for each step of recovery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.episodes import lived_spells
from csps.synthetic.agencies.occupancy import COUNCIL, leads, tenure_of
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

KINDS = ("HB_OVERPAYMENT", "FORMER_TENANT", "PARKING", "SUNDRY", "SOCIAL_CARE", "SCHOOL_MEALS")
FORMER_TENANT = 1
KIND_SHARES = (0.30, 0.04, 0.32, 0.22, 0.04, 0.08)
LONG_ARREARS, FROM_LONG_ARREARS = 300, 0.20  # days; share of such spells that lead to a debt
AMOUNT, AMOUNT_SPREAD = 38_000, 0.9  # pence: median, and spread on the log scale
LEAST = 2_000
STAGES = ("INVOICED", "REMINDER", "PLAN", "BREATHING_SPACE", "COURT", "ENFORCEMENT", "PAID", "WRITTEN_OFF")
INVOICED, REMINDER, PLAN, BREATHING_SPACE, COURT, ENFORCEMENT, PAID, WRITTEN_OFF = range(8)
# How a debt goes: its share, and for each row the day, the stage, and what is left of the amount
COURSES: tuple[tuple[float, tuple[tuple[int, int, float], ...]], ...] = (
    (0.26, ((0, INVOICED, 1.0), (42, PAID, 0.0))),
    (0.20, ((0, INVOICED, 1.0), (30, REMINDER, 1.0), (75, PAID, 0.0))),
    (
        0.24,
        ((0, INVOICED, 1.0), (30, REMINDER, 1.0), (70, PLAN, 1.0), (160, PLAN, 0.72), (250, PLAN, 0.45),
         (340, PLAN, 0.2), (410, PAID, 0.0)),
    ),
    (
        0.06,
        ((0, INVOICED, 1.0), (30, REMINDER, 1.0), (80, BREATHING_SPACE, 1.0), (140, PLAN, 1.0), (260, PLAN, 0.7),
         (400, PLAN, 0.35), (520, PAID, 0.0)),
    ),
    (
        0.15,
        ((0, INVOICED, 1.0), (30, REMINDER, 1.0), (110, COURT, 1.08), (200, ENFORCEMENT, 1.2), (300, ENFORCEMENT, 0.8),
         (430, ENFORCEMENT, 0.4), (560, PAID, 0.0)),
    ),
    (
        0.09,
        ((0, INVOICED, 1.0), (30, REMINDER, 1.0), (110, COURT, 1.08), (210, ENFORCEMENT, 1.2), (500, ENFORCEMENT, 1.1),
         (800, WRITTEN_OFF, 0.0)),
    ),
)  # fmt: skip
KNOWN = (1, 15)  # days after the day of the balance


@dataclass(frozen=True)
class Debts:
    """Debts: whose, since when, and what for."""

    person: Ids
    day: Ids
    kind: Ids


def watch_debt(watch: Watch) -> list[Batch]:
    """Give the balance of every debt at each step of its recovery."""
    rng = watch.rng("corporate debt")
    debts = _debts(watch, rng)
    debt, day, stage, balance = _steps(debts, rng)
    calendar = watch.calendar
    delivered = (day >= calendar.start_day) & (day < calendar.end_day)
    debt, day, stage, balance = (column[delivered] for column in (debt, day, stage, balance))
    register = Register(watch, "debt", debts.person, debts.day, prefix="DC", learns_of_moves=0.85)
    record = register.record_of(debts.person, debts.day)[debt]  # one customer for all rows of a debt
    contract = table("feeds.debt_case")
    columns: dict[str, Values] = {
        "debt_ref": numbered("D", rng.permutation(len(debts.day))[debt]),
        "customer_ref": register.reference(record),
        **register.identity(record, contract, day),
        "kind": coded(debts.kind[debt], KINDS),
        "balance_date": as_dates(day),
        "balance_pence": balance,
        "stage": coded(stage, STAGES),
        "cleared_date": np.where(stage >= PAID, as_dates(day), np.datetime64("NaT")),
    }
    return [Batch(contract.name, columns, day + rng.integers(*KNOWN, len(day)), {"customer_ref": debts.person[debt]})]


def _debts(watch: Watch, rng: np.random.Generator) -> Debts:
    """Give debts that were referred, and those that long arrears leave behind."""
    referred = watch.history.happened("debt_referral")
    spells = lived_spells(watch, "arrears")
    late = spells.only(rng.random(len(spells)) < FROM_LONG_ARREARS)
    day = late.start + LONG_ARREARS
    long = (day < late.end) & (day >= watch.calendar.first_day(-watch.calendar.burn_in))
    household = np.concatenate((referred["household"], late.household[long])).astype(np.int64)
    days = np.concatenate((referred["day"], day[long])).astype(np.int64)
    kind = rng.choice(len(KINDS), len(days), p=KIND_SHARES)
    dwelling = watch.history.dwelling(household, days)
    rented = (dwelling >= 0) & (tenure_of(watch, np.maximum(dwelling, 0)) == COUNCIL)
    kind = np.where((kind == FORMER_TENANT) & rented, FORMER_TENANT + 2, kind)  # who still is a tenant owes otherwise
    person = leads(watch.history, household, days)
    known = (person != NOBODY) & (days + 1_000 > watch.calendar.start_day) & (days < watch.calendar.end_day)
    return Debts(person[known], days[known], kind[known])


def _steps(debts: Debts, rng: np.random.Generator) -> tuple[Ids, Ids, Ids, Ids]:
    """Let every debt take its course: position of the debt, day, stage and balance of each row."""
    course = rng.choice(len(COURSES), len(debts.day), p=[share for share, _ in COURSES])
    amount = (AMOUNT * np.exp(rng.normal(0, AMOUNT_SPREAD, len(course)))).clip(LEAST)
    pace = rng.uniform(0.8, 1.3, len(course))
    parts = []
    for number, (_, steps) in enumerate(COURSES):
        mine = np.flatnonzero(course == number)
        for after, stage, left in steps:
            day = debts.day[mine] + np.rint(after * pace[mine]).astype(np.int64)
            parts.append((mine, day, np.full(len(mine), stage), np.rint(amount[mine] * left).astype(np.int64)))
    debt, days, stages, balance = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return debt, days, stages, balance
