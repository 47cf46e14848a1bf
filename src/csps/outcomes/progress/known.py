"""What is known about the people of cases: source rows in plain Python, by table and case.

There are hundreds of cases where there are a hundred thousand families. Their rows are few enough to be looked at one by
one, so that a rule of progress can be read by whoever must answer for it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from csps.settings.thresholds import Thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

CASE, ROW = "family_id", "row"
ATTENDANCE = "attendance by term"
"""Asked for like a table: sessions by child and term."""


class Known:
    """Rows about the people of cases, each table read when it is first asked for.

    Args:
        read: gives the rows of a table about all cases: the case as `family_id`, person_id, member_role and age_months on the
            day of the baseline, happened, ended, `row` (what tells it from the others), and the table's own columns.
        thresholds: what the rules leave to the council.
    """

    def __init__(self, read: Callable[[str], Iterable[Row]], thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()
        self._read = read
        self._found: dict[str, dict[str, list[Row]]] = {}

    def of(self, table: str, case: str) -> Sequence[Row]:
        """Give the rows of a table that are about the people of a case, the earliest first."""
        if table not in self._found:
            by_case: dict[str, list[Row]] = defaultdict(list)
            for row in self._read(table):
                by_case[row[CASE]].append(row)
            for rows in by_case.values():
                rows.sort(
                    key=lambda row: (row["happened"] is not None, row["happened"], str(row.get(ROW)), row["person_id"])
                )
            self._found[table] = dict(by_case)
        return self._found[table].get(case, ())
