"""Which services say that they know somebody of the family, as a system that joins several agencies has it."""

from __future__ import annotations

from csps.features.declaration import YEAR, Noun, counts, now
from csps.features.kind import Kind
from csps.features.source import Source

TOPIC = "family"
INVOLVED = Source(
    table="feeds.service_involvement",
    reads=("last_on", "rent_arrears", "notice_seeking_possession", "eviction", "anti_social_behaviour"),
    thing=("service",),
    day="first_on",
)

FEATURES = (
    now(
        TOPIC,
        Kind(name="services_involved", source=INVOLVED, where=lambda rows: rows.last_on.isnull()),
        Noun("service that knows a member", "services that know a member"),
    ),
    now(
        TOPIC,
        Kind(
            name="open_housing_matters",
            source=INVOLVED,
            where=lambda rows: (
                (rows.rent_arrears == "open").fill_null(False)
                | (rows.notice_seeking_possession == "open").fill_null(False)
                | (rows.eviction == "open").fill_null(False)
                | (rows.anti_social_behaviour == "open").fill_null(False)
            ),
        ),
        Noun(
            "service with an open matter of arrears, notice, eviction or behaviour",
            "services with an open matter of arrears, notice, eviction or behaviour",
        ),
    ),
    *counts(
        TOPIC,
        Kind(name="services_begun", source=INVOLVED),
        Noun("service that came to know a member", "services that came to know a member"),
        YEAR,
    ),
)
