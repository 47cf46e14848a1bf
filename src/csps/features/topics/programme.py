"""What the family programme itself has done with the family. Models do not see it: it would make them an echo."""

from __future__ import annotations

from csps.contracts.feature import Expected
from csps.features.declaration import Noun, counts, longest, now
from csps.features.kind import WHOLE_PAST, Kind
from csps.features.source import Source, Via

TOPIC = "programme"
CASE = Source(
    table="feeds.programme_case",
    reads=("stage", "outcome"),
    thing=("case_ref",),
    via=Via(table="feeds.programme_member", on=(("case_ref", "case_ref"),)),
)
_open = Kind(
    name="programme_cases",
    source=CASE,
    where=lambda rows: rows.is_open & (rows.stage != "CLOSED"),
    amount=lambda rows: rows.days_ago,
)

FEATURES = (
    now(TOPIC, _open, Noun("case on the programme", "cases on the programme"), expected=Expected.EITHER),
    longest(TOPIC, _open, "a case on the programme"),
    *counts(
        TOPIC,
        Kind(name="programme_cases_begun", source=CASE),
        Noun("case on the programme", "cases on the programme"),
        WHOLE_PAST,
        expected=Expected.EITHER,
    ),
)
