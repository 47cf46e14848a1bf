"""What happened next, which criteria a family meets, and which part of the data a family is in."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"

FAMILY_OUTCOME = Table(
    name="outcomes.family_outcome",
    agency=AGENCY,
    meaning="Whether what a model is about happened to a family after a date.",
    row="one row per model, date and family",
    key=("model", "as_of", "family_id"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="models/<name>/spec.toml",
    columns=(
        c.text("model", "Whose outcome it is, for example maltreatment.", required=True),
        c.as_of(meaning="The date from which the horizon is counted."),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.flag("in_population", "Whether the model is about this family on that date.", required=True),
        c.day("horizon_ends_on", "Last day that counts.", required=True),
        c.flag("mature", "Whether the horizon had passed, reporting delay included.", required=True),
        c.flag("happened", "Whether it happened within the horizon; empty while it is not mature."),
        c.day("event_on", "Day of the first event that counted."),
        c.text("event", "Which event it was, in the words of the specification."),
    ),
)
CRITERION_MET = Table(
    name="outcomes.criterion_met",
    agency=AGENCY,
    meaning="A criterion of the programme that a family meets on a date.",
    row="one row per date, family and criterion",
    key=("as_of", "family_id", "criterion"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="the rule set in force on the date",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.text("rule_set", "The rule set in force on the date.", required=True),
        c.text("criterion", "The line that is met, for example SF1.1.", required=True),
        c.count("headline", "Number of the headline it belongs to.", "headline", minimum=1, required=True),
        c.count("members", "Members of the family who meet it.", "people", required=True),
        c.count("evidence_rows", "Rows that are the evidence.", "rows", required=True),
        c.day("latest_on", "Day of the latest evidence."),
    ),
)
FOLD = Table(
    name="outcomes.fold",
    agency=AGENCY,
    meaning="Which part of the data a family is in: families that ever shared a person stay together.",
    row="one row per date and family",
    key=("as_of", "family_id"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.pseudonym("group_id", "Pseudonym of the group of families that ever shared a person."),
        c.code("split", "Whether a model learns from it or is tested on it.", codes.SPLIT, required=True),
        c.count("fold", "Number of the fold.", "fold", required=True),
    ),
)

TABLES = (FAMILY_OUTCOME, CRITERION_MET, FOLD)
