"""What adult social care has done for adults of the family, and why it knows them."""

from __future__ import annotations

from csps.contracts.feature import Expected
from csps.features.declaration import YEAR, Noun, counts, now
from csps.features.kind import Kind
from csps.features.source import Source
from csps.features.topics.agencies import ASC_EVENT

TOPIC = "adult_social_care"
CLIENT = Source(
    table="feeds.adult_social_care_client", reads=("client_type", "primary_support_reason"), thing=("person_id",)
)

FEATURES = (
    *counts(
        TOPIC,
        Kind(name="adult_care_requests", source=ASC_EVENT, where=lambda rows: rows.event_type == "Request"),
        Noun("request to adult social care", "requests to adult social care"),
        YEAR,
    ),
    *counts(
        TOPIC,
        Kind(name="adult_care_assessments", source=ASC_EVENT, where=lambda rows: rows.event_type == "Assessment"),
        Noun("assessment by adult social care", "assessments by adult social care"),
        YEAR,
    ),
    now(
        TOPIC,
        Kind(
            name="adult_care_services",
            source=ASC_EVENT,
            where=lambda rows: (rows.event_type == "Service") & rows.is_open,
        ),
        Noun("service of adult social care", "services of adult social care"),
    ),
    now(
        TOPIC,
        Kind(name="unpaid_carers", source=CLIENT, where=lambda rows: rows.client_type != "Service User"),
        Noun("unpaid carer in the family", "unpaid carers in the family"),
        expected=Expected.EITHER,
    ),
    now(
        TOPIC,
        Kind(
            name="adult_care_mental_health",
            source=CLIENT,
            where=lambda rows: rows.primary_support_reason == "MENTAL_HEALTH",
        ),
        Noun(
            "adult whom adult social care knows for mental health",
            "adults whom adult social care knows for mental health",
        ),
    ),
    now(
        TOPIC,
        Kind(name="adult_care_substance", source=CLIENT, where=lambda rows: rows.primary_support_reason == "SUBSTANCE"),
        Noun(
            "adult whom adult social care knows for drink or drugs",
            "adults whom adult social care knows for drink or drugs",
        ),
    ),
    now(
        TOPIC,
        Kind(
            name="adult_care_learning_disability",
            source=CLIENT,
            where=lambda rows: rows.primary_support_reason == "LEARNING_DISABILITY",
        ),
        Noun(
            "adult with a learning disability known to adult social care",
            "adults with a learning disability known to adult social care",
        ),
    ),
)
