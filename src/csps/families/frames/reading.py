"""Frames of people and ties as columns of whole numbers: who, where, from when to when, born when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import UsageError
from csps.families.columns import Codes, Days, Flags, Rows
from csps.families.frames.roles import HOME, kinds_of
from csps.families.homes import NOWHERE

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

OPEN = np.datetime64("0001-01-01"), np.datetime64("9999-12-31")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Person(Rows):
    """A person, in the order of ids as texts: `born` and `died` are NaT where they are not known, `surname` -1."""

    person_id: npt.NDArray[np.object_]
    born: Days
    died: Days
    surname: Codes


@dataclass(frozen=True, slots=True)
class Stay(Rows):
    """A person at a place from a day to a day; an open end lies at the end of time."""

    person: Codes
    place: Codes
    begins: Days
    ends: Days


@dataclass(frozen=True, slots=True)
class Tie(Rows):
    """Two people tied: `evidence` as in `bonds.EVIDENCE`; `parent` and `child` are 1 for the person, 2 for the other."""

    person: Codes
    other: Codes
    evidence: Codes
    parent: Codes
    child: Codes
    begins: Days
    ends: Days


def read_people(rows: pd.DataFrame, as_of: date) -> tuple[Person, Stay]:
    """Give people and their stays from a frame with a column per role.

    Raises:
        UsageError: a person_id is missing, a first or last day is none, or a stay ends before it begins.
    """
    texts = ids_of(rows["person_id"])
    nobody = int((np.char.strip(texts) == "").sum())
    if nobody:
        raise UsageError(f"Without a person_id {'is 1 row' if nobody == 1 else f'are {nobody} rows'}.")
    _, first, person = np.unique(texts, return_index=True, return_inverse=True)
    people = Person(
        rows["person_id"].to_numpy(dtype=object)[first],
        _once(person, _births(rows, as_of), len(first)),
        _once(person, _days(rows, "date_of_death"), len(first)),
        _surnames(rows, person, len(first)),
    )
    place = _places(rows)
    begins, ends = _period(rows, "stays")
    return people, Stay(person.astype(np.int64), place, begins, ends).only(place != NOWHERE)


def read_ties(rows: pd.DataFrame, people: Person) -> Tie:
    """Give ties from a frame with a column per role; ties to people who are not in the other frame are left out.

    Raises:
        UsageError: a kind is unknown, a first or last day is none, or a tie ends before it begins.
    """
    kinds = kinds_of(rows["kind"])
    begins, ends = _period(rows, "ties")
    ids = ids_of(pd.Series(people.person_id))
    order = np.argsort(ids)
    sides = []
    for role in ("person", "other_person"):
        texts = ids_of(rows[role])
        at = np.minimum(np.searchsorted(ids[order], texts), max(len(ids) - 1, 0))
        sides.append(np.where(ids[order][at] == texts, order[at], -1) if len(ids) else np.full(len(texts), -1))
    tie = Tie(sides[0], sides[1], kinds[:, 0], kinds[:, 1], kinds[:, 2], begins, ends)
    return tie.only((tie.person >= 0) & (tie.other >= 0) & (tie.person != tie.other))


def ids_of(column: pd.Series) -> npt.NDArray[np.str_]:
    """Give ids as texts, so that 7 in one frame is 7.0 in another that has gaps; nobody is called by an empty one.

    >>> ids_of(pd.Series([7.0, None])).tolist()
    ['7', '']
    """
    texts = [
        "" if pd.isna(each) else str(int(each) if isinstance(each, float) and each.is_integer() else each)
        for each in column.tolist()
    ]
    return np.array(texts, dtype=str)


def _once(person: Codes, values: Days, count: int) -> Days:
    """Give the last known value of each person; rows of one person may repeat it or leave it out."""
    found = np.full(count, np.datetime64("NaT"), "datetime64[D]")
    known = ~np.isnat(values)
    order = np.flatnonzero(known)[np.argsort(values[known], kind="stable")]
    found[person[order]] = values[order]
    return found


def _days(rows: pd.DataFrame, role: str) -> Days:
    if role not in rows:
        return np.full(len(rows), np.datetime64("NaT"), "datetime64[D]")
    column = rows[role]
    if pd.api.types.is_numeric_dtype(column) and column.notna().any():
        column = column.map(lambda value: f"{value:.0f}", na_action="ignore")
    # In billionths of a second, as pandas once counted, the year 9999 is another.
    found: Days = _read_days(column).to_numpy(dtype="datetime64[us]").astype("datetime64[D]")
    return found


def _is_told(rows: pd.DataFrame, role: str) -> Flags:
    """Flag the rows that say anything."""
    if role not in rows:
        return np.zeros(len(rows), bool)
    texts = rows[role].astype(str).str.strip().str.lower()
    flags: Flags = (rows[role].notna() & ~texts.isin(["", "nan", "nat", "none", "<na>"])).to_numpy(dtype=bool)
    return flags


def _read_days(column: pd.Series) -> pd.Series:
    """Give days as pandas reads them; the day of the month comes first, as in Britain, unless the year does.

    The hour and its zone say nothing: midnight in London is the day before in Greenwich, for half of the year.
    """
    if isinstance(column.dtype, np.dtype) and column.dtype.kind == "M":
        return column
    texts = column.astype(str).str.replace(r"[T ]\d{1,2}:\d{2}.*$", "", regex=True)
    year_first = texts.str.match(r"\s*\d{4}").to_numpy(dtype=bool)
    one, other = (
        pd.to_datetime(texts.where(there), errors="coerce", format="mixed", dayfirst=dayfirst)
        for there, dayfirst in ((year_first, False), (~year_first, True))
    )
    return one.fillna(other)


def _births(rows: pd.DataFrame, as_of: date) -> Days:
    """Give days of birth; those of whom only the age is known are taken to be born so many years before."""
    born = _days(rows, "date_of_birth")
    month = _days(rows, "month_of_birth")
    born = np.where(np.isnat(born), month, born)
    if "age" in rows:
        age = pd.to_numeric(rows["age"], errors="coerce").to_numpy(dtype=float)
        known = np.isfinite(age) & np.isnat(born)
        months = np.datetime64(as_of, "M") - np.round(np.where(known, age, 0) * MONTHS).astype("timedelta64[M]")
        born = np.where(known, months.astype("datetime64[D]"), born)
    found: Days = born.astype("datetime64[D]")
    return found


def _surnames(rows: pd.DataFrame, person: Codes, count: int) -> Codes:
    """Number the last surname of each person; -1 where there is none."""
    found = np.full(count, -1)
    if "surname" in rows:
        plain = rows["surname"].fillna("").astype(str).str.lower().str.replace(r"[^\w]+", "", regex=True).to_numpy()
        _, code = np.unique(plain, return_inverse=True)
        there = plain != ""
        found[person[there]] = code[there]
    return found


def _places(rows: pd.DataFrame) -> Codes:
    """Number the home of each row: by place, else property number, else address and postcode; -1 for none."""
    home = np.full(len(rows), "", dtype=object)
    written = rows.get("address_line"), rows.get("postcode")
    for role in HOME[:2]:
        if role in rows:
            values = _plain(rows[role])
            home = np.where((home == "") & (values != ""), role + " " + values, home)
    if written[0] is not None:
        line, code = _plain(written[0]), _plain(written[1]) if written[1] is not None else ""
        home = np.where((home == "") & (line != ""), "at " + line + " " + code, home)
    _, place = np.unique(home.astype(str), return_inverse=True)
    return np.where(home == "", NOWHERE, place).astype(np.int64)


def _plain(column: pd.Series) -> npt.NDArray[np.object_]:
    """Give texts in small letters and figures only; "" for what is missing.

    A whole number that pandas holds as a float, because some are missing, keeps all its figures: a property number has twelve.
    """
    if pd.api.types.is_float_dtype(column):
        column = column.map(lambda value: str(int(value)) if value.is_integer() else str(value), na_action="ignore")
    plain = column.fillna("").astype(str).str.lower().str.replace(r"[^a-z0-9]+", "", regex=True)
    found: npt.NDArray[np.object_] = plain.to_numpy(dtype=object)
    return found


def _period(rows: pd.DataFrame, what: str) -> tuple[Days, Days]:
    begins, ends = _days(rows, "from"), _days(rows, "to")
    for role, days in (("from", begins), ("to", ends)):
        unread = int((_is_told(rows, role) & np.isnat(days)).sum())
        if unread:
            raise UsageError(
                f"In `{role}` of {what}, {unread} {'value is' if unread == 1 else 'values are'} no day.",
                next_step="Write days as 2026-11-16 or 16/11/2026, and leave out what is not known.",
            )
    begins, ends = np.where(np.isnat(begins), OPEN[0], begins), np.where(np.isnat(ends), OPEN[1], ends)
    wrong = int((ends < begins).sum())
    if wrong:
        raise UsageError(f"Of {what}, {wrong} {'ends before it begins' if wrong == 1 else 'end before they begin'}.")
    return begins.astype("datetime64[D]"), ends.astype("datetime64[D]")
