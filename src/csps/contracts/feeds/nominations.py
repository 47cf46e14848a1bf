"""Professionals, or a family itself, who say that a family needs help."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import programme as codes
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import NOMINATION

AGENCY = "nominations"

PROFESSIONAL_NOMINATION = Table(
    name="feeds.professional_nomination",
    agency=AGENCY,
    meaning="A person whose family a professional nominated, and the need the professional saw.",
    row="one row per nomination, person and need",
    key=("nomination_ref", "person_ref", "need"),
    person="person_ref",
    happened_on="nominated_on",
    retention=NOMINATION,
    purposes=c.CASE_FACTS,
    source="nomination forms of councils; both rule sets admit a professional's nomination of equivalent concern",
    columns=(
        c.reference("nomination_ref", "Reference of the form.", required=True),
        c.person_reference("person_ref", "Form and position of the person, for example N00123-1."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.upn(),
        c.code("need", "The need or problem.", codes.NEED, required=True, sensitivity=Sensitivity.SPECIAL),
        c.code("nominated_by", "Profession of who nominates.", codes.NOMINATOR, required=True),
        c.day("nominated_on", "Day of the nomination.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.flag("family_knows", "Whether the family was told."),
    ),
)

TABLES = (PROFESSIONAL_NOMINATION,)
