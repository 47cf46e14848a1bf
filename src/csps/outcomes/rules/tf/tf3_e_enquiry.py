"""TF3.e: a child was the subject of a section 47 enquiry in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import enquiries
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return enquiries(evidence)


LINE = Line(
    id="TF3.e",
    headline=3,
    words="A child was the subject of a section 47 enquiry in the last 12 months.",
    standing=Standing.TO_CONFIRM,
    source="Derby criteria page; B&NES phase 2 criteria; the window of 12 months is to be confirmed",
    find=_find,
)
