"""Benefits of adults of the family: out of work, under work conditions, because of illness."""

from __future__ import annotations

from csps.features.declaration import YEAR, Noun, counts, longest, now
from csps.features.kind import Kind, Who
from csps.features.topics.agencies import BENEFIT

TOPIC = "employment"
OUT_OF_WORK = ("JSA", "ESA", "IS", "IB")
NOT_WORKING = ("SEARCHING", "PLANNING", "PREPARING", "NO_REQUIREMENTS")
_workless = Kind(
    name="workless_adults",
    source=BENEFIT,
    who=Who.ADULTS,
    each=("person_id",),
    where=lambda rows: (
        rows.is_open
        & (
            rows.benefit.isin(OUT_OF_WORK)
            | ((rows.benefit == "UC") & rows.conditionality.isin(NOT_WORKING).fill_null(False))
        )
    ),
    amount=lambda rows: rows.days_ago,
)

FEATURES = (
    now(TOPIC, _workless, Noun("adult out of work", "adults out of work")),
    longest(TOPIC, _workless, "an adult out of work"),
    now(
        TOPIC,
        Kind(
            name="universal_credit",
            source=BENEFIT,
            each=("person_id",),
            where=lambda rows: rows.is_open & (rows.benefit == "UC"),
        ),
        Noun("adult on Universal Credit", "adults on Universal Credit"),
    ),
    now(
        TOPIC,
        Kind(
            name="sickness_benefits",
            source=BENEFIT,
            each=("person_id",),
            where=lambda rows: rows.is_open & rows.benefit.isin(("ESA", "IB", "PIP", "DLA")),
        ),
        Noun("member with a benefit for illness or disability", "members with a benefit for illness or disability"),
    ),
    *counts(
        TOPIC,
        Kind(name="benefits_begun", source=BENEFIT),
        Noun("benefit claim begun", "benefit claims begun"),
        YEAR,
    ),
)
