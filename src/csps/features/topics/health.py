"""Flags from health services, about adults and children apart where it matters."""

from __future__ import annotations

from csps.features.declaration import HALF, TWO_YEARS, YEAR, Declared, Noun, counts, now, trend, weeks_since
from csps.features.kind import WHOLE_PAST, Kind, Who
from csps.features.topics.agencies import HEALTH

TOPIC = "health"


def _flagged(name: str, who: Who, codes: tuple[str, ...], noun: Noun, weeks: int = YEAR) -> Declared:
    """Count members about whom a flag was raised."""
    kind = Kind(name=name, source=HEALTH, who=who, each=("person_id",), where=lambda rows: rows.kind.isin(codes))
    return counts(TOPIC, kind, noun, weeks)[0]


def _lasting(name: str, codes: tuple[str, ...], noun: Noun, who: Who = Who.FAMILY) -> Declared:
    """Count members about whom a flag stands."""
    kind = Kind(
        name=name,
        source=HEALTH,
        who=who,
        each=("person_id",),
        where=lambda rows: rows.kind.isin(codes) & rows.is_open,
    )
    return now(TOPIC, kind, noun)


_flags = Kind(name="health_flags", source=HEALTH)
_adult_mind = Kind(
    name="adult_mind_flags",
    source=HEALTH,
    who=Who.ADULTS,
    where=lambda rows: rows.kind.isin(("MENTAL_HEALTH", "SELF_HARM")),
)
_adult_substance = Kind(
    name="adult_substance_flags",
    source=HEALTH,
    who=Who.ADULTS,
    where=lambda rows: rows.kind.isin(("DRUGS", "ALCOHOL")),
)

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
    _lasting(
        "adults_in_mental_health_care",
        ("MENTAL_HEALTH",),
        Noun("adult in contact with mental health services", "adults in contact with mental health services"),
        Who.ADULTS,
    ),
    _lasting(
        "adults_in_substance_treatment",
        ("DRUGS", "ALCOHOL"),
        Noun("adult in treatment for drink or drugs", "adults in treatment for drink or drugs"),
        Who.ADULTS,
    ),
    *counts(TOPIC, _flags, Noun("flag from a health service", "flags from health services"), HALF, YEAR),
    trend(TOPIC, _flags, Noun("flag from a health service", "flags from health services")),
    weeks_since(
        TOPIC, _adult_mind, Noun("adult's contact with mental health services"), told_by="adult_mind_flags_ever"
    ),
    *counts(
        TOPIC,
        _adult_mind,
        Noun("adult's contact with mental health services", "adults' contacts with mental health services"),
        HALF,
        WHOLE_PAST,
    ),
    weeks_since(
        TOPIC, _adult_substance, Noun("adult's treatment for drink or drugs"), told_by="adult_substance_flags_ever"
    ),
    *counts(
        TOPIC,
        _adult_substance,
        Noun("adult's treatment for drink or drugs", "adults' treatments for drink or drugs"),
        HALF,
        WHOLE_PAST,
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
