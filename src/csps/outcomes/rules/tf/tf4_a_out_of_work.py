"""TF4.a: an adult is on an out-of-work benefit, or on Universal Credit with work conditions."""

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
    id="TF4.a",
    headline=4,
    words="An adult is on an out-of-work benefit, or on Universal Credit with work conditions.",
    standing=Standing.TO_CONFIRM,
    source="Derby criteria page; B&NES phase 2 criteria; the Universal Credit part is to be confirmed",
    find=_find,
)
