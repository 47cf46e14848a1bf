"""What to expect of a delivery: since when it was known, how many rows it has, how long they are kept."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, with_config

from csps.settings.date_formats import DateFormat
from csps.settings.faults import wrong
from csps.settings.feed_words import KnownOnSource
from csps.settings.plain_values import CLOSED, Count, Text, Years

_WANTED = {"date_format": KnownOnSource.FILE_NAME, "column": KnownOnSource.COLUMN}
_NEEDED = {
    "date_format": 'it takes the format of the date in the file\'s name, such as "%Y-%m-%d"',
    "column": "it takes the heading of the delivered column",
}


def _for_source(value: str | None, info: ValidationInfo) -> str | None:
    """Ask for a format of the date in a file's name, or for a column, and refuse the one that would not be looked at."""
    source, wanted = info.data.get("source"), _WANTED[str(info.field_name)]
    if source is wanted and value is None:
        raise wrong(f'is missing, and source = "{source}" needs it', _NEEDED[str(info.field_name)])
    if source not in (wanted, None) and value is not None:
        raise wrong(f'has no meaning where source = "{source}"', "leave it out")
    return value


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOn:
    """Where the day comes from since when the council could have known what a file holds.

    Args:
        source: the file's name, its own header, or a column.
        date_format: how the date in the file's name is written.
        column: the delivered heading; each row is known since the day it has there, the file since the latest of them.
    """

    source: KnownOnSource
    date_format: Annotated[DateFormat | None, AfterValidator(_for_source), Field(validate_default=True)] = None
    column: Annotated[Text | None, AfterValidator(_for_source), Field(validate_default=True)] = None


def _at_least_as_many(most: int, info: ValidationInfo) -> int:
    least = info.data.get("least")
    if least is not None and most < least:
        raise wrong(f"is {most:,}, below least, which is {least:,}", "it takes the same number or more")
    return most


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRows:
    """How many rows a delivery holds when nothing is wrong.

    Args:
        least: fewer are a short delivery.
        most: more are treated like a delivery that came twice.
    """

    least: Count
    most: Annotated[Count, AfterValidator(_at_least_as_many)]


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRetention:
    """How long this council keeps the feed's rows.

    Args:
        years: whole years.
        after: the fact that starts the clock, in words.
    """

    years: Years
    after: Text
