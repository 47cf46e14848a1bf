"""What happened next, which criteria a family meets, and which part of the data a family is in."""

from __future__ import annotations

from dataclasses import replace

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"
RULES = (
    c.text("rule_set", "The rule set in force on the date.", required=True, sensitivity=Sensitivity.ORDINARY),
    c.text(
        "rule_set_version",
        "Its version, with the local thresholds that a council set otherwise.",
        required=True,
        sensitivity=Sensitivity.ORDINARY,
    ),
    c.count(
        "to_confirm_of_100",
        "Share of its lines whose words are still to be confirmed.",
        "lines of 100",
        maximum=100,
        required=True,
        sensitivity=Sensitivity.ORDINARY,
    ),
)
"""By what rules something was judged; every table that rests on them says it."""
RULES_IF_ANY = tuple(replace(column, required=False) for column in RULES)
"""The same where only some rows rest on rules: those of a model that forecasts who meets them."""

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
        *RULES_IF_ANY,
    ),
)
CRITERION = Table(
    name="outcomes.criterion",
    agency=AGENCY,
    meaning="A line of the rule set in force on a date: what it says, and whether it could be judged.",
    row="one row per date and criterion",
    key=("as_of", "criterion"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="the rule set in force on the date, and what had been delivered by then",
    columns=(
        c.as_of(),
        *RULES,
        c.text("criterion", "The line, for example SF1.1.", required=True, sensitivity=Sensitivity.ORDINARY),
        c.count("headline", "Number of the headline it belongs to.", "headline", minimum=1, required=True),
        c.text("words", "What it says.", required=True, sensitivity=Sensitivity.ORDINARY),
        c.text("standing", "Whether its words were confirmed.", required=True, sensitivity=Sensitivity.ORDINARY),
        c.text("source", "Where they were read, or what is to be checked.", sensitivity=Sensitivity.ORDINARY),
        c.text("reads", "The tables it is judged by.", sensitivity=Sensitivity.ORDINARY),
        c.text("lacking", "What it would need and nobody delivers.", sensitivity=Sensitivity.ORDINARY),
        c.flag("judged", "Whether a family without evidence can be said not to meet it.", required=True),
        c.text("missing", "What was missing to judge it.", sensitivity=Sensitivity.ORDINARY),
        c.count("families", "Families that meet it.", "families", required=True),
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
        *RULES,
        c.text("criterion", "The line that is met, for example SF1.1.", required=True),
        c.count("headline", "Number of the headline it belongs to.", "headline", minimum=1, required=True),
        c.count("members", "Members of the family who meet it.", "people", required=True),
        c.count("evidence_rows", "Rows that are the evidence.", "rows", required=True),
        c.day("latest_on", "Day of the latest evidence."),
    ),
)
CRITERION_EVIDENCE = Table(
    name="outcomes.criterion_evidence",
    agency=AGENCY,
    meaning="A source row by which a family meets a criterion on a date.",
    row="one row per date, family, criterion and source row; rows that are added up are one",
    key=("as_of", "family_id", "criterion", "place"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="the rule set in force on the date",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        *RULES,
        c.text("criterion", "The line that is met.", required=True),
        c.count("place", "Place among the evidence for it, 1 for the latest.", "place", minimum=1, required=True),
        c.pseudonym("person_id", "Pseudonym of the member it is about."),
        c.text("agency", "Who delivered the row.", required=True),
        c.text("from_table", "The table it is in.", required=True),
        c.text("through", "The table that says whom it is about, where it names nobody itself."),
        c.pseudonym("record_id", "Pseudonym of the record it is about.", required=False),
        c.text("delivery", "The delivery that brought it; empty where rows were added up."),
        c.count("line", "Line of it in the delivery.", "line number", minimum=1),
        c.day("known_on", "Since when it could have been known; of rows that were added up, the latest."),
        c.count("summed", "How many rows it is: one, or all that were added up.", "rows", minimum=1, required=True),
        c.day("first_on", "Of rows that were added up, the day of the first."),
        c.day("since", "Since when it counts.", required=True),
        c.day("until", "First day on which it counts no more; empty where no end is known."),
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

TABLES = (FAMILY_OUTCOME, CRITERION, CRITERION_MET, CRITERION_EVIDENCE, FOLD)
