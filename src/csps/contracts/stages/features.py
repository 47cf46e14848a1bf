"""What stands beside the features of a date: which sources they could read, and whether they agree with their rows."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"

SOURCE_STATE = Table(
    name="features.source_state",
    agency=AGENCY,
    meaning="Whether the features of a date could read a table: an empty value is told from an absent feed by it.",
    row="one row per date and table",
    key=("as_of", "table_name"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="programme.toml and what had been delivered by the date",
    columns=(
        c.as_of(),
        c.text("table_name", "The table, for example feeds.police_incident.", required=True),
        c.code("state", "Whether it could be read.", codes.SOURCE_STATE, required=True),
        c.day("first_known_on", "The first day on which anything of it was known."),
        c.day("latest_on", "Day of its latest delivery by the date."),
    ),
)
PARITY = Table(
    name="features.parity",
    agency=AGENCY,
    meaning="Whether stored features of some families agree with what their rows say, counted again one by one.",
    row="one row per date and feature",
    key=("as_of", "feature"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps.features.parity",
    columns=(
        c.as_of(),
        c.text("feature", "The feature.", required=True),
        c.count("families", "Families compared.", "families", required=True),
        c.count("differing", "Of them those in which the two differ.", "families", required=True),
    ),
)

TABLES = (SOURCE_STATE, PARITY)
