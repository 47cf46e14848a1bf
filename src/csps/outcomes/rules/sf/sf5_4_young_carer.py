"""SF5.4: a young carer has no support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of
from csps.outcomes.findings import early_help
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return any_of(evidence.factors("7A"), early_help(evidence, "YOUNG_CARER"))


LINE = Line(
    id="SF5.4",
    headline=5,
    words="A young carer has no support.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
