"""Write what became of every family on the programme: the cases, their needs, and the rows behind each verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.outcomes.progress.finding import find_progress
from csps.outcomes.progress.rows import all_needs, case_row, evidence_rows, need_row
from csps.outcomes.progress.verdict import Verdict
from csps.store.engines import IBIS_TYPES
from csps.store.held import arrow_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from csps.contracts.model import Table
    from csps.outcomes.progress.rows import Cells
    from csps.settings import Programme
    from csps.store import Edition


CASES, NEEDS, ROWS = "outcomes.case_progress", "outcomes.need_progress", "outcomes.progress_evidence"


@dataclass(frozen=True, kw_only=True)
class ProgressFound:
    """What came of judging progress.

    Args:
        cases: families on the programme, or that were.
        verdicts: of them by verdict.
        needs: over all cases.
        rules: by which they were judged, with versions and shares still to be confirmed.
    """

    cases: int
    verdicts: Mapping[str, int]
    needs: int
    rules: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in a sentence."""
        told = ", ".join(f"{count:,} {verdict}" for verdict, count in self.verdicts.items())
        by = f" Progress is judged by {'; '.join(self.rules)}." if self.rules else ""
        return f"{self.cases:,} families were attached to the programme, with {self.needs:,} needs: {told or 'none yet'}.{by}"


def write_progress(edition: Edition, *, day: date, programme: Programme) -> ProgressFound:
    """Judge significant and sustained progress as of a day, and write its three tables' parts.

    Args:
        edition: what is read and written.
        day: the as-of date.
        programme: how late each feed may be.
    """
    with edition.connect() as lake:
        found = find_progress(lake, day, programme)
    told = [(each, need) for each in found for need in all_needs(each)]
    written = (
        (CASES, (case_row(each, day) for each in found)),
        (NEEDS, (need_row(each, need, day) for each, need in told)),
        (ROWS, (row for each, need in told for row in evidence_rows(each, need, day))),
    )
    for name, rows in written:
        edition.write(name, _table(rows, edition.lake.contract(name)), part=day.isoformat())
    counted = Counter(each.verdict for each in found)
    return ProgressFound(
        cases=len(found),
        verdicts={verdict.value: counted[verdict] for verdict in Verdict if counted[verdict]},
        needs=sum(len(each.needs) for each in found),
        rules=tuple(sorted({str(each.judged_by) for each in found})),
    )


def _table(rows: Iterable[Cells], contract: Table) -> object:
    listed = list(rows)
    types = {column.name: IBIS_TYPES[column.type] for column in contract.columns}
    return arrow_rows({name: [row[name] for row in listed] for name in types}, types)
