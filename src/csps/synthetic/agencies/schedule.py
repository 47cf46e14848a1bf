"""When each agency sends its extracts, and how it writes them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table as contract

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.calendar import Calendar

HISTORY_DAYS = 365  # the first extract reaches a year back for events; what still lasts is sent whatever its age


@dataclass(frozen=True, slots=True)
class FeedStyle:
    """How one table is delivered.

    Args:
        table: the contract's name.
        agency: the folder in the drop box.
        rhythm: "weekly" or "monthly".
        delimiter, date_format, encoding, newline: how the files are written.
    """

    table: str
    agency: str
    rhythm: str
    delimiter: str = ","
    date_format: str = "%Y-%m-%d"
    encoding: str = "utf-8"
    newline: str = "\n"

    @property
    def name(self) -> str:
        """The table's name without its stage."""
        return self.table.partition(".")[2]

    def file(self, extracted: str) -> str:
        """Name the file of one extract, below the drop box.

        >>> FeedStyle("feeds.police_incident", "police", "weekly").file("2026-11-15")
        'police/police_incident_2026-11-15.csv'
        """
        return f"{self.agency}/{self.name}_{extracted}.csv"


@functools.cache
def _declared() -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    text = resources.files("csps.synthetic.agencies").joinpath("feeds.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)
    return values["style"], frozenset(values["rhythm"]["weekly"])


def feed_style(table: str) -> FeedStyle:
    """Give the style of one table, which follows its agency's."""
    styles, weekly = _declared()
    agency = contract(table).agency.replace(" ", "_").replace("'", "").replace("-", "_").lower()
    rhythm = "weekly" if table in weekly else "monthly"
    return FeedStyle(table, agency, rhythm, **styles.get(agency, {}))


def extraction_days(calendar: Calendar, rhythm: str) -> npt.NDArray[np.int64]:
    """Give the days on which an extract is taken: every Sunday, or the first Sunday of each month and the last of all.

    Every extract is there before the Monday of the weekly run that follows it.
    """
    sundays = np.array([calendar.first_day(week + 1) - 1 for week in range(calendar.weeks)], dtype=np.int64)
    if rhythm == "weekly":
        return sundays
    months = sundays.astype("datetime64[D]").astype("datetime64[M]")
    first = np.r_[True, months[1:] != months[:-1]]
    first[-1] = True
    return sundays[first]
