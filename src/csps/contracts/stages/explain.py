"""Why a family got its score."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Table
from csps.contracts.retention import MODEL_EVIDENCE

AGENCY = "csps"
_WHOSE = (
    c.text("model", "The model.", required=True),
    c.text("model_version", "Its version: the first 16 digits of its hash.", required=True),
    c.code("population", "Whom it is about.", codes.POPULATION, required=True),
    c.as_of(),
    c.pseudonym("family_id", "Pseudonym of the family."),
)

CONTRIBUTION = Table(
    name="explain.contribution",
    agency=AGENCY,
    meaning="What one feature added to a family's score before calibration.",
    row="one row per model version, population, date, family and feature",
    key=("model_version", "population", "as_of", "family_id", "feature"),
    happened_on="as_of",
    retention=MODEL_EVIDENCE,
    purposes=c.CASE_FACTS,
    source="exact Shapley values of the tree ensemble (Lundberg et al. 2020)",
    columns=(
        *_WHOSE,
        c.text("feature", "The feature.", required=True),
        c.real("value", "Its value; empty where it is not known.", "the feature's own"),
        c.real("contribution", "What it added.", "log-odds", required=True),
    ),
)
REASON = Table(
    name="explain.reason",
    agency=AGENCY,
    meaning="A reason for a family's score, in a sentence.",
    row="one row per model version, population, date, family and rank",
    key=("model_version", "population", "as_of", "family_id", "place"),
    happened_on="as_of",
    retention=MODEL_EVIDENCE,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        *_WHOSE,
        c.count("place", "1 for the strongest reason.", "place", minimum=1, required=True),
        c.text("feature", "The feature it rests on most.", required=True),
        c.text("topic", "The family of features.", required=True),
        c.code("direction", "Whether it raises or lowers the score.", codes.DIRECTION, required=True),
        c.real("contribution", "What the features behind it added together.", "log-odds", required=True),
        c.text("sentence", "The reason in words.", required=True),
    ),
)

TABLES = (CONTRIBUTION, REASON)
