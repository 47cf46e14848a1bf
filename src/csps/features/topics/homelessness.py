"""Applications as homeless, and temporary accommodation."""

from __future__ import annotations

from csps.features.declaration import THREE_YEARS, YEAR, Noun, counts, now, weeks_since
from csps.features.kind import Kind
from csps.features.topics.agencies import HOMELESSNESS

TOPIC = "homelessness"
_applications = Kind(name="homeless_applications", source=HOMELESSNESS)
_noun = Noun("application as homeless", "applications as homeless")

FEATURES = (
    *counts(TOPIC, _applications, _noun, YEAR, THREE_YEARS),
    weeks_since(TOPIC, _applications, _noun, told_by="homeless_applications_156w"),
    now(
        TOPIC,
        Kind(name="homeless_cases", source=HOMELESSNESS, where=lambda rows: rows.is_open & (rows.stage != "CLOSED")),
        Noun("open homelessness case"),
    ),
    now(
        TOPIC,
        Kind(
            name="temporary_homes",
            source=HOMELESSNESS,
            where=lambda rows: rows.ta_from_date.notnull() & rows.ta_to_date.isnull() & rows.is_open,
        ),
        Noun("stay in temporary accommodation", "stays in temporary accommodation"),
    ),
    now(
        TOPIC,
        Kind(
            name="temporary_home_notices",
            source=HOMELESSNESS,
            where=lambda rows: rows.is_open & rows.ta_notice.fill_null(False),
        ),
        Noun("notice to leave temporary accommodation", "notices to leave temporary accommodation"),
    ),
    *counts(
        TOPIC,
        Kind(
            name="homeless_from_abuse",
            source=HOMELESSNESS,
            where=lambda rows: rows.reason.isin(("DOMESTIC_ABUSE", "VIOLENCE")),
        ),
        Noun("application as homeless because of violence", "applications as homeless because of violence"),
        THREE_YEARS,
    ),
)
