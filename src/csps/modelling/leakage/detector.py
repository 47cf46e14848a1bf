"""The detector: every check that can be asked of a matrix, asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from csps.modelling.leakage import encoded, naming, strength, timing, told
from csps.modelling.leakage.leak import Check, Leak, LeakReport
from csps.modelling.leakage.power import SURE
from csps.modelling.leakage.rows import Rows, rows_of
from csps.modelling.leakage.strength import HONEST, Strengths

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    import pandas as pd

ORDER_OF_CHECKS = {check: place for place, check in enumerate(Check)}


@dataclass(frozen=True, kw_only=True)
class Origins:
    """What may be told of where columns come from; the more is told, the more can be asked.

    Args:
        recomputed: the same rows and columns, computed with everything known after each date taken away beforehand.
        latest: column -> the day of the newest fact behind each value.
        sources: column -> the tables it is made of.
        label_tables: the tables in which the outcome is recorded.
    """

    recomputed: pd.DataFrame | None = None
    latest: Mapping[str, Sequence[object]] = field(default_factory=dict)
    sources: Mapping[str, Collection[str]] = field(default_factory=dict)
    label_tables: Collection[str] = ()


def find_leaks(
    frame: pd.DataFrame,
    outcome: Sequence[object],
    *,
    columns: Sequence[str] | None = None,
    as_of: str | None = None,
    family: str | None = None,
    group: str | None = None,
    fold: str | None = None,
    event_on: Sequence[object] | None = None,
    horizon_weeks: int | None = None,
    test: date | None = None,
    origins: Origins | None = None,
) -> LeakReport:
    """Look for columns that know the future or the outcome, and for rows that are not kept apart.

    Args:
        frame: one row per family and date, features as numbers, NaN where empty.
        outcome: whether it happened, one per row.
        columns: the features; None for every column that is not named below.
        as_of: the column with each row's date.
        family: with the family's name, to follow it over dates.
        group: with the name of the group of families that are kept together.
        fold: with the number of the fold.
        event_on: the day on which it happened, one per row, empty where it did not.
        horizon_weeks: within which the outcome counts.
        test: the date on which a model learnt from these rows is tested.
        origins: what is known of where the values come from.

    Returns:
        what was found, by check and column, and what could not be asked because it was not told. The same frame gives
        the same report. Finding nothing is no proof: a weak leak looks like an honest column.

    Raises:
        UsageError: a column is missing or not a number, lengths differ, or too little happened.

    >>> import numpy as np, pandas as pd
    >>> rng = np.random.default_rng(7)
    >>> trouble = rng.normal(size=4000)
    >>> happened = rng.random(4000) < 1 / (1 + np.exp(4 - 1.2 * trouble))
    >>> frame = pd.DataFrame({f"calls_{n}": rng.poisson(np.exp(0.5 * trouble - 1)) for n in range(6)})
    >>> find_leaks(frame, happened).clean
    True
    >>> frame["visits_after"] = rng.poisson(np.where(happened, 6, 0.2))
    >>> print(find_leaks(frame, happened).leaks[0])
    visits_after: too good to be true (alone it ranks families with an area of 1.00; all weaker columns together reach 0.80 at most)
    """
    rows = rows_of(
        frame, outcome, columns=columns, as_of=as_of, family=family, group=group, fold=fold, event_on=event_on
    )
    origins = origins or Origins()
    search = _Search(rows)
    search.ask_all_columns()
    search.ask_what_is_told(origins, horizon_weeks, test)
    return search.report()


class _Search:
    """What was found so far; one column is named once for each check, and no more than it takes."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._found: dict[tuple[Check, str], Leak] = {}
        self._asked: dict[Check, int] = {}
        self._not_asked: dict[Check, str] = {}

    def ask_all_columns(self) -> None:
        """Ask what needs nothing but the rows and their dates."""
        rows = self._rows
        strengths = Strengths.of(rows, rows.matrix, rows.outcome)
        self._ask(Check.SAME_AS_OUTCOME, lambda: encoded.copies(rows))
        self._ask(Check.TOO_GOOD, lambda: strength.strong_columns(rows, strengths))
        self._ask(Check.ECHO, lambda: strength.echoes(rows, strengths, rows.matrix, Check.ECHO))
        self._ask(Check.MISSING, self._emptiness)
        self._ask(Check.ENCODED, lambda: encoded.means(rows))
        self._ask(Check.IDENTIFIER, lambda: naming.identifiers(rows))
        self._ask(Check.ORDER, lambda: naming.ordered(rows))
        dated = "as_of" if rows.day is None else ""
        followed = dated or ("family" if rows.family is None else "")
        self._ask(Check.CALENDAR, lambda: naming.calendars(rows), dated)
        self._ask(Check.LATER_VALUE, lambda: encoded.later_values(rows), followed)
        self._ask(Check.EARLIER_OUTCOME, lambda: (), followed)  # found with the values of later dates
        self._ask(Check.TIMING, lambda: timing.timely(rows), dated or ("event_on" if rows.event_day is None else ""))

    def ask_what_is_told(self, origins: Origins, horizon_weeks: int | None, test: date | None) -> None:
        """Ask what only the caller can tell."""
        rows, again = self._rows, origins.recomputed
        self._ask(Check.KNOWN_LATER, lambda: () if again is None else told.recomputed(rows, again))
        dated = "" if rows.day is not None and origins.latest else "origins.latest and as_of"
        self._ask(
            Check.LABEL_TABLE,
            lambda: told.dated(rows, origins.latest, origins.sources, origins.label_tables),
            dated,
        )
        if again is None and dated:
            del self._asked[Check.KNOWN_LATER]
            self._not_asked[Check.KNOWN_LATER] = "origins.recomputed, or origins.latest and as_of"
        self._ask(Check.FOLDS, lambda: told.divided(rows), "fold" if rows.fold is None else "")
        if rows.day is None or horizon_weeks is None or test is None:
            self._not_asked[Check.HORIZON] = "as_of, horizon_weeks and test"
        else:
            self._ask(Check.HORIZON, lambda: told.beyond(rows, horizon_weeks, test))

    def report(self) -> LeakReport:
        """Give what was found, in the order of checks and columns."""
        names = {name: place for place, name in enumerate(self._rows.names)}
        order = sorted(self._found, key=lambda one: (ORDER_OF_CHECKS[one[0]], names.get(one[1], -1)))
        return LeakReport(
            leaks=tuple(self._found[key] for key in order),
            asked=dict(sorted(self._asked.items(), key=lambda one: ORDER_OF_CHECKS[one[0]])),
            not_asked=dict(sorted(self._not_asked.items(), key=lambda one: ORDER_OF_CHECKS[one[0]])),
            rows=len(self._rows.outcome),
            outcomes=int(self._rows.outcome.sum()),
        )

    def _ask(self, check: Check, found: Callable[[], Iterable[Leak]], lacks: str = "") -> None:
        if lacks:
            self._not_asked[check] = lacks
            return
        self._asked[check] = len(self._rows.names)
        for leak in found():
            self._found.setdefault((leak.check, leak.column), leak)

    def _emptiness(self) -> Iterable[Leak]:
        """Ask of emptiness what is asked of values: whether it is too good, or an echo."""
        rows = self._rows
        empty = np.isnan(rows.matrix)
        some = np.flatnonzero(empty.any(axis=0) & ~empty.all(axis=0))
        if not len(some):
            return
        flags = rows.matrix.copy()
        flags[:, some] = empty[:, some]
        of_flags = Strengths.of(rows, flags, rows.outcome)
        telling = [place for place in some if of_flags.powers[place].least > HONEST - SURE * 0.01]
        for place in telling:
            area = of_flags.powers[place].area
            if area > HONEST:
                yield Leak(
                    check=Check.MISSING,
                    column=rows.names[place],
                    figure=area,
                    bound=HONEST,
                    words=f"whether it is empty ranks families with an area of {area:.2f}",
                )
        for leak in strength.echoes(rows, of_flags, flags, Check.MISSING):
            if rows.names.index(leak.column) in set(some.tolist()):
                yield leak
