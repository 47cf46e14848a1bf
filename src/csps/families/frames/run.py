"""`form_families`: who lived together as a family, from when to when, in anybody's frame."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np

from csps.families.bonds import SAME_ADDRESS, Bond
from csps.families.columns import FOREVER, ByKey, firsts
from csps.families.frames.reach import Reach
from csps.families.frames.reading import OPEN, Person, Stay, Tie, read_people, read_ties
from csps.families.frames.roles import PEOPLE, TIES, check_roles, chosen
from csps.families.frames.spells import Chronicle
from csps.families.frames.timeline import rounds_of
from csps.families.grouping import Standing, apart_from_all, families_of, settle
from csps.families.homes import NOWHERE
from csps.families.membership import Member, members_of, shared_bonds
from csps.families.people import ADULT_MONTHS, PREGNANCY_DAYS, UNKNOWN
from csps.families.shared_care import second_families, with_second
from csps.families.summary import anchors_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from csps.families.columns import Codes, Days, Flags
    from csps.families.frames.timeline import Change


def form_families(
    people: pd.DataFrame,
    ties: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    as_of: date | None = None,
) -> pd.DataFrame:
    """Find out who lived together as a family, from when to when, by the rules of the stage `families`.

    A household is not a family. In a home that is not crowded (fewer than ten people) everybody belongs to its one family
    with children, tied or not; where two families with children share a home, or where many people do, only ties make
    a family; adults without children are one only where they are tied. Where no ties are known, people of one
    surname at one home are tied. The dead stop counting the day after, people who move the day they do; a child who is
    expected has a stay that begins before the birth, by no more than a pregnancy. A family keeps its id while its core lasts: children and carers.

    Args:
        people: a row per person and home, so that somebody who moved has several. Roles: `person_id`; when somebody was
            born: `date_of_birth`, `month_of_birth`, or `age` in years on `as_of`; where they live: `place`, `uprn`, or
            `address_line` and `postcode`; `from` and `to`, the first and last day there, missing for always; `surname`;
            `date_of_death`. A row without a home says only who somebody is: they live with those they are tied to,
            and where nobody of them has a home known, with each other.
        ties: a row per tie. Roles: `person`, `other_person`, `kind` (the person is the other's parent, mother, father,
            guardian, carer, child, son or daughter; or they are partners, siblings or other relatives, or named together: same
            claim, same tenancy, same account, same household, same family; `KINDS` in `frames.roles` has them all), `from`, `to`. A tie that ended still ties people who live
            together. Ties to people who are not in `people` are passed over.
        columns: column of either frame -> role; columns that bear a role's name need not be named.
        as_of: nothing after this day is looked at; today unless it is named.

    Returns:
        A row per person, family and role: `family_id`, `person_id`, `role` (child, carer, adult, expected), `from`, `to`
        (first and last day; missing for always and for still), `evidence`, the strongest tie to the rest of the family.

    Raises:
        UsageError: an unknown role or kind of tie, no `person_id`, or a period that ends before it begins.

    >>> import pandas as pd
    >>> people = pd.DataFrame({
    ...     "person_id": ["ann", "eva", "jon"],
    ...     "date_of_birth": ["1985-03-02", "2016-07-01", "1983-01-01"],
    ...     "place": ["elm row", "elm row", "elm row"],
    ...     "from": ["2015-01-01", "2016-07-01", "2015-01-01"],
    ...     "to": [None, None, "2019-12-31"],
    ... })
    >>> ties = pd.DataFrame({"person": ["ann", "jon"], "other_person": ["eva", "eva"], "kind": ["parent", "parent"]})
    >>> found = form_families(people, ties, as_of=date(2026, 1, 1))
    >>> found["person_id"].tolist(), found["role"].tolist(), found["to"].dt.year.fillna(0).astype(int).tolist()
    (['ann', 'eva', 'jon'], ['carer', 'child', 'carer'], [0, 0, 2019])
    """
    day = as_of or datetime.now(UTC).date()
    columns = columns or {}
    check_roles(columns, people, ties)
    persons, stays = read_people(chosen(people, columns, PEOPLE, ("person_id",)), day)
    named = None if ties is None else chosen(ties, columns, TIES, TIES[:3])
    tied = _no_ties() if named is None or not len(named) else read_ties(named, persons)
    return _spells(persons, stays, tied, rounds_of(persons, stays, tied, day))


def _no_ties() -> Tie:
    none, never = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]")
    return Tie(none, none, none, none, none, never, never)


def _spells(people: Person, stays: Stay, ties: Tie, rounds: Iterable[Change]) -> pd.DataFrame:
    """Form families round by round, anew for those whom a change reaches, and write down who joined and who left."""
    chronicle, reach, bonds = Chronicle(people.person_id), Reach(len(people), stays, ties), _bonds(ties)
    stays_of, bonds_of = ByKey(stays.person, len(people)), ByKey(bonds.person, len(people))
    for number, change in enumerate(rounds):
        person, days = reach.around(change.person, change.day)
        (stay, stays_at), (bond, bonds_at) = stays_of.of(person), bonds_of.of(person)
        there, known = replace(stays.only(stay), person=stays_at), replace(bonds.only(bond), person=bonds_at)
        member, anchors = _form(people.only(person), there, known, days)
        chronicle.turn(person, days, replace(member, person=person[member.person]), person[anchors], str(number))
    return chronicle.closed()


def _form(people: Person, stays: Stay, bonds: Bond, days: Days) -> tuple[Member, Codes]:
    """Form the families of a round: every person on the day of their neighbourhood; give the members and the anchors."""
    count = len(people)
    months = _ages(people.born, days)
    there = stays.only((stays.begins <= days[stays.person]) & (stays.ends >= days[stays.person]))
    home, newest = _homes(there, count)
    unborn = ~np.isnat(people.born) & (people.born > days)
    told = (home != NOWHERE) & (newest > OPEN[0]) & (people.born - days <= np.timedelta64(PREGNANCY_DAYS, "D"))
    counts = ~(people.died < days) & ~(unborn & ~told)
    has_home = np.zeros(count, bool)
    has_home[stays.person] = True  # who has moved away and is nowhere now is not sought with those they are tied to
    now = bonds.only(_known(bonds, days))
    home = np.where(has_home, home, settle(home, newest, counts, now))
    home = apart_from_all(home, int(home.max(initial=0)) + 1, now.only(~has_home[now.person]), counts)
    is_child = ((months != UNKNOWN) & (months < ADULT_MONTHS)) | unborn
    is_child |= _called_child(bonds, count) & np.isnat(people.born)
    left = np.full(int(home.max(initial=0)) + 1, np.datetime64("NaT"), "datetime64[D]")
    standing = Standing(home, counts, is_child, np.zeros(count, bool), months, newest, left)
    known = _with_surnames(bonds.only(bonds.started_on <= days[bonds.person]), people, home, counts)
    away = home[there.person] != there.place
    family, second = second_families(
        families_of(standing, known), standing, (there.person[away], there.place[away]), known
    )
    members = members_of(family, standing, unborn, newest, shared_bonds(family, known))
    member = with_second(members, second, standing, unborn)
    begins = np.flatnonzero(firsts(member.family)) if len(member) else np.zeros(0, np.int64)
    return member, anchors_of(member, begins)


def _known(bonds: Bond, days: Days) -> Flags:
    """Flag the bonds that hold on the day of their person's neighbourhood."""
    day = days[bonds.person]
    flags: Flags = (bonds.started_on <= day) & (bonds.ended_on >= day)
    return flags


def _homes(there: Stay, count: int) -> tuple[Codes, Days]:
    """Give everybody's home, the newest of several, and since when it is."""
    home, newest = np.full(count, NOWHERE), np.full(count, OPEN[0], "datetime64[D]")
    order = np.lexsort((there.place, there.begins, there.person))
    home[there.person[order]] = there.place[order]
    newest[there.person[order]] = there.begins[order]
    return home, newest


def _ages(born: Days, days: Days) -> Codes:
    """Give whole months of age; -1 where the birth is not known or lies ahead."""
    months = days.astype("datetime64[M]").astype(np.int64) - born.astype("datetime64[M]").astype(np.int64)
    day, birthday = (each - each.astype("datetime64[M]").astype("datetime64[D]") for each in (days, born))
    whole = months - (day < birthday)
    ages: Codes = np.where(np.isnat(born) | (born > days), UNKNOWN, whole)
    return ages


def _called_child(bonds: Bond, count: int) -> Flags:
    called = np.zeros(count, bool)
    called[bonds.person[bonds.is_child]] = True
    return called


def _bonds(ties: Tie) -> Bond:
    """Give ties as units of two, in the shape of the stage's bonds."""
    unit = np.repeat(np.arange(len(ties)), 2)
    side = np.tile([1, 2], len(ties))
    person = np.column_stack([ties.person, ties.other]).ravel()
    begins, ends = np.repeat(ties.begins, 2), np.repeat(ties.ends, 2)
    heads, child = np.repeat(ties.parent, 2) == side, np.repeat(ties.child, 2) == side
    forever = np.full(len(unit), np.datetime64(FOREVER), "datetime64[D]")
    return Bond(np.repeat(ties.evidence, 2), unit, person, heads, child, begins, ends, begins, forever)


def _with_surnames(bonds: Bond, people: Person, home: Codes, counts: Flags) -> Bond:
    """Add a unit for the people of each surname at each home: the weakest of ties."""
    person = np.flatnonzero((people.surname >= 0) & (home != NOWHERE) & counts)
    _, unit = np.unique(
        home[person] * (int(people.surname.max(initial=0)) + 1) + people.surname[person], return_inverse=True
    )
    unit = unit + int(bonds.unit.max(initial=0)) + 1
    none = np.zeros(len(person), bool)
    ever, never = (np.full(len(person), day, "datetime64[D]") for day in OPEN)
    weak = Bond(np.full(len(person), SAME_ADDRESS), unit, person, none, none, ever, never, ever, never)
    return _both(bonds, weak)


def _both(one: Bond, other: Bond) -> Bond:
    return Bond(*(np.concatenate([getattr(one, each.name), getattr(other, each.name)]) for each in fields(Bond)))
