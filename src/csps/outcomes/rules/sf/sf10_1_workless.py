"""SF10.1: an adult is out of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import out_of_work
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return out_of_work(evidence)


LINE = Line(
    id="SF10.1",
    headline=10,
    words="An adult is out of work.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
