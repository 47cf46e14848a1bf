"""Incidents that the police attended or recorded, by the role of the family's members, and anti-social behaviour."""

from __future__ import annotations

from csps.features.declaration import (
    QUARTER,
    TWO_YEARS,
    YEAR,
    Declared,
    Noun,
    change,
    counts,
    weeks_since,
)
from csps.features.kind import Kind, Who
from csps.features.source import Source
from csps.features.topics.agencies import INCIDENT

TOPIC = "police"
BEHAVIOUR = Source(table="feeds.police_asb", reads=("intervention", "asb_type"), thing=("asb_id",))
SUSPECTED = ("SUSPECT", "PERPETRATOR")
_incidents = Kind(name="police_incidents", source=INCIDENT)
_domestic = Kind(
    name="domestic_incidents",
    source=INCIDENT,
    where=lambda rows: (rows.incident_type == "DOMESTIC") | rows.domestic_flag.fill_null(False),
)


def _of_type(name: str, codes: tuple[str, ...], noun: Noun) -> Declared:
    kind = Kind(name=name, source=INCIDENT, where=lambda rows: rows.incident_type.isin(codes))
    return counts(TOPIC, kind, noun, YEAR)[0]


FEATURES = (
    *counts(TOPIC, _incidents, Noun("police incident"), QUARTER, YEAR, TWO_YEARS),
    weeks_since(TOPIC, _incidents, Noun("police incident")),
    change(TOPIC, _incidents, Noun("police incident")),
    *counts(
        TOPIC,
        _domestic,
        Noun("domestic incident attended by the police", "domestic incidents attended by the police"),
        QUARTER,
        YEAR,
        TWO_YEARS,
    ),
    weeks_since(TOPIC, _domestic, Noun("domestic incident")),
    *counts(
        TOPIC,
        Kind(name="children_present", source=INCIDENT, where=lambda rows: rows.role == "CHILD_PRESENT"),
        Noun("police incident with a child present", "police incidents with a child present"),
        YEAR,
    ),
    *counts(
        TOPIC,
        Kind(name="children_victims", source=INCIDENT, who=Who.CHILDREN, where=lambda rows: rows.role == "VICTIM"),
        Noun("police incident in which a child was the victim", "police incidents in which a child was the victim"),
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(name="adults_suspected", source=INCIDENT, who=Who.ADULTS, where=lambda rows: rows.role.isin(SUSPECTED)),
        Noun("police incident in which an adult was suspected", "police incidents in which an adult was suspected"),
        YEAR,
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(
            name="children_suspected", source=INCIDENT, who=Who.CHILDREN, where=lambda rows: rows.role.isin(SUSPECTED)
        ),
        Noun("police incident in which a child was suspected", "police incidents in which a child was suspected"),
        YEAR,
    ),
    _of_type(
        "violent_incidents",
        ("VIOLENCE_INJURY", "VIOLENCE", "SEXUAL", "WEAPON", "ROBBERY"),
        Noun("police incident of violence", "police incidents of violence"),
    ),
    _of_type("drug_incidents", ("DRUGS",), Noun("police incident over drugs", "police incidents over drugs")),
    _of_type(
        "welfare_incidents",
        ("CONCERN",),
        Noun("police call out of concern for somebody's welfare", "police calls out of concern for somebody's welfare"),
    ),
    *counts(
        TOPIC,
        Kind(name="antisocial_behaviour", source=BEHAVIOUR),
        Noun("record of anti-social behaviour", "records of anti-social behaviour"),
        YEAR,
    ),
    *counts(
        TOPIC,
        Kind(
            name="behaviour_interventions",
            source=BEHAVIOUR,
            where=lambda rows: rows.intervention != "NONE",
        ),
        Noun("intervention against anti-social behaviour", "interventions against anti-social behaviour"),
        TWO_YEARS,
    ),
)
