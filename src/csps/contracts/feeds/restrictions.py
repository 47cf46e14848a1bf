"""Dated facts that limit what may be done with somebody's data. Every stage reads them."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import programme as codes
from csps.contracts.model import Purpose, Sensitivity, Table
from csps.contracts.retention import RESTRICTION as KEPT

AGENCY = "restrictions"
EVERY_PURPOSE = frozenset(Purpose)

RESTRICTION = Table(
    name="feeds.restriction",
    agency=AGENCY,
    meaning="Adoption, refuge, objection, restricted processing or own staff: whom it concerns, from when to when.",
    row="one row per restriction and person",
    key=("restriction_ref", "person_ref"),
    person="person_ref",
    happened_on="start_date",
    ended_on="end_date",
    retention=KEPT,
    purposes=EVERY_PURPOSE,
    source="csps: sent by the service that holds the duty; for a refuge the address is the refuge's",
    columns=(
        c.reference("restriction_ref", "Reference of the restriction.", required=True),
        c.person_reference("person_ref", "Restriction and position of the person, for example R00012-1."),
        c.code(
            "kind", "What kind of restriction.", codes.RESTRICTION_KIND, required=True, sensitivity=Sensitivity.SPECIAL
        ),
        c.text(
            "about_table",
            "Table in which the person is known by about_ref, for example feeds.ssd_person.",
            sensitivity=Sensitivity.ORDINARY,
        ),
        c.other_number("about_ref", "The person's reference in that table."),
        c.other_number("former_ref", "For an adoption: the reference, in the same table, before the order."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.day("start_date", "First day of the restriction.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.day("end_date", "Last day; empty while it lasts.", sensitivity=Sensitivity.SPECIAL),
    ),
)

TABLES = (RESTRICTION,)
