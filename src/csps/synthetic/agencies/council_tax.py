"""Council tax: accounts, the people on them, the valuation list, who was liable for which home, and what is overdue.

Its system knows names and homes, and no dates of birth. Accounts open late and close late, so that two households may
seem to live in one home for some weeks, and none in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.council_tax_arrears import arrears
from csps.synthetic.agencies.council_tax_charges import BANDS, bands
from csps.synthetic.agencies.episodes import Spans, told_twice
from csps.synthetic.agencies.occupancy import (
    OWNED,
    PRIVATE,
    Residents,
    address_columns,
    is_kind,
    occupations,
    residents,
    tenure_of,
)
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, YEAR, as_dates
from csps.synthetic.identities.addresses import Kind
from csps.synthetic.lives.population import CARER, PARTNER

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.occupancy import Occupations
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

ROOM_HAS_ACCOUNT = 0.10  # of households in shared houses; for the others the landlord is liable
BILLS_INCLUDED = 0.25  # of private lets: the landlord pays, and the account is in the landlord's name
KEEPS_ACCOUNT = 0.85  # of households that move within the borough
TOLD_IN_TIME = 0.80  # of moves in; for the others the recorded first day is late too
LATEST_OPENING = 60  # days
NEVER_CLOSED = 0.02  # of those who move out
VACATION_LATE = 0.12  # recorded as left later than they left
SHORTEST = 21  # days; who stays less never has an account
ASSUMED = 0.02  # of accounts: the office assumes who is liable
# A bill names who is liable: in one of five couples both. Other adults are written down where a discount hangs on them
# (students, carers); of those who come later the office hears less often still. Assumptions.
PARTNER_NOTED, ADULT_NOTED, LATER_NOTED = 0.20, 0.02, 0.20
LATER_DELAY = 90.0  # days, on average
LIABILITY = ("0", "1", "2", "3", "4", "6", "8")  # a tenant's is 4, a resident's 6: see the contract's code list
NOT_LIABLE, JOINT, FREEHOLDER, LEASEHOLDER, TENANT, RESIDENT, ASSUMED_LIABLE = range(7)


@dataclass(frozen=True)
class Accounts:
    """Accounts, and the occupations each was liable for.

    Attributes:
        homes: occupations that have an account, in order of household and day.
        account: position of the account of each occupation.
        first: the first occupation of each account.
        span: household, and first and last day of each account.
        number: the reference of each account.
        opened: day on which each occupation is in the system.
    """

    homes: Occupations
    account: Ids
    first: Ids
    span: Spans
    number: Ids
    opened: Ids

    @property
    def known(self) -> Ids:
        """The day on which each account is in the system."""
        return self.opened[self.first]


def watch_council_tax(watch: Watch) -> list[Batch]:
    """Give accounts, further people, the valuation list, occupations and arrears."""
    accounts = _accounts(watch)
    head, register, people, known = _people(watch, accounts)
    owing = arrears(watch, accounts.span, accounts.homes.dwelling[accounts.first], accounts.number, accounts.known)
    return [
        _account_rows(watch, accounts, head, register),
        _person_rows(accounts, (people, known), register),
        _properties(watch),
        _occupation_rows(watch, accounts),
        owing,
    ]


def _accounts(watch: Watch) -> Accounts:
    rng = watch.rng("council tax accounts")
    homes = occupations(watch)
    draw = rng.random(len(homes))
    taxed = ~is_kind(watch, homes.dwelling, Kind.HOSTEL, Kind.REFUGE) & (homes.end - homes.start >= SHORTEST)
    taxed &= ~is_kind(watch, homes.dwelling, Kind.HMO) | (draw < ROOM_HAS_ACCOUNT)
    private = tenure_of(watch, homes.dwelling) == PRIVATE
    taxed &= ~private | (rng.random(len(homes)) >= BILLS_INCLUDED)
    opened = homes.since + rng.integers(0, LATEST_OPENING + 1, len(homes))
    taxed &= opened <= watch.calendar.end_day
    homes, opened = homes.only(taxed), opened[taxed]
    moved_on = (homes.household[1:] == homes.household[:-1]) & (homes.lead[1:] == homes.lead[:-1])
    new = np.r_[True, ~(moved_on & (rng.random(max(len(homes) - 1, 0)) < KEEPS_ACCOUNT))][: len(homes)]
    account, first = np.cumsum(new) - 1, np.flatnonzero(new)
    last = np.r_[first[1:], len(homes)] - 1 if len(first) else first
    span = Spans(homes.household[first], homes.start[first], homes.end[last])
    opened = np.maximum(opened, opened[first][account])  # no move is entered before the account
    return Accounts(homes, account, first, span, 6_000_000 + rng.permutation(len(first)), opened)


# --- who -------------------------------------------------------------------------------------------------------------------
def _people(watch: Watch, accounts: Accounts) -> tuple[Ids, Register, Residents, Ids]:
    """Give the first liable person of each account, the register of everybody, and the further people with their day."""
    rng = watch.rng("council tax people")
    span = accounts.span
    head = accounts.homes.lead[accounts.first]
    people = residents(watch.history, span.household, span.start, span.end)
    of_age = watch.history.people["birth"][people.person] + int(18 * YEAR)
    grown = np.maximum(people.first, of_age)
    further = (people.person != head[people.which]) & (grown < people.last) & (grown < watch.calendar.end_day)
    others, grown = people.only(further), grown[further]
    at_start = grown <= span.start[others.which]
    couple = (others.role == PARTNER) | (others.role == CARER)
    share = np.where(couple, PARTNER_NOTED, ADULT_NOTED) * np.where(at_start, 1.0, LATER_NOTED)
    learnt = grown + rng.exponential(LATER_DELAY, len(others)).astype(np.int64)
    known = np.where(at_start, accounts.known[others.which], np.maximum(learnt, accounts.known[others.which]))
    noted = (rng.random(len(others)) < share) & (at_start | (known < others.last))
    others, known = others.only(noted), known[noted]
    persons = np.concatenate((head, others.person))
    days = np.concatenate((span.start, others.first))
    return head, Register(watch, "council_tax", persons, days, prefix="CT", learns_of_moves=0.0), others, known


def _account_rows(watch: Watch, accounts: Accounts, head: Ids, register: Register) -> Batch:
    rng = watch.rng("council tax liability")
    contract = table("feeds.council_tax_account")
    dwelling = accounts.homes.dwelling[accounts.first]
    record = register.record_of(head, accounts.span.start)
    owner = np.where(is_kind(watch, dwelling, Kind.HOUSE), FREEHOLDER, LEASEHOLDER)
    renter = np.where(is_kind(watch, dwelling, Kind.HMO), RESIDENT, TENANT)
    liable = np.where(tenure_of(watch, dwelling) == OWNED, owner, renter)
    liable = np.where(rng.random(len(head)) < ASSUMED, ASSUMED_LIABLE, liable)
    row, known = _told_of_weddings(accounts, register.renamed_on[record])
    columns: dict[str, Values] = {
        "account_ref": numbered("", accounts.number[row]),
        "party_ref": register.reference(record[row]),
        **register.identity(record[row], contract, known),
        "lead_liab_pos": coded(liable[row], LIABILITY),
    }
    return Batch(contract.name, columns, known, {"party_ref": head[row]})


def _told_of_weddings(accounts: Accounts, renamed: Ids) -> tuple[Ids, Ids]:
    """List the rows of accounts and the day each is known: once, and again where its person bears a new name."""
    opened = accounts.known
    again = np.flatnonzero((renamed > opened) & (renamed < accounts.span.end) & (renamed < FOREVER))
    return np.concatenate((np.arange(len(opened)), again)), np.concatenate((opened, renamed[again]))


def _person_rows(accounts: Accounts, noted: tuple[Residents, Ids], register: Register) -> Batch:
    contract = table("feeds.council_tax_person")
    people, known = noted
    record = register.record_of(people.person, people.first)
    couple = (people.role == PARTNER) | (people.role == CARER)
    joint = couple & (people.first <= accounts.span.start[people.which])
    order = np.lexsort((people.person, known, people.which))
    position = np.empty(len(order), dtype=np.int64)
    starts = np.searchsorted(people.which[order], people.which[order], side="left")
    position[order] = np.arange(len(order)) - starts + 2  # the first is the account's own
    number = accounts.number[people.which]
    columns: dict[str, Values] = {
        "account_ref": numbered("", number),
        "person_ref": _positions(number, position),
        **register.identity(record, contract),
        "liability": coded(np.where(joint, JOINT, NOT_LIABLE), LIABILITY),
    }
    return Batch(contract.name, columns, known, {"person_ref": people.person})


def _positions(number: Ids, position: Ids) -> Coded:
    words = [f"{account}-{place}" for account, place in zip(number.tolist(), position.tolist(), strict=True)]
    return Coded(np.arange(len(words), dtype=np.int32), np.array(words, dtype=object))


# --- where -----------------------------------------------------------------------------------------------------------------
def _properties(watch: Watch) -> Batch:
    """Give the valuation list once: every dwelling but hostels and refuges."""
    contract = table("feeds.council_tax_property")
    dwelling = np.flatnonzero(~is_kind(watch, np.arange(len(watch.town)), Kind.HOSTEL, Kind.REFUGE))
    columns: dict[str, Values] = {
        "property_ref": _property_references(watch, dwelling),
        **address_columns(watch, contract, dwelling),
        "band": coded(bands(watch)[dwelling], BANDS),
    }
    return Batch(contract.name, columns, np.full(len(dwelling), watch.calendar.start_day - 1), {})


def _property_references(watch: Watch, dwelling: Ids) -> Coded:
    return numbered("P", watch.rng("property references").permutation(len(watch.town))[dwelling])


def _occupation_rows(watch: Watch, accounts: Accounts) -> Batch:
    rng = watch.rng("council tax occupations")
    homes = accounts.homes
    in_time = rng.random(len(homes)) < TOLD_IN_TIME
    stay = np.minimum(homes.end, homes.since + 10 * SHORTEST) - homes.since
    late = np.minimum(accounts.opened - homes.since, stay - 1)
    began = homes.since + np.where(in_time, 0, late)
    left = homes.end + np.where(rng.random(len(homes)) < VACATION_LATE, rng.integers(1, 61, len(homes)), 0)
    left = np.where((homes.end >= FOREVER) | (rng.random(len(homes)) < NEVER_CLOSED), FOREVER, left)
    told = told_twice(watch.calendar, accounts.opened, left, rng)
    row = told.row
    columns: dict[str, Values] = {
        "account_ref": numbered("", accounts.number[accounts.account[row]]),
        "property_ref": _property_references(watch, homes.dwelling[row]),
        "occupation_date": as_dates(began[row]),
        "vacation_date": np.where(told.ended, as_dates(left[row]), np.datetime64("NaT")),
        "live_ind": ~told.ended,
    }
    return Batch("feeds.council_tax_occupation", columns, told.known, {})
