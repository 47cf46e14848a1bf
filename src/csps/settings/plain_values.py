"""The plain values that settings are made of, each with the words that say what may be written.

Nothing is turned into something else on the way: "3" is no number, 1 is no truth value, and a date in quotation marks is
text. A council that wrote one for the other meant something that csps should ask about.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, Strict

from csps.settings.faults import wrong

K = TypeVar("K")
V = TypeVar("V")

CLOSED = ConfigDict(extra="forbid", validate_default=False)
"""How every table of a file is read: a key that is not declared is refused."""


def _monday(day: date) -> date:
    if day.weekday() != 0:
        raise wrong(f"is {day.isoformat()}, a {day:%A}", "work is done as of a Monday")
    return day


Text = Annotated[
    str,
    Field(
        pattern=r"^[^\s\p{Cc}]([^\p{Cc}]*[^\s\p{Cc}])?$",
        max_length=600,
        description="a line of text without blanks at its ends",
    ),
]
Word = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60, description="a name of small letters, digits and underscores"),
]
Flag = Annotated[bool, Strict(), Field(description="true or false")]
Day = Annotated[date, Strict(), Field(description="a date without quotation marks, such as 2026-11-16")]
Monday = Annotated[Day, AfterValidator(_monday)]
Weeks = Annotated[int, Strict(), Field(ge=1, le=520, description="a whole number of weeks from 1 to 520")]
Days = Annotated[int, Strict(), Field(ge=1, le=1000, description="a whole number of days from 1 to 1000")]
Years = Annotated[int, Strict(), Field(ge=1, le=100, description="a whole number of years from 1 to 100")]
Count = Annotated[int, Strict(), Field(ge=0, le=10**12, description="a whole number, 0 or more")]
Positive = Annotated[int, Strict(), Field(ge=1, le=10**9, description="a whole number, 1 or more")]
Share = Annotated[
    float, Strict(), Field(ge=0, le=1, allow_inf_nan=False, description="a number from 0 to 1, such as 0.25")
]
Real = Annotated[float, Strict(), Field(allow_inf_nan=False, description="a number, such as -0.25")]
Frozen = Annotated[Mapping[K, V], AfterValidator(MappingProxyType)]
"""A table whose keys its writer chose; it cannot be changed once it is read."""
