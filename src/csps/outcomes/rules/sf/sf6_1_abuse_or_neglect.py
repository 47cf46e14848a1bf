"""SF6.1: there is or was abuse or neglect in the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, while_it_lasts
from csps.outcomes.findings import enquiries, open_cases, protection_plans
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    found = evidence.factors("16A", "17A", "18B", "18C", "19B", "19C")
    return any_of(enquiries(evidence), protection_plans(evidence), found, while_it_lasts(open_cases(evidence, "N1")))


LINE = Line(
    id="SF6.1",
    headline=6,
    words="There is or was abuse or neglect in the household.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
