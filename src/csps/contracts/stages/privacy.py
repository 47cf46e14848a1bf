"""What people said about how somebody's data may be used: the copy of it that the other stages read."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import programme as codes
from csps.contracts.model import Purpose, Sensitivity, Table
from csps.contracts.retention import RESTRICTION as KEPT

AGENCY = "csps"

STATED_RESTRICTION = Table(
    name="privacy.stated_restriction",
    agency=AGENCY,
    meaning="A restriction that somebody of the programme set on a record, besides those that agencies send.",
    row="one row per statement and record",
    key=("statement", "record_id"),
    happened_on="started_on",
    ended_on="ended_on",
    retention=KEPT,
    purposes=frozenset(Purpose),
    source="csps; `csps privacy restrict`",
    columns=(
        c.count("statement", "Number of the statement in the vault.", "statements", minimum=1, required=True),
        c.pseudonym("record_id", "Pseudonym of the record."),
        c.code(
            "kind",
            "What kind of restriction, or that an objection is overridden.",
            codes.STATED_RESTRICTION,
            required=True,
            sensitivity=Sensitivity.SPECIAL,
        ),
        c.day("started_on", "First day.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.day("ended_on", "Last day; empty while it lasts.", sensitivity=Sensitivity.SPECIAL),
        c.day("known_on", "Since when csps knows it.", required=True, sensitivity=Sensitivity.ORDINARY),
    ),
)

TABLES = (STATED_RESTRICTION,)
