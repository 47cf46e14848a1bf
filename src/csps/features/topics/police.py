"""Incidents that the police attended or recorded, by the role of the family's members, and anti-social behaviour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.feature import Missing, Phrases
from csps.features.declaration import (
    HALF,
    QUARTER,
    TWO_YEARS,
    YEAR,
    Declared,
    Noun,
    amount,
    change,
    counts,
    trend,
    weeks_since,
)
from csps.features.kind import WHOLE_PAST, Kind, Reading, Who
from csps.features.source import Source, Sums
from csps.features.topics.agencies import INCIDENT

if TYPE_CHECKING:
    import ibis

TOPIC = "police"
BEHAVIOUR = Source(table="feeds.police_asb", reads=("intervention", "asb_type"), thing=("asb_id",))
SUSPECTED = ("SUSPECT", "PERPETRATOR")
_incidents = Kind(name="police_incidents", source=INCIDENT)


def _is_domestic(rows: ibis.Table) -> ibis.Value:
    return (rows.incident_type == "DOMESTIC") | rows.domestic_flag.fill_null(False)


_domestic = Kind(name="domestic_incidents", source=INCIDENT, where=_is_domestic)
_domestic_noun = Noun("domestic incident attended by the police", "domestic incidents attended by the police")
BY_PERSON = Source(table="feeds.police_incident", reads=("role",), sums=Sums(of=(("incidents", ()),)))
"""A row per person, over the whole window that is asked for."""


def _of_type(name: str, codes: tuple[str, ...], noun: Noun) -> Declared:
    kind = Kind(name=name, source=INCIDENT, where=lambda rows: rows.incident_type.isin(codes))
    return counts(TOPIC, kind, noun, YEAR)[0]


FEATURES = (
    *counts(TOPIC, _incidents, Noun("police incident"), QUARTER, YEAR, TWO_YEARS, WHOLE_PAST),
    trend(TOPIC, _incidents, Noun("police incident")),
    weeks_since(TOPIC, _incidents, Noun("police incident"), told_by="police_incidents_ever"),
    change(TOPIC, _incidents, Noun("police incident")),
    *counts(
        TOPIC,
        _domestic,
        _domestic_noun,
        QUARTER,
        HALF,
        YEAR,
        TWO_YEARS,
        WHOLE_PAST,
    ),
    change(TOPIC, _domestic, _domestic_noun),
    trend(TOPIC, _domestic, _domestic_noun),
    *counts(
        TOPIC,
        Kind(
            name="adults_suspected_at_home",
            source=INCIDENT,
            who=Who.ADULTS,
            where=lambda rows: _is_domestic(rows) & rows.role.isin(SUSPECTED),
        ),
        Noun(
            "domestic incident in which an adult of the family was suspected",
            "domestic incidents in which an adult of the family was suspected",
        ),
        YEAR,
    ),
    amount(
        TOPIC,
        "most_police_incidents_52w",
        Kind(name="most_police_incidents", source=BY_PERSON, amount=lambda rows: rows.incidents),
        Reading.MOST,
        question="In how many police incidents was the member with the most of them in the last 12 months?",
        phrases=Phrases(
            many="one member was in {value} police incidents in the last 12 months",
            one="no member was in more than 1 police incident in the last 12 months",
            none="no member was in a police incident in the last 12 months",
            empty="police incidents: the source did not arrive",
        ),
        unit="police incidents",
        weeks=YEAR,
        missing=Missing.NOTHING_HAPPENED,
    ),
    weeks_since(TOPIC, _domestic, Noun("domestic incident"), told_by="domestic_incidents_ever"),
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
