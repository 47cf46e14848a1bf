"""Who lived together as a family on a date."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Purpose, Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"

FAMILY = Table(
    name="families.family",
    agency=AGENCY,
    meaning="A family as it was known to live on a date.",
    row="one row per date and family",
    key=("as_of", "family_id"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.pseudonym("place_id", "Where most of its members live.", required=False),
        c.text("area", "Postcode sector of that place, as a pseudonym."),
        c.count("members", "People in the family, born or expected.", "people", minimum=1, required=True),
        c.count("children", "Of them under 18.", "people", required=True),
        c.count("adults", "Of them 18 or over.", "people", required=True),
        c.count("expected_children", "Of them unborn.", "people", required=True),
        c.count("youngest_months", "Age of the youngest child.", "whole months"),
        c.count("oldest_child_months", "Age of the oldest child.", "whole months"),
        c.flag("in_cohort", "Whether the programme looks at it (programme.toml, cohort).", required=True),
    ),
)
MEMBERSHIP = Table(
    name="families.membership",
    agency=AGENCY,
    meaning="A person in a family as it was known to live on a date; `Workspace.memberships` puts the dates together to spells.",
    row="one row per date, family and person",
    key=("as_of", "family_id", "person_id"),
    person="person_id",
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.code("role", "What the person is in the family.", codes.FAMILY_ROLE, required=True),
        c.count("age_months", "Age from the month of birth.", "whole months"),
        c.day("started_on", "Since when the tie on which the membership rests is known."),
        c.code("evidence", "The strongest tie to the rest of the family.", codes.FAMILY_EVIDENCE, required=True),
    ),
)
UNCONFIRMED = Table(
    name="families.unconfirmed",
    agency=AGENCY,
    meaning="A membership against which a doubt stands: whoever is in `families.membership` on the date and not here is confirmed.",
    row="one row per date, family and person",
    key=("as_of", "family_id", "person_id"),
    person="person_id",
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=frozenset({Purpose.EVALUATION, Purpose.CASEWORK}),
    source="csps",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.code("doubt", "What speaks against the membership still holding.", codes.FAMILY_DOUBT, required=True),
        c.day("since", "Since when it does; empty where it has no day."),
        c.day(
            "last_word_on",
            "The last day on which a register began to say that the person lives there, or anything happened to them.",
        ),
    ),
)

TABLES = (FAMILY, MEMBERSHIP, UNCONFIRMED)
