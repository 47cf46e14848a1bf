"""SF9.1: the family is in the council's temporary accommodation and may lose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.outcomes.findings import homelessness
from csps.outcomes.line import Line, Standing
from csps.outcomes.origin import counting

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = homelessness(evidence)
    rows = rows.filter(rows.ta_notice.fill_null(False) & rows.ta_from_date.notnull())
    return counting(rows, rows.ta_from_date, ibis.coalesce(rows.ta_to_date, rows.ended))


LINE = Line(
    id="SF9.1",
    headline=9,
    words="The family is in the council's temporary accommodation and may lose it.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
