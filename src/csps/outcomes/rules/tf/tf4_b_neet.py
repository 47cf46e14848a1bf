"""TF4.b: a young person is not in education, employment or training, or leaves school with no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of
from csps.outcomes.findings import neither_learning_nor_working, no_place_after_school
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return any_of(neither_learning_nor_working(evidence), no_place_after_school(evidence))


LINE = Line(
    id="TF4.b",
    headline=4,
    words="A young person is not in education, employment or training, or leaves school with no place.",
    standing=Standing.TO_CONFIRM,
    source="Derby criteria page; B&NES phase 2 criteria; the part on school leavers is to be confirmed",
    find=_find,
)
