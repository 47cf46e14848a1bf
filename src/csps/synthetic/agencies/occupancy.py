"""Who lives where and since when, as landlords, tax offices and benefit offices have to know it.

Everything here comes from stays that were lived; only what happened before the first lived day is invented, so that
not every tenancy of the borough began on the same morning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from csps.contracts.model import Identity
from csps.store import Coded
from csps.synthetic.calendar import YEAR
from csps.synthetic.identities.addresses import Kind, Tenure
from csps.synthetic.lives.population import CARER, CHILD, NOBODY, PARTNER, SECOND_HOME

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.contracts.model import Table
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch
    from csps.synthetic.lives.history import History, Stays

    Ids = npt.NDArray[np.int64]

COUNCIL_STOCK = 0.6  # of buildings let socially; the rest belong to housing associations
YEARS_BEFORE = (
    9.0,
    8.0,
    2.0,
    0.5,
)  # mean years a founding household had lived there: owner, social, private, temporary
RELATIONSHIP_NOT_RECORDED = 0.06
TENURES = ("OWNER", "LA", "PRIVATE", "TEMPORARY", "RSL")
OWNED, COUNCIL, PRIVATE, LICENCE, ASSOCIATION = range(5)
RELATIONSHIPS = ("SELF", "PARTNER", "CHILD", "PARENT", "SIBLING", "OTHER_RELATIVE", "UNKNOWN")


@dataclass(frozen=True)
class Occupations:
    """Households in dwellings, one row each, in order of household and day; only those of the delivered weeks.

    Attributes:
        household, dwelling: who and where.
        start, end: the lived days.
        since: day of moving in as an office knows it, before the first lived day for founding households.
        lead: the adult an office deals with, as of `start`.
    """

    household: Ids
    dwelling: Ids
    start: Ids
    end: Ids
    since: Ids
    lead: Ids

    def __len__(self) -> int:
        return len(self.household)

    def only(self, rows: npt.NDArray[Any]) -> Occupations:
        """Give some of the rows."""
        columns = (self.household, self.dwelling, self.start, self.end, self.since, self.lead)
        return Occupations(*(column[rows] for column in columns))


def occupations(watch: Watch) -> Occupations:
    """List every household's stay in a dwelling that reaches into the delivered weeks and has an adult to deal with."""
    lived, calendar, town = watch.history.occupation, watch.calendar, watch.town
    kept = (lived["end"] > lived["start"]) & (lived["end"] > calendar.start_day)
    household, dwelling, start, end = (
        lived[name][kept].astype(np.int64) for name in ("household", "dwelling", "start", "end")
    )
    order = np.lexsort((start, household))
    household, dwelling, start, end = (column[order] for column in (household, dwelling, start, end))
    lead = leads(watch.history, household, start)
    years = np.array(YEARS_BEFORE)[town.tenure[dwelling]]
    before = watch.rng("years before the borough").exponential(years * YEAR).astype(np.int64)
    grown_up = watch.history.people["birth"][lead] + int(18 * YEAR)
    since = np.where(start <= calendar.first_day(-calendar.burn_in), np.maximum(start - before, grown_up), start)
    return Occupations(household, dwelling, start, end, np.minimum(since, start), lead).only(lead != NOBODY)


def leads(history: History, households: npt.NDArray[Any], days: npt.NDArray[Any]) -> Ids:
    """Give the adult an office deals with: the carer, else the partner, else the eldest at home; NOBODY for none."""
    lead = history.carer(households, days)
    lead = np.where(lead == NOBODY, history.partner(households, days), lead)
    missing = np.flatnonzero(lead == NOBODY)
    which, person = history.members(households[missing], days[missing], ages=(18, 120))
    order = np.lexsort((history.people["birth"][person], which))
    first, place = np.unique(which[order], return_index=True)
    lead[missing[first]] = person[order][place]
    return lead


def overlaps(
    keys: npt.NDArray[Any], start: npt.NDArray[Any], end: npt.NDArray[Any], others: Stays
) -> tuple[Ids, Ids, Ids, Ids]:
    """Join spans with the stays of the same key that they overlap.

    Returns:
        positions into the spans, row numbers of the stays, first and last day of each overlap (last not included).

    >>> from csps.synthetic.lives.history import Stays
    >>> homes = Stays(key=np.array([4, 4]), value=np.array([1, 2]), start=np.array([0, 10]), end=np.array([10, 20]))
    >>> overlaps(np.array([4]), np.array([5]), np.array([12]), homes)
    (array([0, 0]), array([0, 1]), array([ 5, 10]), array([10, 12]))
    """
    first = np.searchsorted(others.key, keys, side="left")
    count = np.searchsorted(others.key, keys, side="right") - first
    which = np.repeat(np.arange(len(keys)), count)
    rows = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    begins = np.maximum(np.asarray(start)[which], others.start[rows]).astype(np.int64)
    ends = np.minimum(np.asarray(end)[which], others.end[rows]).astype(np.int64)
    shared = begins < ends
    return which[shared], rows[shared], begins[shared], ends[shared]


@dataclass(frozen=True)
class Residents:
    """People who lived in households during spans, one row per span and person, even if they left and came back.

    Attributes:
        which: position of the span.
        person: who.
        role: see `population.ROLES`.
        first, last: first day and the day after the last within the span.
    """

    which: Ids
    person: Ids
    role: npt.NDArray[np.int8]
    first: Ids
    last: Ids

    def __len__(self) -> int:
        return len(self.which)

    def only(self, rows: npt.NDArray[Any]) -> Residents:
        """Give some of the rows."""
        columns = (self.which, self.person, self.role, self.first, self.last)
        return Residents(*(column[rows] for column in columns))


def residents(
    history: History, households: npt.NDArray[Any], start: npt.NDArray[Any], end: npt.NDArray[Any]
) -> Residents:
    """List who lived in each household during its span; a child's second home does not count."""
    which, rows, first, last = overlaps(households, start, end, history.household_stays)
    here = history.roles[rows] != SECOND_HOME
    which, rows, first, last = which[here], rows[here], first[here], last[here]
    person = history.household_stays.value[rows].astype(np.int64)
    order = np.lexsort((first, person, which))
    pair = which[order] * (len(history.people["birth"]) + 1) + person[order]
    starts = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]]) if len(pair) else np.empty(0, np.int64)
    at = order[starts]
    last = np.maximum.reduceat(last[order], starts) if len(starts) else last
    return Residents(which[at], person[at], history.roles[rows[at]], first[at], last)


def relationships(watch: Watch, lead: npt.NDArray[Any], people: Residents, rng: np.random.Generator) -> Ids:
    """Give each resident's relationship to the first person of the household (one `lead` per row), in `RELATIONSHIPS`."""
    mother, father = watch.history.people["mother"], watch.history.people["father"]
    person, role = people.person, people.role
    raised = (mother[person] == lead) | (father[person] == lead)
    siblings = (mother[person] == mother[lead]) & (mother[lead] != NOBODY)
    kind = np.select(
        [
            person == lead,
            (role == PARTNER) | (role == CARER),
            (role == CHILD) | raised,
            (mother[lead] == person) | (father[lead] == person),
            siblings,
        ],
        [0, 1, 2, 3, 4],
        default=5,
    )
    lost = (rng.random(len(person)) < RELATIONSHIP_NOT_RECORDED) & (kind != 0)
    return np.where(lost, len(RELATIONSHIPS) - 1, kind)


def tenure_of(watch: Watch, dwelling: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Give the tenure of dwellings as a position in `TENURES`: the council's own stock apart from associations'."""
    town = watch.town
    council = watch.rng("council stock").random(int(town.building.max()) + 1) < COUNCIL_STOCK
    social = (town.tenure[dwelling] == Tenure.SOCIAL_RENT) & ~council[town.building[dwelling]]
    return np.where(social, ASSOCIATION, town.tenure[dwelling]).astype(np.int64)


def is_kind(watch: Watch, dwelling: npt.NDArray[Any], *kinds: Kind) -> npt.NDArray[np.bool_]:
    """Tell whether dwellings are of one of the kinds."""
    return np.isin(watch.town.kind[dwelling], [int(kind) for kind in kinds])


def address_columns(
    watch: Watch, contract: Table, dwelling: npt.NDArray[Any], *, uprn_known: npt.NDArray[Any] | None = None
) -> dict[str, Values]:
    """Fill a contract's address columns from the office's own list of dwellings; -1 leaves them empty.

    Where a contract has two address columns, the first holds what stands before the first comma and the second the rest.
    """
    town, known = watch.town, dwelling >= 0
    distinct, place = np.unique(dwelling[known], return_inverse=True)
    lines = town.address_lines(town.line_ids(distinct.astype(np.int32)))
    index = np.full(len(dwelling), -1, dtype=np.int32)
    index[known] = place
    addresses = [column.name for column in contract.identities if column.identity is Identity.ADDRESS]
    parts = [lines] if len(addresses) == 1 else _split(lines)
    filled: dict[str, Values] = {
        name: Coded(np.where(part[index] == "", -1, index) if len(part) else index, part)
        for name, part in zip(addresses, parts, strict=False)
    }
    for column in contract.identities:
        if column.identity is Identity.POSTCODE:
            filled[column.name] = Coded(np.where(known, town.postcode[dwelling], -1), town.postcode_texts)
        elif column.identity is Identity.UPRN:
            shown = known if uprn_known is None else known & uprn_known
            filled[column.name] = np.ma.masked_array(town.uprn[dwelling], mask=~shown)
    return filled


def _split(lines: npt.NDArray[Any]) -> list[npt.NDArray[Any]]:
    halves = [line.partition(", ") for line in lines.tolist()]
    return [np.array([half[place] for half in halves], dtype=object) for place in (0, 2)]
