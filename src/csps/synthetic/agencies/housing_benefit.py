"""Housing Benefit and council tax reduction: claims at each address, and the people of the claimant's household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.episodes import Spans, clear_of, drawn_spells, joined, lived_spells, told_twice
from csps.synthetic.agencies.occupancy import (
    LICENCE,
    OWNED,
    RELATIONSHIPS,
    TENURES,
    Residents,
    address_columns,
    is_kind,
    occupations,
    overlaps,
    relationships,
    residents,
    tenure_of,
)
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates, day_number
from csps.synthetic.identities.addresses import Kind
from csps.synthetic.lives.history import Stays
from csps.synthetic.lives.population import CHILD, OTHER_ADULT

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.occupancy import Occupations
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

CLAIMED = 0.60  # of spells out of work
LOW_INCOME = 0.20  # of working households that rent
LOW_INCOME_YEARS = 3.0
SHORTEST = 28  # days of a claim at one address
ADJUDICATED = (7, 41)  # days until a claim is decided and in the system
MOVE_NOTICED = 21.0  # days, on average, until a change of address is
LATER_NOTED, LATER_DELAY = 0.85, 45.0  # births and arrivals; days on average
NON_DEPENDANT_NOTED = 0.70
SUSPENDED, DISCRETIONARY = 0.02, 0.05
UPRN_KNOWN = 0.94
PENSION_AGE = 66
UNIVERSAL_CREDIT_ONLY = day_number(
    date(2021, 1, 1)
)  # from then on hardly any working-age claim of Housing Benefit is new
KINDS = ("HB", "CTR", "BOTH")
HB, CTR, BOTH = range(3)
RENT_SUPPORT, TAX_SUPPORT = (15_500, 3_500), (1_900, 400)  # pence a week: mean and spread
NO_MEMBER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Claims:
    """Claims at addresses: one row per claim and house.

    Attributes:
        number: reference of the claim.
        claim: position of the claim.
        house: number of the house within the claim, from 1.
        homes: the occupation the claim is for.
        start, end: first lived day, and the day after the last, at this address.
        since: first day on paper, which may lie before the first lived day.
        opened: day the row is in the system.
    """

    number: Ids
    claim: Ids
    house: Ids
    homes: Occupations
    start: Ids
    end: Ids
    since: Ids
    opened: Ids

    def __len__(self) -> int:
        return len(self.claim)


def watch_housing_benefit(watch: Watch) -> list[Batch]:
    """Give claims by address, and their members."""
    claims = _claims(watch)
    return [_claim_rows(watch, claims), _members(watch, claims)]


def _claims(watch: Watch) -> Claims:
    rng = watch.rng("housing benefit claims")
    homes = occupations(watch)
    homes = homes.only(~is_kind(watch, homes.dwelling, Kind.REFUGE))
    spells = _spells(watch, rng)
    order = np.lexsort((spells.start, spells.household))
    spells = spells.only(order)
    stays = Stays(homes.household, np.arange(len(homes)), homes.start, homes.end)
    claim, rows, start, end = overlaps(spells.household, spells.start, spells.end, stays)
    enough = (end - start >= SHORTEST) & (end > watch.calendar.start_day)
    claim, home, start, end = claim[enough], stays.value[rows[enough]], start[enough], end[enough]
    spell = claim
    _, first, claim = np.unique(spell, return_index=True, return_inverse=True)
    house = np.arange(len(claim)) - first[claim] + 1
    since = np.where(start == homes.start[home], np.maximum(spells.start[spell], homes.since[home]), start)
    decided = since + rng.integers(*ADJUDICATED, len(claim))
    noticed = start + rng.exponential(MOVE_NOTICED, len(claim)).astype(np.int64)
    number = 5_000_000 + rng.permutation(len(first))[claim]
    return Claims(number, claim, house, homes.only(home), start, end, since, np.where(house == 1, decided, noticed))


def _spells(watch: Watch, rng: np.random.Generator) -> Spans:
    """Give the times of claims: part of those out of work, and some who work and rent on a low income."""
    out_of_work = lived_spells(watch, "out_of_work")
    claimed = out_of_work.only(rng.random(len(out_of_work)) < CLAIMED)
    low = drawn_spells(watch, rng, share=LOW_INCOME, years=LOW_INCOME_YEARS)
    calendar = watch.calendar
    dwelling = watch.history.dwelling(low.household, np.maximum(low.start, calendar.first_day(-calendar.burn_in)))
    rented = (dwelling >= 0) & (tenure_of(watch, np.maximum(dwelling, 0)) != OWNED)
    return joined(claimed, clear_of(low.only(rented), out_of_work))


def _claim_rows(watch: Watch, claims: Claims) -> Batch:
    rng = watch.rng("housing benefit awards")
    contract = table("feeds.housing_benefit_claim")
    tenure = tenure_of(watch, claims.homes.dwelling)
    kind, award = _awards(watch, claims, tenure, rng)
    helped = (rng.random(len(claims)) < DISCRETIONARY) & (kind != CTR)
    suspended = rng.random(len(claims)) < SUSPENDED
    numbered_uprn = rng.random(len(claims)) < UPRN_KNOWN
    told = told_twice(watch.calendar, claims.opened, claims.end, rng)
    row = told.row
    status = np.where(told.ended, 2, suspended[row])
    columns: dict[str, Values] = {
        "claim_id": numbered("", claims.number[row]),
        "house_id": numbered("", claims.house[row], width=1),
        "kind": coded(kind[row], KINDS),
        "status": coded(status, ("LIVE", "SUSPENDED", "ENDED")),
        "tenure": coded(tenure[row], TENURES),
        "weekly_award_pence": award[row],
        "dhp_ind": helped[row],
        **address_columns(watch, contract, claims.homes.dwelling[row], uprn_known=numbered_uprn[row]),
        "from_date": as_dates(claims.since[row]),
        "to_date": np.where(told.ended, as_dates(claims.end[row]), np.datetime64("NaT")),
    }
    return Batch(contract.name, columns, told.known, {})


def _awards(watch: Watch, claims: Claims, tenure: Ids, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Draw the kind of support, once per row, and its weekly amount: owners get help with council tax only."""
    pension = watch.history.ages(claims.homes.lead, claims.start) >= PENSION_AGE
    late = claims.since >= UNIVERSAL_CREDIT_ONLY
    with_rent = np.where(pension, 0.92, np.where(late, 0.14, 0.50))
    draw = rng.random(len(claims))
    kind = np.where(draw < with_rent, np.where(draw < 0.2 * with_rent, HB, BOTH), CTR)
    kind = np.where(tenure == OWNED, CTR, np.where(tenure == LICENCE, HB, kind))
    rent = rng.normal(*RENT_SUPPORT, len(claims)).clip(2_000)
    tax = rng.normal(*TAX_SUPPORT, len(claims)).clip(300)
    return kind, np.rint(np.where(kind != CTR, rent, 0) + np.where(kind != HB, tax, 0)).astype(np.int64)


def _members(watch: Watch, claims: Claims) -> Batch:
    rng = watch.rng("housing benefit members")
    contract = table("feeds.housing_benefit_member")
    people, known = _noted(watch, claims, rng)
    lead = claims.homes.lead[people.which]
    register = Register(watch, "housing_benefit", people.person, people.first, prefix="HB", learns_of_moves=0.0)
    record = register.record_of(people.person, people.first)
    columns: dict[str, Values] = {
        "claim_id": numbered("", claims.number[people.which]),
        "house_id": numbered("", claims.house[people.which], width=1),
        "member_ref": _member_references(claims, people, lead),
        **register.identity(record, contract),
        "gender": coded(register.sex(record), ("U", "M", "F")),
        "relationship": coded(relationships(watch, lead, people, rng), RELATIONSHIPS),
    }
    return Batch(contract.name, columns, known, {"member_ref": people.person})


def _noted(watch: Watch, claims: Claims, rng: np.random.Generator) -> tuple[Residents, Ids]:
    """Draw who is on the claim and since when: the claimant's own family at once, births and arrivals later."""
    people = residents(watch.history, claims.homes.household, claims.start, claims.end)
    at_start = people.first <= claims.start[people.which]
    lead = people.person == claims.homes.lead[people.which]
    grown = watch.history.ages(people.person, people.first) >= 19
    share = np.where((people.role == OTHER_ADULT) | (grown & (people.role == CHILD)), NON_DEPENDANT_NOTED, 1.0)
    share *= np.where(at_start, 1.0, LATER_NOTED)
    learnt = people.first + rng.exponential(LATER_DELAY, len(people)).astype(np.int64)
    known = np.where(at_start, claims.opened[people.which], np.maximum(learnt, claims.opened[people.which]))
    known = np.maximum(known, watch.history.people["birth"][people.person])
    noted = lead | ((rng.random(len(people)) < share) & (at_start | (known < people.last)))
    noted &= known <= watch.calendar.end_day
    return people.only(noted), known[noted]


def _member_references(claims: Claims, people: Residents, lead: Ids) -> Coded:
    """Number the people of a claim, the claimant first; somebody keeps their number at the next house."""
    claim = claims.claim[people.which]
    order = np.lexsort((people.first, people.person != lead, claim))
    pair = claim * (int(people.person.max(initial=0)) + 1) + people.person
    _, earliest, same = np.unique(pair[order], return_index=True, return_inverse=True)
    rank = np.empty(len(earliest), dtype=np.int64)
    rank[np.argsort(earliest)] = np.arange(len(earliest))
    ranks = rank[same]  # in order of claim and of becoming known
    lowest = np.full(int(claim.max(initial=-1)) + 1, NO_MEMBER)
    np.minimum.at(lowest, claim[order], ranks)
    position = np.empty(len(order), dtype=np.int64)
    position[order] = ranks - lowest[claim[order]] + 1
    number = claims.number[people.which]
    words = [f"{one}-{place}" for one, place in zip(number.tolist(), position.tolist(), strict=True)]
    return Coded(np.arange(len(words), dtype=np.int32), np.array(words, dtype=object))
