"""SF1.1: a child's attendance averages below 90 % over the last two consecutive terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.averages import absent_from_school
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return absent_from_school(evidence, 2, lambda rows: 10 * rows.absent > rows.possible)


LINE = Line(
    id="SF1.1",
    headline=1,
    words="A child's attendance averages below 90 % over the last two consecutive terms.",
    standing=Standing.TO_CONFIRM,
    source="Central Bedfordshire; B&NES (threshold); two terms to be confirmed",
    find=_find,
)
