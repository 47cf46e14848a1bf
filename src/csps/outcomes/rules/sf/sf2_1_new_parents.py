"""SF2.1: expectant or new parents need additional support: they are young, or have a learning need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.outcomes.evidence import aged, any_of, carers
from csps.outcomes.findings import early_help, health_flags, lasting_flags
from csps.outcomes.line import Line, Standing
from csps.outcomes.origin import counting

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    expecting = health_flags(evidence, "PREGNANCY").select("family_id").distinct()
    babies = aged(evidence.members, 0, 1).select("family_id").distinct()
    new = ibis.union(expecting, babies, distinct=True)
    learning = lasting_flags(carers(health_flags(evidence, "LEARNING_DISABILITY")))
    help_begun = early_help(evidence, "NEW_PARENT")
    young = aged(evidence.members, 0, 21)
    young = young.filter(young.member_role == "carer")
    young = counting(young, young.as_of, ibis.null("date"))
    return any_of(learning, young).semi_join(new, "family_id").union(help_begun)


LINE = Line(
    id="SF2.1",
    headline=2,
    words="Expectant or new parents need additional support: they are young, or have a learning need.",
    standing=Standing.CONFIRMED,
    source="Central Bedfordshire; B&NES",
    find=_find,
    lacking="being care-experienced is not delivered for adults",
)
