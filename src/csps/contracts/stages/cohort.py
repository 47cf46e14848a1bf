"""Whom a model is about on each date, of whom it lost sight, and whether enough time has passed."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.model import Table
from csps.contracts.retention import COMPUTED_WEEK
from csps.contracts.stages.outcomes import RULES_IF_ANY

COHORT = Table(
    name="outcomes.cohort",
    agency="csps",
    meaning="Whom a model is about on a date, of whom it lost sight, and to how many it happened.",
    row="one row per model and date",
    key=("model", "as_of"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps.outcomes.cohort",
    columns=(
        c.text("model", "Whose outcome it is.", required=True),
        c.as_of(meaning="The date from which the horizon is counted."),
        c.day("horizon_ends_on", "Last day that counts."),
        c.flag("mature", "Whether the horizon had passed, reporting delay included."),
        c.count("families", "Families of the cohort, those left out not among them.", "families", required=True),
        c.count(
            "left_out", "Families of which a member objected, or whose data is restricted.", "families", required=True
        ),
        c.count(
            "not_asked",
            "Families of whom it holds already, or who have nobody to ask about.",
            "families",
            required=True,
        ),
        c.count("asked", "Families the model is about.", "families", required=True),
        c.count(
            "gone",
            "Of them those who left on record before the horizon was over; empty while it is not mature.",
            "families",
        ),
        c.count("happened", "Of them those to whom it happened; empty while it is not mature.", "families"),
        *RULES_IF_ANY,
    ),
)

TABLES = (COHORT,)
