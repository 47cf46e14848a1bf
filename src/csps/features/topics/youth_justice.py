"""Offences by young people of the family, and what followed."""

from __future__ import annotations

from csps.features.declaration import TWO_YEARS, YEAR, Noun, change, counts, now, weeks_since
from csps.features.kind import Kind
from csps.features.topics.agencies import OFFENCE

TOPIC = "youth_justice"
VIOLENT = ("VIOLENCE", "SEXUAL", "ROBBERY", "WEAPON")
_offences = Kind(name="youth_offences", source=OFFENCE)
_noun = Noun("offence by a young person", "offences by a young person")

FEATURES = (
    *counts(TOPIC, _offences, _noun, YEAR, TWO_YEARS),
    change(TOPIC, _offences, _noun),
    weeks_since(TOPIC, _offences, _noun, told_by="youth_offences_104w"),
    *counts(
        TOPIC,
        Kind(name="youth_offences_proven", source=OFFENCE, where=lambda rows: rows.proven.fill_null(False)),
        Noun("proven offence by a young person", "proven offences by a young person"),
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(name="youth_violent_offences", source=OFFENCE, where=lambda rows: rows.offence_kind.isin(VIOLENT)),
        Noun("violent offence by a young person", "violent offences by a young person"),
        TWO_YEARS,
    ),
    now(
        TOPIC,
        Kind(
            name="youth_disposals",
            source=OFFENCE,
            where=lambda rows: (
                rows.is_open & rows.disposal.isin(("REFERRAL_ORDER", "YRO", "CONDITIONAL_CAUTION", "CUSTODY"))
            ),
        ),
        Noun("youth justice order under way", "youth justice orders under way"),
    ),
    *counts(
        TOPIC,
        Kind(name="youth_diversions", source=OFFENCE, where=lambda rows: rows.disposal == "DIVERSION"),
        Noun("diversion from youth justice", "diversions from youth justice"),
        YEAR,
    ),
)
