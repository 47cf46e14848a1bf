"""What one agency's system has on file about people: their identity with that agency's faults.

Faults are drawn once, when the record is made, and stay with it. Nothing here knows the truth's purpose: a record
holds names, date of birth, sex, address and numbers as written, and the row of `People` it is about, which the caller
keeps for the truth and never delivers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.identities import misspelling, numbers, recorded_dates
from csps.synthetic.identities.vocabulary import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from csps.synthetic.identities.addresses import Dwellings
    from csps.synthetic.identities.habits import AgencyHabits
    from csps.synthetic.identities.names import NameBook

    Int32 = NDArray[np.int32]
    Numbers = NDArray[np.int64]
    Dates = NDArray[np.datetime64]
    Flags = NDArray[np.bool_]

UNKNOWN_SEX = 0


@dataclass(frozen=True)
class People:
    """The true identities of people on the day an agency meets them: one entry each.

    Args:
        forename, middle, surname, birth_surname: int32 numbers of `NameBook.names`; 0 for no second forename.
        birth_date: datetime64[D].
        sex: int8, 1 male, 2 female.
        community: int16, place in `NameBook.customs`.
        upn, nhs, ni: int64, -1 for none.
        dwelling: int32, place in the town on that day, -1 for no address.
        registered_on: datetime64[D] when the record was made; no recorded birth is later. None: not looked at.
    """

    forename: Int32
    middle: Int32
    surname: Int32
    birth_surname: Int32
    birth_date: Dates
    sex: NDArray[np.int8]
    community: NDArray[np.int16]
    upn: Numbers
    nhs: Numbers
    ni: Numbers
    dwelling: Int32
    registered_on: Dates | None = None

    def __len__(self) -> int:
        return len(self.forename)


@dataclass(frozen=True)
class Records:
    """What is on file: one entry per record, first one for each of `People` in order, then the duplicates.

    Attributes:
        person: int32, row of `People`.
        forename, middle, surname: int32 numbers of `NameBook.names`, 0 for none.
        birth_date: datetime64[D], NaT for none.
        sex: int8, 0 for not known.
        dwelling: int32, the dwelling written down, which may be a neighbour's; -1 for none.
        uprn: int64, -1 for none.
        address_line: int64, see `Dwellings.address_lines`; -1 for none.
        upn, nhs, ni: int64, -1 for none; write them with `numbers.upn_texts` and its fellows.
    """

    person: Int32
    forename: Int32
    middle: Int32
    surname: Int32
    birth_date: Dates
    sex: NDArray[np.int8]
    dwelling: Int32
    uprn: Numbers
    address_line: Numbers
    upn: Numbers
    nhs: Numbers
    ni: Numbers

    def __len__(self) -> int:
        return len(self.person)


def record_identities(
    people: People, habits: AgencyHabits, book: NameBook, town: Dwellings, rng: np.random.Generator
) -> Records:
    """Make an agency's records of people: one each, and duplicates after them.

    Args:
        people: who they are; never changed.
        habits: the agency's shares of each fault.
        book: names; misspelt ones are added to `book.names`.
        town: dwellings that `people.dwelling` points into.
        rng: source of randomness.
    """
    again = np.flatnonzero(rng.random(len(people)) < habits.duplicate)
    row = np.concatenate((np.arange(len(people)), again)).astype(np.int32)
    forename, middle, surname = _names(people, row, habits, book, rng)
    dwelling, uprn, line = _address(people.dwelling[row], habits, town, rng)
    upn, nhs, ni = _numbers(people, row, habits, rng)
    return Records(
        person=row,
        forename=forename,
        middle=middle,
        surname=surname,
        birth_date=_birth_dates(people, row, habits, book, rng),
        sex=_sexes(people.sex[row], habits, rng),
        dwelling=dwelling,
        uprn=uprn,
        address_line=line,
        upn=upn,
        nhs=nhs,
        ni=ni,
    )


def _names(
    people: People, row: Int32, habits: AgencyHabits, book: NameBook, rng: np.random.Generator
) -> tuple[Int32, Int32, Int32]:
    forename, middle = _called(people.forename[row], people.middle[row], habits, book, rng)
    surname = np.where(_draw(rng, row, habits.former_surname), people.birth_surname[row], people.surname[row])
    surname = _surname_forms(surname.astype(np.int32), habits, book, rng)
    names = book.names
    for name, share in ((forename, habits.typo_forename), (surname, habits.typo_surname)):
        hit = _draw(rng, row, share) & (name != NOTHING)
        name[hit] = names.combine(name[hit], rng.integers(0, misspelling.CHOICES, int(hit.sum())), misspelling.slip)
    _change(forename, _draw(rng, row, habits.initial_only), book, misspelling.initial)
    swap = rng.random(len(row)) < habits.order_swapped * book.customs.swap[people.community[row]]
    forename[swap], surname[swap] = surname[swap], forename[swap]
    for share, change in ((habits.accents_folded, misspelling.fold_accents), (habits.upper_case, str.upper)):
        hit = _draw(rng, row, share)
        for name in (forename, middle, surname):
            _change(name, hit, book, change)
    return forename, middle, surname


def _called(
    forename: Int32, middle: Int32, habits: AgencyHabits, book: NameBook, rng: np.random.Generator
) -> tuple[Int32, Int32]:
    """Write the forenames: which of two is used, nickname or spelling, and where the second goes."""
    share = np.where(book.is_leading(forename), habits.leading_dropped, habits.called_by_second)
    second_used = (rng.random(len(forename)) < share) & (middle != NOTHING)
    first = np.where(second_used, middle, forename).astype(np.int32)
    second = np.where(second_used, NOTHING, middle).astype(np.int32)
    for share_of, other in ((habits.nickname, book.nicknames), (habits.spelling, book.spellings)):
        hit = _draw(rng, first, share_of) & other.has(first)
        first[hit] = other.pick(first[hit], rng)
    both = _draw(rng, first, habits.middle_in_forename) & (second != NOTHING)
    names = book.names
    first[both] = names.combine(first[both], second[both], lambda text, other: f"{text} {names.text_of(other)}")
    second[both | ~_draw(rng, first, habits.middle_kept)] = NOTHING
    return first, second


def _surname_forms(surname: Int32, habits: AgencyHabits, book: NameBook, rng: np.random.Generator) -> Int32:
    hit = _draw(rng, surname, habits.spelling) & book.spellings.has(surname)
    surname[hit] = book.spellings.pick(surname[hit], rng)
    hit = _draw(rng, surname, habits.part_dropped)
    surname[hit] = book.names.combine(surname[hit], rng.integers(0, 10, int(hit.sum())), misspelling.drop_part)
    _change(surname, _draw(rng, surname, habits.mark_lost), book, misspelling.lose_mark)
    return surname


def _change(name: Int32, hit: Flags, book: NameBook, change: Callable[[str], str]) -> None:
    """Change the names that are hit, in place."""
    if hit.any():
        name[hit] = book.names.map(name[hit], change)


def _draw(rng: np.random.Generator, like: NDArray[np.generic], share: float) -> Flags:
    """Draw who is hit by a fault. A number is drawn per record even for share 0, so that one habit moves no other."""
    return rng.random(len(like)) < share


def _birth_dates(people: People, row: Int32, habits: AgencyHabits, book: NameBook, rng: np.random.Generator) -> Dates:
    true = people.birth_date[row]
    dates = true.copy()
    hit = _draw(rng, row, habits.day_month_swapped)
    dates[hit] = recorded_dates.day_month_swapped(dates[hit])
    hit = _draw(rng, row, habits.birth_date_digit)
    dates[hit] = recorded_dates.one_digit_off(dates[hit], rng)
    hit = _draw(rng, row, habits.birth_date_year)
    dates[hit] = recorded_dates.one_year_off(dates[hit], rng)
    hit = rng.random(len(row)) < habits.birth_date_placeholder * book.customs.placeholder[people.community[row]]
    dates[hit] = recorded_dates.first_january(dates[hit])
    if people.registered_on is not None:
        dates = np.where(dates > people.registered_on[row], true, dates)
    dates[_draw(rng, row, habits.birth_date_missing)] = np.datetime64("NaT")
    return dates


def _sexes(sex: NDArray[np.int8], habits: AgencyHabits, rng: np.random.Generator) -> NDArray[np.int8]:
    wrong, missing = _draw(rng, sex, habits.sex_wrong), _draw(rng, sex, habits.sex_missing)
    return np.where(missing, UNKNOWN_SEX, np.where(wrong, 3 - sex, sex)).astype(np.int8)


def _address(
    dwelling: Int32, habits: AgencyHabits, town: Dwellings, rng: np.random.Generator
) -> tuple[Int32, Numbers, Numbers]:
    """Give the dwelling written down, its property number and the number of its address line."""
    mistaken, missing = _draw(rng, dwelling, habits.neighbour), _draw(rng, dwelling, habits.address_missing)
    written = np.where(mistaken & (dwelling >= 0), town.neighbour[dwelling], dwelling)
    written = np.where(missing, -1, written).astype(np.int32)
    no_number = _draw(rng, dwelling, habits.uprn_missing) | (written < 0)
    steps = np.cumsum(habits.address_styles)
    draws = rng.random(len(dwelling))
    style = np.where(draws < steps[-1], 1 + np.searchsorted(steps, draws, side="right"), 0)
    return written, np.where(no_number, -1, town.uprn[written]), town.line_ids(written, style)


def _numbers(
    people: People, row: Int32, habits: AgencyHabits, rng: np.random.Generator
) -> tuple[Numbers, Numbers, Numbers]:
    kinds = (
        (people.upn, habits.upn_missing, habits.upn_faulty, numbers.faulty_upns),
        (people.nhs, habits.nhs_missing, habits.nhs_faulty, numbers.faulty_nhs_numbers),
        (people.ni, habits.ni_missing, habits.ni_faulty, numbers.faulty_ni_numbers),
    )
    written = []
    for true, missing, faulty, spoil in kinds:
        number = true[row]
        hit = _draw(rng, row, faulty)
        number[hit] = spoil(number[hit], rng)
        number[_draw(rng, row, missing)] = numbers.NONE
        written.append(number)
    return written[0], written[1], written[2]
