"""Adults supervised by probation, in prison, or about to come home."""

from __future__ import annotations

from csps.features.declaration import TWO_YEARS, Noun, counts, now
from csps.features.kind import Kind
from csps.features.source import Source
from csps.features.topics.agencies import ORDER

TOPIC = "probation"
CUSTODY = Source(table="feeds.prison_custody", reads=("status", "expected_release_date"), thing=("custody_ref",))

FEATURES = (
    now(
        TOPIC,
        Kind(name="probation_orders", source=ORDER, where=lambda rows: rows.is_open),
        Noun("order or licence under probation", "orders or licences under probation"),
    ),
    *counts(
        TOPIC,
        Kind(name="probation_orders_begun", source=ORDER),
        Noun("order or licence begun", "orders or licences begun"),
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(name="orders_breached", source=ORDER, where=lambda rows: rows.end_reason.isin(("BREACHED", "RECALLED"))),
        Noun("order ended by breach or recall", "orders ended by breach or recall"),
        TWO_YEARS,
    ),
    now(
        TOPIC,
        Kind(name="in_prison", source=CUSTODY, where=lambda rows: rows.is_open),
        Noun("member in prison", "members in prison"),
    ),
    *counts(
        TOPIC,
        Kind(name="prison_begun", source=CUSTODY),
        Noun("time in prison begun", "times in prison begun"),
        TWO_YEARS,
    ),
)
