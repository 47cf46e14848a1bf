"""Flags from health services, about adults and children apart where it matters."""

from __future__ import annotations

from csps.features.declaration import TWO_YEARS, YEAR, Declared, Noun, counts, now
from csps.features.kind import Kind, Who
from csps.features.topics.agencies import HEALTH

TOPIC = "health"


def _flagged(name: str, who: Who, codes: tuple[str, ...], noun: Noun, weeks: int = YEAR) -> Declared:
    """Count members about whom a flag was raised."""
    kind = Kind(name=name, source=HEALTH, who=who, each=("person_id",), where=lambda rows: rows.kind.isin(codes))
    return counts(TOPIC, kind, noun, weeks)[0]


def _lasting(name: str, codes: tuple[str, ...], noun: Noun) -> Declared:
    """Count members about whom a flag stands."""
    kind = Kind(name=name, source=HEALTH, each=("person_id",), where=lambda rows: rows.kind.isin(codes) & rows.is_open)
    return now(TOPIC, kind, noun)


FEATURES = (
    _flagged(
        "adults_mental_health",
        Who.ADULTS,
        ("MENTAL_HEALTH", "SELF_HARM"),
        Noun(
            "adult newly in contact with mental health services", "adults newly in contact with mental health services"
        ),
    ),
    _flagged(
        "children_mental_health",
        Who.CHILDREN,
        ("MENTAL_HEALTH", "SELF_HARM"),
        Noun(
            "child newly in contact with mental health services",
            "children newly in contact with mental health services",
        ),
    ),
    _flagged(
        "self_harm",
        Who.FAMILY,
        ("SELF_HARM",),
        Noun("member in hospital after self-harm", "members in hospital after self-harm"),
        TWO_YEARS,
    ),
    _flagged(
        "substance_treatment",
        Who.FAMILY,
        ("DRUGS", "ALCOHOL"),
        Noun("member newly in treatment for drink or drugs", "members newly in treatment for drink or drugs"),
        TWO_YEARS,
    ),
    _lasting(
        "mental_health_open",
        ("MENTAL_HEALTH",),
        Noun("member in contact with mental health services", "members in contact with mental health services"),
    ),
    _lasting(
        "substance_open",
        ("DRUGS", "ALCOHOL"),
        Noun("member in treatment for drink or drugs", "members in treatment for drink or drugs"),
    ),
    _lasting("pregnancies", ("PREGNANCY",), Noun("pregnancy", "pregnancies")),
    _lasting(
        "long_term_illness", ("LONG_TERM",), Noun("member with a long-term illness", "members with a long-term illness")
    ),
    _lasting(
        "learning_disability",
        ("LEARNING_DISABILITY",),
        Noun("member with a learning disability", "members with a learning disability"),
    ),
    _flagged(
        "missed_health_reviews",
        Who.CHILDREN,
        ("MISSED_REVIEW",),
        Noun("child who missed a health review", "children who missed a health review"),
    ),
    _flagged(
        "missed_immunisations",
        Who.CHILDREN,
        ("MISSED_IMMUNISATION",),
        Noun("child who missed an immunisation", "children who missed an immunisation"),
    ),
    _flagged(
        "behind_in_development",
        Who.CHILDREN,
        ("DEVELOPMENT",),
        Noun("child below the expected development", "children below the expected development"),
        TWO_YEARS,
    ),
)
