"""SF5.2: there is harmful conflict between parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, while_it_lasts
from csps.outcomes.findings import early_help, open_cases
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return any_of(early_help(evidence, "CONFLICT"), while_it_lasts(open_cases(evidence, "N4")))


LINE = Line(
    id="SF5.2",
    headline=5,
    words="There is harmful conflict between parents.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; a primary need of family dysfunction (N5) is counted as SF5.1",
    find=_find,
)
