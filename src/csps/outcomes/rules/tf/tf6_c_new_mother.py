"""TF6.c: a new mother has a mental health or substance problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import aged, carers
from csps.outcomes.findings import health_flags, lasting_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    babies = aged(evidence.members, 0, 1).select("family_id").distinct()
    flags = carers(health_flags(evidence, "MENTAL_HEALTH", "SELF_HARM", "DRUGS", "ALCOHOL"))
    return lasting_flags(flags).semi_join(babies, "family_id")


LINE = Line(
    id="TF6.c",
    headline=6,
    words="A new mother has a mental health or substance problem.",
    standing=Standing.CONFIRMED,
    source="Priority Families form (docsbay 673338)",
    find=_find,
    lacking="which carer is the mother is not told apart: sex is a protected attribute, and any carer of a baby counts",
)
