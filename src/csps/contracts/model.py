"""The words a table is declared in: columns, code lists, retention, tables.

A declaration is a frozen value. From it come the checks at the door, the data dictionary, the shape of the synthetic
borough, the factories of the tests and the masking of anything that is printed. Nothing here reads or writes data.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from csps.domain.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


class Type(StrEnum):
    """What a value is. Money is integer pence, sessions and days are integers: nothing is summed as a float."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"  # a JSON array of codes, as the Standard Safeguarding Dataset delivers assessment factors
    DATE = "date"
    INTEGER = "integer"
    FLAG = "flag"
    REAL = "real"  # probabilities and metrics only; never in a feed


class Identity(StrEnum):
    """Which identifying fact a column holds. Such a column goes to the vault and never to the lake."""

    FORENAME = "forename"
    SURNAME = "surname"
    FULL_NAME = "full name"
    BIRTH_DATE = "date of birth"
    ADDRESS = "address line"
    POSTCODE = "postcode"
    UPRN = "unique property reference number"
    UPN = "unique pupil number"
    NHS_NUMBER = "NHS number"
    NI_NUMBER = "National Insurance number"
    OTHER_NUMBER = "other identifying number"
    CONTACT = "telephone or e-mail"
    FREE_TEXT = "free text that may name somebody"


class Sensitivity(StrEnum):
    """How careful one must be, in the words of data protection law."""

    ORDINARY = "ordinary"  # says nothing about a person by itself: codes of systems, sizes, dates of delivery
    PERSONAL = "personal"
    SPECIAL = "special category"  # health, ethnicity, religion, sexual life (UK GDPR Article 9)
    CRIMINAL = "criminal offence"  # UK GDPR Article 10, or Part 3 of the Data Protection Act 2018
    PROTECTED = "protected characteristic"  # for evaluation only, Equality Act 2010


class Purpose(StrEnum):
    """What a column may be used for. Anything not listed is refused."""

    LINKAGE = "linkage"  # to find out who is who, inside the vault
    SCORING = "scoring"  # in features, labels and criteria
    EVALUATION = "evaluation"  # in fairness audits and impact studies, never in a feature
    CASEWORK = "casework"  # shown to a practitioner who works with the family
    OPERATIONS = "operations"  # to run csps itself: deliveries, dates, keys


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a row is kept: `years` after the fact named by `after`.

    Args:
        years: whole years.
        after: the fact that starts the clock, in words, for example "closure of the case".
        source: the schedule or law it comes from.
    """

    years: int
    after: str
    source: str

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with it, one sentence each."""
        if type(self.years) is not int or self.years < 1:
            yield f"is kept for {self.years!r} years; a retention is a whole number of years, one or more"
        for name in ("after", "source"):
            if not str(getattr(self, name) or "").strip():
                yield f"has a retention without its {name}"

    def __str__(self) -> str:
        """Say it as a records manager would.

        >>> str(Retention(6, "the end of the tenancy", "Limitation Act 1980"))
        '6 years after the end of the tenancy (Limitation Act 1980)'
        """
        return f"{self.years} years after {self.after} ({self.source})"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list, valid between two dates (both included; None means open)."""

    value: str
    meaning: str
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the code could be used on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A named list of codes with its source.

    >>> sexes = CodeList("sex", "SSD", (Code("F", "female"), Code("M", "male")))
    >>> sexes.values
    ('F', 'M')
    """

    name: str
    source: str
    codes: tuple[Code, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """Every value that was ever valid, in the order of the list."""
        return tuple(code.value for code in self.codes)

    def valid_on(self, day: date) -> tuple[str, ...]:
        """Give the values that could be used on `day`."""
        return tuple(code.value for code in self.codes if code.valid_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it means, how it is measured, how careful to be, and what it may be used for.

    Args:
        name: as the agency's standard spells it.
        type: what a value is.
        meaning: one plain sentence.
        sensitivity: how careful to be. It is always said: nothing is merely personal because nobody thought about it.
        unit: for example "pence", "sessions", "days"; empty where a value has none.
        purposes: what it may be used for; None takes the table's.
        required: whether a row without it is rejected.
        codes: the list a CODE or CODES value comes from.
        identity: the identifying fact it holds, if any: such a column goes to the vault.
        references: "table.column" of another table that must hold the value.
        minimum: the smallest legal INTEGER.
        maximum: the largest legal INTEGER.
        retention: where it differs from the table's.
    """

    name: str
    type: Type
    meaning: str
    sensitivity: Sensitivity
    unit: str = ""
    purposes: frozenset[Purpose] | None = None
    required: bool = False
    codes: CodeList | None = None
    identity: Identity | None = None
    references: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    retention: Retention | None = None

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the declaration, one sentence each."""
        if not isinstance(self.type, Type):
            yield f"unknown type {self.type!r}; known: {', '.join(t.value for t in Type)}"
        if not (self.meaning or "").strip():
            yield "has no meaning"
        if not isinstance(self.sensitivity, Sensitivity):
            yield f"unknown sensitivity {self.sensitivity!r}; known: {', '.join(one.value for one in Sensitivity)}"
        if self.purposes is not None:
            yield from _purpose_faults(self.purposes)
        if self.retention is not None:
            yield from _retention_faults(self.retention)
        if (self.type in (Type.CODE, Type.CODES)) != (self.codes is not None):
            yield "a code column needs a code list, and only a code column has one"
        if self.type is Type.INTEGER and not self.unit and self.references is None:
            yield "an integer needs a unit"
        if (self.minimum is not None or self.maximum is not None) and self.type is not Type.INTEGER:
            yield "only an integer has a minimum or maximum"
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            yield f"minimum {self.minimum} is above maximum {self.maximum}"


def _purpose_faults(purposes: object) -> Iterator[str]:
    """Yield what is wrong with a set of purposes: a column that serves none has no lawful place here."""
    if not isinstance(purposes, frozenset) or not purposes:
        yield "serves no purpose"
    elif unknown := [purpose for purpose in purposes if not isinstance(purpose, Purpose)]:
        yield f"unknown purpose {', '.join(sorted(map(repr, unknown)))}; known: {', '.join(one.value for one in Purpose)}"


def _retention_faults(retention: object) -> Iterator[str]:
    """Yield what is wrong with a retention, also where there is none."""
    if isinstance(retention, Retention):
        yield from retention.faults()
    else:
        yield f"has no retention: {retention!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: whose it is, what a row is, and when a row happened.

    Args:
        name: "stage.table", for example "feeds.ssd_person".
        agency: who delivers it, or "csps" for tables that csps computes.
        meaning: one plain sentence.
        row: what one row is, for example "one row per child and referral".
        key: the columns that name a row; a later row with the same key replaces the earlier one.
        columns: in delivery order.
        retention: how long rows are kept unless a column says otherwise.
        purposes: what columns may be used for unless they say otherwise.
        person: the column that holds the agency's own reference of the person the row is about, if any.
        happened_on: the column of the date on which the fact happened or began.
        ended_on: the column of the date on which it ended, if it lasts.
        source: the standard or extract the shape comes from.
    """

    name: str
    agency: str
    meaning: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    retention: Retention
    purposes: frozenset[Purpose]
    person: str | None = None
    happened_on: str | None = None
    ended_on: str | None = None
    source: str = ""
    _by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Index the columns and refuse a declaration that contradicts itself, naming every fault at once."""
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})
        faults = list(self.faults())
        if faults:
            raise ContractError(
                f"Table {self.name} is declared wrongly: " + "; ".join(faults) + ".",
                next_step="Mend the declaration in csps.contracts.",
            )

    def __getitem__(self, name: str) -> Column:
        """Give a column by name, or say which there are."""
        try:
            return self._by_name[name]
        except KeyError:
            raise ContractError(
                f"Table {self.name} has no column {name!r}; it has {', '.join(self._by_name)}."
            ) from None

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @property
    def stage(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns' names in delivery order."""
        return tuple(column.name for column in self.columns)

    @property
    def identities(self) -> tuple[Column, ...]:
        """The columns that go to the vault."""
        return tuple(column for column in self.columns if column.identity is not None)

    def purposes_of(self, column: str) -> frozenset[Purpose]:
        """What one column may be used for."""
        own = self[column].purposes
        return self.purposes if own is None else own

    def retention_of(self, column: str) -> Retention:
        """How long one column is kept."""
        return self[column].retention or self.retention

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the declaration, one sentence each."""
        names = [column.name for column in self.columns]
        if self.name.count(".") != 1:
            yield "a table is named stage.table"
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"column {name} is declared twice"
        for role in ("person", "happened_on", "ended_on"):
            named = getattr(self, role)
            if named is not None and named not in names:
                yield f"{role} names {named}, which is not a column"
        for name in self.key:
            if name not in names:
                yield f"the key names {name}, which is not a column"
            elif not self[name].required:
                yield f"key column {name} must be required"
        if not self.key:
            yield "has no key"
        for said in ("agency", "meaning", "row"):
            if not (getattr(self, said) or "").strip():
                yield f"says no {said}"
        yield from _purpose_faults(self.purposes)
        yield from _retention_faults(self.retention)
        yield from self._careless_days()
        for column in self.columns:
            yield from (f"column {column.name} {fault}" for fault in column.faults())

    def _careless_days(self) -> Iterator[str]:
        """Yield days that are handled with less care than what every row says.

        A day in custody tells of custody. The day a row was computed for, which is ordinary, tells of nobody.
        """
        kinds = {Sensitivity.SPECIAL, Sensitivity.CRIMINAL}
        said = [column for column in self.columns if column.required and column.sensitivity in kinds]
        if not said:
            return
        days = [self._by_name.get(name or "") for name in dict.fromkeys((self.happened_on, self.ended_on))]
        for day in (day for day in days if day is not None):
            if day.sensitivity is Sensitivity.PERSONAL:
                yield f"column {day.name} tells of {said[0].name} and must be as sensitive: {said[0].sensitivity.value}"

    def with_columns(self, columns: tuple[Column, ...], **changes: Any) -> Table:
        """Give the same table with other columns: how the lake's shape is derived from the delivery's."""
        return dataclasses.replace(self, columns=columns, **changes)
