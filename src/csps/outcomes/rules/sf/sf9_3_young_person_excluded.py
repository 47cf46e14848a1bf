"""SF9.3: a young person of 16 or 17 is excluded from home, or may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import aged, while_it_lasts
from csps.outcomes.findings import homelessness
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = homelessness(evidence)
    rows = rows.filter(rows.reason == "FAMILY")
    return while_it_lasts(aged(rows, 16, 18))


LINE = Line(
    id="SF9.3",
    headline=9,
    words="A young person of 16 or 17 is excluded from home, or may be.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
