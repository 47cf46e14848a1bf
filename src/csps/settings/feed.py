"""A feed as the council declares it: what arrives, how it is written, when it is odd, and by what right it is used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo, with_config

from csps.settings.arrivals import ExpectedRows, FeedRetention, KnownOn
from csps.settings.date_formats import DateFormat
from csps.settings.faults import wrong
from csps.settings.feed_checks import (
    agency_delivers,
    codes_are_listed,
    columns_exist,
    may_be_absent,
    purposes_allowed,
    table_exists,
    tables_exist,
)
from csps.settings.feed_words import Decision, Encoding, Format, KnownOnSource, Regime, Rhythm, Use
from csps.settings.owned import Owned
from csps.settings.patterns import Pattern
from csps.settings.plain_values import CLOSED, Days, Frozen, Text, Word


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


def _mark(text: str) -> str:
    if len(text) != 1 or text.isalnum() or text in "\"'\n\r " or not text.isascii():
        raise wrong("is not one mark", 'it takes one mark, such as "," or "|" or "\\t"')
    return text


Mark = Annotated[str, AfterValidator(_mark), Field(description='one mark, such as "," or "|" or "\\t"')]


_NEEDED = {
    "delimiter": 'it takes one mark, such as "," or "|" or "\\t"',
    "encoding": 'it takes the encoding, such as "utf-8" or "cp1252"',
}


def _one_or_several(name: str | None, info: ValidationInfo) -> str | None:
    """Ask for a table, or for tables, and refuse both."""
    several = info.data.get("tables")
    if name is None and several == ():
        raise wrong("is missing", "a feed names the table that its rows belong to, or its tables")
    if name is not None and several:
        raise wrong("has no meaning beside tables", "leave one of them out")
    return None if name is None else agency_delivers(table_exists(name, info), info)


def _gives_them(kind: Format, info: ValidationInfo) -> Format:
    if info.data.get("tables") and not kind.is_own:
        raise wrong(f'is "{kind}", whose rows belong to one table', "write table, and a feed for each")
    return kind


def _written_as_text(value: str | None, info: ValidationInfo) -> str | None:
    """Ask for a delimiter and an encoding where a file is text that could be written in several ways, and only there."""
    kind = info.data.get("format")
    if kind is Format.CSV and value is None:
        raise wrong('is missing, and format = "csv" needs it', _NEEDED[str(info.field_name)])
    if kind not in (Format.CSV, None) and value is not None:
        raise wrong(f'has no meaning where format = "{kind}"', "leave it out")
    return value


def _dates_as_text(value: str | None, info: ValidationInfo) -> str | None:
    kind = info.data.get("format")
    if kind in (Format.CSV, Format.JSON_LINES) and value is None:
        raise wrong(f'is missing, and format = "{kind}" needs it', 'it takes a date format such as "%d/%m/%Y"')
    return value


def _kept_in_the_name(value: KnownOn, info: ValidationInfo) -> KnownOn:
    pattern = info.data.get("pattern")
    if value.source is KnownOnSource.FILE_NAME and pattern is not None and "*" not in pattern:
        raise wrong(
            'is "file name", but the pattern leaves no room for a date', "put a * where the date stands", at=("source",)
        )
    return value


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Feed(Owned):
    """One agency's stream of deliveries.

    Args:
        agency: who delivers it, as the contracts call them.
        table: the contract that its rows follow.
        tables: the contracts, where its format gives rows of several; then `table` is left out.
        pattern: which files below `deliveries/` belong to it.
        format: how the files are built, or which of the field's own formats they have.
        delimiter: what stands between fields; CSV only.
        encoding: how letters are written; CSV only.
        date_format: how dates are written where they are text; the field's own formats know it.
        columns: contract column -> delivered heading, where the two differ.
        absent: columns of the contract that the agency does not send; one that is merely missing is a fault of the file.
        codes: contract column -> delivered code -> the contract's code, where the two differ.
        known_on: where `known_on` comes from.
        rhythm: how often it comes.
        late_after_days: days since the last delivery after which it is late.
        expected_rows: rows in one delivery, at least and at most.
        when_late: what the weekly run does with a delivery that comes late.
        when_short: with one of fewer rows than expected.
        when_double: with one of more rows than expected, as if it had come twice.
        when_restated: with other bytes for a day that was taken in.
        when_new_column: with a column that nothing is known about.
        when_missing_column: without a column that a row can do without.
        when_new_codes: with many codes that are not in their list.
        when_emptied: with a column that came almost empty and was usually filled.
        when_odd: with values that lie otherwise than in the deliveries before.
        gateway: the law or agreement under which the agency may share it and the council may use it.
        regime: the part of data protection law.
        purposes: what it may be used for; nothing else, whatever the contract allows.
        retention: how long its rows are kept.
    """

    agency: Word
    tables: Annotated[tuple[Text, ...], AfterValidator(tables_exist)] = ()
    table: Annotated[Text | None, AfterValidator(_one_or_several), Field(validate_default=True)] = None
    pattern: Pattern
    format: Annotated[Format, AfterValidator(_gives_them)]
    delimiter: Annotated[Mark | None, AfterValidator(_written_as_text), Field(validate_default=True)] = None
    encoding: Annotated[Encoding | None, AfterValidator(_written_as_text), Field(validate_default=True)] = None
    date_format: Annotated[DateFormat | None, AfterValidator(_dates_as_text), Field(validate_default=True)] = None
    columns: Annotated[Frozen[Text, Text], AfterValidator(columns_exist)] = field(default_factory=_nothing)
    absent: Annotated[tuple[Text, ...], AfterValidator(may_be_absent)] = ()
    codes: Annotated[Frozen[Text, Frozen[Text, Text]], AfterValidator(codes_are_listed)] = field(
        default_factory=_nothing
    )
    known_on: Annotated[KnownOn, AfterValidator(_kept_in_the_name)]
    rhythm: Rhythm
    late_after_days: Days
    expected_rows: ExpectedRows
    when_late: Decision
    when_short: Decision
    when_double: Decision
    when_restated: Decision = Decision.PASS
    when_new_column: Decision = Decision.PASS
    when_missing_column: Decision = Decision.HOLD
    when_new_codes: Decision = Decision.HOLD
    when_emptied: Decision = Decision.HOLD
    when_odd: Decision = Decision.HOLD
    gateway: Text
    regime: Regime
    purposes: Annotated[tuple[Use, ...], Field(min_length=1), AfterValidator(purposes_allowed)]
    retention: FeedRetention

    @property
    def delivers(self) -> tuple[str, ...]:
        """The tables that its rows belong to."""
        return self.tables or (str(self.table),)

    def heading(self, column: str) -> str:
        """Give the heading under which a contract's column is delivered."""
        return self.columns.get(column, column)

    def allows(self, use: Use) -> bool:
        """Say whether the feed may be used for something."""
        return use in self.purposes
