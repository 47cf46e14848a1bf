"""SF1.3: a child cannot engage with education: suspensions, permanent exclusion, off roll, unsuitable home education, no place after school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, while_it_lasts
from csps.outcomes.findings import no_place_after_school, off_roll, often_suspended, permanently_excluded
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    home = evidence.of("feeds.school_home_education")
    unsuitable = while_it_lasts(home.filter(home.suitability == "UNSUITABLE"))
    return any_of(
        often_suspended(evidence),
        permanently_excluded(evidence),
        off_roll(evidence),
        unsuitable,
        no_place_after_school(evidence),
    )


LINE = Line(
    id="SF1.3",
    headline=1,
    words="A child cannot engage with education: suspensions, permanent exclusion, off roll, unsuitable home education, no place after school.",
    standing=Standing.CONFIRMED,
    source="Central Bedfordshire; B&NES",
    find=_find,
    lacking="rolls of other boroughs and of independent schools: a child who left a school here counts for a year",
)
