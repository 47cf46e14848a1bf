"""TF6.d: a professional nominated the family over a health problem of equal concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import nominated
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return nominated(evidence, "TF6")


LINE = Line(
    id="TF6.d",
    headline=6,
    words="A professional nominated the family over a health problem of equal concern.",
    standing=Standing.CONFIRMED,
    source="Priority Families form (docsbay 673338)",
    find=_find,
    lacking="a long-term condition alone is not taken as a concern: a quarter of families have one on a register",
)
