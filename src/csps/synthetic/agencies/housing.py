"""The council as a landlord: who lives in its tenancies, and what is owed on their rent accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, constant, numbered
from csps.synthetic.agencies.episodes import (
    ArrearsMonths,
    Spans,
    arrears_months,
    clear_of,
    delivered_months,
    drawn_spells,
    first_day_of,
    joined,
    lived_spells,
    months_of_spans,
    told_twice,
)
from csps.synthetic.agencies.occupancy import (
    COUNCIL,
    RELATIONSHIPS,
    address_columns,
    is_kind,
    occupations,
    relationships,
    residents,
    tenure_of,
)
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates
from csps.synthetic.identities.addresses import Kind
from csps.synthetic.lives.population import PARTNER

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.occupancy import Occupations, Residents
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

SIGNED_WITHIN = 15  # days until a new tenancy is in the system
HOUSEHOLD_NOTED = 0.95  # of those who move in with the tenant
ARRIVAL_LEARNT = 0.70  # of births and others who come later
ARRIVAL_DELAY = 60.0  # days, on average
LEAVING_LEARNT = 0.60  # of those who leave before the tenancy ends
JOINT_TENANCY = 0.60  # of couples

ARREARS_IN_RENT = 0.8  # of spells of arrears in council tenancies
SHORT_ARREARS, SHORT_YEARS = 0.028, 0.2  # share of tenancies at any time that owe for reasons of no consequence
WEEKLY_RENT = np.array([0, 10_400, 11_800, 13_300, 14_900, 16_200])  # pence in 2019, by bedrooms; assumption
RENT_GROWTH = 0.04  # a year
APRIL_2019 = (2019 - 1970) * 12 + 3  # months since January 1970
UNPAID = (1.2, 3.4)  # shape of the share of the rent that stays unpaid during a spell
MOST_WEEKS_OWED = 52
STAGES = ("NONE", "REMINDER", "AGREEMENT", "NOSP", "COURT", "POSSESSION", "WARRANT")
WEEKS_OWED = np.array([1.0, 3.0, 6.0, 12.0, 20.0, 32.0])  # at which each stage begins, times the spell's own patience
AGREES = 0.4  # of spells; the others go from reminder to notice
BALANCE_KNOWN = 0  # days after the day of the balance: the extract of the month's first Sunday has it
QUIET_SPREAD = 4_500.0  # pence around nothing owed


@dataclass(frozen=True)
class Tenancies:
    """The council's tenancies: homes, their numbers, bedrooms, and the day each is in the system."""

    homes: Occupations
    number: Ids
    bedrooms: Ids
    opened: Ids


def watch_housing(watch: Watch) -> list[Batch]:
    """Give the members of every council tenancy, and its rent account."""
    tenancies = _tenancies(watch)
    members, told = _members(watch, tenancies)
    return [members, _rent_accounts(watch, tenancies, told)]


def _tenancies(watch: Watch) -> Tenancies:
    rng = watch.rng("tenancies")
    town = watch.town
    smallest = np.where(town.kind == Kind.HOUSE, 2, 1)
    bedrooms = smallest + rng.choice(4, len(town), p=(0.32, 0.38, 0.24, 0.06))
    homes = occupations(watch)
    let = (tenure_of(watch, homes.dwelling) == COUNCIL) & ~is_kind(watch, homes.dwelling, Kind.HMO)
    homes = homes.only(let)
    opened = homes.since + rng.integers(0, SIGNED_WITHIN, len(homes))
    return Tenancies(homes, rng.permutation(len(homes)), bedrooms[homes.dwelling], opened)


# --- who lives there ----------------------------------------------------------------------------------------------------
def _members(watch: Watch, tenancies: Tenancies) -> tuple[Batch, Ids]:
    """Give the rows of members, and the tenancies that have any."""
    rng = watch.rng("tenancy members")
    homes, contract = tenancies.homes, table("feeds.housing_tenancy_member")
    people, known = _noted(watch, tenancies, rng)
    joined, left = _stay_as_recorded(watch, homes, people, rng)
    register = Register(watch, "housing", people.person, people.first, prefix="HP", learns_of_moves=0.0)
    record = register.record_of(people.person, people.first)
    lead = homes.lead[people.which]
    joint = (rng.random(len(homes)) < JOINT_TENANCY)[people.which] & (people.role == PARTNER)
    joint &= people.first <= homes.start[people.which]
    related = relationships(watch, lead, people, rng)
    told = told_twice(watch.calendar, np.maximum(known, joined), left, rng)
    row = told.row
    tenancy = people.which[row]
    columns: dict[str, Values] = {
        "tenancy_ref": numbered("T", tenancies.number[tenancy]),
        "person_ref": register.reference(record[row]),
        **register.identity(record[row], contract),
        **address_columns(watch, contract, homes.dwelling[tenancy]),
        "is_tenant": ((people.person == lead) | joint)[row],
        "relationship": coded(related[row], RELATIONSHIPS),
        "tenure": constant("LA", len(row)),
        "bedrooms": tenancies.bedrooms[tenancy],
        "start_date": as_dates(joined[row]),
        "end_date": np.where(told.ended, as_dates(left[row]), np.datetime64("NaT")),
    }
    return Batch(contract.name, columns, told.known, {"person_ref": people.person[row]}), np.unique(tenancy)


def _noted(watch: Watch, tenancies: Tenancies, rng: np.random.Generator) -> tuple[Residents, Ids]:
    """Draw which residents the landlord writes down, and when: the tenant always, later arrivals often and late."""
    homes = tenancies.homes
    people = residents(watch.history, homes.household, homes.start, homes.end)
    at_start = people.first <= homes.start[people.which]
    learnt = people.first + rng.exponential(ARRIVAL_DELAY, len(people)).astype(np.int64)
    draw = rng.random(len(people))
    noted = np.where(at_start, draw < HOUSEHOLD_NOTED, (draw < ARRIVAL_LEARNT) & (learnt < people.last))
    noted |= people.person == homes.lead[people.which]
    known = np.where(at_start, tenancies.opened[people.which], learnt)
    return people.only(noted), known[noted]


def _stay_as_recorded(watch: Watch, homes: Occupations, people: Residents, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Give each member's first and last day: many who leave stay on paper until the tenancy ends.

    So does a first tenant who left before anything was delivered: an account is in somebody's name.
    """
    born = watch.history.people["birth"][people.person]
    at_start = people.first <= homes.start[people.which]
    joined = np.where(at_start, np.maximum(homes.since[people.which], born), people.first)
    learnt = rng.random(len(people)) < LEAVING_LEARNT
    learnt &= (people.person != homes.lead[people.which]) | (people.last >= watch.calendar.start_day)
    return joined.astype(np.int64), np.where(learnt, people.last, homes.end[people.which])


# --- what is owed --------------------------------------------------------------------------------------------------------
def _rent_accounts(watch: Watch, tenancies: Tenancies, told: Ids) -> Batch:
    """Give monthly balances of the tenancies that were told while rent is owed, and one a quarter while it is not."""
    rng = watch.rng("rent accounts")
    spells = lived_spells(watch, "arrears")
    shown = spells.only(rng.random(len(spells)) < ARREARS_IN_RENT)
    spells = joined(shown, clear_of(drawn_spells(watch, rng, share=SHORT_ARREARS, years=SHORT_YEARS), spells))
    homes = tenancies.homes
    accounts = Spans(homes.household, np.maximum(homes.start, tenancies.opened), homes.end)
    owing = arrears_months(watch.calendar, spells, accounts)
    weeks, stage, since = _course(owing, len(spells), rng)
    quiet, quiet_month = _quiet_quarters(watch, accounts)
    tenancy, month = np.concatenate((owing.debtor, quiet)), np.concatenate((owing.month, quiet_month))
    rent = _rents(tenancies.bedrooms[tenancy], month)
    owed = np.rint(weeks * rent[: len(weeks)]).astype(np.int64)
    small = np.rint(rng.normal(-1_000.0, QUIET_SPREAD, len(month))).astype(np.int64)
    owed = np.concatenate((np.where(owing.over, small[: len(owed)], owed), small[len(owed) :]))
    stage, since = (np.concatenate((column, np.full(len(quiet), fill))) for column, fill in ((stage, 0), (since, 0)))
    kept = _one_balance_a_month(tenancy, month, np.concatenate((~owing.over, np.full(len(quiet), 2))))
    kept = kept[np.isin(tenancy[kept], told)]
    day = first_day_of(month)
    columns: dict[str, Values] = {
        "tenancy_ref": numbered("T", tenancies.number[tenancy[kept]]),
        "balance_date": as_dates(day[kept]),
        "balance_pence": owed[kept],
        "weekly_rent_pence": rent[kept],
        "arrears_stage": coded(stage[kept], STAGES),
        "stage_date": np.where(stage[kept] > 0, as_dates(since[kept]), np.datetime64("NaT")),
    }
    return Batch("feeds.housing_rent_account", columns, day[kept] + BALANCE_KNOWN, {})


def _rents(bedrooms: Ids, month: Ids) -> Ids:
    """Give weekly rents, raised every April."""
    years = (month - APRIL_2019) // 12
    rent: Ids = np.rint(WEEKLY_RENT[bedrooms] * (1 + RENT_GROWTH) ** years).astype(np.int64)
    return rent


def _quiet_quarters(watch: Watch, accounts: Spans) -> tuple[Ids, Ids]:
    """List the quarter days on which each account is reported whatever it owes."""
    first, last = delivered_months(watch.calendar)
    window = first_day_of(np.array([first, last + 1]))
    start, end = np.maximum(accounts.start, window[0] - 1), np.minimum(accounts.end, window[1]) - 1
    which, month = months_of_spans(start, np.maximum(end, start))
    quarterly = (month % 3 == 0) & (month <= last)
    return which[quarterly], month[quarterly]


def _course(owing: ArrearsMonths, spells: int, rng: np.random.Generator) -> tuple[npt.NDArray[np.float64], Ids, Ids]:
    """Let a debt grow: weeks' rent owed, stage of action, and the day the stage began."""
    unpaid = rng.beta(*UNPAID, spells)[owing.spell].clip(0.02)
    patience = rng.uniform(0.7, 1.6, spells)[owing.spell]
    agrees = (rng.random(spells) < AGREES)[owing.spell]
    elapsed = (first_day_of(owing.month) - owing.begun) / 7
    weeks = np.minimum(unpaid * elapsed, MOST_WEEKS_OWED)
    steps = WEEKS_OWED * patience[:, None]
    steps[:, 1] = np.where(agrees, steps[:, 1], steps[:, 2])
    stage = np.where(owing.over, 0, (weeks[:, None] >= steps).sum(axis=1))
    threshold = np.take_along_axis(steps, np.maximum(stage - 1, 0)[:, None], axis=1)[:, 0]
    since = owing.begun + np.ceil(threshold / unpaid * 7).astype(np.int64)
    return weeks, stage, np.minimum(since, first_day_of(owing.month))


def _one_balance_a_month(debtor: Ids, month: Ids, rank: npt.NDArray[Any]) -> Ids:
    """Keep one row of each debtor and month, that of the lowest rank."""
    order = np.lexsort((rank, month, debtor))
    key = debtor[order] * 4_096 + month[order]
    return order[np.r_[True, key[1:] != key[:-1]]] if len(order) else order
