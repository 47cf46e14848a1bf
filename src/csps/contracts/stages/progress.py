"""What became of the families on the programme: significant and sustained progress, need by need, and the rows behind it."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import programme
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Purpose, Sensitivity, Table
from csps.contracts.retention import COMPUTED_WEEK
from csps.contracts.stages.outcomes import RULES

AGENCY = "csps"
SOURCE = "csps.outcomes.progress; data_standards: Troubled Families 2015 to 2022, Supporting Families from 2022"

RULES_OF_PROGRESS = (
    c.code("rule_set", "The rules under which the family came in.", programme.RULE_SET, required=True),
    *RULES[1:],
)
"""By what rules of progress a case is judged."""

CASE_PROGRESS = Table(
    name="outcomes.case_progress",
    agency=AGENCY,
    meaning="What became of a family that was attached to the programme.",
    row="one row per date and case",
    key=("as_of", "case_ref"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source=SOURCE,
    columns=(
        c.as_of(),
        c.reference("case_ref", "The case, as the programme numbers it.", required=True),
        c.pseudonym("family_id", "The family that most of its people are in on the date.", required=False),
        *RULES_OF_PROGRESS,
        c.day("assessed_on", "Day on which the whole-family assessment was finished."),
        c.day("attached_on", "Day on which the family was attached: the baseline.", required=True),
        c.day("closed_on", "Day on which the case closed."),
        c.code("verdict", "Progress on every need, or continuous employment.", codes.PROGRESS, required=True),
        c.flag("by_employment", "Whether continuous employment alone shows it.", required=True),
        c.count("needs", "Needs at the beginning.", "needs", required=True),
        c.count("proven", "Of them those on which progress is proven.", "needs", required=True),
        c.count("disproven", "Of them those on which it is disproven.", "needs", required=True),
        c.count("running", "Of them those whose period is not over.", "needs", required=True),
        c.count("not_known", "Of them those of which nothing can be said.", "needs", required=True),
        c.code("programme_outcome", "What the programme itself wrote down.", programme.PROGRAMME_OUTCOME),
    ),
)
NEED_PROGRESS = Table(
    name="outcomes.need_progress",
    agency=AGENCY,
    meaning="What became of a need with which a family came onto the programme.",
    row="one row per date, case and rule of progress",
    key=("as_of", "case_ref", "rule"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source=SOURCE,
    columns=(
        c.as_of(),
        c.reference("case_ref", "The case.", required=True),
        *RULES_OF_PROGRESS,
        c.text("rule", "The rule, for example SF6.2 or TF1.crime.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.count("headline", "Number of the headline it belongs to.", "headline", minimum=1, required=True),
        c.flag("identified", "Whether the programme wrote the need down.", required=True),
        c.flag("on_record", "Whether records show it for the day of attachment.", required=True),
        c.code("verdict", "Whether progress is shown.", codes.PROGRESS, required=True),
        c.text("why", "Why, in a sentence.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.count("period_weeks", "For how many weeks it must hold.", "weeks", required=True),
        c.day("judged_on", "Day up to which was looked.", required=True),
        c.day("holds_from", "Since when nothing speaks against it."),
        c.day("due_on", "Day on which it is, or was, proven if nothing speaks against it until then."),
        c.count("evidence_rows", "Rows that speak of it; see outcomes.progress_evidence.", "rows", required=True),
        c.code("programme_status", "Where the need stands by the programme's own word.", programme.NEED_STATUS),
    ),
)
PROGRESS_EVIDENCE = Table(
    name="outcomes.progress_evidence",
    agency=AGENCY,
    meaning="A source row that speaks of a need with which a family came onto the programme.",
    row="one row per date, case, rule of progress and source row",
    key=("as_of", "case_ref", "rule", "place"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source=SOURCE,
    columns=(
        c.as_of(),
        c.reference("case_ref", "The case.", required=True),
        c.text("rule", "The rule.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.count(
            "place", "Place among the rows that speak of it, 1 for the earliest.", "place", minimum=1, required=True
        ),
        c.text("table_name", "The table the row is in.", required=True),
        c.text(
            "row",
            "What tells it from the table's other rows about the person, as column and value; lines may say it twice.",
            required=True,
        ),
        c.text(
            "delivery", "The delivery that brought it; empty for rows that were added up.", purposes=frozenset(Purpose)
        ),
        c.count("line", "Line of the row in the delivery.", "line number", minimum=1, purposes=frozenset(Purpose)),
        c.pseudonym("person_id", "The person it is about; empty text for the whole family."),
        c.day("shows_from", "From which day it shows the need.", required=True),
        c.day("shows_until", "The first day on which it shows it no more; empty while it lasts."),
    ),
)

TABLES = (CASE_PROGRESS, NEED_PROGRESS, PROGRESS_EVIDENCE)
