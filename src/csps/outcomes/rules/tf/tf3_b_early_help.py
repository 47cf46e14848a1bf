"""TF3.b: a child has social, emotional or mental health problems, or was assessed as needing early help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, for_a_year, while_it_lasts
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = evidence.of("feeds.ssd_early_help_episodes")
    needs = evidence.of("feeds.school_sen")
    return any_of(while_it_lasts(rows), for_a_year(rows), while_it_lasts(needs.filter(needs.need_type == "SEMH")))


LINE = Line(
    id="TF3.b",
    headline=3,
    words="A child has social, emotional or mental health problems, or was assessed as needing early help.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
