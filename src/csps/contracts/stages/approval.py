"""Whether a model may be used, who said so, and on what evidence."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Purpose, Table
from csps.contracts.retention import MODEL_EVIDENCE

AGENCY = "csps"
_PURPOSES = frozenset({Purpose.EVALUATION, Purpose.OPERATIONS, Purpose.CASEWORK})
_WHICH = (
    c.text("model", "The model.", required=True),
    c.text("model_version", "Its version: the first 16 digits of its hash.", required=True),
)

CHECK = Table(
    name="approval.check",
    agency=AGENCY,
    meaning="A mark fixed before training, and whether the model reached it.",
    row="one row per model version and check",
    key=("model_version", "check_name"),
    retention=MODEL_EVIDENCE,
    purposes=_PURPOSES,
    source="models/<name>/spec.toml, pass_marks",
    columns=(
        *_WHICH,
        c.text("check_name", "The check.", required=True),
        c.text("mark", "What had to be reached, in words.", required=True),
        c.text("found", "What was found, in words.", required=True),
        c.code("result", "Whether it was reached.", codes.CHECK_RESULT, required=True),
    ),
)
REVIEW = Table(
    name="approval.review",
    agency=AGENCY,
    meaning="What a reviewer signed about a model.",
    row="one row per model version and reviewer",
    key=("model_version", "reviewer"),
    happened_on="reviewed_on",
    retention=MODEL_EVIDENCE,
    purposes=_PURPOSES,
    source="csps",
    columns=(
        *_WHICH,
        c.text("reviewer", "Short name of the reviewer.", required=True),
        c.day("reviewed_on", "Day of the review.", required=True),
        c.code("verdict", "What the reviewer signed.", codes.REVIEW_VERDICT, required=True),
        c.text("statement", "SHA-256 of what was signed.", required=True),
    ),
)
VERDICT = Table(
    name="approval.verdict",
    agency=AGENCY,
    meaning="Whether a model may be used this week.",
    row="one row per model version",
    key=("model_version",),
    retention=MODEL_EVIDENCE,
    purposes=_PURPOSES,
    source="csps",
    columns=(
        *_WHICH,
        c.code("state", "How it stands.", codes.MODEL_STATE, required=True),
        c.text("trainer", "Short name of whoever trained it.", required=True),
        c.day("decided_on", "Day of the last signature."),
        c.day("valid_until", "Last day on which it may be used."),
        c.text("tested", "How it did on the families of its test date, in the words of the signed report."),
        c.count("list_length", "How many families the list of that test held.", "families"),
        c.text("rules", "The rule set and version by which its outcome was judged there, if it rests on rules."),
        c.flag("demonstration", "Whether its marks are for a demonstration, and judge nobody."),
    ),
)

TABLES = (CHECK, REVIEW, VERDICT)
