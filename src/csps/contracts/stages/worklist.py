"""The weekly list."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"

ENTRY = Table(
    name="worklist.entry",
    agency=AGENCY,
    meaning="A family on the weekly list.",
    row="one row per date and family",
    key=("as_of", "family_id"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.count("place", "1 for the family to be looked at first.", "place", minimum=1, required=True),
        c.count("maltreatment_of_100", "Of 100 families scored like this, about so many.", "families", maximum=100),
        c.text("maltreatment_band", "The range the score lies in."),
        c.count("eligibility_of_100", "Of 100 families scored like this, about so many.", "families", maximum=100),
        c.text("eligibility_band", "The range the score lies in."),
        c.count("criteria_met", "Criteria of the programme met on the date.", "criteria"),
        c.count("children", "Children of the family.", "people", required=True),
        c.count("adults", "Adults of the family.", "people", required=True),
        c.count("youngest_months", "Age of the youngest child.", "whole months"),
        c.code("change", "How it stands beside the last list.", codes.CHANGE, required=True),
        c.count(
            "weeks_listed", "Weeks on the list without a break, this one included.", "weeks", minimum=1, required=True
        ),
    ),
)

HELP = Table(
    name="worklist.help",
    agency=AGENCY,
    meaning="What was under way for a family on the weekly list, as agencies had told by then: enquiries and help.",
    row="one row per date, family and service",
    key=("as_of", "family_id", "service"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.code("service", "What is under way.", codes.HELP, required=True),
        c.day(
            "since",
            "Earliest day of what has not ended; of an enquiry that substantiated concerns, the latest day on which one ended, or its finding was first on record without an end.",
            required=True,
        ),
    ),
)

TABLES = (ENTRY, HELP)
