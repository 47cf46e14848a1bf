"""SF10.3: a young person is not in education, employment or training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import neither_learning_nor_working
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return neither_learning_nor_working(evidence)


LINE = Line(
    id="SF10.3",
    headline=10,
    words="A young person is not in education, employment or training.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
