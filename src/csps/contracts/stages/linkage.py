"""Who is who, and where they lived, without a name or an address."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Purpose, Sensitivity, Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"

PERSON = Table(
    name="linkage.person",
    agency=AGENCY,
    meaning="A person, as all records about them together make them out.",
    row="one row per person",
    key=("person_id",),
    person="person_id",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.text("month_of_birth", "Month of birth on which most records agree, as YYYY-MM."),
        c.count("records", "Records about the person.", "records", minimum=1, required=True),
        c.count("registers", "Tables that register the person.", "tables", minimum=1, required=True),
    ),
)
RECORD_LINK = Table(
    name="linkage.record_link",
    agency=AGENCY,
    meaning="Whose record it is.",
    row="one row per record",
    key=("record_id",),
    retention=COMPUTED_WEEK,
    purposes=frozenset(Purpose),
    source="csps; Splink",
    columns=(
        c.pseudonym("record_id", "Pseudonym of the record."),
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.text("register", "The table that registers the record, for example feeds.ssd_person.", required=True),
        c.code("tie", "What ties the record to the person.", codes.TIE, required=True),
        c.real("match_weight", "Weight of the strongest tie to another record of the person.", "bits"),
    ),
)
RESIDENCE = Table(
    name="linkage.residence",
    agency=AGENCY,
    meaning="Where a person lived, as one register had it.",
    row="one row per person, place, register, first day and day on which it was known",
    key=("person_id", "place_id", "register", "started_on", "known_on"),
    person="person_id",
    happened_on="started_on",
    ended_on="ended_on",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.pseudonym("place_id", "Pseudonym of the dwelling."),
        c.text("register", "The table that says so.", required=True),
        c.text("area", "Postcode sector of the dwelling as a pseudonym: near places share it."),
        c.count("place_occupancy", "People known to live there on the first day.", "people", minimum=1, required=True),
        c.day("started_on", "First day, or the first on which the register was known to have it.", required=True),
        c.day("ended_on", "Last day, where a later record or the register says so."),
        c.day(
            "known_on", "Since when the council could have known it.", required=True, sensitivity=Sensitivity.ORDINARY
        ),
    ),
)

TABLES = (PERSON, RECORD_LINK, RESIDENCE)
